"""chatmail's own daemons: a Python package in a venv on the host, and their units."""

from dataclasses import dataclass
from pathlib import Path

from pyinfra.operations import files, server

from cmdeploy.build import build_wheel
from cmdeploy.services.base import CHATMAILD, INI, Service


@dataclass(frozen=True)
class Daemon:
    unit: str
    program: str
    arguments: str = ""
    user: str = "vmail"
    runtime_directory: str = ""


DAEMONS = (
    Daemon("filtermail", "filtermail", f"{INI} outgoing"),
    Daemon("filtermail-incoming", "filtermail", f"{INI} incoming"),
    Daemon("filtermail-transport", "filtermail-transport", INI),
    Daemon("doveauth", "doveauth", f"/run/doveauth/doveauth.socket {INI}", runtime_directory="doveauth"),
    Daemon(
        "chatmail-metadata",
        "chatmail-metadata",
        f"/run/chatmail-metadata/metadata.socket {INI}",
        runtime_directory="chatmail-metadata",
    ),
    Daemon(
        "lastlogin",
        "lastlogin",
        f"/run/chatmail-lastlogin/lastlogin.socket {INI}",
        runtime_directory="chatmail-lastlogin",
    ),
    Daemon("turnserver", "turnserver", user="daemon"),
    Daemon("iroh-relay", "iroh-relay", user="daemon"),
)
TIMERS = ("chatmail-expire", "chatmail-fsreport")


class Chatmaild(Service):
    def install(self) -> None:
        wheel = build_wheel(self.deployment.checkout)
        remote = f"{CHATMAILD}/dist/{wheel.name}"
        pip = f"{CHATMAILD}/venv/bin/python -m pip"
        upload = files.put(name="Upload chatmaild", src=str(wheel), dest=remote)
        self.changed |= upload.will_change
        server.shell(
            name="Make chatmaild's environment",
            commands=[f"test -x {CHATMAILD}/venv/bin/python || python3 -m venv {CHATMAILD}/venv"],
        )
        server.shell(
            name="Install chatmaild with pip",
            commands=[f"{pip} install --quiet --force-reinstall --disable-pip-version-check {remote}"],
        )

    def configure(self) -> None:
        mailboxes = self.config.mailboxes
        self.put(str(self.deployment.config_path), INI)
        for folder in dict.fromkeys([Path("/home/vmail"), mailboxes.parent, mailboxes]):
            files.directory(name=f"Create {folder}", path=str(folder), user="vmail", group="vmail", mode="700")
        for daemon in DAEMONS:
            unit = f"{daemon.unit}.service"
            self.template("units/daemon.service.j2", f"/etc/systemd/system/{unit}", daemon=daemon, home=CHATMAILD)
        for timer in TIMERS:
            for suffix in ("service", "timer"):
                unit = f"{timer}.{suffix}"
                self.template(f"units/{unit}.j2", f"/etc/systemd/system/{unit}", ini=INI, home=CHATMAILD)

    def activate(self) -> None:
        for daemon in DAEMONS:
            self.run(f"{daemon.unit}.service")
        for timer in TIMERS:
            self.run(f"{timer}.timer")
