"""The ground the services stand on: packages, the vmail user, journald, the resolver."""

import io

from pyinfra import host
from pyinfra.facts.server import Command
from pyinfra.operations import apt, server, systemd

from cmdeploy.services.base import Service, no_start


def in_container() -> bool:
    return host.get_fact(Command, "systemd-detect-virt --quiet --container && echo yes || true") == "yes"


class System(Service):
    def install(self) -> None:
        apt.update(name="Update the package lists", cache_time=24 * 3600)
        apt.upgrade(name="Upgrade installed packages", auto_remove=True)
        apt.packages(
            name="Install what deploying needs",
            packages=["rsync", "ca-certificates", "openssl", "python3-venv", "bind9-dnsutils"],
            no_recommends=True,
        )
        server.user(name="Create the vmail user", user="vmail", home="/home/vmail", system=True)

    def configure(self) -> None:
        if not in_container():
            for name in ("max_user_instances", "max_user_watches"):
                server.sysctl(
                    name=f"Raise fs.inotify.{name}",
                    key=f"fs.inotify.{name}",
                    value=65535,
                    persist=True,
                )


class Journald(Service):
    def configure(self) -> None:
        self.template("system/journald.conf", "/etc/systemd/journald.conf")

    def activate(self) -> None:
        systemd.service(
            name="Restart journald when its configuration changed",
            service="systemd-journald.service",
            restarted=self.changed,
        )


class Unbound(Service):
    def install(self) -> None:
        with no_start():
            apt.packages(name="Install unbound", packages=["unbound"], no_recommends=True)

    def configure(self) -> None:
        self.template("unbound/chatmail.conf.j2", "/etc/unbound/unbound.conf.d/chatmail.conf")
        # A fallback, for the time when unbound is down.
        self.put(io.StringIO("nameserver 127.0.0.1\nnameserver 9.9.9.9\n"), "/etc/resolv.conf")

    def activate(self) -> None:
        self.run("unbound.service")
