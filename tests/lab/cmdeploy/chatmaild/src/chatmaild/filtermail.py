"""Proxies between postfix's smtpd and the smtpd behind it: look at each message before it is taken.

`filtermail CHATMAIL.INI outgoing|incoming`. Postfix's client hears whatever the
smtpd behind says, so nothing is ever accepted here that is not in its queue.
"""

import asyncio
import email.parser
import email.policy
import email.utils
import functools
import logging
import smtplib
import sys
from concurrent.futures import ThreadPoolExecutor

from aiosmtpd.controller import UnthreadedController
from aiosmtpd.smtp import SMTP, Envelope

from chatmaild.config import Config, read_config

LISTEN = {"outgoing": 10080, "incoming": 10081}
REINJECT = {"outgoing": 10025, "incoming": 10026}


def header_from(content: bytes) -> str:
    headers = email.parser.BytesHeaderParser(policy=email.policy.compat32).parsebytes(content)
    return email.utils.parseaddr(str(headers.get("From", "")))[1]


def refusal(direction: str, sender: str, content: bytes) -> str | None:
    """Why a message is not taken: nobody may write in another's name, or without one."""
    author = header_from(content)
    if not author:
        return "500 5.6.0 No From header"
    if direction == "outgoing" and author.lower() != sender.lower():
        return "500 5.7.1 From header does not match the sender"
    return None


def hand_on(port: int, sender: str, recipients: list[str], content: bytes, options: list[str]) -> str:
    """The answer of the smtpd on `port` to this message."""
    try:
        client = smtplib.SMTP("127.0.0.1", port, local_hostname="localhost", timeout=120)
        return transact(client, sender, recipients, content, options)
    except (OSError, smtplib.SMTPException) as error:
        logging.warning("port %d: %r", port, error)
        return "451 4.3.0 Error: queue file write error"


def transact(
    client: smtplib.SMTP, sender: str, recipients: list[str], content: bytes, options: list[str]
) -> str:
    """The first refusal, or what was said to the message itself."""
    try:
        client.ehlo_or_helo_if_needed()
        wanted = [option for option in options if option.upper() in ("BODY=8BITMIME", "SMTPUTF8")]
        code, text = client.mail(sender, wanted)
        for recipient in recipients:
            if code < 400:
                code, text = client.rcpt(recipient)
        if code < 400:
            code, text = client.data(content)
        answer = f"{code} {text.decode(errors='replace')}".replace("\n", " ")
    except smtplib.SMTPDataError as error:
        answer = f"{error.smtp_code} {error.smtp_error!r}"
    finally:
        farewell(client)
    return answer


def farewell(client: smtplib.SMTP) -> None:
    """A failing QUIT must not turn an accepted message into one that is sent again."""
    try:
        client.quit()
    except (OSError, smtplib.SMTPException):
        client.close()


class Filter:
    def __init__(self, direction: str, config: Config) -> None:
        self.direction = direction
        self.refuses_empty_sender = bool(config.filtermail_refuses_empty_sender)
        self.pool = ThreadPoolExecutor(100)

    async def handle_MAIL(
        self, server: SMTP, session: object, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == "<>" and self.refuses_empty_sender:
            return "500 Error: bad syntax"
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: object, envelope: Envelope) -> str:
        sender, content = envelope.mail_from or "", envelope.content or b""
        refused = refusal(self.direction, sender, content)
        if refused:
            return refused
        port = REINJECT[self.direction]
        job = functools.partial(hand_on, port, sender, envelope.rcpt_tos, content, envelope.mail_options)
        return await asyncio.get_running_loop().run_in_executor(self.pool, job)


def run_smtp(handler: object, port: int, config: Config) -> None:
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("mail.log").setLevel(logging.WARNING)
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    controller = UnthreadedController(
        handler,
        hostname="127.0.0.1",
        port=port,
        loop=loop,
        data_size_limit=config.max_message_size,
        enable_SMTPUTF8=True,
        ident="filtermail",
    )
    controller.begin()
    loop.run_forever()


def main() -> None:
    config, direction = read_config(sys.argv[1]), sys.argv[2]
    run_smtp(Filter(direction, config), LISTEN[direction], config)
