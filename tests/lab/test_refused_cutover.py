#!/usr/bin/python3
"""The name server's key changes while a move waits for its cutover: refused before OLD is touched.

Exit 77: not possible here.
"""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Flow, Move, lab  # noqa: E402
from refusing import ANOTHER_SECRET, REFUSED, made_true  # noqa: E402
from test_terminal import Screen  # noqa: E402

KEY = "/etc/bind/tsig.key"


def another_key():
    """As when somebody renews it in the provider's panel."""
    return made_true("dns", f"cp -a {KEY} {KEY}.away; sed -i 's|secret \"[^\"]*\"|secret \"{ANOTHER_SECRET}\"|' {KEY}; rndc reconfig",
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
        asked = len(screen.shown)
        with another_key():
            screen.type("start\n")
            screen.wait_for("The report is")
            self.assertEqual(screen.process.wait(timeout=60), REFUSED)
        said = screen.shown[asked:]
        print(said, flush=True)
        self.assertIn("The name server 198.51.100.53 did not do what was asked", said)
        self.assertIn("Your mail is not affected: OLD serves it.", said)
        self.assertNotIn("OLD lets new connections wait", said)
        self.assertNotIn("go back", said)  # there is nothing to go back from
        changed = set(before.splitlines()) ^ set(moving.trace("old").splitlines())
        # The copies' link, which a run takes with it when it ends.
        self.assertEqual([line for line in changed if " transient " not in line], [])
        verdict, count = self.flow.finish("old", "new", minimum=60)
        attempts = map(json.loads, (self.flow.results / "attempts.jsonl").read_text().splitlines())
        refused = [attempt for attempt in attempts if attempt["outcome"] != "accepted"]
        print(count, flush=True)
        self.assertEqual(verdict, 0, count)
        self.assertEqual(refused, [])
        self.assertEqual(self.move.migrate("resume")[-1]["outcome"], "succeeded")

    def at_the_question(self) -> Screen:
        screen = Screen(self.move.words("run", moving.PROFILE, "--tsig-secret-stdin", *self.move.keys))
        self.addCleanup(screen.close)
        screen.wait_for("TSIG secret")
        screen.type(self.move.secret + "\n")
        screen.wait_for("   > ")
        return screen


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
