#!/usr/bin/python3
"""What tells an open NEW that serves from one that has restarted since: /run/relaymove/serves, with
the real guard and units whose conditions systemd itself looks at. Exit 77: not possible here (root is
needed)."""

from pathlib import Path

from sources import source
import world
from world import Case, World

STATE, LOCKED = 91, 95
GUARD = "/etc/relaymove/guard"
BOOT = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
SERVES = "run/relaymove/serves"


class Serves(Case):
    def host(self, role: str) -> World:
        host = self.world()
        host.script("guard.sh")
        host.noted("stand-ins/systemctl", "etc/relaymove/lower-table.sh", "etc/relaymove/after-opening.sh")
        host.must(GUARD, "take", role, "m1", "L1", "alice@laptop")
        return host

    def new(self, state: str = "filled") -> World:
        new = self.host("new")
        if state != "fenced":
            self.assertEqual(self.move(new, "fenced", "filled"), 0)
        if state in ("open", "settled"):
            self.told(new, "open")
        if state == "settled":
            self.told(new, "settle")
        return new

    def told(self, new: World, word: str) -> None:
        new.must(GUARD, "told", word, "c1", *([BOOT] if word == "open" else []))

    def move(self, host: World, before: str, after: str, cutover: str = "c1") -> int:
        return host.run(GUARD, "move", "m1", "L1", cutover, before, after)[0]

    def state(self, host: World) -> str:
        return dict(line.split("=", 1) for line in host.must(GUARD, "show").splitlines())["state"]

    def restarts(self, host: World) -> None:
        host.must("rm", "-rf", "/run/relaymove")

    def looks_at_fence(self, host: World) -> bool:
        """Whether what serves has to find the fence before it starts."""
        lines = source("relaymove-behind-fence.service").read_text().splitlines()
        code, said = host.run("systemd-analyze", "condition", *[line for line in lines if line.startswith("Condition")])
        self.assertIn("Conditions", said)
        return code == 0

    def test_an_open_new_that_has_restarted_can_be_closed(self) -> None:
        new = self.new("open")
        self.restarts(new)
        self.assertEqual((self.move(new, "open", "fenced"), self.state(new)), (0, "fenced"))
        self.assertEqual(new.run(GUARD, "told", "open", "c1", BOOT)[0], STATE)  # closed to it for good
        self.assertEqual(self.move(new, "fenced", "filled"), STATE)

    def test_one_that_serves_is_not(self) -> None:
        new = self.new("open")
        self.assertEqual((self.move(new, "open", "fenced"), self.state(new)), (STATE, "open"))
        self.restarts(new)
        self.told(new, "open")
        self.assertEqual((self.move(new, "open", "fenced"), self.state(new)), (STATE, "open"))
        self.told(new, "settle")
        self.restarts(new)
        self.assertEqual(self.move(new, "settled", "fenced"), STATE)

    def test_it_serves_before_its_fence_falls_and_is_opened_after(self) -> None:
        """A unit that starts in between needs no fence; nobody believes that users come in."""
        new = self.new()
        new.program("etc/relaymove/lower-table.sh", "ls /run/relaymove >/then; [ ! -e /stuck ]")
        new.put("stuck", "")
        self.assertEqual(new.run(GUARD, "told", "open", "c1", BOOT)[0], LOCKED)
        then = new.read("then").split()
        self.assertEqual(("serves" in then, "opened" in then), (True, False))
        self.assertFalse(new.has("run/relaymove/opened"))
        self.assertEqual(self.move(new, "open", "fenced"), STATE)  # some of its ports may be open
        (new.root / "stuck").unlink()
        self.told(new, "open")
        self.assertTrue(new.has("run/relaymove/opened"))

    def test_what_serves_starts_behind_the_fence_or_in_a_new_that_serves(self) -> None:
        for state, needs in (("fenced", True), ("filled", True), ("open", False), ("settled", False)):
            new = self.new(state)
            self.assertEqual(self.looks_at_fence(new), needs, state)
            self.restarts(new)
            self.assertEqual(self.looks_at_fence(new), state != "settled", state)
        new = self.new("open")
        self.restarts(new)
        self.told(new, "open")
        self.assertFalse(self.looks_at_fence(new))

    def test_what_is_left_of_another_move_counts_for_nothing(self) -> None:
        """A relay that moved back and forth without a restart of this host between."""
        for role in ("new", "old"):
            host = self.new("settled")
            for name in ("starts", "serves", "opened"):
                host.put(f"run/relaymove/{name}", "")
            host.must("sh", "-c", "rm -r /etc/relaymove/record*")  # as a person is told to
            host.must(GUARD, "take", role, "m2", "L2", "alice@laptop")
            left = {path.name for path in (host.root / "run/relaymove").iterdir()}
            self.assertEqual(left & {"starts", "serves", "opened"}, set())

    def test_a_lease_takes_nothing_from_a_new_that_serves(self) -> None:
        new = self.new("open")
        new.must(GUARD, "take", "new", "m1", "L2", "bob@desk", "over")
        self.assertTrue(new.has(SERVES) and new.has("run/relaymove/opened"))

    def test_only_old_returns(self) -> None:
        new = self.new("settled")
        new.must(GUARD, "note", "m1", "L1", "finished")
        self.assertNotEqual(new.run(GUARD, "returned")[0], 0)
        self.assertIn("noted=thawed,finished", new.must(GUARD, "show"))


if __name__ == "__main__":
    world.main()
