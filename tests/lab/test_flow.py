#!/usr/bin/python3
"""Tests of populate and flow: that what is lost, doubled or bounced is counted.

Exit 77: all was well, but the tests on real hosts could not run here.
`--pure` leaves them out.
"""

import email
import gzip
import json
import random
import re
import shutil
import smtplib
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

LAB = Path(__file__).resolve().parent
sys.path.insert(0, str(LAB))
import moving  # noqa: E402
from flowlib import clients, counting, tally  # noqa: E402
from flowlib.message import crc24, encrypted  # noqa: E402
from flowlib.peer import ways  # noqa: E402
from flowlib.traffic import Job, Maker, World  # noqa: E402

NOT_RUN = 77
WORLD = World("0a", "relay.test", "peer.test", "198.51.100.40", "198.51.100.53",
              {4: "198.51.100.10", 6: "2001:db8::10"}, [("a@relay.test", "secret")])


def attempt(number: int, **changes: object) -> dict:
    return {"kind": "incoming", "number": number, "dns": "fresh", "tries": 1,
            "outcome": "accepted", "message_id": f"flow.0a.incoming.{number}.1@peer.test",
            "start": 100.0 + number, "end": 100.5 + number} | changes


class Folders(unittest.TestCase):
    """The counter on folders and files made here."""

    def setUp(self) -> None:
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.root = Path(scratch.name)
        self.files = 0

    def put(self, number: int, folder: str = "new", host: str = "relay.test",
            content: bytes = b"", zipped: bool = True) -> Path:
        self.files += 1
        text = content or (f"From: <u@peer.test>\nMessage-ID:\n <flow.0a.incoming."
                           f"{number}.1@peer.test>\n\nbody\n").encode()
        place = self.root / host / "a@relay.test" / folder
        place.mkdir(parents=True, exist_ok=True)
        path = place / f"{200 + number}.M5000P{self.files}.x,S={len(text)}:2,S"
        path.write_bytes(gzip.compress(text) if zipped else text)
        return path

    def finds(self) -> list[dict]:
        done = subprocess.run(["/usr/bin/python3", "-", "mail", str(self.root)],
                              input=counting.SCAN.read_text(), text=True,
                              capture_output=True, check=True)
        return [{"host": "new"} | json.loads(line) for line in done.stdout.splitlines()]

    def count(self, attempts: list[dict], **more: object) -> tally.Count:
        return tally.count(attempts, self.finds(), 100.0, 110.0, **more)

    def test_all_in_order(self) -> None:
        self.put(0)
        self.put(1, ".DeltaChat/cur")
        self.put(2, "cur", zipped=False)
        found = self.count([attempt(n) for n in range(3)])
        self.assertEqual(found.messages["incoming"], tally.Messages(accepted=3))
        self.assertEqual(found.where, {})
        self.assertEqual(found.verdict(0), 0)

    def test_lost_doubled_bounced(self) -> None:
        self.put(0)
        self.put(1)
        self.put(1, "cur")
        self.put(2, "tmp")  # dovecot never finished this one: nobody can read it
        bounce = (b"Content-Type: multipart/report; report-type=delivery-status\n\n"
                  b"Action: failed\n\nMessage-ID: <flow.0a.incoming.3.1@peer.test>\n")
        self.put(3, content=bounce)
        delay = bounce.replace(b"failed", b"delayed").replace(b".3.1@", b".0.1@")
        self.put(0, content=delay)
        found = self.count([attempt(n) for n in range(4)])
        incoming = found.messages["incoming"]
        self.assertEqual([len(incoming.lost), len(incoming.doubled),
                          len(incoming.bounced)], [1, 1, 1])
        self.assertIn("incoming.2.", incoming.lost[0])
        self.assertIn("incoming.1.", incoming.doubled[0])
        self.assertIn("incoming.3.", incoming.bounced[0])
        self.assertEqual(found.verdict(0), 1)

    def test_delivered_and_bounced_is_bounced(self) -> None:
        self.put(0)
        self.put(0, content=b"Content-Type: multipart/report\n\nAction: failed\n"
                            b"<flow.0a.incoming.0.1@peer.test>\n")
        found = self.count([attempt(0)])
        self.assertEqual(len(found.messages["incoming"].bounced), 1)
        self.assertEqual(found.messages["incoming"].lost, [])

    def test_what_nobody_promised_is_not_counted(self) -> None:
        self.put(0)
        self.put(0)
        found = self.count([attempt(0, outcome="unknown"), attempt(1, outcome="timeout")])
        self.assertEqual(found.messages["incoming"], tally.Messages(unknown=1))

    def test_refused_for_good_by_the_relay_is_bounced(self) -> None:
        found = self.count([attempt(0, kind="submit", outcome="bounce")])
        self.assertEqual(len(found.messages["submit"].bounced), 1)

    def test_still_queued_is_neither_lost_nor_in_order(self) -> None:
        queued = {"id": attempt(0)["message_id"], "kind": "queued", "host": "peer",
                  "path": "deferred/1", "time": 0.0}
        found = tally.count([attempt(0)], [queued], 100.0, 101.0)
        self.assertEqual(found.messages["incoming"].lost, [])
        self.assertEqual(len(found.messages["incoming"].queued), 1)
        self.assertEqual(found.verdict(0), 1)

    def test_mail_only_on_the_old_host_is_lost_and_said_to_be_there(self) -> None:
        stray = {"id": attempt(0)["message_id"], "kind": "message", "host": "old",
                 "path": "/x", "time": 0.0}
        found = self.count([attempt(0)], elsewhere=[stray])
        self.assertEqual(len(found.messages["incoming"].lost), 1)
        self.assertEqual(found.where[stray["id"]], [stray])

    def test_populated_messages_are_counted_too(self) -> None:
        manifest = self.root / "manifest"
        subprocess.run([LAB / "populate", "--root", self.root / "mail", "--mailboxes",
                        "20", "--messages", "100", "--owner", "", "--manifest", manifest],
                       check=True, capture_output=True)
        stored = counting.stored_ids(json.loads(manifest.read_text()))
        self.assertEqual(self.count([], stored=stored).messages["stored"],
                         tally.Messages(accepted=100))
        files = [path for path in self.root.rglob("cur/*")]
        files[0].unlink()
        files[1].with_name("1.M1P1.x:2,").write_bytes(files[1].read_bytes())
        found = self.count([], stored=stored).messages["stored"]
        self.assertEqual([len(found.lost), len(found.doubled)], [1, 1])


