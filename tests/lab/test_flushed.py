#!/usr/bin/python3
"""Somebody empties nftables on both hosts all the time, while a relay moves: nobody gets
through NEW's fence, nobody is refused on OLD, no message is lost or doubled.

Exit 77: not possible here.
"""

import json
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Flow, Move, lab, on, reaches, read_to_the_end, read_until  # noqa: E402

FLUSHES = """
cat >/tmp/flushes.sh <<'END'
count=0
until [ -e /tmp/enough ]; do
    case $((count % 3)) in
    0) nft flush ruleset ;;
    1) nft -f /etc/nftables.conf ;;
    2) systemctl reset-failed nftables.service; systemctl restart nftables.service ;;
    esac
    count=$((count + 1))
    echo $count >/tmp/flushed
    sleep 0.3
done
END
systemd-run --quiet --collect --unit=flushes sh /tmp/flushes.sh
"""

# One line a knock: the moment, who was knocked at, what became of it.
KNOCKS = """
cat >/tmp/knocks.py <<'END'
import socket, sys, time
while True:
    for host, address in (("old", "198.51.100.10"), ("old", "2001:db8::10"),
                          ("new", "198.51.100.20"), ("new", "2001:db8::20")):
        at = time.time()
        try:
            socket.create_connection((address, 25), timeout=0.3).close()
            how = "open"
        except ConnectionRefusedError:
            how = "refused"
        except OSError:
            how = "silent"
        print(at, host, how, flush=True)
        time.sleep(0.02)
END
systemd-run --quiet --collect --unit=knocks sh -c 'exec python3 /tmp/knocks.py >/tmp/knocks'
"""

FENCE = """table inet relaymove_fence {}
delete table inet relaymove_fence
table inet relaymove_fence {
    chain input {
        type filter hook input priority -300;
        tcp dport 25 drop
    }
}
"""


def script(name: str) -> str:
    return next(moving.TOP.glob(f"core/*/{name}")).read_text()


class Flushed(unittest.TestCase):
    def setUp(self) -> None:
        lab("relay")
        lab("populate", "--mailboxes", "60", "--messages", "600")
        self.move = Move(auto_rollback=120)
        self.addCleanup(self.move.close)
        self.flow = Flow()
        self.addCleanup(self.flow.close)
        self.flow.wait_for(5)

    def tearDown(self) -> None:
        lab("down", check=False)

    def test_a_whole_move(self) -> None:
        for host in ("old", "new"):
            on(host, FLUSHES)
        on("peer", KNOCKS)
        process = self.move.start()
        events = read_until(process, reaches("forwarded"))
        forwarded = float(on("old", "date +%s.%N"))
        moving.wait_for("50 flushes while OLD forwards", self.flushes_more(50), 120)
        events += read_to_the_end(process)
        on("peer", "systemctl stop knocks.service")
        for host in ("old", "new"):
            on(host, "touch /tmp/enough")
            moving.wait_for("the flushes end", lambda: "inactive" in on(host, "systemctl is-active flushes", check=False), 30)
        # A message whose delivery was under way when OLD stopped is tried again after queue_run_delay (300 s).
        verdict, count = self.flow.finish("new", "old", wait=400)
        print(moving.timeline(events), count, flush=True)
        self.assertEqual(verdict, 0, count)
        self.assertEqual(events[-1]["outcome"], "succeeded", events[-1])
        self.nobody_slipped_through(forwarded)

    @staticmethod
    def flushes_more(number: int):
        before = int(on("old", "cat /tmp/flushed"))
        return lambda: int(on("old", "cat /tmp/flushed")) > before + number

    def nobody_slipped_through(self, forwarded: float) -> None:
        knocks = [line.split() for line in on("peer", "cat /tmp/knocks").splitlines()]
        stood, opened = moving.said_of_the_fence("Started ")[0], moving.said_of_the_fence("Stopping ")[-1]
        outcomes = {}
        for at, host, how in knocks:
            if host == "new" and float(at) < stood:
                continue  # a machine without anything on that port
            phase = "before" if float(at) < opened else "between" if float(at) < forwarded else "after"
            outcomes[f"{host} {how} {phase}"] = outcomes.get(f"{host} {how} {phase}", 0) + 1
        print(json.dumps(outcomes, indent=1), "flushes:", on("old", "cat /tmp/flushed"), on("new", "cat /tmp/flushed"), flush=True)
        self.assertFalse([name for name in outcomes if "refused" in name], outcomes)
        self.assertGreater(outcomes.get("old open before", 0), 50, outcomes)
        self.assertGreater(outcomes.get("old open after", 0), 50, outcomes)
        # Who comes through NEW or OLD's forwarding shows OLD's address.
        came = [line.split()[0] for line in on("new", "journalctl -b --no-pager -o short-unix -t postfix/smtpd").splitlines()
                if re.search(r": connect from \S+\[(198[.]51[.]100[.]40|2001:db8::40)\]", line)]
        self.assertGreater(len(came), 50, "knocks at the open NEW")
        self.assertEqual([at for at in came if float(at) < opened], [])


