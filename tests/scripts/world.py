"""A host for scripts of core: a root of its own, in folders of the test's, where each
command enters mount, process and network namespaces. Of this machine it has /usr, to be read.
Whatever a script does there, this machine is out of its reach; without that none runs.

Programs that a test stands in for lie in /stand-ins; `noted` writes down what they are asked.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from sources import source

ENTER = """
cd "$0"
mount --bind . . && cd "$PWD"
mount --bind /usr usr && mount -o remount,bind,ro usr
for device in null zero random urandom; do : >"dev/$device"; mount --bind "/dev/$device" "dev/$device"; done
mount -t proc proc proc
pivot_root . old-root && cd / && umount -l /old-root
ip link set lo up
test ! -e /old-root/usr && test ! -e /work && test $$ -lt 1000 && ! touch /usr/written 2>/dev/null
export PATH=/stand-ins:/usr/sbin:/usr/bin:/sbin:/bin
exec "$@"
"""
USERS = {"root": 0, "vmail": 1001, "opendkim": 1002, "postfix": 1003, "postdrop": 1004, "other": 1005}


class World:
    def __init__(self) -> None:
        self.root = Path(tempfile.mkdtemp(prefix="relaymove-world-"))
        for name in ("usr", "dev", "proc", "sys", "tmp", "old-root", "stand-ins", "etc/relaymove", "run/relaymove"):
            (self.root / name).mkdir(parents=True)
        for link in ("bin", "sbin", "lib", "lib64"):
            if os.path.islink(f"/{link}"):
                (self.root / link).symlink_to(os.readlink(f"/{link}"))
        shutil.copytree("/etc/alternatives", self.root / "etc/alternatives", symlinks=True)
        self.put("etc/ld.so.cache", Path("/etc/ld.so.cache").read_bytes())
        self.put("etc/passwd", "".join(f"{name}:x:{number}:{number}::/:/bin/sh\n" for name, number in USERS.items()))
        self.put("etc/group", "".join(f"{name}:x:{number}:\n" for name, number in USERS.items()))

    def close(self) -> None:
        shutil.rmtree(self.root)

    def put(self, path: str, text: str | bytes, owner: str = "") -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        if owner:
            os.chown(file, USERS[owner], USERS[owner])
        return file

    def read(self, path: str) -> str:
        return (self.root / path).read_text()

    def has(self, path: str) -> bool:
        return (self.root / path).exists()

    def program(self, path: str, text: str) -> None:
        self.put(path, "#!/bin/sh\n" + text).chmod(0o700)

    def noted(self, *paths: str) -> None:
        """Does nothing, and is remembered with the state of the host's record at that moment."""
        for path in paths:
            self.program(path, 'state=$(sed -n s/^state=//p /etc/relaymove/record/values 2>/dev/null)\n'
                               'echo "$state: ${0##*/} $*" >>/asked\n')

    def script(self, *names: str) -> None:
        """As Relaymove writes them onto a host."""
        for name in names:
            place = "guard" if name == "guard.sh" else name
            shutil.copy(source(name), self.root / "etc/relaymove" / place)
            (self.root / "etc/relaymove" / place).chmod(0o700)

    def start(self, *words: str) -> subprocess.Popen:
        return subprocess.Popen(
            ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "--propagation", "private",
             "sh", "-ec", ENTER, str(self.root), *words],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    def run(self, *words: str, given: str = "") -> tuple[int, str]:
        process = self.start(*words)
        said = process.communicate(given, timeout=120)[0]
        return process.returncode, said

    def must(self, *words: str, given: str = "") -> str:
        code, said = self.run(*words, given=given)
        assert code == 0, (words, code, said)
        return said

    def shell(self, name: str, *words: str, given: str = "") -> tuple[int, str]:
        """A script that runs by `sh -c` and is not written onto the host."""
        return self.run("sh", "-c", source(f"{name}.sh").read_text(), name, *words, given=given)

    def asked(self) -> list[str]:
        return self.read("asked").splitlines() if self.has("asked") else []

    def place(self, part: str) -> int:
        """Where the first of `asked` came that has `part` in it."""
        return next(at for at, line in enumerate(self.asked()) if part in line)


class Case(unittest.TestCase):
    def world(self) -> World:
        world = World()
        self.addCleanup(world.close)
        return world


def main() -> None:
    """Exit 77: not possible here (root is needed)."""
    possible = ["unshare", "--mount", "--pid", "--net", "--fork", "--kill-child", "mount", "-t", "proc", "proc", "/proc"]
    if os.geteuid() != 0 or subprocess.run(possible, check=False, capture_output=True).returncode:
        sys.exit(77)
    unittest.main(verbosity=1)
