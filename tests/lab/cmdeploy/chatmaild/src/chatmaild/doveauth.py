"""Dovecot's users and passwords. An account is made by its first log-in."""

import json
import logging
import pwd
import re

from chatmaild import account
from chatmaild.config import Config
from chatmaild.dictproxy import DictService, arguments, serve


class Auth(DictService):
    def __init__(self, config: Config) -> None:
        self.config = config
        self.owner = pwd.getpwnam("vmail")

    def lookup(self, key: str, user: str) -> str | None:
        _, kind, rest = key.split("/", 2)
        address, _, password = rest.partition("/")
        if not account.is_valid(self.config, address):
            return None
        stored = account.stored_password(self.config, address)
        if kind == "passdb" and stored is None:
            # Dovecot escapes quotes and backslashes of what it puts into a key.
            stored = account.create(self.config, address, re.sub(r"\\(.)", r"\1", password))
            logging.info("%s: %s", address, "account created" if stored else "no account made")
        if stored is None:
            return None
        data = {
            "uid": self.owner.pw_uid,
            "gid": self.owner.pw_gid,
            "home": str(self.config.mailbox(address)),
        }
        if kind == "passdb":
            data = {"password": stored}
        return json.dumps(data)


def main() -> None:
    socket, config = arguments()
    serve(socket, Auth(config))
