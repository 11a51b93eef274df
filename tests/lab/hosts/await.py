#!/usr/bin/python3
"""await.py SECONDS ADDRESS:PORT[/DOMAIN] ...: waits until all serve. Runs as the admin."""

import smtplib
import socket
import sys
import time


def is_open(door: str) -> bool:
    door, _, domain = door.partition("/")
    address, port = door.rsplit(":", 1)
    try:
        if port == "25":
            return takes_mail(address, domain or "relay.test")
        with socket.create_connection((address, int(port)), timeout=1) as connection:
            # sshd greets; a listening socket alone may be systemd's or a backlog's
            return port != "22" or connection.recv(4) == b"SSH-"
    except (OSError, smtplib.SMTPException):
        return False


def takes_mail(address: str, domain: str) -> bool:
    """Postfix listens before its milters and filters do, and answers 451 until then.

    A milter is asked at MAIL, a proxy filter at RCPT; nothing is sent.
    """
    with smtplib.SMTP(address, 25, "admin.test", timeout=5) as smtp:
        smtp.ehlo()
        answers = [smtp.mail("await@peer.test"), smtp.rcpt(f"await@{domain}"), smtp.rset()]
        return all(code == 250 for code, _ in answers)


def main() -> int:
    deadline = time.monotonic() + float(sys.argv[1])
    closed = sys.argv[2:]
    while closed := [door for door in closed if not is_open(door)]:
        if time.monotonic() > deadline:
            print("still closed:", *closed)
            return 1
        time.sleep(0.1)
    return 0


if __name__ == "__main__":
    sys.exit(main())
