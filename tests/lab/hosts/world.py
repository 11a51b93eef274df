"""What the lab consists of: its hosts, their addresses, and where its files are."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

LAB = Path(__file__).resolve().parent.parent
CHECKOUT = LAB.parent.parent
CACHE = Path(os.environ.get("RELAYMOVE_LAB_CACHE", "/var/cache/relaymove-lab"))
RUN = Path("/var/tmp/relaymove-lab")
FAST = Path("/dev/shm/relaymove-lab")  # the same copy on disk varied by a factor of 3
DOMAIN = "relay.test"
GATEWAY = "dns"


@dataclass(frozen=True)
class Host:
    """One machine on the lab's switch. `number` ends both of its addresses."""

    name: str
    number: int
    more: tuple[str, ...] = ()  # further addresses, with their prefix length
    packages: tuple[str, ...] = ()  # what the base of this host has more than a bare one
    ports: tuple[int, ...] = (22,)  # all open: the host is up

    @property
    def ip4(self) -> str:
        return f"198.51.100.{self.number}"

    @property
    def ip6(self) -> str:
        return f"2001:db8::{self.number}"

    @property
    def mac(self) -> str:
        return f"02:00:00:00:00:{self.number:02}"


HOSTS = {
    host.name: host
    for host in (
        Host("old", 10),
        Host("new", 20),
        Host(
            "dns", 53, ("198.51.100.54/24", "2001:db8::54/64", "9.9.9.9/32"), ("bind9",), (22, 53)
        ),
        Host("peer", 40, (), ("postfix", "opendkim", "opendkim-tools", "python3-dkim", "python3-dnspython"), (22, 25)),
        Host("acme", 60, (), ("pebble",), (22, 14000)),
    )
}
ADMIN = Host("admin", 2)


@dataclass(frozen=True)
class Instance:
    """One lab; several with different names can be up side by side."""

    name: str

    @property
    def folder(self) -> Path:
        return RUN / self.name

    @property
    def fast(self) -> Path:
        return FAST / self.name

    @property
    def base(self) -> Path:
        """The base that this instance's disks lie on, whatever the checkout says by now."""
        return (self.folder / "base").resolve()

    @property
    def home(self) -> Path:
        return self.folder / "home"

    def netns(self, name: str) -> str:
        return f"{self.name}-{name}"

    def root(self, host: Host) -> Path:
        return self.folder / host.name / "root"

    def log(self, host: Host) -> Path:
        return self.folder / host.name / "console.log"

    def disk(self, host: Host) -> Path:
        return self.fast / host.name


def instance() -> Instance:
    name = os.environ.get("RELAYMOVE_LAB", "rmlab")
    if not re.fullmatch(r"[a-z][a-z0-9]{0,7}", name):
        raise SystemExit(f"lab: RELAYMOVE_LAB={name}: at most 8 small letters or digits, please")
    return Instance(name)
