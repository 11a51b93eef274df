"""The clients: each function makes one attempt as a mail program would.

They return when the server has said yes and raise otherwise; `outcome` puts a
name to what was raised.
"""

import imaplib
import smtplib
import socket
import ssl
from dataclasses import dataclass

from .network import NoName

TIMEOUT = 30  # seconds without an answer after which a client gives up
IMAP_PORTS = (993, 993, 143, 443)
SUBMISSION_PORTS = (465, 587, 465, 587, 443)
DENIED = (530, 534, 535)


class Unanswered(Exception):
    """The whole message was sent, but no reply came: it may have been taken."""


@dataclass(frozen=True)
class Route:
    """From where to where one attempt goes."""

    name: str
    address: str
    port: int
    source: str = ""  # empty: the host's own address

    def connect(self, timeout: float) -> socket.socket:
        source = (self.source, 0) if self.source else None
        return socket.create_connection((self.address, self.port), timeout, source)


def tls_context(port: int, protocol: str) -> ssl.SSLContext:
    # The lab's CA is made anew with every start of pebble: certificates are
    # compared by the tests that are about certificates.
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    if port == 443:
        context.set_alpn_protocols([protocol])
    return context


class _Imap(imaplib.IMAP4):
    """imaplib connects to a name; a client here goes to an address it was given."""

    def __init__(self, route: Route) -> None:
        self.route = route
        super().__init__(route.name, route.port, TIMEOUT)

    def _create_socket(self, timeout: float) -> socket.socket:
        plain = self.route.connect(timeout)
        if self.route.port == 143:
            return plain
        context = tls_context(self.route.port, "imap")
        return context.wrap_socket(plain, server_hostname=self.route.name)


class _Smtp(smtplib.SMTP):
    def __init__(self, route: Route) -> None:
        self.route = route
        super().__init__(route.name, route.port, "client.test", TIMEOUT)

    def _get_socket(self, _host: str, _port: int, timeout: float) -> socket.socket:
        plain = self.route.connect(timeout)
        if self.route.port in (25, 587):
            return plain
        context = tls_context(self.route.port, "smtp")
        return context.wrap_socket(plain, server_hostname=self.route.name)


def look_for_mail(route: Route, user: str, password: str) -> str:
    """Logs in, opens the inbox, fetches the list of messages, logs out."""
    imap = _Imap(route)
    try:
        if route.port == 143:
            imap.starttls(tls_context(143, "imap"))
        imap.login(user, password)
        status, found = imap.select("INBOX")
        if status != "OK":
            raise imaplib.IMAP4.error(f"SELECT: {found!r}")
        number = int(found[0])
        if number:
            status, found = imap.fetch("1:*", "(UID FLAGS RFC822.SIZE)")
            if status != "OK" or len(found) < number:
                raise imaplib.IMAP4.error(f"FETCH: {found!r}"[:200])
        validity = imap.response("UIDVALIDITY")[1][0].decode()
        imap.logout()
        return f"{number} messages, UIDVALIDITY {validity}"
    finally:
        imap.sock.close()


def _transfer(smtp: smtplib.SMTP, sender: str, recipient: str, text: str) -> str:
    for step in (lambda: smtp.mail(sender), lambda: smtp.rcpt(recipient),
                 lambda: smtp.docmd("DATA")):
        code, said = step()
        if code not in (250, 251, 354):
            raise smtplib.SMTPResponseException(code, said)
    try:
        smtp.send(text + ".\r\n")
        code, said = smtp.getreply()
    except (OSError, smtplib.SMTPServerDisconnected) as error:
        raise Unanswered(str(error)) from error
    if code != 250:
        raise smtplib.SMTPResponseException(code, said)
    return said.decode(errors="replace")


def send(route: Route, user: str, password: str, recipient: str, text: str) -> str:
    """Submits one message to the relay as one of its users."""
    smtp = _Smtp(route)
    try:
        if route.port == 587:
            smtp.starttls(context=tls_context(587, "smtp"))
        smtp.login(user, password)
        said = _transfer(smtp, user, recipient, text)
        hang_up(smtp)
        return said
    finally:
        smtp.close()


def inject(route: Route, sender: str, recipient: str, text: str) -> str:
    """Hands one message to the peer's Postfix, which then has to deliver it."""
    smtp = _Smtp(route)
    try:
        smtp.ehlo()
        said = _transfer(smtp, sender, recipient, text)
        hang_up(smtp)
        return said
    finally:
        smtp.close()


def hang_up(smtp: smtplib.SMTP) -> None:
    # The message was taken: a connection that breaks now changes nothing.
    try:
        smtp.quit()
    except (OSError, smtplib.SMTPException):
        pass


def _timed_out(error: BaseException | None) -> bool:
    while error is not None:
        if isinstance(error, TimeoutError):
            return True
        error = error.__cause__ or error.__context__
    return False


def outcome(error: Exception) -> str:
    """accepted is the absence of an error; this names all the rest."""
    if isinstance(error, Unanswered):
        return "unknown"
    if isinstance(error, smtplib.SMTPResponseException):
        if error.smtp_code in DENIED:
            return "denied"
        return "bounce" if error.smtp_code >= 500 else "tempfail"
    if isinstance(error, NoName):
        return "noname"
    if _timed_out(error):
        return "timeout"
    if isinstance(error, imaplib.IMAP4.error) and not isinstance(
            error, imaplib.IMAP4.abort):
        said = str(error)
        return "tempfail" if "[UNAVAILABLE]" in said or "[INUSE]" in said else "denied"
    return "refused"
