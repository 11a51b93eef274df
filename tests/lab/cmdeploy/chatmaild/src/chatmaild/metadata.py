"""IMAP METADATA of mailboxes, and push notifications for their device tokens.

A new message leaves a file in pending_notifications for each token; it is gone
when the notification was sent or has become too old. The folder is read only
when the service starts: what somebody else puts there later waits for that.
"""

import json
import logging
import queue
import ssl
import threading
import time
import urllib.error
import urllib.request
import uuid
from pathlib import Path

from chatmaild import account
from chatmaild.config import Config
from chatmaild.dictproxy import DictService, arguments, serve

LIFETIME = 5 * 3600
FIRST_RETRY = 8


class Notifier:
    def __init__(self, config: Config) -> None:
        self.url = config.notify_url
        self.folder = config.mailboxes / "pending_notifications"
        self.folder.mkdir(mode=0o700, exist_ok=True)
        self.due: queue.PriorityQueue[tuple[float, int, Path]] = queue.PriorityQueue()
        # One for all: making a context reads every CA certificate there is.
        https = urllib.request.HTTPSHandler(context=ssl.create_default_context())
        self.opener = urllib.request.build_opener(https)

    def start(self) -> None:
        for path in self.folder.iterdir():
            if path.suffix == ".new":
                path.unlink()
            else:
                self.due.put((time.time(), 0, path))
        for _ in range(4):
            threading.Thread(target=self.run, daemon=True).start()

    def add(self, address: str, token: str) -> None:
        path = self.folder / uuid.uuid4().hex
        fresh = path.with_suffix(".new")
        fresh.write_text(json.dumps({"addr": address, "token": token, "start": time.time()}))
        fresh.rename(path)
        self.due.put((time.time(), 0, path))

    def run(self) -> None:
        while True:
            when, attempts, path = self.due.get()
            wait = when - time.time()
            if wait > 0:
                # Something newer may be due first: put this one back.
                time.sleep(min(wait, 0.5))
                self.due.put((when, attempts, path))
            elif not self.finish(path):
                self.due.put((time.time() + FIRST_RETRY * 4**attempts, attempts + 1, path))

    def finish(self, path: Path) -> bool:
        """True when nothing is left to do for this notification."""
        try:
            pending = json.loads(path.read_text())
        except FileNotFoundError:
            return True
        except ValueError:
            path.unlink(missing_ok=True)
            return True
        if pending["start"] + LIFETIME > time.time() and not self.send(pending["token"]):
            return False
        path.unlink(missing_ok=True)
        return True

    def send(self, token: str) -> bool:
        request = urllib.request.Request(self.url, data=token.encode(), method="POST")
        try:
            with self.opener.open(request, timeout=20):
                return True
        except urllib.error.HTTPError as error:
            return error.code in (404, 410)  # the token is no more: nothing to repeat
        except OSError as error:
            logging.info("notification waits: %s", error)
            return False


class Metadata(DictService):
    def __init__(self, config: Config, notifier: Notifier) -> None:
        self.config = config
        self.notifier = notifier
        self.lock = threading.Lock()

    def load(self, address: str) -> dict:
        try:
            return json.loads((self.config.mailbox(address) / "metadata.json").read_text())
        except (FileNotFoundError, ValueError):
            return {}

    def lookup(self, key: str, user: str) -> str | None:
        if key.startswith("shared/") and key.endswith("/vendor/deltachat/irohrelay"):
            return f"https://{self.config.mail_domain}:3340"
        if key.startswith("priv/") and key.endswith("/devicetoken"):
            return " ".join(self.load(user).get("devicetoken", {})) or None
        return None

    def commit(self, user: str, changes: dict[str, str]) -> bool:
        if not account.is_valid(self.config, user):
            return False
        for key, value in changes.items():
            name = key.rsplit("/", 1)[-1]
            if name == "devicetoken":
                self.add_token(user, value)
            elif name == "messagenew":
                for token in self.load(user).get("devicetoken", {}):
                    self.notifier.add(user, token)
            else:
                return False
        return True

    def add_token(self, address: str, token: str) -> None:
        mailbox = self.config.mailbox(address)
        with self.lock:
            data = self.load(address)
            data.setdefault("devicetoken", {})[token] = int(time.time())
            fresh = mailbox / "metadata.json.new"
            fresh.write_text(json.dumps(data))
            fresh.rename(mailbox / "metadata.json")


def main() -> None:
    socket, config = arguments()
    notifier = Notifier(config)
    notifier.start()
    serve(socket, Metadata(config, notifier))
