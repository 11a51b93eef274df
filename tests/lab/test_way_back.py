#!/usr/bin/python3
"""Ways back from a cutover, each with mail flowing: a person's, a sleeping computer's, a dead NEW's; what a
cutover that was cut off leaves to the next one; and the refusal that comes before there is a way back.

Exit 77: not possible here.
"""

import json
import signal
import sys
import time
import unittest
from datetime import datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Flow, lab, on, reaches, read_to_the_end, read_until, serves  # noqa: E402
from prepared import Prepared  # noqa: E402
from refusing import ANOTHER_SECRET, REFUSED, made_true  # noqa: E402
from test_terminal import Screen  # noqa: E402

AUTO_ROLLBACK = 40
PATIENCE = 180
POSTSUPER = "/usr/sbin/postsuper"
KEY = "/etc/bind/tsig.key"
# Seconds; far more than a cutover takes.
SLOW = 20
# A cutover starts it on NEW, and going back has to stop it again.
SLOW_UNIT = "chatmail-metadata.service"
# What a client hears from somebody who is there and does not serve it. How long they wait is another matter.
TURNED_AWAY = ("refused", "denied", "bounce", "tempfail", "noname")


def old_serves() -> bool:
    return serves("old") and "relaymove_parking" not in on("old", "nft list tables")


def make_slow_to_stop(host: str, unit: str) -> None:
    folder = f"/etc/systemd/system/{unit}.d"
    on(host, f"mkdir -p {folder}; printf '[Service]\\nExecStop=/bin/sleep {SLOW}\\n' >{folder}/slow.conf; systemctl daemon-reload")


def moment(events: list[dict], wanted) -> datetime:
    return datetime.fromisoformat(next(event["at"] for event in events if wanted(event)))


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


def another_key():
    """As when somebody renews it in the provider's panel."""
    return made_true("dns", f"cp -a {KEY} {KEY}.away; sed -i 's|secret \"[^\"]*\"|secret \"{ANOTHER_SECRET}\"|' {KEY}; rndc reconfig",
                     f"mv {KEY}.away {KEY}; rndc reconfig")


