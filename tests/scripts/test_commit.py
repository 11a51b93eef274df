#!/usr/bin/python3
"""OLD's way out of a hold by which NEW serves: commit.sh for real, and who waits meanwhile. Exit
77: not possible here (root is needed)."""

import world
from old_world import GAVE_UP, GUARD, OTHER_BOOT, STATE, Old
from world import Case


class Commit(Case):
    def old(self) -> Old:
        old = Old()
        self.addCleanup(old.close)
        return old

    def test_commits_between_new_is_ready_and_new_is_open(self) -> None:
        old = self.old()
        code, said = old.run_commit()
        self.assertEqual((code, old.state()), (0, "forwarding"), said)
        self.assertEqual([line for line in old.asked() if "NEW" in line],
                         ["held: NEW ready", "committed: NEW open b1", "forwarding: NEW open b1",
                          "forwarding: NEW settle"])
        self.assertIn("forwarding: systemctl disable --now --quiet relaymove-auto-rollback.timer", old.asked())
        self.assertTrue(old.has("run/relaymove/opened") and old.has("run/relaymove/forwarded"))
        self.assertEqual(old.read("run/relaymove/target"), "198.51.100.20")

    def test_nobody_meets_a_moment_without_a_way(self) -> None:
        old = self.old()
        old.run_commit()
        self.assertLess(old.place("restart relaymove-forward"), old.place("lower-table.sh parking"))
        self.assertLess(old.place("lower-table.sh parking"), old.place("close-parking.sh"))
        self.assertTrue(old.asked()[old.place("restart relaymove-forward")].startswith("forwarding:"))

    def test_a_forwarding_that_does_not_stand_leaves_the_hold(self) -> None:
        old = self.old()
        old.program("stand-ins/systemctl", 'echo "systemctl $*" >>/asked; [ "$1" != restart ]')
        old.run_commit()
        self.assertFalse([line for line in old.asked() if "lower-table" in line])

    def test_new_that_can_not_be_told_changes_nothing(self) -> None:
        old = self.old()
        old.answers("ready", 255)
        code, said = old.run_commit()
        self.assertEqual((code, old.state()), (GAVE_UP, "held"), said)
        self.assertEqual(old.asked(), ["held: NEW ready"])
        self.assertFalse(old.has("run/relaymove/opened"))

    def test_it_goes_on_until_new_says_so(self) -> None:
        old = self.old()
        old.answers("open", 255, 95, 255, 0)
        old.answers("settle", 1, 255, 0)
        self.assertEqual(old.run_commit()[0], 0)
        self.assertEqual(sum("committed: NEW open" in line for line in old.asked()), 4)
        self.assertEqual(sum("NEW settle" in line for line in old.asked()), 3)

    def test_closed_to_this_cutover_is_held_again(self) -> None:
        old = self.old()
        old.answers("open", 255, STATE)
        old.answers("ready", 0, 0, STATE)
        code, said = old.run_commit()
        self.assertEqual((code, old.state()), (GAVE_UP, "held"), said)
        self.assertFalse(old.has("run/relaymove/opened") or old.has("run/relaymove/released"))
        timer = [line for line in old.asked() if "relaymove-auto-rollback.timer" in line]
        self.assertIn("committed: systemctl restart relaymove-auto-rollback.timer", timer)  # it runs before the record says so
        self.assertFalse([line for line in timer if "disable" in line])  # and after a reboot too

    def test_begun_again_it_goes_on_from_where_it_was(self) -> None:
        old = self.old()
        old.commit()
        self.assertEqual(old.run_commit()[0], 0)
        self.assertEqual(old.asked()[:2], ["committed: NEW ready", "committed: NEW open b1"])
        self.assertEqual(old.run_commit()[0], 0)  # once more: OLD restarted
        self.assertTrue(all(line.startswith("forwarding:") for line in old.asked()))

    def test_an_old_that_serves_hands_nothing_over(self) -> None:
        old = self.old()
        self.assertEqual(old.go_back()[0], 0)
        self.assertEqual(old.run_commit()[0], GAVE_UP)
        self.assertEqual(old.asked(), [])

    def test_who_goes_back_meanwhile_is_not_overtaken(self) -> None:
        old = self.old()
        old.answers("open", 255, 0)
        old.program("meanwhile-open", f"{GUARD} self c1 committed serving")
        self.assertEqual((old.run_commit()[0], old.state()), (GAVE_UP, "serving"))
        self.assertEqual(sum("NEW open" in line for line in old.asked()), 1)  # it might have done so
        self.assertFalse(old.has("run/relaymove/opened") or old.has("run/relaymove/released"))

    def test_a_new_that_has_restarted_is_asked_again(self) -> None:
        old = self.old()
        old.answers("open", OTHER_BOOT, 0)
        old.program("meanwhile-open", "echo b2 >/answers/boot")
        self.assertEqual((old.run_commit()[0], old.state()), (0, "forwarding"))
        self.assertEqual([line for line in old.asked() if line.startswith(("held: NEW", "committed: NEW"))],
                         ["held: NEW ready", "committed: NEW open b1", "committed: NEW ready", "committed: NEW open b2"])

    def test_a_new_that_was_said_to_be_gone_stays_closed_when_it_returns(self) -> None:
        """It answers again after OLD went back: it is not told to open by what OLD was before."""
        old = self.old()
        old.answers("open", 255, 0)
        old.program("meanwhile-ready", f"! {GUARD} self c1 committed serving || echo b2 >/answers/boot")
        self.assertEqual((old.run_commit()[0], old.state()), (GAVE_UP, "serving"))
        self.assertEqual([line for line in old.asked() if "NEW open" in line], ["committed: NEW open b1"])


class ClosingTheWaitingRoom(Case):
    def test_a_port_never_lacks_who_listens(self) -> None:
        """What passes them on has the port before systemd lets it go."""
        host = self.world()
        host.script("close-parking.sh")
        units = "relaymove-parking@20025.socket loaded active running\\nrelaymove-parking@20993.socket loaded active running"
        for starts in ("true", "false"):
            host.put("asked", "")
            host.program("stand-ins/systemctl", f'echo "$*" >>/asked; case $1 in list-units) printf "{units}\\n" ;; '
                                                f"start) {starts} ;; esac")
            host.run("/etc/relaymove/close-parking.sh")
            self.assertEqual(host.asked()[1], "start relaymove-parking@20025.service relaymove-parking@20993.service")
            self.assertEqual([line for line in host.asked() if line.startswith("stop")],
                             ["stop relaymove-parking@*.socket"] if starts == "true" else [])

    def test_where_nobody_waited_there_is_nothing_to_do(self) -> None:
        host = self.world()
        host.script("close-parking.sh")
        host.noted("stand-ins/systemctl")
        host.must("/etc/relaymove/close-parking.sh")
        self.assertEqual(len(host.asked()), 1)


if __name__ == "__main__":
    world.main()
