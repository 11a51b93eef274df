#!/usr/bin/python3
"""OLD's way out of a hold by which it serves again: go-back.sh for real, by a person and as its
timer's unit runs it. Exit 77: not possible here (root is needed)."""

import world
from old_world import GUARD, SPOOL, STATE, UNSTARTED, Old, greeting
from sources import source
from world import Case

# Says who runs once /starts-left is used up; writes down the record's flags, too.
SYSTEMCTL = """
echo "$(ls /etc/relaymove/record | tr '\\n' ' '): systemctl $*" >>/asked
left=$(cat /starts-left)
case $1 in
start) case $2 in dovecot*) echo $((left - 1)) >/starts-left ;; esac ;;
is-active) [ "$left" -le 0 ] || ! grep -qx "$3" /slow ;;
esac
"""


class GoBack(Case):
    def old(self) -> Old:
        old = Old()
        self.addCleanup(old.close)
        return old

    def refused(self, old: Old, *words: str, **more: str) -> None:
        before = old.state()
        old.put("asked", "")
        code, said = old.go_back(*words, **more)
        self.assertEqual((code, old.state()), (STATE, before), said)
        self.assertIn("relaymove-guard: state=", said)  # whoever runs it from afar is told as by the guard
        self.assertFalse(old.queue_is_back() or old.serves())

    def test_the_record_and_the_queue_before_the_services(self) -> None:
        old = self.old()
        inode = (old.root / SPOOL / "relaymove-aside/active/A1").stat().st_ino
        code, said = old.go_back()
        self.assertEqual((code, old.state()), (0, "serving"), said)
        self.assertTrue(old.queue_is_back())
        self.assertEqual(old.message.stat().st_ino, inode)  # its name is made of it
        start = old.place("systemctl start dovecot.service")
        self.assertTrue(old.asked()[start].startswith("serving:"))
        self.assertLess(old.place("lift-limits.sh 198.51.100.20"), start)
        self.assertLess(start, old.place("lower-table.sh parking"))
        self.assertLess(old.place("lower-table.sh parking"), old.place("close-parking.sh"))
        self.assertEqual(old.read("run/relaymove/target"), "198.51.100.10")
        self.assertTrue(old.has("run/relaymove/released"))
        for words in ("stop", "disable --quiet --no-reload"):
            self.assertIn(f"serving: systemctl {words} relaymove-auto-rollback.timer", old.asked())
        self.assertIn("start relaymove-put-back.timer", old.asked()[-1])

    def test_once_more_after_it_was_cut_off(self) -> None:
        old = self.old()
        old.must(GUARD, "self", "c1", "held", "serving")
        old.put("asked", "")
        later = old.put(f"{SPOOL}/incoming/B2", "mail that came since")
        self.assertEqual(old.go_back()[0], 0)
        self.assertTrue(old.serves() and later.exists())
        self.assertIn("lower-table.sh parking", "".join(old.asked()))

    def test_a_new_that_was_told_to_serve_must_be_said_to_be_lost(self) -> None:
        old = self.old()
        old.commit()
        self.refused(old)
        self.assertEqual(old.go_back("--new-is-gone")[0], 0)
        self.assertEqual(old.state(), "serving")
        self.assertTrue(old.queue_is_back() and old.serves())
        self.assertLess(old.place("stop relaymove-commit.service"), old.place("systemctl start"))

    def test_its_timer_may_have_fired_in_vain_before_new_was_said_to_be_lost(self) -> None:
        """It goes on where the way back is cut off, so it runs before the record says `serving`."""
        old = self.old()
        old.commit()
        self.assertEqual(old.go_back_alone()[0], STATE)
        self.assertEqual(old.go_back("--new-is-gone")[0], 0)
        self.assertIn("committed: systemctl restart relaymove-auto-rollback.timer", old.asked())

    def test_a_new_that_answers_is_not_lost(self) -> None:
        old = self.old()
        old.commit()
        old.values(other="127.0.0.1")
        self.refused(old, "--new-is-gone")  # nobody listens: it says so, and is there
        self.refused(old, "--new-is-gone", beside=greeting(22, "SSH-2.0"))

    def test_not_once_new_serves(self) -> None:
        old = self.old()
        old.run_commit()
        for words in ((), ("--new-is-gone",), ("--alone",)):
            self.refused(old, *words)

    def test_after_a_restart_it_looks_whether_a_relay_greets_on_new(self) -> None:
        """Somebody may have opened it without OLD: this machine was said to be gone."""
        old = self.old()
        old.values(other="127.0.0.1")
        old.restarts()
        code, said = old.go_back(beside=greeting(25, "220 relay.test ESMTP"))
        self.assertEqual((code, old.state()), (STATE, "committed"), said)
        self.assertFalse(old.queue_is_back() or old.serves())

    def test_its_timer_looks_within_the_hold_too(self) -> None:
        """It may have been asleep, which it does not know."""
        old = self.old()
        old.values(other="127.0.0.1")
        code, said = old.go_back_alone(beside=greeting(25, "220 relay.test ESMTP"))
        self.assertEqual((code, old.state()), (STATE, "committed"), said)
        self.assertFalse(old.queue_is_back() or old.serves())

    def test_another_greeting_is_no_relay(self) -> None:
        old = self.old()
        old.values(other="127.0.0.1")
        old.restarts()
        self.assertEqual(old.go_back(beside=greeting(25, "554 no"))[0], 0)
        self.assertEqual(old.state(), "serving")

    def test_within_the_hold_a_person_needs_no_network(self) -> None:
        old = self.old()
        old.values(other="127.0.0.1")
        old.noted("stand-ins/timeout", "stand-ins/bash", "stand-ins/ip")  # who asks is answered
        self.assertEqual(old.go_back(beside=greeting(25, "220 relay.test"))[0], 0)
        self.assertEqual(old.state(), "serving")
        self.assertFalse([line for line in old.asked() if line.split()[1] in ("timeout", "bash", "ip")])


