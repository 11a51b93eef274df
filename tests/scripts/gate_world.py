"""NEW with a real sshd and the link's gate, and OLD: a root who may try whatever it likes with the
key and with rsync.

NEW has a root of its own, in memory, with a process table of its own: of this machine it has
/usr, to be read. Whatever a test lets OLD do there, be the gate broken or not there at all, this
machine is out of its reach; without that no test runs.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from sources import source

REFUSED, UNTOUCHED, STATE = 97, 96, 91
MAIL = "/srv/mail/relay.test"
BOOT = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
# What a test looks into: folders of its own, with their places on NEW.
PLACES = {"etc": "etc/relaymove", "run": "run/relaymove", "lib": "var/lib/relaymove",
          "kept": "var/lib/relaymove-kept", "spool": "var/spool/postfix", "srv": "srv", "root": "root",
          "ssh": "etc/ssh", "dkim": "etc/dkimkeys", "pki": "etc/pki-of-a-test", "www": "var/www/html"}
ENTER = """
top=$0 port=$1
mount -t tmpfs -o mode=0755 relaymove-test "$top/new"
cd "$top/new"
mkdir usr etc dev proc tmp old-root
mount --bind /usr usr && mount -o remount,bind,ro usr
for link in bin sbin lib lib64; do [ ! -L "/$link" ] || cp -P "/$link" .; done
cp -a /etc/passwd /etc/group /etc/alternatives /etc/ld.so.cache etc
echo 'root:*:19000::::::' >etc/shadow
for device in null zero random urandom; do : >"dev/$device"; mount --bind "/dev/$device" "dev/$device"; done
mkdir -p run/sshd
""" + "".join(f'mkdir -p {place} && mount --bind "$top/{name}" {place}\n' for name, place in PLACES.items()) + """
for program in systemctl systemd-run; do mount --bind "$top/$program" "usr/bin/$program"; done
mount -t proc -o ro proc proc
: >this-is-new
pivot_root . old-root && cd / && umount -l /old-root && rmdir /old-root
exec /usr/sbin/sshd -D -e -p "$port" -o ListenAddress=127.0.0.1 -o UsePAM=no -o PidFile=none
"""
APART = "test -e /this-is-new && test ! -e /work && test ! -e /home && test $$ -lt 1000 && " \
        "! touch /usr/written 2>/dev/null"
NOTED = """#!/bin/sh
echo "$(basename "$0") $*" >>/run/relaymove/asked
"""
# A way to NEW that takes 4 MB/s.
SLOW = """#!{python}
import os, subprocess, sys, time
there = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE)
while data := os.read(0, 40000):
    there.stdin.write(data)
    there.stdin.flush()
    time.sleep(0.01)