class Waits(unittest.TestCase):
    def test_gap_and_wait(self) -> None:
        attempts = [attempt(0, kind="login", end=100.2),
                    attempt(1, kind="login", outcome="refused"),
                    attempt(1, kind="login", tries=2, start=105, end=106.0),
                    attempt(2, kind="login", dns="cached", outcome="timeout", end=132.0)]
        found = tally.count(attempts, [], 100.0, 107.0)
        fresh, cached = found.clients["login", "fresh"], found.clients["login", "cached"]
        self.assertAlmostEqual(fresh.longest_gap, 5.8)
        self.assertAlmostEqual(fresh.longest_wait, 5.0)
        self.assertEqual((fresh.unserved, cached.unserved), (0, 1))
        self.assertAlmostEqual(cached.longest_gap, 7.0)
        self.assertAlmostEqual(cached.longest_wait, 30.0)

    def test_incoming_waits_for_its_delivery(self) -> None:
        find = {"id": attempt(0)["message_id"], "kind": "message", "host": "new",
                "path": "/x", "time": 109.0}
        found = tally.count([attempt(0)], [find], 100.0, 110.0)
        self.assertAlmostEqual(found.clients["incoming", "fresh"].longest_wait, 9.0)

    def test_too_few_prove_nothing(self) -> None:
        attempts = [attempt(0, kind=kind) for kind in ("login", "submit", "incoming")]
        finds = [{"id": attempts[0]["message_id"], "kind": "message", "host": "new",
                  "path": "/x", "time": 101.0}]
        for one in attempts[1:]:
            one["message_id"] += one["kind"]
            finds.append(finds[0] | {"id": one["message_id"]})
        found = tally.count(attempts, finds, 100.0, 110.0)
        self.assertEqual((found.verdict(1), found.verdict(2)), (0, 2))


