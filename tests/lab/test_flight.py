#!/usr/bin/python3
"""What is on its way when OLD stops: to a peer that answers late, as the net's mail hosts do,
and in the maildrop of a machine whose cron goes on sending. Each arrives once, on the way
back and on a good move.

Exit 77: not possible here.
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Flow, Move, lab, on, reaches, read_to_the_end, read_until, serves  # noqa: E402

POPULATION = ("--mailboxes", "60", "--messages", "600")
AUTO_ROLLBACK = 60
PATIENCE = 120
# The stand-in's transport gives a silent peer 300 s; then the next try is answered.
SILENCE = 400


def old_serves() -> bool:
    return serves("old") and "relaymove_parking" not in on("old", "nft list tables")


class InFlight(unittest.TestCase):
    def setUp(self) -> None:
        lab("relay")
        self.addCleanup(lab, "down", check=False)
        lab("populate", *POPULATION)
        self.move = Move(auto_rollback=AUTO_ROLLBACK)
        self.addCleanup(self.move.close)
        self.sent: list[str] = []
        self.flow = Flow(rate=8, slow=True)
        self.addCleanup(self.flow.close)
        self.flow.wait_for(60)

    def send(self, name: str) -> None:
        """As cron does on OLD: it hands its message to sendmail and goes away."""
        self.sent.append(name)
        on("old", f"printf 'From: <cron@relay.test>\\nTo: <once@peer.test>\\nMessage-ID: <{name}@cron.test>\\n"
                  "Subject: once\\n\\nhello\\n' >/run/mail; "
                  "setsid sendmail -f cron@relay.test once@peer.test </run/mail >/dev/null 2>&1 &")

    def arrived(self, name: str) -> int:
        return int(on("peer", f"grep -rl '{name}@cron.test' /srv/peer/Maildir/new /srv/peer/Maildir/cur 2>/dev/null | wc -l"))

    def test_each_message_arrives_once(self) -> None:
        self.goes_back()
        events = self.moves()
        verdict, count = self.flow.finish("new", "old", wait=SILENCE)
        print(f"outage {moving.outage(events):.2f} s\n{moving.timeline(events)}\n{count}", flush=True)
        for name in self.sent:
            with self.subTest(name):
                moving.wait_for(f"{name} at the peer", lambda name=name: self.arrived(name), PATIENCE)
                self.assertEqual(self.arrived(name), 1, name)
        self.assertEqual(verdict, 0, count)

    def goes_back(self) -> None:
        process = self.move.start()
        read_until(process, reaches("synced"))
        self.send("held-then-back")
        lab("link", "new", "cut")
        events = read_to_the_end(process)
        self.assertIn("undone", [e.get("outcome") for e in events], events[-5:])
        moving.wait_for("OLD serves", old_serves, 10)
        lab("link", "new", "up")
        reached = lambda: "yes" in lab("admin", "ssh", "-o", "ConnectTimeout=2", "-o", "StrictHostKeyChecking=no",  # noqa: E731
                                       "-o", "UserKnownHostsFile=/dev/null", "new", "echo", "yes", check=False)
        moving.wait_for("NEW is reached", reached, PATIENCE)

    def moves(self) -> list[dict]:
        process = self.move.start()
        events = read_until(process, reaches("stopped"))
        print("in flight when OLD had stopped:", on("old", "cat /etc/relaymove/in-flight", check=False).split(), flush=True)
        self.send("stopped")
        events += read_until(process, reaches("synced"))
        self.send("staged")
        events += read_until(process, reaches("started"))
        self.send("aside")
        events += read_to_the_end(process)
        self.assertEqual(events[-1]["outcome"], "succeeded", events[-5:])
        return events


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
