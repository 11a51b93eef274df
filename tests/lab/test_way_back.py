#!/usr/bin/python3
"""One move that meets the worst moments of a cutover, one after the other, with mail flowing.

Exit 77: not possible here.
"""

import signal
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Flow, Move, kill_when, lab, on, reaches, read_to_the_end, read_until, serves  # noqa: E402

POPULATION = ("--mailboxes", "60", "--messages", "600")
DEAD_MAN = 60
PATIENCE = 120
POSTSUPER = "/usr/sbin/postsuper"


def old_serves() -> bool:
    return serves("old") and "relaymove_hold" not in on("old", "nft list tables")


def hang_postsuper() -> None:
    """The next swap of the queue gets as far as postsuper, and no further."""
    on("new", f"mv {POSTSUPER} {POSTSUPER}.real; printf '#!/bin/sh\ntouch /run/hangs; exec sleep 1000\n' >{POSTSUPER}; "
              f"chmod 755 {POSTSUPER}")


def mend_postsuper() -> None:
    on("new", f"pkill -x sleep; rm /run/hangs; mv {POSTSUPER}.real {POSTSUPER}")


def lay_small_disk() -> None:
    """What Relaymove keeps on NEW, on a disk that can be filled."""
    on("new", "cp -a /etc/relaymove /root/kept; mount -t tmpfs -o size=400k tmpfs /etc/relaymove; "
              "cp -a /root/kept/. /etc/relaymove")


def fill_small_disk() -> None:
    on("new", "dd if=/dev/zero of=/etc/relaymove/full bs=1k 2>/dev/null || true")


class WayBack(unittest.TestCase):
    def setUp(self) -> None:
        lab("relay")
        self.addCleanup(lab, "down", check=False)
        lab("populate", *POPULATION)
        self.move = Move(dead_man=DEAD_MAN)
        self.addCleanup(self.move.close)
        self.flow = Flow()
        self.addCleanup(self.flow.close)
        self.flow.wait_for(5)

    def test_the_worst_moments(self) -> None:
        self.computer_sleeps_longer_than_old_waits()
        self.new_dies_before_it_is_open()
        self.swap_is_cut_half_way()
        self.disk_is_full_at_the_commit_point()
        verdict, count = self.flow.finish("new", "old")
        print(count, flush=True)
        self.assertEqual(verdict, 0, count)

    def computer_sleeps_longer_than_old_waits(self) -> None:
        process = self.move.start()
        read_until(process, reaches("synced"))
        self.move.signal(signal.SIGSTOP)
        moving.wait_for("OLD serves by itself", old_serves, PATIENCE)
        self.move.signal(signal.SIGCONT)
        events = read_to_the_end(process)
        said = [e for e in events if e["event"] == "step-ended" and e["outcome"] == "failed"]
        self.assertTrue(said, events[-3:])
        self.assertIn("serves again by itself", str(said[0]))
        self.assertTrue(old_serves())
        self.assertEqual(on("old", "ls -d /var/spool/postfix/relaymove-aside 2>/dev/null || true"), "")

    def new_dies_before_it_is_open(self) -> None:
        process = self.move.start()
        read_until(process, reaches("synced"))
        lab("link", "new", "cut")
        events = read_to_the_end(process)
        self.assertIn("undone", [e.get("outcome") for e in events], events[-5:])
        moving.wait_for("OLD serves", old_serves, 10)
        lab("link", "new", "up")
        self.assertIn("relaymove_fence", on("new", "nft list tables"))

    def swap_is_cut_half_way(self) -> None:
        hang_postsuper()
        process = self.move.start()
        kill_when(self.move, process,
                  lambda event: event["event"] == "milestone" and event["name"] == "stopped")
        # Dead at once, or as soon as the swap hangs: either way the swap is repeated.
        process = self.move.start(command="resume")
        moving.wait_for("the swap hangs", lambda: on("new", "ls /run/hangs 2>/dev/null || true"), PATIENCE)
        self.move.signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
        mend_postsuper()

    def disk_is_full_at_the_commit_point(self) -> None:
        lay_small_disk()
        process = self.move.start(command="resume")
        read_until(process, reaches("synced"))
        fill_small_disk()
        events = read_to_the_end(process)
        self.assertIn("open", [e.get("name") for e in events if e["event"] == "milestone"], events[-5:])
        self.assertNotIn("relaymove_fence", on("new", "nft list tables"))
        on("new", "rm /etc/relaymove/full")
        self.assertEqual(self.move.migrate("resume")[-1]["outcome"], "succeeded")


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