class Attempts(unittest.TestCase):
    """Clients against a server that says what the test wants."""

    def serve(self, *lines: bytes) -> clients.Route:
        """Answers each line of the client with the next of these, then hangs up."""
        server = socket.create_server(("127.0.0.1", 0))
        self.addCleanup(server.close)

        def talk() -> None:
            connection = server.accept()[0]
            with connection, connection.makefile("rb") as reader:
                for line in lines:
                    connection.sendall(line + b"\r\n")
                    while (said := reader.readline()) and self.in_message(said):
                        pass
        threading.Thread(target=talk, daemon=True).start()
        route = clients.Route("peer.test", "127.0.0.1", 25, "127.0.0.1")
        return Redirected(route, server.getsockname()[1])

    def in_message(self, line: bytes) -> bool:
        return not re.match(rb"(ehlo|mail|rcpt|data|quit|\.\r\n)", line, re.I)

    def result(self, *lines: bytes) -> str:
        route = self.serve(*lines)
        try:
            clients.inject(route, "u@peer.test", "a@relay.test", "Subject: x\r\n\r\nx\r\n")
        except Exception as error:  # what the flow does as well
            return clients.outcome(error)
        return "accepted"

    def test_outcomes(self) -> None:
        until_data = (b"220 hi", b"250 hi", b"250 ok", b"250 ok")
        for expected, lines in {
            "accepted": (*until_data, b"354 go", b"250 queued", b"221 bye"),
            "unknown": (*until_data, b"354 go"),
            "tempfail": (*until_data, b"354 go", b"451 later"),
            "bounce": (*until_data[:3], b"554 5.7.1 Access denied"),
            "refused": (b"220 hi", b"250 hi"),
        }.items():
            with self.subTest(expected):
                self.assertEqual(self.result(*lines), expected)

    def test_errors_without_an_answer(self) -> None:
        try:
            raise smtplib.SMTPServerDisconnected("x") from TimeoutError()
        except smtplib.SMTPException as error:
            self.assertEqual(clients.outcome(error), "timeout")
        self.assertEqual(clients.outcome(ConnectionRefusedError()), "refused")
        denied = smtplib.SMTPAuthenticationError(535, b"no")
        self.assertEqual(clients.outcome(denied), "denied")


class Redirected(clients.Route):
    """Port 25 of a route, listening where a test may listen."""

    def __new__(cls, *_: object) -> "Redirected":
        return object.__new__(cls)

    def __init__(self, route: clients.Route, port: int) -> None:
        super().__init__(route.name, route.address, route.port, route.source)
        object.__setattr__(self, "listening", port)

    def connect(self, timeout: float) -> socket.socket:
        return socket.create_connection((self.address, self.listening), timeout)


class Shape(unittest.TestCase):
    """What flow sends and whom it sends it to."""

    def test_message_is_what_a_chatmail_client_sends(self) -> None:
        text = encrypted("x@y", "a@relay.test", "b@relay.test", random.Random(1))
        parsed = email.message_from_string(text)
        self.assertEqual(parsed.get_content_type(), "multipart/encrypted")
        control, data = parsed.get_payload()
        self.assertEqual(control.get_payload().strip(), "Version: 1")
        self.assertTrue(data.get_payload().startswith("-----BEGIN PGP MESSAGE-----"))
        self.assertNotRegex(text, r"(?m)^\.")
        self.assertEqual(crc24(b"123456789"), 0x21CF02)  # the check value of CRC-24/OPENPGP

    def test_every_mixture_gets_its_turn(self) -> None:
        maker = Maker(WORLD, random.Random(1))
        jobs = [maker.make("submit") for _ in range(40)]
        mixtures = {(job.dns, job.family, job.port, job.to) for job in jobs}
        self.assertEqual(len(mixtures), 2 * 2 * 3 * 2)

    def test_retries_come_slower_and_never_stop(self) -> None:
        pauses = [Job("login", 0, "fresh", 4, 993, "u", "p", tries=n).pause
                  for n in (1, 2, 3, 9)]
        self.assertEqual(pauses, [3.0, 6.0, 12.0, 30.0])

    def test_the_peer_knows_a_way_for_each_sender(self) -> None:
        table = dict(line.split() for line in ways(WORLD, "u").splitlines())
        self.assertEqual(table, {
            "u+fresh4@peer.test": "flow4:", "u+fresh6@peer.test": "flow6:",
            "u+cached4@peer.test": "flow4:[198.51.100.10]",
            "u+cached6@peer.test": "flow6:[2001:db8::10]"})



SEND_TO_NOBODY = """
import json, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from flowlib import network, traffic
out = Path(sys.argv[2])
about = json.loads((out / "run.json").read_text())
world = traffic.World(**about["world"])
user, password = world.users[0]
job = traffic.Job("submit", 10**6, "fresh", 4, 465, user, password, sys.argv[3], "relay")
with network.Sources(world.peer_address) as sources:
    log = traffic.AttemptLog(out / "attempts.jsonl")
    traffic.Traffic(world, sources, log).attempt(job)
"""


CLOSED_DOOR = """nft -f - <<END
table inet closed_door {
  chain input {
    type filter hook input priority 0;
    tcp dport { 25, 143, 443, 465, 587, 993 } ct state new reject with tcp reset
  }
}
END"""


