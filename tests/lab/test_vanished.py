#!/usr/bin/python3
"""What vanishes within a cutover, and comes back when nobody waits for it: this computer, OLD, NEW, or what
NEW's disk had not written yet. Each case begins with a relay whose cutover is about to start.

By default the quick ones; `--all`: every one. Exit 77: not possible here.
"""

import json
import signal
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import kill_when, lab, on, reaches, read_to_the_end, read_until, serves  # noqa: E402
from prepared import Halted, Late, Prepared, dear, main  # noqa: E402

REFUSED = 4
PATIENCE = 120
SLOW = "/run/systemd/system/doveauth.service.d"


def old_serves() -> bool:
    return serves("old") and "relaymove_parking" not in on("old", "nft list tables")


def since_when() -> str:
    """When each service of OLD was started."""
    return on("old", "systemctl show -p Id -p ActiveEnterTimestamp 'postfix*' 'dovecot*' 'nginx*' 'filtermail*' 'doveauth*'")


class Vanished(Prepared):
    def move_ends_well(self) -> None:
        self.assertEqual(self.move.migrate("resume")[-1]["outcome"], "succeeded")

    def test_this_computer_sleeps_at_the_hold(self) -> None:
        self.move.edit(autoRollbackSeconds=20)
        process = self.move.start()
        read_until(process, reaches("hold"))
        self.move.signal(signal.SIGSTOP)
        moving.wait_for("OLD serves by itself", old_serves, PATIENCE)
        before = since_when()
        self.move.signal(signal.SIGCONT)
        self.says_that_old_serves(process)
        self.assertEqual(before, since_when())
        self.move.edit(autoRollbackSeconds=120)
        self.move_ends_well()
        self.count("new", "old")

    @dear
    def test_a_stop_is_slower_than_old_waits(self) -> None:
        self.move.edit(autoRollbackSeconds=20)
        self.slow_to_stop(35)
        self.says_that_old_serves(self.move.start())
        on("old", f"rm -r {SLOW}; systemctl daemon-reload")
        self.move.edit(autoRollbackSeconds=120)
        self.move_ends_well()
        self.count("new", "old")

    @dear
    def test_a_stop_is_slower_than_the_way_back_waits(self) -> None:
        """And nobody is there any more."""
        self.slow_to_stop(125)
        self.move.edit(autoRollbackSeconds=20)
        kill_when(self.move, self.move.start(), reaches("hold"))
        moving.wait_for("OLD serves by itself", old_serves, 180)
        self.count("old", "new")

    def slow_to_stop(self, seconds: int) -> None:
        on("old", f"mkdir -p {SLOW}; printf '[Service]\\nExecStop=/bin/sleep {seconds}\\nTimeoutStopSec=200\\n' >{SLOW}/slow.conf; "
                  "systemctl daemon-reload")

    def says_that_old_serves(self, process) -> None:
        told = process.stdout.read()
        process.wait()
        print(*[line for line in told.splitlines() if not line.startswith("{")], sep="\n", flush=True)
        self.assertNotEqual(process.returncode, 0)
        self.assertIn("OLD serves again", told)
        self.assertIn("Your mail is not affected: OLD serves it.", told)
        moving.wait_for("OLD serves", old_serves, 10)
        self.assertEqual(json.loads(self.move.run("status", moving.PROFILE, "--json"))["serving"], "OLD")
        self.assertIn("relaymove_fence", on("new", "nft list tables"))

    def test_new_forgets_that_the_queue_is_in(self) -> None:
        """Its power goes after the queue was renamed into place, before its record was on the disk."""
        late = Late()
        kill_when(self.move, self.move.start(), reaches("started"))
        on("new", "cd /etc/relaymove/record && sed -i 's/^state=filled/state=fenced/; s/^cutover=.*/cutover=/' values && "
                  "ln -f values holds && sync . values && grep -x state=fenced values")
        lab("kill", "new")
        lab("up", "new")
        self.move_ends_well()
        late.arrive()
        self.count("new", "old")
        self.assertEqual(set(late.arrived().values()), {1}, late.arrived())
        self.assertEqual(on("new", "find /var/spool/postfix/hold -type f | wc -l").strip(), "0")

    def new_stays_closed(self, late: Late) -> None:
        moving.wait_for("OLD serves", old_serves, 10)
        lab("up", "new")
        self.assertIn("relaymove_fence", on("new", "nft list tables"))
        # Others start at its boot, and nobody reaches them.
        self.assertNotEqual(on("new", "systemctl is-active postfix@-", check=False).strip(), "active")
        self.assertTrue(old_serves())
        late.arrive()
        self.count("old")
        self.assertEqual(set(late.arrived().values()), {1}, late.arrived())

    @dear
    def test_new_is_lost_for_good(self) -> None:
        late = self.lose("new", "open")
        for command, code in (("resume", 1), ("rollback", REFUSED)):
            said = self.move.refused(command, code=code)
            print(command, said, flush=True)
        self.assertIn("--new-is-gone", said)
        self.assertFalse(serves("old"))
        self.move.migrate("rollback", "--new-is-gone")
        self.new_stays_closed(late)

    @dear
    def test_a_person_on_old_says_that_new_is_lost(self) -> None:
        late = self.lose("new", "open")
        self.assertIn("--new-is-gone", on("old", "/etc/relaymove/go-back.sh 2>&1; true"))
        self.assertFalse(serves("old"))
        on("old", "/etc/relaymove/go-back.sh --new-is-gone")
        self.new_stays_closed(late)

    @dear
    def test_old_is_lost_once_new_is_open(self) -> None:
        late, halted = Late(), Halted("settle")
        kill_when(self.move, self.move.start(), reaches("open"))
        halted.wait_for("settle")
        lab("kill", "old")
        moving.wait_for("NEW settles alone", lambda: "thawed" in on("new", "grep ^noted= /etc/relaymove/record/values"), PATIENCE)
        self.assertEqual(on("new", "systemctl is-enabled postfix dovecot").split(), ["enabled", "enabled"])
        status = json.loads(self.move.run("status", moving.PROFILE, "--json"))
        self.assertEqual(status["serving"], "NEW")
        self.assertFalse(status["old"]["reached"])
        self.move_ends_well()
        # Whoever keeps its address reaches nobody until it is there again; then it passes on.
        lab("up", "old")
        late.arrive()
        # The peer's smtp that was connected when OLD lost its power hears nothing any more: it waits for a greeting
        # for 300 s (smtp_helo_timeout), for the end of a message for 600 (smtp_data_done_timeout), and others wait
        # behind it in the active queue.
        self.count("new", wait=900)
        self.assertEqual(set(late.arrived().values()), {1}, late.arrived())


if __name__ == "__main__":
    main()
