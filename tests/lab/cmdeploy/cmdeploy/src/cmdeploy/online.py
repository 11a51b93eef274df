"""`cmdeploy test`: a new account, a log-in, and a message to itself."""

import imaplib
import secrets
import smtplib
import ssl
import time
from email.message import EmailMessage

from chatmaild.config import Config

PATIENCE = 30


def context() -> ssl.SSLContext:
    """The host is asked by an address that its certificate does not bear."""
    unchecked = ssl.create_default_context()
    unchecked.check_hostname = False
    unchecked.verify_mode = ssl.CERT_NONE
    return unchecked


def send(host: str, address: str, password: str, subject: str) -> None:
    message = EmailMessage()
    message["From"] = message["To"] = address
    message["Subject"] = subject
    message.set_content("A message of cmdeploy test.\n")
    with smtplib.SMTP_SSL(host, 465, context=context(), timeout=PATIENCE) as client:
        client.login(address, password)
        client.send_message(message)


def arrives(client: imaplib.IMAP4, subject: str) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        client.select("INBOX")
        _, found = client.search(None, "SUBJECT", subject)
        if found[0]:
            return True
        time.sleep(0.2)
    return False


def check(config: Config, host: str) -> list[str]:
    subject = secrets.token_hex(8)
    address, password = f"test{subject}@{config.mail_domain}", secrets.token_urlsafe(12)
    try:
        with imaplib.IMAP4_SSL(host, 993, ssl_context=context(), timeout=PATIENCE) as client:
            client.login(address, password)
            send(host, address, password, subject)
            if not arrives(client, subject):
                return [f"a message from {address} to itself did not arrive"]
    except (OSError, imaplib.IMAP4.error, smtplib.SMTPException) as error:
        return [f"{host}: {error!r}"]
    return []
