#!/usr/bin/python3
"""A host is lost within the cutover: a person says so in the window, and what they were told there is true.

Pictures are left in RELAYMOVE_PICTURES (default: build/pictures-lost). Exit 77: not possible here.
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lab"))
import moving  # noqa: E402
from moving import lab, on, serves  # noqa: E402
from prepared import Prepared, main  # noqa: E402
from test_keyboard_in_lab import HERE, UNDER_X  # noqa: E402

PICTURES = Path(os.environ.get("RELAYMOVE_PICTURES", moving.TOP / "build/pictures-lost"))


class LostHosts(Prepared):
    def in_the_window(self, story: str) -> None:
        words = [f"--config-dir={self.move.root}/config", f"--data-dir={self.move.root}/data", f"--pictures={PICTURES}",
                 f"--program={moving.program('relaymove')}", f"--profile={moving.PROFILE}", f"--story={story}"]
        done = subprocess.run(
            [str(moving.LAB / "lab"), "admin", "env", "HOME=/root", *UNDER_X, str(HERE / "keyboard_lost.py"), *words],
            input=self.move.secret + "\n", text=True, capture_output=True, timeout=900, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-4000:] + done.stderr[-2000:])

    def test_new_is_lost_once_old_has_handed_over(self) -> None:
        late = self.lose("new", "open")
        self.in_the_window("new")
        self.assertTrue(serves("old"))
        lab("up", "new")
        self.assertIn("relaymove_fence", on("new", "nft list tables"))
        late.arrive()
        self.count("old")
        self.assertEqual(set(late.arrived().values()), {1}, late.arrived())

    def test_old_is_lost_before_it_hands_over(self) -> None:
        late = self.lose("old", "ready")
        self.in_the_window("old")
        self.assertTrue(serves("new"))
        # It has everything still, and NEW serves: it may not.
        lab("up", "old")
        asked = "journalctl -b --no-pager -o cat -u relaymove-auto-rollback.service"
        moving.wait_for("OLD asks NEW", lambda: "NEW serves already" in on("old", asked), 180)
        self.assertFalse(serves("old"))
        self.assertEqual(self.move.migrate("resume")[-1]["outcome"], "succeeded")
        self.assertFalse(serves("old"))
        late.arrive()
        self.count("new", wait=900)
        self.assertEqual(set(late.arrived().values()), {1}, late.arrived())


if __name__ == "__main__":
    main()
