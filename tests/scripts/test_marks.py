#!/usr/bin/python3
"""await-mark.sh and await-landing.sh for real: how whoever moves the relay learns what OLD does
alone. Time is what `sleep` says. Exit 77: not possible here (root is needed)."""

import world
from world import Case, World

ENDED, TRIES = 3, 4
MARK = "/run/relaymove/opened"


class Marks(Case):
    def old(self, active: bool, meanwhile: str = "") -> World:
        """`meanwhile` happens at the third look."""
        old = self.world()
        old.put("active", "yes" if active else "no")
        old.program("stand-ins/systemctl", "grep -q yes /active")
        old.program("stand-ins/journalctl", "echo 'this machine serves'")
        old.program("stand-ins/sleep", f'echo >>/asked; [ "$(wc -l </asked)" != 3 ] || {{ {meanwhile or "true"}; }}')
        return old

    def test_a_mark_that_is_there(self) -> None:
        old = self.old(active=False)
        old.put(MARK[1:], "")
        self.assertEqual(old.shell("await-mark", MARK)[0], 0)

    def test_it_comes(self) -> None:
        old = self.old(active=True, meanwhile=f": >{MARK}")
        self.assertEqual(old.shell("await-mark", MARK)[0], 0)
        self.assertEqual(len(old.asked()), 3)

    def test_the_hand_over_has_ended_without_it_and_says_why(self) -> None:
        old = self.old(active=True, meanwhile="echo no >/active")
        self.assertEqual(old.shell("await-mark", MARK), (ENDED, "this machine serves\n"))

    def test_it_ends_right_after_it_has_made_it(self) -> None:
        old = self.old(active=True)
        old.program("stand-ins/systemctl", f": >{MARK}; false")
        self.assertEqual(old.shell("await-mark", MARK), (0, ""))

    def test_it_still_tries(self) -> None:
        self.assertEqual(self.old(active=True).shell("await-mark", MARK), (TRIES, ""))

    def test_nothing_is_in_flight(self) -> None:
        old = self.old(active=False)
        old.put("etc/relaymove/in-flight", "")
        self.assertEqual(old.shell("await-landing")[0], 0)

    def test_what_falls_into_maildrop_is_waited_for_too(self) -> None:
        old = self.old(active=True)
        old.put("etc/relaymove/in-flight", "")
        self.assertEqual(old.shell("await-landing")[0], TRIES)

    def test_how_many_are_left(self) -> None:
        """Its unit may have ended, or not have begun: the list counts."""
        for active in (True, False):
            old = self.old(active)
            old.put("etc/relaymove/in-flight", "active/A\nactive/B\n")
            code, said = old.shell("await-landing")
            self.assertEqual((code, said.split()), (TRIES, ["2"]))

    def test_the_last_has_landed(self) -> None:
        old = self.old(active=True, meanwhile=": >/etc/relaymove/in-flight; echo no >/active")
        old.put("etc/relaymove/in-flight", "active/A\n")
        self.assertEqual(old.shell("await-landing")[0], 0)


if __name__ == "__main__":
    world.main()
