"""CGI behind /new: a free address and a password. The account is made by its first log-in."""

import json
import secrets
import string

from chatmaild.config import read_config

INI = "/usr/local/lib/chatmaild/chatmail.ini"
LETTERS = string.ascii_lowercase + string.digits


def main() -> None:
    config = read_config(INI)
    name = "".join(secrets.choice(LETTERS) for _ in range(9))
    login = {"email": f"{name}@{config.mail_domain}", "password": secrets.token_urlsafe(15)}
    print("Content-Type: application/json\n")
    print(json.dumps(login))
