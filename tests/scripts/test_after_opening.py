#!/usr/bin/python3
"""after-opening.sh for real: what follows when users are served by NEW. postsuper is one that
takes what is on hold to deferred. Exit 77: not possible here (root is needed)."""

import world
from world import Case, World

SPOOL = "var/spool/postfix"
POSTSUPER = """
echo "postsuper $*" >>/asked
[ ! -e /broken ] || exit 1
while read -r id; do mv "/var/spool/postfix/hold/$id" /var/spool/postfix/deferred/; done
"""


class AfterOpening(Case):
    def new(self, landing: str = "") -> World:
        """A queue that came with OLD's: A waits, B was on hold on OLD, C is still delivered there."""
        new = self.world()
        new.script("after-opening.sh")
        new.noted("stand-ins/systemctl", "stand-ins/postqueue")
        new.program("stand-ins/postsuper", POSTSUPER)
        for name in ("hold/A", "hold/B", "hold/C", "deferred/D", "maildrop/same",
                     "relaymove-staging/maildrop/E", "relaymove-staging/maildrop/same"):
            new.put(f"{SPOOL}/{name}", name, owner="other")
        new.put("etc/relaymove/held-before", "B\n")
        new.put("etc/relaymove/landing", landing)
        return new

    def names(self, new: World, folder: str) -> list[str]:
        return sorted(path.name for path in (new.root / SPOOL / folder).iterdir())

    def test_the_queue_is_freed_but_for_what_was_on_hold_and_what_is_on_its_way(self) -> None:
        new = self.new(landing="active/X C\n")
        new.must("/etc/relaymove/after-opening.sh", "c1")
        self.assertEqual((self.names(new, "hold"), self.names(new, "deferred")), (["B", "C"], ["A", "D"]))
        self.assertTrue(any("enable" in line and "relaymove-unheard.timer" in line for line in new.asked()))
        self.assertIn("postqueue -f", new.asked()[-2])

    def test_without_anything_on_its_way_nothing_is_waited_for(self) -> None:
        new = self.new()
        new.must("/etc/relaymove/after-opening.sh", "c1")
        self.assertEqual(self.names(new, "hold"), ["B"])
        self.assertFalse(any("unheard" in line for line in new.asked()))

    def test_postfix_runs_and_comes_back_after_a_reboot(self) -> None:
        new = self.new()
        new.must("/etc/relaymove/after-opening.sh", "c1")
        self.assertLess(new.place("systemctl enable --quiet postfix.service"), new.place("postsuper"))
        self.assertLess(new.place("systemctl start postfix.service"), new.place("postsuper"))

    def test_what_a_restart_held_starts_now_and_nobody_waits_for_it(self) -> None:
        new = self.new()
        new.must("/etc/relaymove/after-opening.sh", "c1")
        self.assertLess(new.place("systemctl start postfix.service"),
                        new.place("systemctl start --no-block multi-user.target"))
        self.assertLess(new.place("multi-user.target"), new.place("postsuper"))

    def test_without_a_restart_all_runs_already(self) -> None:
        new = self.new()
        new.put("run/relaymove/starts", "")
        new.must("/etc/relaymove/after-opening.sh", "c1")
        self.assertFalse([line for line in new.asked() if "multi-user.target" in line])
        new.place("systemctl start postfix.service")  # that one was held as such

    def test_maildrop_comes_last_and_never_over_another(self) -> None:
        new = self.new()
        new.must("/etc/relaymove/after-opening.sh", "c1")
        self.assertEqual(new.read(f"{SPOOL}/maildrop/same"), "maildrop/same")
        self.assertEqual((new.root / SPOOL / "maildrop/E").stat().st_uid, world.USERS["postfix"])

    def test_what_stays_frozen_is_no_success(self) -> None:
        new = self.new()
        new.put("broken", "")
        self.assertNotEqual(new.run("/etc/relaymove/after-opening.sh", "c1")[0], 0)
        (new.root / "broken").unlink()
        new.must("/etc/relaymove/after-opening.sh", "c1")  # tried again, as NEW does
        self.assertEqual(self.names(new, "hold"), ["B"])
        new.program("stand-ins/postsuper", "cat >/dev/null")  # it says that it did
        new.put(f"{SPOOL}/hold/A2", "mail")
        code, said = new.run("/etc/relaymove/after-opening.sh", "c1")
        self.assertEqual((code, "A2" in said), (1, True), said)

    def test_a_queue_that_never_came_is_not_freed(self) -> None:
        new = self.new()
        (new.root / "etc/relaymove/held-before").unlink()
        self.assertNotEqual(new.run("/etc/relaymove/after-opening.sh", "c1")[0], 0)
        self.assertEqual(new.asked(), [])


if __name__ == "__main__":
    world.main()
