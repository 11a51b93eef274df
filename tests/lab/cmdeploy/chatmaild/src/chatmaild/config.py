"""chatmail.ini: what the admin sets, on the laptop and on the relay."""

import configparser
import ipaddress
from dataclasses import dataclass, fields
from pathlib import Path

LETSENCRYPT = "https://acme-v02.api.letsencrypt.org/directory"


@dataclass(frozen=True)
class Config:
    mail_domain: str
    mailboxes_dir: str = ""
    tls_external_cert_and_key: str = ""
    acme_directory: str = LETSENCRYPT
    www_folder: str = ""
    max_smtp_connections: int = 200
    max_message_size: int = 31457280
    max_mailbox_size: str = "500M"
    password_min_length: int = 6
    delete_mails_after: int = 20
    delete_inactive_users_after: int = 90
    notify_url: str = "https://notifications.delta.chat/notify"
    filtermail_refuses_empty_sender: int = 0  # as the one of an older release

    @property
    def mailboxes(self) -> Path:
        return Path(self.mailboxes_dir or f"/home/vmail/mail/{self.mail_domain}")

    @property
    def tls_mode(self) -> str:
        if self.tls_external_cert_and_key:
            return "external"
        if self.mail_domain.startswith("_") or is_ipv4(self.mail_domain):
            return "self"
        return "acme"

    @property
    def tls_cert_and_key(self) -> tuple[str, str]:
        if self.tls_mode == "external":
            cert, key = self.tls_external_cert_and_key.split()
            return cert, key
        if self.tls_mode == "self":
            return "/etc/ssl/certs/mailserver.pem", "/etc/ssl/private/mailserver.key"
        live = f"/var/lib/acme/live/{self.mail_domain}"
        return f"{live}/fullchain", f"{live}/privkey"

    def mailbox(self, address: str) -> Path:
        """The folder of an address; the address must have been checked."""
        return self.mailboxes / address


def is_ipv4(text: str) -> bool:
    try:
        ipaddress.IPv4Address(text)
    except ValueError:
        return False
    return True


def read_config(path: str | Path) -> Config:
    parser = configparser.ConfigParser(interpolation=None)
    with open(path, encoding="utf-8") as file:
        parser.read_file(file)
    params = parser["params"]
    known = {}
    for field in fields(Config):
        if field.name in params:
            convert = int if field.type is int else str
            known[field.name] = convert(params[field.name])
    return Config(**known)