class Services(Case):
    """OLD's postfix and dovecot, the second of which does not start at once."""

    def old(self, starts: int, slow: str = "dovecot.service") -> Old:
        old = Old()
        self.addCleanup(old.close)
        old.put("starts-left", str(starts))
        old.put("slow", slow + "\n")
        old.program("stand-ins/systemctl", SYSTEMCTL)
        old.put("asked", "")
        return old

    def starts(self, old: Old) -> int:
        return sum("systemctl start dovecot.service postfix@-.service" in line for line in old.asked())

    def flags(self, old: Old) -> set[str]:
        return {path.name for path in (old.root / "etc/relaymove/record").iterdir()} - {"values"}

    def serves_half(self, old: Old, came: tuple[int, str], lacking: str = "dovecot.service") -> None:
        """Whoever waits gets what there is; the timer goes on."""
        code, said = came
        self.assertEqual((code, old.state()), (UNSTARTED, "serving"), said)
        self.assertIn(f"not started: {lacking}", said)
        self.assertEqual(self.flags(old), {"returns"})
        self.assertTrue(old.queue_is_back() and old.has("run/relaymove/released"))
        self.assertIn("lower-table.sh parking", "".join(old.asked()))
        timers = [line for line in old.asked() if "relaymove-auto-rollback.timer" in line or "put-back.timer" in line]
        self.assertEqual(timers, [])

    def test_a_service_that_does_not_start_is_started_again(self) -> None:
        for tries in (1, 2, 3):
            old = self.old(tries)
            self.assertEqual(old.go_back()[0], 0)
            self.assertEqual(self.starts(old), tries)
            self.assertLess(old.place("is-active"), old.place("lower-table.sh parking"))
            self.assertEqual(self.flags(old), set())

    def test_one_that_never_starts_keeps_nobody_waiting_and_is_said(self) -> None:
        for slow in ("dovecot.service", "postfix@-.service"):
            old = self.old(4, slow)
            self.serves_half(old, old.go_back(), slow)
            self.assertEqual(self.starts(old), 3)

    def test_the_timer_tries_until_both_run(self) -> None:
        old = self.old(7)
        for _ in range(2):
            self.serves_half(old, old.go_back_alone())
        self.assertEqual(old.go_back_alone()[0], 0)
        self.assertEqual((self.starts(old), self.flags(old)), (7, set()))
        for words in ("stop", "disable --quiet --no-reload"):  # the record first: what is cut off here is not forgotten
            self.assertIn(f"values : systemctl {words} relaymove-auto-rollback.timer", old.asked())
        self.assertIn("start relaymove-put-back.timer", old.asked()[-1])

    def test_what_a_relay_does_not_have_is_not_waited_for(self) -> None:
        old = self.old(9)
        old.values(other="192.0.2.1", units="postfix@-.service nginx.service")
        self.assertEqual(old.go_back()[0], 0)

    def test_a_record_that_can_not_be_changed_keeps_the_timer(self) -> None:
        old = self.old(1)
        old.must(GUARD, "self", "c1", "held", "serving")
        code, said = old.go_back(beside="mount --bind /etc/relaymove /etc/relaymove && "
                                        "mount -o remount,bind,ro /etc/relaymove")
        self.assertEqual((code, self.flags(old)), (95, {"returns"}), said)
        self.assertTrue(old.serves())
        self.assertFalse([line for line in old.asked() if "relaymove-auto-rollback.timer" in line])


