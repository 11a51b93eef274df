"""Takes log-ins from dovecot's last_login plugin: the mtime of `password` is their day."""

from chatmaild import account
from chatmaild.config import Config
from chatmaild.dictproxy import DictService, arguments, serve


class LastLogin(DictService):
    def __init__(self, config: Config) -> None:
        self.config = config

    def commit(self, user: str, changes: dict[str, str]) -> bool:
        for key, value in changes.items():
            address = key.rsplit("/", 1)[-1]
            if account.is_valid(self.config, address):
                account.touch(self.config, address, float(value))
        return True


def main() -> None:
    socket, config = arguments()
    serve(socket, LastLogin(config))
