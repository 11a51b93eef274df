#!/usr/bin/python3
"""A relay moves by keys alone, in the program's window under Xvfb and a window manager, while mail flows.

Pictures of each page are left in RELAYMOVE_PICTURES (default: build/pictures-lab). Exit 77: not possible here.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lab"))
import moving  # noqa: E402
from moving import Flow, lab  # noqa: E402

POPULATION = ("--mailboxes", os.environ.get("RELAYMOVE_MAILBOXES", "600"),
              "--messages", os.environ.get("RELAYMOVE_MESSAGES", "6000"))
PAGES = ("start", "profile", "host-key", "Hosts and checks", "TTL", "Pre-copy", "Install", "cutover", "Disable", "Sync",
         "Chown", "DNS", "Activation", "Finish")
TYPED = {"name": "lab", "domain": "relay.test", "oldHost": "old", "newHost": "new", "checkout": "/root/relay",
         "server": "198.51.100.53", "zone": "relay.test", "keyName": "relaymove."}
UNDER_X = ("xvfb-run", "-a", "-s", "-screen 0 1280x900x24 -noreset", "dbus-run-session", "--", "/usr/bin/python3")
HERE = Path(__file__).resolve().parent


def move_by_keys(root: Path, pictures: Path) -> subprocess.CompletedProcess:
    prints = json.loads(lab("admin", "cat", "/root/fingerprints.json"))
    secret = re.search(r'secret "([^"]+)"', lab("admin", "cat", "/root/tsig.key")).group(1)
    words = [f"--{name}={value}" for name, value in TYPED.items()]
    words += [f"--fingerprint={prints[host]}" for host in ("old", "new")]
    words += [f"--config-dir={root}/config", f"--data-dir={root}/data", f"--pictures={pictures}"]
    words += [f"--program={moving.program('relaymove')}"]
    return subprocess.run(
        [str(moving.LAB / "lab"), "admin", "env", "HOME=/root", *UNDER_X, str(HERE / "keyboard_move.py"), *words],
        input=secret + "\n", text=True, capture_output=True, timeout=1500, check=False)


class Window(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        lab("relay")
        lab("populate", *POPULATION)
        cls.root = Path(tempfile.mkdtemp(prefix="relaymove-window-"))
        cls.pictures = Path(os.environ.get("RELAYMOVE_PICTURES", moving.TOP / "build/pictures-lab"))
        shutil.rmtree(cls.pictures, ignore_errors=True)
        cls.flow = Flow()
        cls.flow.wait_for(30)
        cls.done = move_by_keys(cls.root, cls.pictures)
        print(cls.done.stdout, flush=True)
        if cls.done.returncode == 0:
            cls.verdict, cls.count = cls.flow.finish("new", "old")
            print(cls.count, flush=True)

    @classmethod
    def tearDownClass(cls) -> None:
        if hasattr(cls, "flow"):
            cls.flow.close()
        shutil.rmtree(getattr(cls, "root", "/nonexistent"), ignore_errors=True)
        lab("down", check=False)

    def test_1_the_keys_came_to_the_end(self) -> None:
        self.assertEqual(self.done.returncode, 0, self.done.stdout[-3000:] + self.done.stderr[-3000:])
        self.assertIn("served by the NEW machine", self.done.stdout)

    def test_2_nothing_was_lost_doubled_or_bounced(self) -> None:
        self.assertEqual(self.verdict, 0, self.count)

    def test_3_each_page_has_its_picture(self) -> None:
        names = {path.stem.split("-", 1)[1]: path for path in self.pictures.glob("*.png")}
        for page in PAGES:
            self.assertIn(page, names)
            self.assertGreater(names[page].stat().st_size, 10000, page)
        contents = [names[page].read_bytes() for page in PAGES]
        self.assertEqual(len(set(contents)), len(contents), "two pages look the same")


if __name__ == "__main__":
    if not moving.possible() or not shutil.which("xvfb-run"):
        print("NOT RUN: needs the lab and xvfb-run")
        sys.exit(77)
    unittest.main(verbosity=2)