class Timer(Case):
    """relaymove-auto-rollback.service, in each state of OLD's record."""

    def old(self) -> Old:
        old = Old()
        self.addCleanup(old.close)
        return old

    def unit(self, name: str) -> list[str]:
        lines = source("relaymove-auto-rollback.service").read_text().splitlines()
        return [line.removeprefix(name + "=") for line in lines if line.startswith(name + "=")]

    def starts(self, old: Old) -> bool:
        conditions = [f"ConditionPathExists={path}" for path in self.unit("ConditionPathExists")]
        self.assertEqual(len(conditions), 2)
        code, said = old.run("systemd-analyze", "condition", *conditions)
        self.assertIn("Conditions", said)
        return code == 0

    def test_until_old_serves_and_is_seen_to(self) -> None:
        old = self.old()
        self.assertTrue(self.starts(old))
        old.must(GUARD, "self", "c1", "held", "serving")
        self.assertTrue(self.starts(old))
        old.restarts()
        self.assertTrue(self.starts(old))
        old.must(GUARD, "returned")
        self.assertFalse(self.starts(old))
        old.must(GUARD, "move", "m1", "L1", "c2", "serving", "held")
        self.assertTrue(self.starts(old))

    def test_every_way_back_has_to_be_seen(self) -> None:
        old = self.old()
        old.commit()
        old.must(GUARD, "self", "c1", "committed", "serving")
        self.assertTrue(old.has("etc/relaymove/record/returns"))
        old.must(GUARD, "note", "m1", "L1", "something")
        self.assertTrue(old.has("etc/relaymove/record/returns"))
        old.must(GUARD, "move", "m1", "L1", "c2", "serving", "held")
        self.assertFalse(old.has("etc/relaymove/record/returns"))

    def test_it_tries_again_but_where_it_may_not(self) -> None:
        self.assertEqual(self.unit("Restart"), ["on-failure"])
        self.assertEqual(self.unit("RestartPreventExitStatus"), [str(STATE)])

    def test_a_new_hold_is_not_ended_by_who_still_tries(self) -> None:
        """Of the way back before it: its services did not start, so it is begun again each second."""
        old = self.old()
        old.must(GUARD, "self", "c1", "held", "serving")
        old.put("asked", "")
        old.must(GUARD, "move", "m1", "L1", "c2", "serving", "held")
        self.assertEqual(old.asked(), ["serving: systemctl stop --no-block relaymove-auto-rollback.service",
                                       "serving: systemctl restart relaymove-auto-rollback.timer",
                                       "serving: systemctl is-active --quiet relaymove-auto-rollback.timer"])


if __name__ == "__main__":
    world.main()
