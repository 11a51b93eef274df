"""Removes what is older than the relay keeps: messages, and accounts nobody uses."""

import shutil
import sys
import time
from pathlib import Path

from chatmaild.config import Config, read_config

DAY = 86400


def mailboxes(config: Config) -> list[Path]:
    return [path for path in sorted(config.mailboxes.iterdir()) if "@" in path.name]


def messages(mailbox: Path):
    for folder in [mailbox, *mailbox.glob(".*/")]:
        for kind in ("cur", "new", "tmp"):
            if (folder / kind).is_dir():
                yield from (folder / kind).iterdir()


def expire_messages(mailbox: Path, before: float) -> int:
    removed = 0
    for message in messages(mailbox):
        try:
            if message.stat().st_mtime < before:
                message.unlink()
                removed += 1
        except FileNotFoundError:
            continue  # its user was faster
    if removed:
        (mailbox / "maildirsize").unlink(missing_ok=True)
    return removed


def main() -> None:
    config = read_config(sys.argv[1])
    now = time.time()
    accounts = removed = 0
    for mailbox in mailboxes(config):
        password = mailbox / "password"
        if password.exists() and password.stat().st_mtime < now - config.delete_inactive_users_after * DAY:
            shutil.rmtree(mailbox, ignore_errors=True)
            accounts += 1
        else:
            removed += expire_messages(mailbox, now - config.delete_mails_after * DAY)
    print(f"expired {accounts} accounts, {removed} messages")
