"""Counts accounts and messages, for the journal."""

import sys

from chatmaild.config import read_config
from chatmaild.expire import mailboxes, messages


def main() -> None:
    config = read_config(sys.argv[1])
    accounts = mailboxes(config)
    sizes = [message.stat().st_size for mailbox in accounts for message in messages(mailbox) if message.exists()]
    print(f"{len(accounts)} accounts, {len(sizes)} messages, {sum(sizes)} bytes")
