#!/usr/bin/python3
"""A person says that OLD is lost: core/cutover/old-is-gone.sh on NEW, for real, with the real
guard. OLD is this host itself, or nobody. Exit 77: not possible here (root is needed)."""

import os

from sources import source
import world
from world import Case, World

STATE, LEASE, THERE, UNSAID = 91, 92, 3, 4
GUARD = "/etc/relaymove/guard"
NOBODY, ITSELF = "192.0.2.1", "127.0.0.1"
LISTENS = """
import socket, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print(flush=True)
while True:
    server.accept()
"""


def listens(port: int) -> str:
    return f"mkfifo /tmp/up{port} && python3 -c '{LISTENS}' {port} >/tmp/up{port} & " \
           f"until [ -p /tmp/up{port} ]; do :; done; head -n 1 /tmp/up{port} >/dev/null; rm /tmp/up{port}"


def silent(*ports: int) -> str:
    drop = "".join(f"; nft add rule inet t i tcp dport {port} drop" for port in ports)
    return "nft add table inet t; nft 'add chain inet t i { type filter hook input priority 0; }'" + drop


class OldIsGone(Case):
    def setUp(self) -> None:
        self.new = World()
        self.addCleanup(self.new.close)
        self.new.script("guard.sh")
        self.new.noted("stand-ins/systemctl", "etc/relaymove/lower-table.sh")
        self.new.must(GUARD, "take", "new", "m1", "L1", "alice@laptop")
        self.new.must(GUARD, "move", "m1", "L1", "c1", "fenced", "filled")

    def gone(self, *words: str, lease: str = "L1", cutover: str = "c1", beside: str = "true") -> tuple[int, str]:
        """As Relaymove runs it."""
        return self.new.run("sh", "-c", f'{beside}; exec "$@"', "sh", GUARD, "run", "locked", "60", "m1", lease, cutover,
                            "filled,open", "sh", "-c", source("old-is-gone.sh").read_text(), "old-is-gone", *words)

    def asks(self, *words: str, beside: str = "true") -> tuple[int, str]:
        """Its guard is not needed."""
        return self.new.run("sh", "-c", f'{beside}; exec "$@"', "sh", "sh", "-c",
                            source("old-is-gone.sh").read_text(), "old-is-gone", "answers", *words)

    def opens(self, old: str = NOBODY, seconds: str = "600", **more: str) -> int:
        return self.gone("open", "c1", seconds, old, "22", **more)[0]

    def said(self) -> None:
        self.assertEqual(self.gone("said")[0], 0)

    def state(self) -> str:
        return dict(line.split("=", 1) for line in self.new.must(GUARD, "show").splitlines())["state"]

    def test_new_opens_on_a_persons_word(self) -> None:
        self.said()
        self.assertEqual((self.opens(), self.state()), (0, "open"))
        self.assertIn("open: lower-table.sh fence to_old", self.new.asked())

    def test_whether_old_answers_is_said_to_whoever_asks(self) -> None:
        """In any state of NEW's, and by nobody's word; it changes nothing."""
        self.assertEqual(self.asks(ITSELF, "22")[0], THERE)  # it refuses
        self.assertEqual(self.asks(ITSELF, "22", beside=listens(22))[0], THERE)
        self.assertEqual(self.asks(NOBODY, "22"), (0, ""))
        self.assertEqual(self.asks(ITSELF, "22", beside=silent(22))[0], 0)
        self.assertEqual((self.opens(), self.state()), (UNSAID, "filled"))

    def test_never_while_old_answers(self) -> None:
        self.said()
        self.assertEqual(self.opens(ITSELF), THERE)  # nobody listens: it says so, and is there
        for port in (22, 25):
            one = f"{silent(47 - port)}; {listens(port)}"
            self.assertEqual(self.opens(ITSELF, beside=one), THERE, port)
        self.assertEqual(self.state(), "filled")
        self.assertEqual(self.opens(ITSELF, beside=silent(22, 25)), 0)  # a machine that is silent is none

    def test_the_word_counts_once_and_not_for_long(self) -> None:
        self.assertEqual(self.opens(), UNSAID)
        self.said()
        self.assertEqual(self.opens(seconds="0"), UNSAID)
        os.unlink(self.new.root / "run/relaymove/old-is-gone")  # NEW has restarted
        self.assertEqual((self.opens(), self.state()), (UNSAID, "filled"))
        self.said()
        self.assertEqual([self.opens(), self.opens()], [0, UNSAID])

    def test_only_whoever_moves_the_relay_and_for_this_cutover(self) -> None:
        self.said()
        self.assertEqual(self.opens(lease="L2"), LEASE)
        self.assertEqual(self.opens(cutover="c2"), STATE)
        self.new.must(GUARD, "move", "m1", "L1", "c1", "filled", "fenced")
        self.assertEqual((self.opens(), self.state()), (STATE, "fenced"))


if __name__ == "__main__":
    world.main()
