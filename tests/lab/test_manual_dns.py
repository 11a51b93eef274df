#!/usr/bin/python3
"""A relay moves while its DNS records are typed by a person, who takes their time.

Exit 77: not possible here.
"""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Move, lab  # noqa: E402

TO_NEW = """server 198.51.100.53
zone relay.test
update delete relay.test. A
update delete relay.test. AAAA
update add relay.test. 300 A 198.51.100.20
update add relay.test. 300 AAAA 2001:db8::20
send
"""
BAD_USAGE = 2


class ManualDns(unittest.TestCase):
    def setUp(self) -> None:
        lab("relay")
        lab("populate", "--mailboxes", "20", "--messages", "100")
        self.move = Move(dns=("--dns", "manual"))
        self.addCleanup(self.move.close)

    def tearDown(self) -> None:
        lab("down", check=False)

    def of_finish(self, command: str) -> list[dict]:
        output = self.move.run(command, moving.PROFILE, "--json", "--yes", *self.move.keys)
        events = [json.loads(line) for line in output.splitlines()]
        return [event for event in events if event.get("step") == "finish"]

    def test_finished_only_when_the_names_lead_to_new(self) -> None:
        for command in ("run", "resume"):
            last = self.of_finish(command)[-1]
            self.assertEqual(last["event"], "step-waiting", last)
            self.assertIn("serves: 198.51.100.10", last["why"])
            self.assertIn("relay.test. 3600 IN A 198.51.100.20", last["why"])
            self.assertEqual(json.loads(self.move.run("status", moving.PROFILE, "--json"))["serving"], "NEW")
        self.assertIn("**Finish**: waiting", self.move.run("report", moving.PROFILE))

        lab("admin", "nsupdate", "-k", "/root/tsig.key", text=TO_NEW)
        events = self.of_finish("resume")
        self.assertEqual(events[-1].get("outcome"), "succeeded", events)
        seen = {event["what"].split()[0] for event in events if event["event"] == "claim" and event["holds"]}
        self.assertEqual(seen, {"ns1.test", "ns2.test"})
        self.move.run("resume", moving.PROFILE, accept=(BAD_USAGE,))


if __name__ == "__main__":
    if not moving.possible():
        print("NOT RUN: the lab can't run here")
        sys.exit(77)
    unittest.main(verbosity=2)
