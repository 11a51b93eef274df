#!/usr/bin/python3
"""Each page fails once, and what the accessibility tree says of it is enough: what happened, where, what it
means for the mail, what to do next.

The window is the program's own, on profiles whose journals end with the failure. Keys only.
"""

import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("RELAYMOVE_BUILD", TOP / "build/dev"))
WHERE = {"OLD": "on OLD, the present machine", "NEW": "on NEW, the future machine", "ADMIN": "on this computer",
         "DNS": "at the name servers"}
WITHIN = "--within-x"


class FailuresRead(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        from screen import Screen
        cls.folder = tempfile.TemporaryDirectory(prefix="relaymove-failures-")
        config, data = f"{cls.folder.name}/config", f"{cls.folder.name}/data"
        written = subprocess.run([str(BUILD / "tests/ui/relaymove-failed-runs"), config, data],
                                 stdout=subprocess.PIPE, text=True, check=True)
        cls.lessons = [json.loads(line) for line in written.stdout.splitlines()]
        cls.screen = Screen(BUILD / "app/relaymove/relaymove", "--config-dir", config, "--data-dir", data)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.screen.close()
        cls.folder.cleanup()

    def open(self, row: int, page: str) -> None:
        from screen import wait_for
        self.screen.reach("tree", "Relays")
        self.screen.press("Home", *["Down"] * row, "Return")
        wait_for(f"the page {page}", lambda: page in self.screen.texts())

    def learn(self, lesson: dict) -> None:
        said = self.screen.texts()
        self.assertTrue(self.screen.says(f"Where: {WHERE[lesson['where']]}"), said)
        self.assertTrue(self.screen.says(lesson["happened"]), said)
        # No machine can be asked here: what the journal knows last is no sentence about now.
        mail = self.screen.says("It is not known who serves mail at this moment. When")
        self.assertTrue(mail.endswith(f"it was {lesson['serving']}."), said)
        self.assertGreater(len(self.screen.says("What to do: ")), len("What to do: ") + 15, said)

    def test_each_failure_says_all_four(self) -> None:
        self.assertEqual(len(self.lessons), 10)
        for row, lesson in enumerate(self.lessons):
            with self.subTest(page=lesson["page"]):
                self.open(row, lesson["page"])
                self.learn(lesson)
            self.screen.press("alt+y")  # back to the list, wherever the focus is

    def test_the_way_out_is_a_key_away(self) -> None:
        self.open(0, self.lessons[0]["page"])
        for button in ("Check again", "Show the output"):
            self.screen.reach("push button", button)
        self.screen.press("alt+y")


if __name__ == "__main__":
    if WITHIN not in sys.argv:
        from screen import UNDER_X
        sys.exit(subprocess.run([*UNDER_X, __file__, WITHIN], check=False).returncode)
    sys.argv.remove(WITHIN)
    unittest.main(verbosity=2, warnings="ignore")
