"""Dovecot's dict protocol, server side: one line a request over a unix socket."""

import logging
import os
import re
import socketserver
import sys

from chatmaild.config import Config, read_config

ESCAPES = {"\x010": "\0", "\x011": "\x01", "\x01t": "\t", "\x01r": "\r", "\x01n": "\n"}


def unescape(text: str) -> str:
    return re.sub("\x01[01trn]", lambda found: ESCAPES[found.group()], text)


def escape(text: str) -> str:
    for escaped, plain in sorted(ESCAPES.items(), key=lambda item: item[1] != "\x01"):
        text = text.replace(plain, escaped)
    return text


class DictService:
    """What a service answers. A transaction is handed over whole, when it commits."""

    def lookup(self, key: str, user: str) -> str | None:
        return None

    def commit(self, user: str, changes: dict[str, str]) -> bool:
        return False


class DictHandler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.transactions: dict[str, tuple[str, dict[str, str]]] = {}
        for raw in self.rfile:
            line = raw.rstrip(b"\n").decode("utf-8", "surrogateescape")
            if not line:
                continue
            fields = [unescape(field) for field in line[1:].split("\t")]
            try:
                reply = self.reply(line[0], fields)
            except Exception:
                logging.exception("request %s failed", line[0])
                reply = "F\n"
            if reply:
                self.wfile.write(reply.encode("utf-8", "surrogateescape"))
                self.wfile.flush()

    def reply(self, command: str, fields: list[str]) -> str:
        service: DictService = self.server.service  # type: ignore[attr-defined]
        if command == "L":
            value = service.lookup(fields[0], fields[1] if len(fields) > 1 else "")
            return "N\n" if value is None else f"O{escape(value)}\n"
        if command == "I":
            return "\n"  # nothing to iterate over
        if command == "B":
            self.transactions[fields[0]] = (fields[1] if len(fields) > 1 else "", {})
        elif command in "SU" and fields[0] in self.transactions:
            value = fields[2] if command == "S" else ""
            self.transactions[fields[0]][1][fields[1]] = value
        elif command == "R":
            self.transactions.pop(fields[0], None)
        elif command == "C":
            user, changes = self.transactions.pop(fields[0])
            return ("O" if service.commit(user, changes) else "N") + fields[0] + "\n"
        return ""


class DictServer(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 256


def arguments() -> tuple[str, Config]:
    """SOCKET CHATMAIL.INI"""
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    return sys.argv[1], read_config(sys.argv[2])


def serve(path: str, service: DictService) -> None:
    if os.path.exists(path):
        os.unlink(path)
    with DictServer(path, DictHandler) as server:
        server.service = service  # type: ignore[attr-defined]
        os.chmod(path, 0o660)
        server.serve_forever()