there.stdin.close()
sys.exit(there.wait())
"""
COPY = ["-rptgoH", "--delete", "--modify-window=-1", "--stats"]
ADDS = ["-rptgoH"]  # what a test sends where it should not arrive deletes nothing


def free_port() -> int:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        return server.getsockname()[1]


def wait_for(condition, what: str) -> None:
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, what
        time.sleep(0.02)


class World:
    """NEW with its sshd, and OLD's files and key."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="relaymove-gate-"))
        for name in (*PLACES, "new", "old", "root/.ssh", "srv/mail/relay.test",
                     "spool/relaymove-staging", "lib/queue"):
            (self.folder / name).mkdir(parents=True, mode=0o700)
        for name in ("systemctl", "systemd-run"):
            (self.folder / name).write_text(NOTED)
            (self.folder / name).chmod(0o755)
        for script, name in (("guard.sh", "guard"), ("gate.sh", "gate"),
                             ("link-key.sh", "link-key.sh"), ("pack-programs.sh", "pack-programs.sh"),
                             ("place-state.sh", "place-state.sh")):
            shutil.copy(source(script), self.folder / "etc" / name)
            (self.folder / "etc" / name).chmod(0o700)
        for script in ("after-opening.sh", "lower-table.sh"):
            (self.folder / "etc" / script).write_text("#!/bin/sh\n")
            (self.folder / "etc" / script).chmod(0o700)
        for key in (self.folder / "ssh/ssh_host_ed25519_key", self.folder / "key"):
            subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(key)], check=True)
        self.keys = self.folder / "root/.ssh/authorized_keys"
        (self.folder / "ssh/sshd_config").write_text("")
        self.port = free_port()
        self.holder = subprocess.Popen(
            ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private",
             "sh", "-ec", ENTER, str(self.folder), str(self.port)], stderr=subprocess.DEVNULL)
        wait_for(self.listens, "sshd does not listen")
        self.sshd = Path(f"/proc/{self.holder.pid}/task/{self.holder.pid}/children").read_text().strip()
        self.must("sh", "-c", APART)

    def close(self) -> None:
        self.holder.kill()
        self.holder.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def listens(self) -> bool:
        assert self.holder.poll() is None, "NEW did not come up"
        with socket.socket() as client:
            return client.connect_ex(("127.0.0.1", self.port)) == 0

    # What ADMIN does on NEW.
    def entered(self, *words: str) -> list[str]:
        return ["nsenter", "-t", self.sshd, "-m", "-p", "env", "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin", *words]

    def on_new(self, *words: str, given: str = "") -> tuple[int, str]:
        done = subprocess.run(self.entered(*words), input=given, capture_output=True, text=True,
                              check=False, timeout=120)
        return done.returncode, done.stdout + done.stderr

    def must(self, *words: str, given: str = "") -> str:
        code, said = self.on_new(*words, given=given)
        assert code == 0, (words, code, said)
        return said

    def line(self) -> str:
        key = (self.folder / "key.pub").read_text().split()
        return (f'restrict,from="127.0.0.1",command="/etc/relaymove/gate m1" {key[0]} {key[1]} '
                "relaymove-m1\n")

    def admit(self, mailboxes: str = MAIL, seconds: str = "600") -> tuple[int, str]:
        return self.on_new("/etc/relaymove/link-key.sh", "admit", "m1", seconds, mailboxes,
                           given=self.line())

    def guard(self, *words: str) -> str:
        return self.must("/etc/relaymove/guard", *words)

    def ready(self) -> None:
        """As it is while mailboxes are copied."""
        self.guard("take", "new", "m1", "L1", "alice@laptop")
        code, said = self.admit()
        assert code == 0, said

    # What OLD does.
    def ssh_words(self, *options: str) -> list[str]:
        return ["ssh", "-F", "none", "-i", str(self.folder / "key"), "-p", str(self.port),
                "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null", "-o",
                "LogLevel=ERROR", "-o", "BatchMode=yes", "-o", "IdentitiesOnly=yes", *options]

    def old(self, *words: str, options: tuple[str, ...] = ()) -> tuple[int, str]:
        done = subprocess.run([*self.ssh_words(*options), "root@127.0.0.1", *words], text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, check=False, timeout=60, errors="replace")
        return done.returncode, done.stdout

    def rsync(self, *words: str) -> tuple[int, str]:
        done = subprocess.run(["rsync", "-e", " ".join(self.ssh_words()), *words], text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
                              timeout=60, cwd=self.folder / "old")
        return done.returncode, done.stdout

    def running_pass(self) -> subprocess.Popen:
        """A part of a file has arrived, and OLD goes on sending."""
        self.put("big", "x" * 50_000_000)
        slow = self.folder / "slow"
        slow.write_text(SLOW.format(python=sys.executable))
        slow.chmod(0o700)
        process = subprocess.Popen(["rsync", "-e", " ".join([str(slow), *self.ssh_words()]), *COPY,
                                    "./", "root@127.0.0.1:/mailboxes/"],
                                   cwd=self.folder / "old", stdout=subprocess.DEVNULL,
                                   stderr=subprocess.DEVNULL)
        mail = self.folder / "srv/mail/relay.test"
        wait_for(lambda: any(path.stat().st_size for path in mail.glob(".big.*")), "no pass runs")
        return process

    def put(self, name: str, content: str = "x") -> Path:
        path = self.folder / "old" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        return path


class Case(unittest.TestCase):
    def setUp(self) -> None:
        self.world = World()
        self.addCleanup(self.world.close)
        self.mail = self.world.folder / "srv/mail/relay.test"

    def tree(self, name: str) -> list[str]:
        folder = self.world.folder / name
        return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))

    def running_pass(self) -> subprocess.Popen:
        process = self.world.running_pass()
        self.addCleanup(lambda: (process.kill(), process.wait()))
        return process

    def link(self) -> tuple[tuple[str, ...], subprocess.Popen]:
        """OLD's one connection, and how others go through it."""
        control = ("-S", str(self.world.folder / "link"))
        master = subprocess.Popen([*self.world.ssh_words("-M", "-N", *control), "root@127.0.0.1"],
                                  stderr=subprocess.DEVNULL)
        self.addCleanup(lambda: (master.kill(), master.wait()))
        wait_for((self.world.folder / "link").exists, "no master")
        return (*control, "-o", "ControlMaster=no"), master


def run() -> None:
    """All tests of the program; exit 77: not possible here (root, sshd and rsync are needed)."""
    needed = ("sshd", "rsync", "nsenter", "systemctl", "systemd-run", "pivot_root")
    path = os.environ["PATH"] + ":/usr/sbin:/sbin"
    if (os.geteuid() != 0 or not all(shutil.which(name, path=path) for name in needed)
            or subprocess.run(["unshare", "--mount", "--pid", "--fork", "true"], check=False).returncode):
        sys.exit(77)
    unittest.main(verbosity=1)