class OnRealHosts(unittest.TestCase):
    """A flow through a real relay; then one message is lost, one doubled, one bounced."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.addClassCleanup(moving.lab, "down", check=False)
        moving.lab("relay")
        moving.lab("populate", "--mailboxes", "60", "--messages", "300")
        cls.flow = moving.Flow()
        cls.addClassCleanup(cls.flow.close)
        cls.first = cls.flow.finish("old", minimum=60)

    def count(self) -> dict:
        moving.lab("flow", "count", "--out", str(self.flow.results), "--host", "old",
                   "--minimum", "1", check=False)
        messages = json.loads((self.flow.results / "count.json").read_text())["messages"]
        return {kind: [len(found[what]) for what in ("lost", "doubled", "bounced", "queued")]
                for kind, found in messages.items()}

    def delivered(self) -> list[str]:
        """Paths on the relay of messages that came from the peer."""
        run = json.loads((self.flow.results / "run.json").read_text())["run"]
        finds = counting.finds("old", "mail", counting.RELAY_MAIL)
        return [find["path"] for find in finds if find["id"].startswith(f"flow.{run}.incoming.")]

    def test_1_undisturbed_everything_is_in_order(self) -> None:
        self.assertEqual(self.first[0], 0, self.first[1])
        for outcome in ("timeout", "denied", "tempfail", "refused"):
            for attempt in counting.read_attempts(self.flow.results):
                self.assertNotEqual(attempt["outcome"], outcome, attempt)

    def test_2_one_lost_one_doubled_one_bounced(self) -> None:
        lost, doubled, *_ = self.delivered()
        moving.on("old", f"rm '{lost}'")
        folder, _, name = doubled.rpartition("/")
        moving.on("old", f"cp -p '{doubled}' '{folder}/1{name}'")
        moving.lab("admin", "/usr/bin/python3", "-c", SEND_TO_NOBODY, str(LAB),
                   str(self.flow.results), "nobody@relay.test")
        self.assertEqual(self.count(), {"submit": [0, 0, 1, 0], "incoming": [1, 1, 0, 0],
                                        "stored": [0, 0, 0, 0]})

    def test_3_too_few_prove_nothing(self) -> None:
        shutil.copy(self.flow.results / "run.json", self.flow.out)
        (self.flow.out / "attempts.jsonl").write_text("")
        done = subprocess.run([LAB / "flow", "count", "--out", self.flow.out, "--host", "old"],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 2, done.stdout + done.stderr)

    def test_4_who_meets_a_closed_relay_comes_again(self) -> None:
        flow = moving.Flow()
        self.addCleanup(flow.close)
        flow.wait_for(8)
        # At the door, not by stopping services: that can double what is in flight.
        moving.on("old", CLOSED_DOOR)
        moving.wait_for("refused clients of both kinds", lambda: {
            a["kind"] for a in counting.read_attempts(flow.results)
            if a["outcome"] == "refused"} >= {"login", "submit"}, 60)
        moving.wait_for("mail that has waited at the peer", lambda: longest_deferred("peer") > 3, 60)
        moving.on("old", "nft delete table inet closed_door")
        verdict, table = flow.finish("old", minimum=40)
        found = json.loads((flow.results / "count.json").read_text())
        print(table, flush=True)
        # The one lost, doubled and bounced before are other runs' messages.
        self.assertEqual(verdict, 0, table)
        for kind, modes in found["clients"].items():
            self.assertEqual([mode["unserved"] for mode in modes.values()], [0, 0], kind)
            waits = [mode["longest_wait"] for mode in modes.values()]
            self.assertGreater(max(waits), 2.0, kind)


def longest_deferred(host: str) -> float:
    """How long the oldest deferred message has been there, in seconds by the host's clock."""
    now, *queued = moving.on(host, "date +%s; postqueue -j").splitlines()
    since = [entry["arrival_time"] for entry in map(json.loads, queued) if entry["queue_name"] == "deferred"]
    return float(now) - min(since, default=float(now))


def main() -> int:
    pure = "--pure" in sys.argv
    possible = not pure and moving.possible()
    if not possible:
        global OnRealHosts
        del OnRealHosts
    result = unittest.main(argv=[a for a in sys.argv if a != "--pure"], exit=False,
                           verbosity=2).result
    if not (result.wasSuccessful() and result.testsRun):
        return 1
    return 0 if pure or possible else NOT_RUN


if __name__ == "__main__":
    sys.exit(main())
