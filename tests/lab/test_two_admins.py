#!/usr/bin/python3
"""Whoever comes to a move that others have made, or are making: a second profile, a second computer, one
that has lost its files. Each host does what its own record allows.

By default the quick ones; `--all`: every one. Exit 77: not possible here.
"""

import json
import re
import signal
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import (Move, begins, kill_when, lab, on, reaches, read_to_the_end, read_until, serves,  # noqa: E402
                    wait_for)
from prepared import Halted, Late, Prepared, dear, main  # noqa: E402

REFUSED, LOCKED = 4, 5
PASS = "systemctl is-active relaymove-pass"


def still() -> set[str]:
    """Both hosts as they are: all but who has asked them last, and what mail changes by itself."""
    looks = ("ls -R /var/spool/postfix/relaymove-aside 2>/dev/null; "
             "systemctl is-active postfix@- dovecot nginx relaymove-forward relaymove-fence relaymove-auto-rollback.timer; "
             "sed '/^lease/d; /^who/d; /^since/d' /etc/relaymove/record/values")
    def seen(host: str) -> set[str]:
        lines = moving.trace(host).splitlines() + on(host, looks, check=False).splitlines()
        return {f"{host}: {re.sub(r'counter packets [0-9]+ bytes [0-9]+', 'counter', line)}" for line in lines
                if "/etc/relaymove/" not in line and " transient " not in line}
    return seen("old") | seen("new")


def add_bytes(number: int) -> None:
    """A mailbox of OLD becomes larger, and a pass longer."""
    on("old", f"cd /home/vmail/mail/relay.test && cd \"$(ls -d *@* | head -n 1)\" && "
              f"head -c {number} /dev/urandom >\"$(mktemp large.XXXX)\" && chown vmail: large.*")


def mark_as_new(move: Move) -> None:
    """acme was NEW before the profile was edited the first time: it bears the move's record."""
    migration = json.loads(move.run("profile", "show", moving.PROFILE))["id"]
    guard = on("new", "base64 /etc/relaymove/guard")
    lab("shell", "acme", "mkdir -p /etc/relaymove && base64 -d >/etc/relaymove/guard && chmod 700 /etc/relaymove/guard", text=guard)
    on("acme", f"/etc/relaymove/guard take new {migration} earlier somebody; /etc/relaymove/guard give {migration} earlier")


class TwoAdmins(Prepared):
    def test_a_finished_move_is_taken_back_by_nobody(self) -> None:
        late = Late()
        self.move.migrate()
        before = still()
        stranger = Move()
        self.addCleanup(stranger.close)
        said = stranger.refused("rollback", code=LOCKED)
        self.assertIn("Another migration", said)
        self.move.forget()
        said = self.move.refused("rollback", code=REFUSED)
        self.assertIn("NEW serves your mail already", said)
        self.assertEqual(before ^ still(), set())
        self.assertTrue(serves("new"))
        self.assertFalse(serves("old"))
        late.arrive()
        self.count("new", "old")
        self.assertEqual(set(late.arrived().values()), {1}, late.arrived())

    def copies_slowly(self) -> subprocess.Popen:
        """The first computer is in a pass that takes long, and falls asleep there."""
        on("new", "rm -f /etc/relaymove/precopied")
        add_bytes(20_000_000)
        lab("link", "old", "rate", "4mbit")
        process = self.move.start()
        read_until(process, begins("precopy"))
        wait_for("its pass runs", lambda: on("old", PASS, check=False).strip() == "active", 60)
        return process

    def other(self, process: subprocess.Popen, second: Move) -> subprocess.Popen:
        """The second computer is told, and takes over; the first one sleeps meanwhile."""
        self.addCleanup(second.close)
        said = second.refused("run", code=LOCKED)
        print(said, flush=True)
        self.assertRegex(said, r"root@\S+ works on this move since .*\d\d:\d\d")
        self.assertIn("--take-over", said)
        self.move.signal(signal.SIGSTOP)
        lab("link", "old", "rate", "none")
        return second.start("--take-over")

    def first_is_refused(self, process: subprocess.Popen) -> None:
        events = read_to_the_end(process)
        self.assertEqual(process.returncode, LOCKED, events[-5:])
        self.assertIn("lease-taken", str(events[-3:]))

    @dear
    def test_the_first_wakes_in_the_last_pass_of_the_second(self) -> None:
        process = self.copies_slowly()
        second = self.move.copy()
        next(second.root.rglob("lease")).unlink()  # a copied folder has another one there
        moves = self.other(process, second)
        read_until(moves, reaches("hold"))
        add_bytes(6_000_000)
        lab("link", "old", "rate", "8mbit")
        read_until(moves, reaches("stopped"))
        wait_for("the last pass", lambda: on("old", PASS, check=False).strip() == "active", 60)
        self.move.signal(signal.SIGCONT)
        self.first_is_refused(process)
        lab("link", "old", "rate", "none")
        for command in ("resume", "rollback"):
            self.move.refused(command, code=LOCKED)
        self.assertEqual(read_to_the_end(moves)[-1]["outcome"], "succeeded")
        self.count("new", "old")

    @dear
    def test_the_first_wakes_when_new_is_open(self) -> None:
        process = self.copies_slowly()
        second = self.move.copy()
        second.forget()
        moves = self.other(process, second)
        read_until(moves, reaches("forwarded"))
        served = self.flow.accepted()["login"]
        wait_for("mail on the open NEW", lambda: self.flow.accepted()["login"] > served + 20, 60)
        self.move.signal(signal.SIGCONT)
        self.first_is_refused(process)
        self.assertEqual(read_to_the_end(moves)[-1]["outcome"], "succeeded")
        self.assertIn("NEW serves", self.move.refused("rollback", code=REFUSED))
        self.count("new", "old")

    def test_another_new_after_the_commit_point(self) -> None:
        """The profile is edited while OLD tells NEW; that other machine has been this move's NEW once, or never."""
        late, halted = Late(), Halted("open")
        kill_when(self.move, self.move.start(), reaches("handing-over"))
        halted.wait_for("open")
        before = still()
        edited = self.move.copy()
        self.addCleanup(edited.close)
        edited.edit(newHost="acme", newKey={})
        prints = json.loads(lab("admin", "cat", "/root/fingerprints.json"))
        for was_once in (False, True):
            if was_once:
                mark_as_new(self.move)
            for command in ("resume", "rollback"):
                said = edited.refused(command, "--accept-host-key", prints["acme"], code=REFUSED)
                print(command, said, flush=True)
                self.assertIn("another machine than the NEW of this profile", said, command)
        self.assertEqual(before ^ still(), set())
        self.assertEqual(on("acme", "ls /home/vmail /etc/postfix 2>/dev/null", check=False), "")
        halted.let_go("open")
        self.assertEqual(self.move.migrate("resume")[-1]["outcome"], "succeeded")
        late.arrive()
        self.count("new", "old")
        self.assertEqual(set(late.arrived().values()), {1}, late.arrived())


if __name__ == "__main__":
    main()
