#!/usr/bin/python3
"""Relays that do not pass each proof themselves: NEW has to answer as OLD does, and no better.

Exit 77: not possible here.
"""

import shutil
import subprocess
import sys
import tempfile
import unittest
from datetime import datetime, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Flow, Move, lab, on  # noqa: E402

INI = "/usr/local/lib/chatmaild/chatmail.ini"
# What a proof leaves in a queue: its account's name, and its Message-ID. The flow's own messages name a boundary
# "relaymove-flow", and some of them are in OLD's queue when it stops.
PROBE = "relaymove([.]|-[0-9a-f]{12}-)"
OLD_FILTER = "echo 'filtermail_refuses_empty_sender = 1' >>"
MAILBOXES = "/home/vmail/mail/relay.test"
STRANGER = """
import datetime, os, socket, sys, threading, time
now = lambda: datetime.datetime.now(datetime.timezone.utc).isoformat()
def attempt():
    begun = now()
    try:
        with socket.create_connection(("198.51.100.20", 143), 2) as client:
            if client.recv(100).startswith(b"* OK"):
                os.write(1, f"{begun} {now()}\\n".encode())
    except OSError:
        pass
while not os.path.exists(sys.argv[1]):
    threading.Thread(target=attempt).start()
    time.sleep(0.05)
"""


def mailboxes(host: str) -> str:
    return on(host, f"ls {MAILBOXES} | grep @")


class Stranger:
    """Somebody behind the admin's address, who tries to reach NEW's dovecot all the time: it greets first."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="relaymove-stranger-"))
        with open(self.folder / "served", "w") as served:
            self.process = subprocess.Popen(
                [str(moving.LAB / "lab"), "admin", "/usr/bin/python3", "-c", STRANGER, str(self.folder / "stop")],
                stdout=served, start_new_session=True)

    def served(self) -> list[tuple[datetime, datetime]]:
        lines = (self.folder / "served").read_text().splitlines()
        return [tuple(map(datetime.fromisoformat, line.split())) for line in lines]

    def close(self) -> None:
        (self.folder / "stop").touch()
        self.process.wait(timeout=60)
        shutil.rmtree(self.folder, ignore_errors=True)


class AsOldAnswers(unittest.TestCase):
    def setUp(self) -> None:
        lab("relay")
        lab("populate", "--mailboxes", "60", "--messages", "600")
        self.addCleanup(lab, "down", check=False)
        self.move = Move()
        self.addCleanup(self.move.close)

    def test_a_filter_that_takes_no_empty_sender(self) -> None:
        on("old", f"{OLD_FILTER}{INI}; systemctl restart filtermail filtermail-incoming")
        lab("admin", "sh", "-c", f"{OLD_FILTER}/root/relay/chatmail.ini")
        before = mailboxes("old")
        checked = self.move.run("check", moving.PROFILE, "--tsig-secret-stdin", *self.move.keys,
                                text=self.move.secret + "\n")
        print(checked, flush=True)
        self.assertIn("500 Error: bad syntax", checked)
        self.nothing_is_left_on_old(before)
        flow = Flow()
        self.addCleanup(flow.close)
        flow.wait_for(5)
        events = self.migrate()
        verdict, count = flow.finish("new", "old", minimum=60)
        print(f"outage {moving.outage(events):.2f} s\n{moving.timeline(events)}\n{count}", flush=True)
        self.assertEqual(verdict, 0, count)
        self.assertEqual(events[-1]["outcome"], "succeeded")
        self.nothing_is_left_on_old(before)
        self.no_probe_is_left_on("new")

    def test_a_relay_after_a_reboot(self) -> None:
        on("old", "systemctl stop fcgiwrap.service; systemctl start fcgiwrap.socket")
        self.assertEqual(on("old", "systemctl is-active fcgiwrap.service fcgiwrap.socket", check=False).split(),
                         ["inactive", "active"])
        stranger = Stranger()
        self.addCleanup(stranger.close)
        events = self.migrate()
        print(f"outage {moving.outage(events):.2f} s\n{moving.timeline(events)}", flush=True)
        self.assertEqual(events[-1]["outcome"], "succeeded")
        self.nobody_else_was_let_in(stranger, events)
        self.assertEqual(on("new", "systemctl list-units --failed --plain --no-legend"), "")
        self.no_probe_is_left_on("new")

    def migrate(self) -> list[dict]:
        events = self.move.migrate("run", accept=tuple(range(10)))
        for event in events:
            if event["event"] in ("step-ended", "run-ended") and event["outcome"] != "succeeded":
                print(event, flush=True)
        return events

    def nobody_else_was_let_in(self, stranger: Stranger, events: list[dict]) -> None:
        hold = next(datetime.fromisoformat(event["at"]) for event in events if moving.reaches("hold")(event))
        opened = datetime.fromtimestamp(moving.said_of_the_fence("Stopping ")[-1], timezone.utc)
        moving.wait_for("the stranger is served by the open NEW",
                        lambda: any(begun > opened for begun, _ in stranger.served()), 60)
        early = [each for each in stranger.served() if each[0] > hold and each[1] < opened]
        self.assertEqual(early, [])

    def nothing_is_left_on_old(self, before: str) -> None:
        self.assertEqual(mailboxes("old"), before)
        self.no_probe_is_left_on("old")

    def no_probe_is_left_on(self, host: str) -> None:
        self.assertNotIn("relaymove", mailboxes(host))
        self.assertEqual(on(host, f"find /var/spool/postfix -type f | xargs -r grep -laE '{PROBE}'", check=False), "")
        self.assertEqual(on(host, f"grep -rlZ 'Relaymove.s proof' {MAILBOXES} | tr '\\0' '\\n'", check=False), "")


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
