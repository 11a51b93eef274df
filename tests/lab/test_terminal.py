#!/usr/bin/python3
"""What a person at a terminal can do to a cutover: interrupt it, and close the terminal.

Exit 77: not possible here.
"""

import fcntl
import json
import os
import pty
import subprocess
import sys
import termios
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Flow, Move, lab, on, wait_for  # noqa: E402

HOLD = "OLD lets new connections wait"
ROLLED_BACK = 6


class Screen:
    """A terminal, seen from the person's side, with the program leading a session on it."""

    def __init__(self, words: list[str]) -> None:
        self.person, program = pty.openpty()
        self.shown = ""
        self.process = subprocess.Popen(
            words, stdin=program, stdout=program, stderr=program, start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        os.close(program)

    def wait_for(self, text: str) -> None:
        while text not in self.shown:
            try:
                self.shown += os.read(self.person, 4096).decode(errors="replace")
            except OSError:  # EIO: everybody on the other side is gone
                raise AssertionError(f"ended before \"{text}\": {self.shown[-3000:]}") from None

    def type(self, text: str) -> None:
        os.write(self.person, text.encode())

    def close(self) -> None:
        if self.person >= 0:
            os.close(self.person)
            self.person = -1


class Terminal(unittest.TestCase):
    def setUp(self) -> None:
        lab("relay")
        lab("populate", "--mailboxes", "60", "--messages", "600")
        self.move = Move()
        self.addCleanup(self.move.close)
        self.flow = Flow()
        self.addCleanup(self.flow.close)
        self.flow.wait_for(5)

    def tearDown(self) -> None:
        lab("down", check=False)

    def test_interrupted_then_left_alone(self) -> None:
        self.interrupted_in_the_cutover()
        self.terminal_closed_in_the_cutover()
        verdict, count = self.flow.finish("new", "old")
        print(count, flush=True)
        self.assertEqual(verdict, 0, count)
        # Those who waited come from OLD's address, all at once, when it serves again.
        self.assertNotIn("too many connections", count)

    def interrupted_in_the_cutover(self) -> None:
        """Nobody is there to be asked: going back is what silence means, and OLD serves."""
        process = self.move.start()
        seen = []
        for line in process.stdout:
            seen.append(line)
            if '"event":"milestone"' in line and json.loads(line)["name"] == "hold":
                break
        else:
            self.fail("no cutover: " + "".join(seen[-8:]))
        self.move.interrupt()
        rest = [json.loads(line) for line in process.stdout if line.startswith("{")]
        self.assertEqual(process.wait(timeout=300), ROLLED_BACK)
        answers = [event for event in rest if event["event"] == "answer"]
        self.assertEqual([answer["value"] for answer in answers], ["back"])
        self.assertEqual(self.serving(), "OLD")
        self.assertIn("relaymove_fence", on("new", "nft list tables"))

    def terminal_closed_in_the_cutover(self) -> None:
        words = self.move.words("resume", moving.PROFILE, "--yes", "--tsig-secret-stdin", *self.move.keys)
        screen = Screen(words)
        self.addCleanup(screen.close)
        screen.wait_for("TSIG secret")
        screen.type(self.move.secret + "\n")
        screen.wait_for(HOLD)
        self.assertNotIn(self.move.secret, screen.shown)
        print(screen.shown, flush=True)
        running = self.move.pids()
        self.assertTrue(running)
        screen.close()
        wait_for("the program ends by itself", lambda: not set(running) & set(self.move.pids()), 300)
        screen.process.wait()
        journal = [json.loads(line) for line in (self.move.folder() / "journal.jsonl").read_text().splitlines()]
        self.assertEqual(journal[-1]["event"], "run-ended")
        self.assertEqual(journal[-1]["outcome"], "succeeded")
        print(moving.timeline(journal), flush=True)
        self.assertEqual(self.serving(), "NEW")

    def serving(self) -> str:
        return json.loads(self.move.run("status", moving.PROFILE, "--json"))["serving"]


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
