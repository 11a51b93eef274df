#!/usr/bin/python3
"""The program dies as by a power cut, once in each step, and is started again.

By default the steps where the most is at stake; `--all`: every step, and the death
from which nobody comes back. Exit 77: not possible here.
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Flow, Move, begins, kill_when, lab, on, reaches, serves  # noqa: E402

POPULATION = ("--mailboxes", "60", "--messages", "600")
SOME = ["sync", "activate"]


class Resume(unittest.TestCase):
    steps = SOME

    def setUp(self) -> None:
        lab("relay")
        lab("populate", *POPULATION)
        self.move = Move(auto_rollback=60)
        self.addCleanup(self.move.close)
        self.flow = Flow()
        self.addCleanup(self.flow.close)
        self.flow.wait_for(5)

    def tearDown(self) -> None:
        lab("down", check=False)

    def test_killed_in_each_step(self) -> None:
        """One move, which dies in every one of these steps and is taken up again each time."""
        command = "run"
        for step in self.steps:
            process = self.move.start(command=command)
            kill_when(self.move, process, begins(step))
            command = "resume"
        events = self.move.migrate("resume")
        verdict, count = self.flow.finish("new", "old")
        print(moving.timeline(events), count, flush=True)
        self.assertEqual(verdict, 0, count)

    def test_gone_for_good_before_the_commit_point(self) -> None:
        """Nobody comes back, and DNS leads to NEW already: OLD serves everybody again by itself."""
        kill_when(self.move, self.move.start(), reaches("started"))
        moving.wait_for("OLD serves again", lambda: serves("old"), 120)
        self.assertIn("relaymove_fence", on("new", "nft list tables"))
        verdict, count = self.flow.finish("old", "new")
        print(count, flush=True)
        self.assertEqual(verdict, 0, count)
        cutover = on("new", "sed -n s/^cutover=//p /etc/relaymove/record/values").strip()
        self.assertTrue(cutover)
        self.move.migrate("rollback")
        self.assertEqual(on("new", f"/etc/relaymove/guard told open {cutover} 2>/dev/null; echo $?").strip(), "91",
                         "a late commit could still open NEW")
        self.assertIn("relaymove_fence", on("new", "nft list tables"))

    def test_gone_for_good_at_the_commit_point(self) -> None:
        """Nobody comes back: NEW serves, OLD forwards, the queue is released."""
        kill_when(self.move, self.move.start(), reaches("handing-over"))
        moving.wait_for("OLD forwards", lambda: "relaymove_forward" in on("old", "nft list tables"), 60)
        self.assertNotIn("relaymove_fence", on("new", "nft list tables"))
        moving.wait_for("the queue is released",
                        lambda: "thawed" in on("new", "grep ^noted= /etc/relaymove/record/values"), 60)
        verdict, count = self.flow.finish("new", "old")
        print(count, flush=True)
        self.assertEqual(verdict, 0, count)
        self.assertFalse(serves("old"))
        events = self.move.migrate("resume")
        self.assertEqual(events[-1]["outcome"], "succeeded", events[-1])


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    if "--all" in sys.argv:
        sys.argv.remove("--all")
        Resume.steps = moving.STEPS
    unittest.main(verbosity=2)
