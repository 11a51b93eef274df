"""Where clients come from and how they find the relay."""

import json
import subprocess
from itertools import count

# A relay counts connections by client address: the clients of a flow need several.
SOURCES = {
    4: [f"198.51.100.{n}" for n in range(100, 120)],
    6: [f"2001:db8::{n}" for n in range(100, 120)],
}
PREFIX = {4: 24, 6: 64}
RECORDS = {4: "A", 6: "AAAA"}


def interface_to(address: str) -> str:
    route = subprocess.run(["ip", "-json", "route", "get", address],
                           check=True, capture_output=True, text=True)
    return json.loads(route.stdout)[0]["dev"]


class Sources:
    """The clients' addresses, on the namespace's interface as long as the flow runs."""

    def __init__(self, towards: str) -> None:
        self.interface = interface_to(towards)
        self.turn = count()

    def __enter__(self) -> "Sources":
        for family, addresses in SOURCES.items():
            for address in addresses:
                self._ip("replace", family, address, check=True)
        return self

    def __exit__(self, *_: object) -> None:
        for family, addresses in SOURCES.items():
            for address in addresses:
                self._ip("del", family, address, check=False)

    def _ip(self, verb: str, family: int, address: str, check: bool) -> None:
        # Without nodad an IPv6 address can't be used in its first second.
        # Deprecated ones are used only where asked for: the admin's own programs must
        # not come from a client's address, which the fence would let through for them.
        extra = ["nodad", "preferred_lft", "0"] if family == 6 and verb == "replace" else []
        subprocess.run(
            ["ip", "address", verb, f"{address}/{PREFIX[family]}",
             "dev", self.interface, *extra], check=check, capture_output=not check)

    def next(self, family: int) -> str:
        return SOURCES[family][next(self.turn) % len(SOURCES[family])]


class NoName(Exception):
    """The authority gave no address."""


def resolve(name: str, family: int, authority: str) -> str:
    """Asks the name's authority: resolvers on the way keep what they heard."""
    command = ["dig", "+short", "+norecurse", "+time=2", "+tries=2", f"@{authority}", name]
    asked = subprocess.run([*command, RECORDS[family]], capture_output=True, text=True,
                           check=False)
    if asked.returncode or not asked.stdout.strip():
        raise NoName(f"{name} {RECORDS[family]}: {asked.stdout.strip()}")
    return asked.stdout.split()[-1]  # what comes before the address is aliases
