"""Mail between relays: out by SMTP to the recipient's mail host, in over HTTPS.

Port 10082 takes one recipient a transaction from postfix and answers what the
remote host said, so that the queue stays postfix's. Port 10083 is what nginx
passes /mxdeliv to: a POST with Mail-From and Rcpt-To headers is handed to the
same filter as mail from port 25.
"""

import asyncio
import functools
import logging
import smtplib
import socket
import ssl
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import dns.exception
import dns.resolver
from aiosmtpd.smtp import SMTP, Envelope

from chatmaild.config import Config, read_config
from chatmaild.filtermail import LISTEN, hand_on, run_smtp, transact

OUT, HTTP = 10082, 10083
CONNECT_TIMEOUT = 30

# Made once and without the system's authorities: reading those costs more than the message.
OPPORTUNISTIC = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
OPPORTUNISTIC.check_hostname = False
OPPORTUNISTIC.verify_mode = ssl.CERT_NONE


def mail_hosts(domain: str) -> list[str]:
    """By preference; a domain without MX is its own mail host."""
    try:
        answer = dns.resolver.resolve(domain, "MX")
    except dns.resolver.NoAnswer:
        return [domain]
    return [str(mx.exchange).rstrip(".") for mx in sorted(answer, key=lambda mx: mx.preference)]


def connect(host: str, domain: str) -> smtplib.SMTP:
    client = smtplib.SMTP(host, 25, local_hostname=domain, timeout=CONNECT_TIMEOUT)
    client.ehlo_or_helo_if_needed()
    if client.has_extn("starttls"):
        client.starttls(context=OPPORTUNISTIC)
        client.ehlo()
    if client.sock:
        client.sock.settimeout(300)
    return client


def deliver(config: Config, sender: str, recipient: str, content: bytes, options: list[str]) -> str:
    try:
        hosts = mail_hosts(recipient.rpartition("@")[2])
    except dns.resolver.NXDOMAIN:
        return f"550 5.1.2 Domain of {recipient} not found"
    except dns.exception.DNSException as error:
        return f"451 4.4.3 {error}".replace("\n", " ")
    last = "451 4.4.1 No mail host answers"
    for host in hosts:
        try:
            client = connect(host, config.mail_domain)
        except (OSError, smtplib.SMTPException) as error:
            last = f"451 4.4.1 {host}: {error}".replace("\n", " ")
            continue
        # Once a host has been spoken to, its word counts: no other one is tried.
        try:
            return transact(client, sender, [recipient], content, options)
        except (OSError, smtplib.SMTPException) as error:
            return f"451 4.4.2 {host}: {error!r}".replace("\n", " ")
    return last


class Outgoing:
    def __init__(self, config: Config) -> None:
        self.config = config
        self.pool = ThreadPoolExecutor(100)

    async def handle_DATA(self, server: SMTP, session: object, envelope: Envelope) -> str:
        if len(envelope.rcpt_tos) != 1:
            return "554 5.5.3 One recipient a transaction"
        job = functools.partial(
            deliver,
            self.config,
            envelope.mail_from or "",
            envelope.rcpt_tos[0],
            envelope.content or b"",
            envelope.mail_options,
        )
        return await asyncio.get_running_loop().run_in_executor(self.pool, job)


class Incoming(BaseHTTPRequestHandler):
    config: Config

    def do_POST(self) -> None:
        recipients = self.headers.get_all("Rcpt-To") or []
        local = all(address.endswith("@" + self.config.mail_domain) for address in recipients)
        if self.path != "/mxdeliv" or not recipients or not local:
            self.answer(400, "501 5.1.3 Recipients of this relay only")
            return
        content = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        said = hand_on(LISTEN["incoming"], self.headers.get("Mail-From", ""), recipients, content, [])
        self.answer({"2": 200, "4": 503}.get(said[0], 422), said)

    def answer(self, status: int, text: str) -> None:
        body = text.encode() + b"\n"
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        logging.info(format, *args)


class HttpServer(ThreadingHTTPServer):
    address_family = socket.AF_INET
    daemon_threads = True


def main() -> None:
    config = read_config(sys.argv[1])
    Incoming.config = config
    http = HttpServer(("127.0.0.1", HTTP), Incoming)
    threading.Thread(target=http.serve_forever, daemon=True).start()
    run_smtp(Outgoing(config), OUT, config)
