#!/usr/bin/python3
"""A small mail server for one user, for the tests of mail probes.

mail_server.py CERTIFICATE KEY USER PASSWORD prints one JSON object of ports
(imaps, smtps, smtp, filterless, picky, oldFilter, silent), serves on 127.0.0.1 and ends when its
standard input does. What is sent to the user by either SMTP port is in the INBOX. Where USER is
"*" everybody is that user, by any password.
"""

from __future__ import annotations

import base64
import json
import re
import shlex
import socket
import socketserver
import ssl
import sys
import threading

CERTIFICATE, KEY, USER, PASSWORD = sys.argv[1:5]
TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
TLS.load_cert_chain(CERTIFICATE, KEY)
INBOX: list[bytes] = []


def lets_in(given: list[str]) -> bool:
    return USER == "*" or given == [USER, PASSWORD]


class Dialogue(socketserver.StreamRequestHandler):
    implicit_tls = True

    def setup(self) -> None:
        if self.implicit_tls:
            self.request = TLS.wrap_socket(self.request, server_side=True)
        super().setup()

    def start_tls(self) -> None:
        self.request = TLS.wrap_socket(self.request, server_side=True)
        super().setup()

    def line(self) -> str:
        read = self.rfile.readline()
        if not read:
            raise ConnectionError("client is gone")
        return read.decode().rstrip("\r\n")

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def handle(self) -> None:
        try:
            self.talk()
        except (ConnectionError, ssl.SSLError):
            pass

    def talk(self) -> None:
        raise NotImplementedError


class Imap(Dialogue):
    def talk(self) -> None:
        self.say("* OK ready")
        while True:
            tag, command = self.line().split(" ", 1)
            word = command.split(" ")[0].upper()
            if word == "LOGOUT":
                return self.say("* BYE", f"{tag} OK")
            self.say(f"{tag} {self.answer(command, word)}")

    def answer(self, command: str, word: str) -> str:
        if word == "CAPABILITY":
            self.say("* CAPABILITY IMAP4rev1 XCHATMAIL")
        elif word == "LOGIN":
            given = shlex.split(command)[1:]
            return "OK" if lets_in(given) else "NO [AUTHENTICATIONFAILED] wrong"
        elif word == "STATUS":
            self.say(f"* STATUS INBOX (MESSAGES {len(INBOX)} UIDNEXT {len(INBOX) + 1} UIDVALIDITY 77)")
        elif word == "SELECT":
            self.say(f"* {len(INBOX)} EXISTS", "* OK [UIDVALIDITY 77] valid")
        elif word == "UID" and "SEARCH" in command:
            wanted = re.search(r'"(.*)"', command)[1].encode()
            self.say(" ".join(["* SEARCH", *(str(i) for i, m in enumerate(INBOX, 1) if wanted in m)]))
        elif word == "UID":
            number = int(command.split(" ")[2])
            message = INBOX[number - 1]
            self.say(f"* {number} FETCH (UID {number} BODY[] {{{len(message)}}}")
            self.wfile.write(message + b")\r\n")
        else:
            return "BAD what?"
        return "OK done"


class Smtp(Dialogue):
    implicit_tls = False
    encrypted = False
    verdict = "250 queued"

    def talk(self) -> None:
        self.say("220 ready")
        while True:
            command = self.line()
            word = command.split(" ")[0].upper()
            if word == "QUIT":
                return self.say("221 bye")
            getattr(self, f"do_{word.lower()}", self.unknown)(command)

    def unknown(self, _command: str) -> None:
        self.say("502 what?")

    def do_ehlo(self, command: str) -> None:
        secure = self.implicit_tls or self.encrypted
        self.say(f"250-hello {command.split(' ')[1]}", "250 AUTH PLAIN" if secure else "250 STARTTLS")

    def do_starttls(self, _command: str) -> None:
        self.say("220 go")
        self.start_tls()
        self.encrypted = True

    def do_auth(self, command: str) -> None:
        words = command.split(" ")
        if len(words) < 3:
            self.say("334 ")
            words.append(self.line())
        given = base64.b64decode(words[2]).decode().split("\0")[1:]
        self.say("235 welcome" if lets_in(given) else "535 5.7.8 wrong")

    def do_mail(self, _command: str) -> None:
        self.say("250 ok")

    def do_rcpt(self, command: str) -> None:
        self.say("250 ok" if USER == "*" or f"<{USER}>" in command else "550 5.1.1 who is that?")

    def do_data(self, _command: str) -> None:
        self.say("354 go on")
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line[1:] if line.startswith(b".") else line)
        if self.verdict.startswith("250"):
            INBOX.append(b"".join(lines))
        self.say(self.verdict)


class Smtps(Smtp):
    implicit_tls = True


class Filterless(Smtp):
    """As postfix does whose filter is not there."""

    def do_rcpt(self, _command: str) -> None:
        self.say("451 4.3.0 Error: queue file write error")


class OldFilter(Smtp):
    """As postfix does whose filtermail is older than 0.5.1: it hears of the sender at the first recipient."""

    sender = ""

    def do_mail(self, command: str) -> None:
        self.sender = command.split(":")[1].split(" ")[0]
        super().do_mail(command)

    def do_rcpt(self, command: str) -> None:
        if self.sender == "<>":
            self.say("500 Error: bad syntax")
        else:
            super().do_rcpt(command)


class Picky(Smtp):
    verdict = "554 5.7.1 no such mail here"


class Server(socketserver.ThreadingTCPServer):
    daemon_threads = True


def serve(handler: type[Dialogue]) -> int:
    server = Server(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def main() -> None:
    silent = socket.create_server(("127.0.0.1", 0))  # accepts, and says nothing
    ports = {"imaps": serve(Imap), "smtps": serve(Smtps), "smtp": serve(Smtp),
             "filterless": serve(Filterless), "picky": serve(Picky), "oldFilter": serve(OldFilter),
             "silent": silent.getsockname()[1]}
    print(json.dumps(ports), flush=True)
    sys.stdin.read()


main()