class WayBack(Prepared):
    def setUp(self) -> None:
        super().setUp()
        self.move.edit(autoRollbackSeconds=AUTO_ROLLBACK)

    def test_a_persons_is_as_short_as_the_cutover(self) -> None:
        """DNS leads to NEW already, a service of NEW is slow to stop, others are slow to take mail."""
        self.flow.close()
        self.flow = Flow(slow=True, never_one_in=10 ** 6)
        self.addCleanup(self.flow.close)
        self.flow.wait_for(20)
        make_slow_to_stop("new", SLOW_UNIT)
        began, way_back = self.goes_back()
        self.flow.wait_for(min(self.flow.accepted().values()) + 20)
        ended = time.time()
        cutover = self.moves()
        print(f"way back {way_back:.2f} s, cutover {cutover:.2f} s: {way_back / cutover:.2f}", flush=True)
        self.count("new", "old")
        self.nobody_was_turned_away(began, ended)
        # As short as the cutover, but for what a machine's load makes of either; it was 3.2 times as long.
        self.assertLess(way_back / cutover, 2)

    def goes_back(self) -> tuple[float, float]:
        """When the hold began, and the seconds from the decision until OLD serves again."""
        process = self.move.start()
        events = read_until(process, reaches("started"))
        self.move.interrupt()
        events += read_to_the_end(process)
        print(moving.timeline(events), flush=True)
        self.assertIn("undone", [event.get("outcome") for event in events], events[-5:])
        decided = moment(events, lambda event: event["event"] == "answer" and event["value"] == "back")
        ended = moment(events, lambda event: event["event"] == "run-ended")
        # Or it proves nothing.
        self.assertGreater((ended - decided).total_seconds(), SLOW)
        back = moment(events, reaches("back"))
        return moment(events, reaches("hold")).timestamp(), (back - decided).total_seconds()

    def moves(self) -> float:
        events = self.move.migrate("resume")
        print(moving.timeline(events), flush=True)
        self.assertEqual(events[-1]["outcome"], "succeeded", events[-5:])
        return moving.outage(events)

    def nobody_was_turned_away(self, began: float, ended: float) -> None:
        during = [attempt for attempt in self.attempts() if began < attempt["start"] < ended]
        self.assertGreater(len(during), 100)
        self.assertEqual([attempt for attempt in during if attempt["outcome"] in TURNED_AWAY], [])
        refused = on("peer", f"journalctl -b --no-pager --since @{began:.0f} --until @{ended:.0f} -t postfix/smtp | "
                             "grep -E 'connect to relay[.]test.*(refused|timed out|unreachable)'", check=False)
        self.assertEqual(refused, "")

    def test_the_worst_moments(self) -> None:
        self.computer_sleeps_longer_than_old_waits()
        self.new_dies_before_it_is_open()
        self.swap_is_cut_half_way()
        self.disk_is_full_at_the_commit_point()
        self.count("new", "old")

    def computer_sleeps_longer_than_old_waits(self) -> None:
        process = self.move.start()
        read_until(process, reaches("synced"))
        self.move.signal(signal.SIGSTOP)
        moving.wait_for("OLD serves by itself", old_serves, PATIENCE)
        self.move.signal(signal.SIGCONT)
        events = read_to_the_end(process)
        said = [e for e in events if e["event"] == "step-ended" and e["outcome"] == "failed"]
        self.assertTrue(said, events[-3:])
        self.assertEqual(said[0]["failure"]["kind"], "state-refused")
        self.assertEqual(said[0]["failure"]["what"]["state"], "serving")
        self.assertTrue(old_serves())
        self.assertEqual(on("old", "ls -d /var/spool/postfix/relaymove-aside 2>/dev/null || true"), "")

    def new_dies_before_it_is_open(self) -> None:
        process = self.move.start()
        read_until(process, reaches("synced"))
        lab("link", "new", "cut")
        events = read_to_the_end(process)
        self.assertIn("undone", [e.get("outcome") for e in events], events[-5:])
        self.assertTrue(old_serves())
        failed = next(e["at"] for e in events if e.get("outcome") == "failed")
        back = next(e["at"] for e in events if reaches("back")(e))
        # Users wait: a NEW that is silent is asked nothing meanwhile.
        self.assertEqual([row for row in self.move.log() if failed < row[0] < back and row[1] == "NEW" and row[3] == "command"], [])
        lab("link", "new", "up")
        moving.wait_for("NEW is reached", lambda: on("new", "echo yes", check=False), PATIENCE)
        self.assertIn("relaymove_fence", on("new", "nft list tables"))

    def swap_is_cut_half_way(self) -> None:
        hang_postsuper()
        process = self.move.start()
        moving.kill_when(self.move, process, reaches("stopped"))
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
        on("new", "rm -f /etc/relaymove/full")
        # The guard has kept room for its record; whatever else wanted some is done once there is some.
        if events[-1]["outcome"] != "succeeded":
            events = self.move.migrate("resume")
        self.assertEqual(events[-1]["outcome"], "succeeded")

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
        self.assertNotIn("serve again", said)  # it never stopped
        changed = set(before.splitlines()) ^ set(moving.trace("old").splitlines())
        # The copies' link, which a run takes with it when it ends.
        self.assertEqual([line for line in changed if " transient " not in line], [])
        self.count("old", "new")
        self.assertEqual([attempt for attempt in self.attempts() if attempt["outcome"] != "accepted"], [])
        self.assertEqual(self.move.migrate("resume")[-1]["outcome"], "succeeded")

    def at_the_question(self) -> Screen:
        screen = Screen(self.move.words("resume", moving.PROFILE, "--tsig-secret-stdin", *self.move.keys))
        self.addCleanup(screen.close)
        screen.wait_for("TSIG secret")
        screen.type(self.move.secret + "\n")
        screen.wait_for("   > ")
        return screen

    def attempts(self) -> list[dict]:
        return [json.loads(line) for line in (self.flow.results / "attempts.jsonl").read_text().splitlines()]


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
