#!/usr/bin/python3
"""A stop does not wait for what waits for a disk that does not answer: core/steps/stop-units.sh, run for real on
processes of its own. The disk is tests/lab/failing_disk; systemctl is a stand-in that knows two units.

Exit 77: not possible here (root, /dev/fuse).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent.parent
DISK = TOP / "tests/lab/failing_disk"
NEEDED = (Path("/dev/fuse"), Path("/usr/lib/python3/dist-packages/fusepy.py"))
# As systemd: SIGTERM, and then it waits for as long as any of them is there.
SYSTEMCTL = """#!/bin/sh
verb=$1
procs() { cat FOLDER/cgroup/$1/cgroup.procs; }
alive() { for pid in $(procs $1); do [ -e /proc/$pid/status ] && ! grep -q '^State:.Z' /proc/$pid/status && echo $pid; done; }
case $verb in
show) for unit; do :; done; echo /$unit ;;
list-units)
    for unit; do
        case $unit in *.service) [ -z "$(alive $unit)" ] || echo "$unit loaded $(cat FOLDER/state) sub text" ;; esac
    done ;;
stop)
    shift
    [ "$(cat FOLDER/state)" = deactivating ] || for unit; do kill -TERM $(alive $unit) 2>/dev/null; done
    echo deactivating >FOLDER/state
    for unit; do while [ -n "$(alive $unit)" ]; do sleep 0.05; done; done ;;
esac
"""
ENTER = 'mount --bind "$0/cgroup" /sys/fs/cgroup && PATH=$0/bin:$PATH exec "$@"'


class StopUnits(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="relaymove-stop-"))
        self.addCleanup(shutil.rmtree, self.folder, True)
        for name in ("below", "over", "faults", "bin", "cgroup"):
            (self.folder / name).mkdir()
        (self.folder / "below/mailbox").mkdir()
        (self.folder / "state").write_text("active")
        systemctl = self.folder / "bin/systemctl"
        systemctl.write_text(SYSTEMCTL.replace("FOLDER", str(self.folder)))
        systemctl.chmod(0o755)
        self.disk = subprocess.Popen(["/usr/bin/python3", str(DISK), str(self.folder / "below"), str(self.folder / "over"),
                                      str(self.folder / "faults")])
        self.addCleanup(self.end_disk)
        self.until("the disk is there", lambda: os.path.ismount(self.folder / "over"))

    def tearDown(self) -> None:
        (self.folder / "faults/hang").unlink(missing_ok=True)  # what waits for it can end

    def end_disk(self) -> None:
        subprocess.run(["umount", "--lazy", str(self.folder / "over")], check=False)
        self.disk.terminate()
        self.disk.wait()

    def until(self, what: str, condition) -> None:
        end = time.monotonic() + 30
        while not condition():
            self.assertLess(time.monotonic(), end, what)
            time.sleep(0.02)

    def unit(self, name: str, *words: str) -> subprocess.Popen:
        process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        (self.folder / f"cgroup/{name}").mkdir()
        (self.folder / f"cgroup/{name}/cgroup.procs").write_text(f"{process.pid}\n")
        return process

    def run_script(self, *words: str) -> str:
        return subprocess.run(["unshare", "--mount", "sh", "-c", ENTER, str(self.folder), str(TOP / "core/steps/stop-units.sh"), *words],
                              text=True, stdout=subprocess.PIPE, timeout=100, check=True).stdout

    def test_what_answers_is_waited_for(self) -> None:
        # It takes longer than a look, and is not killed for that.
        slow = self.unit("slow.service", "sh", "-c", "trap 'sleep 9 & wait; exit 7' TERM; touch FOLDER/there; while :; do sleep 0.1; done"
                         .replace("FOLDER", str(self.folder)))
        self.until("it listens", (self.folder / "there").exists)
        self.assertIn("slow.service", self.run_script("left", "slow.service"))
        self.assertEqual(self.run_script("stop", "slow.service"), "")
        self.assertEqual(slow.wait(), 7)
        self.assertEqual(self.run_script("left", "slow.service"), "")

    def test_what_its_disk_hangs_is_not(self) -> None:
        (self.folder / "faults/hang").write_text("mailbox\n")
        # A listing: who waits for a file's pages can be killed.
        hung = self.unit("hung.service", "ls", str(self.folder / "over/mailbox"))
        self.until("it waits", lambda: "wait_answer" in Path(f"/proc/{hung.pid}/wchan").read_text())
        other = self.unit("other.service", "sleep", "1000")
        self.assertIn(f": {hung.pid}", self.run_script("stop", "hung.service", "other.service"))
        self.assertIsNotNone(other.poll())
        self.assertIsNone(hung.poll())
        self.assertEqual(self.run_script("left", "hung.service", "other.service"), "")
        # And it can do nothing any more.
        (self.folder / "faults/hang").unlink()
        self.assertLess(hung.wait(30), 0)


if __name__ == "__main__":
    if os.geteuid() != 0 or not all(path.exists() for path in NEEDED):
        print("NOT RUN: needs root, /dev/fuse and python3-fusepy")
        sys.exit(77)
    unittest.main(verbosity=2)
