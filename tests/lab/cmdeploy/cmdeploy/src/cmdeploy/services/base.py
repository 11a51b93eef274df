"""What every service's deployment is made of."""

import io
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from chatmaild.config import Config
from pyinfra.operations import files, systemd

FILES = Path(__file__).resolve().parent.parent / "files"
CHATMAILD = "/usr/local/lib/chatmaild"
INI = f"{CHATMAILD}/chatmail.ini"


@dataclass(frozen=True)
class Deployment:
    config: Config
    config_path: Path
    checkout: Path
    disable_mail: bool = False


class Service:
    """Three stages. That something has to be restarted is remembered in this
    object only: a later invocation that activates knows nothing of it."""

    def __init__(self, deployment: Deployment) -> None:
        self.deployment = deployment
        self.config = deployment.config
        self.changed = False

    def install(self) -> None:
        pass

    def configure(self) -> None:
        pass

    def activate(self) -> None:
        pass

    def template(self, source: str, dest: str, mode: str = "", user: str = "", **values: object) -> None:
        cert, key = self.config.tls_cert_and_key
        upload = files.template(
            name=f"Upload {dest}",
            src=str(FILES / source),
            dest=dest,
            config=self.config,
            cert=cert,
            key=key,
            **ownership(mode, user),
            **values,
        )
        self.changed |= upload.will_change

    def put(self, source: IO | str, dest: str) -> None:
        upload = files.put(name=f"Upload {dest}", src=source, dest=dest, **ownership("", ""))
        self.changed |= upload.will_change

    def run(self, unit: str) -> None:
        systemd.service(
            name=f"Enable and start {unit}",
            service=unit,
            running=True,
            enabled=True,
            restarted=self.changed,
            daemon_reload=self.changed,
        )

    def stop(self, unit: str) -> None:
        systemd.service(name=f"Stop and disable {unit}", service=unit, running=False, enabled=False)


def ownership(mode: str, user: str) -> dict[str, object]:
    """Each thing that pyinfra has to look after costs a round trip: ask for what differs from root's 0644."""
    wanted: dict[str, object] = {"create_remote_dir": False}
    if mode:
        wanted["mode"] = mode
    if user:
        wanted.update(user=user, group=user)
    return wanted


@contextmanager
def no_start():
    """Debian starts a service as soon as its package is there, on its default configuration."""
    policy = "/usr/sbin/policy-rc.d"
    files.put(
        name="Forbid packages to start their services",
        src=io.StringIO("#!/bin/sh\nexit 101\n"),
        dest=policy,
        mode="755",
    )
    yield
    files.file(name="Allow packages to start their services", path=policy, present=False)
