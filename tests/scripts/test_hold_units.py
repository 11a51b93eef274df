#!/usr/bin/python3
"""inhibit-units.sh and open-gates.sh for real: systemd itself says what may start, in every state
of a host's record. Exit 77: not possible here (root is needed)."""

from pathlib import Path

import world
from world import Case, World

BOOT = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
DROP_IN = "etc/systemd/system/dovecot.service.d/relaymove.conf"
MIGRATION = ("m1", "l1")


class HoldUnits(Case):
    def new(self) -> World:
        new = self.world()
        new.script("guard.sh")
        new.noted("stand-ins/systemctl", "etc/relaymove/lower-table.sh")
        new.must("/etc/relaymove/guard", "take", "new", *MIGRATION, "admin@desk")
        new.shell("inhibit-units", "dovecot.service")
        return new

    def move(self, new: World, before: str, after: str, cutover: str = "c1") -> None:
        new.must("/etc/relaymove/guard", "move", *MIGRATION, cutover, before, after)

    def may_start(self, new: World) -> bool:
        conditions = [line for line in new.read(DROP_IN).splitlines() if line.startswith("Condition")]
        self.assertEqual(len(conditions), 3)
        code, said = new.run("systemd-analyze", "condition", *conditions)
        self.assertIn("Conditions", said)
        return code == 0

    def open(self, new: World) -> None:
        new.must("/etc/relaymove/guard", "told", "open", "c1", BOOT)

    def restart(self, new: World) -> None:
        new.must("rm", "-rf", "/run/relaymove")

    def test_a_new_starts_nothing_before_it_is_open(self) -> None:
        new = self.new()
        self.assertFalse(self.may_start(new))
        self.move(new, "fenced", "filled")
        self.assertFalse(self.may_start(new))
        self.open(new)
        self.assertTrue(self.may_start(new))
        self.move(new, "open", "settled")
        self.assertTrue(self.may_start(new))
        self.restart(new)
        self.assertTrue(self.may_start(new))

    def test_an_open_new_that_restarts_waits_until_it_is_told_again(self) -> None:
        """OLD may serve by now, and send what came to it."""
        new = self.new()
        self.move(new, "fenced", "filled")
        self.move(new, "filled", "open")
        self.assertFalse(self.may_start(new))  # its record alone is not enough
        self.open(new)
        self.restart(new)
        self.assertFalse(self.may_start(new))
        self.open(new)
        self.assertTrue(self.may_start(new))

    def test_for_the_proof_it_starts_until_it_restarts(self) -> None:
        new = self.new()
        self.move(new, "fenced", "filled")
        new.put("etc/systemd/system/postfix.service", "")
        new.shell("open-gates")
        self.assertTrue(self.may_start(new))
        self.assertFalse(new.has("etc/systemd/system/postfix.service"))
        self.restart(new)
        self.assertFalse(self.may_start(new))

    def test_a_cutover_that_is_over_ends_the_proof(self) -> None:
        new = self.new()
        self.move(new, "fenced", "filled")
        new.shell("open-gates")
        self.move(new, "filled", "fenced")
        self.assertFalse(self.may_start(new))
        self.move(new, "fenced", "filled", "c2")  # the next one does not begin open
        self.assertFalse(self.may_start(new))

    def test_an_old_that_served_as_new_before_holds_all_the_same(self) -> None:
        host = self.new()
        self.move(host, "fenced", "filled")
        host.shell("open-gates")
        self.open(host)
        host.must("sh", "-c", "rm -r /etc/relaymove/record*")
        host.must("/etc/relaymove/guard", "take", "old", *MIGRATION, "admin@desk")
        self.assertTrue(self.may_start(host))
        self.move(host, "serving", "held", "c2")
        self.assertFalse(self.may_start(host))

    def test_without_a_record_nothing_is_held(self) -> None:
        new = self.new()
        new.must("sh", "-c", "rm -rf /etc/relaymove/record*")
        self.assertTrue(self.may_start(new))


if __name__ == "__main__":
    world.main()
