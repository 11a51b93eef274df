"""What pyinfra runs on the host; `cmdeploy run` says by the environment what is wanted."""

import os
import sys
from pathlib import Path

from chatmaild.config import read_config
from pyinfra import host
from pyinfra.facts.server import Port

from cmdeploy.services import all_services, web
from cmdeploy.services.base import Deployment
from cmdeploy.services.system import in_container
from cmdeploy.stages import stages_of

# Who may already listen on the ports that the services will want.
PORTS = {
    25: ("postfix", "master", "smtpd"),
    53: ("unbound",),
    80: ("acmetool",),
    143: ("dovecot", "imap-login"),
    443: ("nginx",),
    465: ("postfix", "master", "smtpd"),
    587: ("postfix", "master", "smtpd"),
    993: ("dovecot", "imap-login"),
    3340: ("iroh-relay", "python", "python3"),
    8443: ("nginx",),
    10080: ("filtermail", "python", "python3"),
    10081: ("filtermail", "python", "python3"),
}


def check_ports() -> None:
    for port, expected in PORTS.items():
        print(f"Checking if port {port} is available for {expected[0]}...", flush=True)
        listener = host.get_fact(Port, port=port)
        occupant = listener[0] if listener else None
        if occupant and occupant not in expected:
            print(f"Deploy failed: port {port} is occupied by: {occupant}", file=sys.stderr, flush=True)
            sys.exit(1)


def deploy() -> None:
    config_path = Path(os.environ["CHATMAIL_INI"])
    deployment = Deployment(
        config=read_config(config_path),
        config_path=config_path,
        checkout=Path.cwd(),
        disable_mail=bool(os.environ.get("CHATMAIL_DISABLE_MAIL")),
    )
    if os.environ.get("CHATMAIL_WEBSITE_ONLY"):
        web.Website(deployment).install()
        return
    if not in_container():
        check_ports()
    services = all_services(deployment)
    for stage in stages_of(os.environ):
        for service in services:
            getattr(service, stage)()


deploy()
