"""A host as far as its guard sees it: each has an /etc/relaymove and a /run of its own.

Every command enters a mount namespace of its own, where a `systemctl` answers that only
writes down what it was asked.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from sources import source

STATE, LEASE, MIGRATION, NO_RECORD, LOCKED, BOOT = 91, 92, 93, 94, 95, 96
ENTER = """
mount --bind "$0/etc" /etc/relaymove && mount --bind "$0/run" /run/relaymove &&
mount --bind "$0/spool" /var/spool/postfix &&
mount --bind "$0/boot_id" /proc/sys/kernel/random/boot_id &&
PATH=$0/bin:$PATH exec "$@"
"""
SYSTEMCTL = """#!/bin/sh
echo "$*" >>{folder}/systemctl
[ ! -e {folder}/broken ]
"""


class Machine:
    """A host, as far as its guard sees it."""

    def __init__(self, role: str) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="relaymove-guard-"))
        for name in ("etc", "run", "bin", "spool/relaymove-aside/active"):
            (self.folder / name).mkdir(parents=True)
        shutil.copy(source("guard.sh"), self.folder / "etc/guard")
        self.program("etc/after-opening.sh", ": >/run/relaymove/thawed-$1\n")
        self.program("etc/lower-table.sh", f'echo "$*" >>{self.folder}/lowered\n')
        self.program("bin/systemctl", SYSTEMCTL.format(folder=self.folder).removeprefix("#!/bin/sh\n"))
        (self.folder / "etc/guard").chmod(0o700)
        self.boots("b1")
        self.role = role

    def close(self) -> None:
        shutil.rmtree(self.folder)

    def program(self, path: str, text: str) -> None:
        (self.folder / path).write_text("#!/bin/sh\n" + text)
        (self.folder / path).chmod(0o700)

    def words(self, *words: str) -> list[str]:
        return ["unshare", "--mount", "sh", "-c", ENTER, str(self.folder), "/etc/relaymove/guard", *words]

    def boots(self, boot: str) -> None:
        (self.folder / "boot_id").write_text(boot + "\n")
        shutil.rmtree(self.folder / "run")
        (self.folder / "run").mkdir()

    def start(self, *words: str) -> subprocess.Popen:
        return subprocess.Popen(self.words(*words), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                stderr=subprocess.STDOUT, text=True)

    def guard(self, *words: str) -> tuple[int, str]:
        process = self.start(*words)
        said = process.communicate(timeout=120)[0]
        return process.returncode, said

    def must(self, *words: str) -> str:
        code, said = self.guard(*words)
        assert code == 0, (words, code, said)
        return said

    def take(self, lease: str = "L1", *more: str, migration: str = "m1") -> int:
        return self.guard("take", self.role, migration, lease, "alice@laptop", *more)[0]

    def run(self, states: str, *command: str, lease: str = "L1", cutover: str = "c1",
            migration: str = "m1") -> tuple[int, str]:
        return self.guard("run", "locked", "60", migration, lease, cutover, states, *command)

    def move(self, come: str, go: str, *command: str, lease: str = "L1", cutover: str = "c1") -> int:
        return self.guard("move", "m1", lease, cutover, come, go, *command)[0]

    def itself(self, come: str, go: str, *command: str, cutover: str = "c1") -> int:
        return self.guard("self", cutover, come, go, *command)[0]

    def record(self) -> dict[str, str]:
        return dict(line.split("=", 1) for line in self.must("show").splitlines())

    def flags(self) -> set[str]:
        return set(os.listdir(self.folder / "etc/record")) - {"values"}


def ended(process: subprocess.Popen) -> int:
    process.communicate(timeout=120)
    return process.returncode


def main() -> None:
    """Exit 77: not possible here (root is needed)."""
    if os.geteuid() != 0 or subprocess.run(["unshare", "--mount", "true"], check=False).returncode:
        sys.exit(77)
    for folder in ("/etc/relaymove", "/run/relaymove", "/var/spool/postfix"):
        os.makedirs(folder, exist_ok=True)
    unittest.main(verbosity=1)
