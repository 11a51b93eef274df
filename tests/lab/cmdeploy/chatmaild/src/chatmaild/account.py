"""A mailbox folder as an account: its password, and when it was last used."""

import crypt
import fcntl
import os
import re
import time
from contextlib import contextmanager
from pathlib import Path

from chatmaild.config import Config

DAY = 86400
NOCREATE = Path("/etc/chatmail-nocreate")


def is_valid(config: Config, address: str) -> bool:
    local, _, domain = address.partition("@")
    return domain == config.mail_domain and bool(re.fullmatch(r"[a-z0-9][a-z0-9._-]*", local))


def stored_password(config: Config, address: str) -> str | None:
    try:
        return (config.mailbox(address) / "password").read_text().strip() or None
    except FileNotFoundError:
        return None


@contextmanager
def locked(mailbox: Path):
    with open(mailbox / "password.lock", "a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def create(config: Config, address: str, password: str) -> str | None:
    """The stored password of a new account, or of the one somebody else just made."""
    if NOCREATE.exists() or len(password) < config.password_min_length:
        return None
    mailbox = config.mailbox(address)
    mailbox.mkdir(mode=0o700, parents=True, exist_ok=True)
    with locked(mailbox):
        already = stored_password(config, address)
        if already:
            return already
        scheme = "{SHA512-CRYPT}" + crypt.crypt(password, crypt.METHOD_SHA512)
        fresh = mailbox / "password.new"
        fresh.write_text(scheme)
        fresh.chmod(0o600)
        (mailbox / "enforceE2EEincoming").touch()
        fresh.rename(mailbox / "password")
    touch(config, address, time.time())
    return scheme


def touch(config: Config, address: str, when: float) -> None:
    """Only the day of the last log-in is kept: nobody needs to know more."""
    midnight = int(when) // DAY * DAY
    path = config.mailbox(address) / "password"
    if path.exists() and int(path.stat().st_mtime) != midnight:
        os.utime(path, (midnight, midnight))
