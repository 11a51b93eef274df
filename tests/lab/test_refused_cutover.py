#!/usr/bin/python3
"""The name server's key changes while a move waits for its cutover: refused before OLD is touched.

Exit 77: not possible here.
"""

import contextlib
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Flow, Move, lab  # noqa: E402
from refusing import FAILED, made_true  # noqa: E402
from test_terminal import Screen  # noqa: E402

KEY = "/etc/bind/tsig.key"


def another_key():
    """As when somebody renews it in the provider's panel."""
    return made_true("dns", f"cp -a {KEY} {KEY}.away; sed -i 's/secret \"[^\"]*\"/secret \"d3Jvbmc=\"/' {KEY}; rndc reconfig",
                     f"mv {KEY}.away {KEY}; rndc reconfig")


class RefusedCutover(unittest.TestCase):
    def setUp(self) -> None:
        lab("relay")
        lab("populate", "--mailboxes", "60", "--messages", "600")
        self.addCleanup(lab, "down", check=False)
        self.move = Move()
        self.addCleanup(self.move.close)
        self.flow = Flow()
        self.addCleanup(self.flow.close)
        self.flow.wait_for(5)

    def test_the_key_is_proven_again_before_anything_stops(self) -> None:
        screen = self.at_the_question()
        before = moving.trace("old")
        with another_key():
            screen.type("start\n")
            screen.wait_for("What to do")
            self.assertEqual(self.ended(screen), FAILED, screen.shown)
        print(screen.shown[-3000:], flush=True)
        self.assertIn("DNS can be changed", screen.shown)
        self.assertIn("Your mail is not affected: OLD serves it.", screen.shown)
        self.assertNotIn("OLD lets new connections wait", screen.shown)
        self.assertEqual(moving.trace("old"), before)
        verdict, count = self.flow.finish("old", "new", minimum=60)
        print(count, flush=True)
        self.assertEqual(verdict, 0, count)
        self.assertEqual(self.move.migrate("resume")[-1]["outcome"], "succeeded")

    def at_the_question(self) -> Screen:
        screen = Screen(self.move.words("run", moving.PROFILE, "--tsig-secret-stdin", *self.move.keys))
        self.addCleanup(screen.close)
        screen.wait_for("TSIG secret")
        screen.type(self.move.secret + "\n")
        screen.wait_for("   > ")
        return screen

    def ended(self, screen: Screen) -> int:
        """The program's exit code, once it has said all."""
        with contextlib.suppress(AssertionError):
            screen.wait_for("\0 never shown")
        return screen.process.wait(timeout=60)


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