class WithoutTheFence(unittest.TestCase):
    """Real systemd: what serves does not start unless the fence stands, and after the opening it does."""

    def setUp(self) -> None:
        lab("up")
        self.addCleanup(lab, "down", check=False)
        on("new", "mkdir -p /etc/relaymove/record; touch /etc/relaymove/record/fenced")
        for name in ("keep-table.sh", "lower-table.sh", "fence-drop-ins.sh"):
            self.place(f"/etc/relaymove/{name}", script(name))
        on("new", "chmod 700 /etc/relaymove/*.sh")
        self.place("/etc/systemd/system/relaymove-fence.service", script("relaymove-fence.service") + script("keep-table.part"))
        self.place("/etc/systemd/system/relaymove-behind-fence.service", script("relaymove-behind-fence.service"))
        self.place("/etc/systemd/system/server.service", "[Unit]\nStartLimitIntervalSec=0\n[Service]\nExecStart=/bin/sleep infinity\n")
        self.place("/etc/relaymove/fence.nft", FENCE)
        on("new", "/etc/relaymove/fence-drop-ins.sh server.service; systemctl daemon-reload; "
                  "systemctl enable relaymove-fence.service nftables.service 2>&1")

    @staticmethod
    def place(path: str, content: str) -> None:
        lab("shell", "new", f"cat >{path}", text=content)

    @staticmethod
    def active(unit: str) -> bool:
        return on("new", f"systemctl is-active {unit}", check=False).strip() == "active"

    def start_server(self) -> bool:
        on("new", "systemctl stop server.service; systemctl start server.service", check=False)
        return self.active("server.service")

    def fence_stands(self) -> bool:
        return on("new", "nft list tables").split().count("relaymove_fence") == 1

    def test_units_and_fence(self) -> None:
        on("new", "systemctl start relaymove-fence.service")
        self.assertTrue(self.start_server())
        self.assertTrue(self.fence_stands())
        # A relay has more units than systemd lets one of them start in a row.
        on("new", "for i in $(seq 20); do systemctl restart server.service || exit; done")
        for way in ("nft flush ruleset", "systemctl restart nftables.service", "systemctl reload nftables.service",
                    "kill -KILL $(systemctl show -P MainPID relaymove-fence.service)",
                    "systemctl restart relaymove-fence.service"):
            on("new", way)
            self.assertIn("relaymove_fence", on("new", "nft list tables"), way)
            moving.wait_for(f"both stand after {way}", lambda: "relaymove_fence_kept" in on("new", "nft list tables")
                            and self.fence_stands(), 5)
        on("new", "systemctl stop relaymove-fence.service")
        self.assertTrue(self.fence_stands(), "a stop alone opens nothing")
        on("new", "/etc/relaymove/lower-table.sh fence; mv /etc/relaymove/fence.nft /root")
        self.assertFalse(self.fence_stands())
        self.assertTrue(self.active("server.service"), "what runs never stops for the fence")
        self.assertFalse(self.start_server(), "started without a fence")
        on("new", "mv /root/fence.nft /etc/relaymove; systemctl restart relaymove-fence.service")
        lab("reboot", "new")
        self.assertTrue(self.fence_stands(), "after a reboot")
        self.assertTrue(self.start_server())
        on("new", "mkdir -p /run/relaymove; touch /run/relaymove/serves; /etc/relaymove/lower-table.sh fence")
        self.assertTrue(self.start_server(), "NEW is open")
        self.assertFalse(self.fence_stands(), "a restart brings no fence back")
        lab("reboot", "new")
        self.assertTrue(self.fence_stands(), "NEW is open, and nobody has heard so")
        on("new", "/etc/relaymove/lower-table.sh fence")
        on("new", "rm /etc/relaymove/record/fenced")
        lab("reboot", "new")
        self.assertTrue(self.start_server(), "NEW is settled, and was restarted")
        self.assertFalse(self.fence_stands())


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
