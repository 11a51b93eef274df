#!/usr/bin/python3
"""OLD's two ways out of a hold, for real, with the real guard: hand-over.sh, by which NEW serves,
and go-back.sh, by which OLD does. NEW is a script that says what the test wants; systemd and
what the two run are written down, with the state that OLD's record had then. Exit 77: not
possible here (root is needed)."""

import os

import world
from world import Case, World

STATE, GAVE_UP, OTHER_BOOT = 91, 3, 96
SPOOL = "var/spool/postfix"
FOLDERS = "active incoming maildrop"
GUARD = "/etc/relaymove/guard"
AFTERWARDS = ("etc/relaymove/lower-table.sh", "etc/relaymove/close-waiting-room.sh", "etc/relaymove/lift-limits.sh",
              "etc/relaymove/in-flight.sh")
# What NEW answers to each word: a number, or more, one after the other. The last one stays.
NEW = """
word=$3 boot=$5
state=$(sed -n s/^state=//p /etc/relaymove/record/values)
echo "$state: NEW $word${boot:+ $boot}" >>/asked
code=$(head -n 1 /answers/$word 2>/dev/null || echo 0)
[ "$(wc -l </answers/$word)" -lt 2 ] || sed -i 1d /answers/$word
[ ! -x /meanwhile-$word ] || /meanwhile-$word
[ "$word" != ready ] || cat /answers/boot
exit "$code"
"""
GREETS = """
import socket, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print(flush=True)
while True:
    client, _ = server.accept()
    client.sendall(sys.argv[2].encode() + b"\\r\\n")
    client.close()
"""


class Old(World):
    def __init__(self) -> None:
        super().__init__()
        self.script("guard.sh", "go-back.sh", "hand-over.sh", "put-queue-back.sh", "set-queue-aside.sh")
        self.noted("stand-ins/systemctl", *AFTERWARDS)
        self.program("stand-ins/sleep", "")
        self.program("stand-ins/on-new", NEW)
        for word in ("ready", "open", "settle"):
            self.answers(word, 0)
        self.put("answers/boot", "b1\n")
        self.put("etc/relaymove/hand-over.conf", "cutover=c1 on_new=on-new address=198.51.100.20\n")
        self.values(other="192.0.2.1", ssh="22")
        self.message = self.put(f"{SPOOL}/active/A1", "mail")
        self.must(GUARD, "take", "old", "m1", "L1", "alice@laptop")
        self.must(GUARD, "move", "m1", "L1", "c1", "serving", "held")
        self.must("/etc/relaymove/set-queue-aside.sh", "c1", *FOLDERS.split())

    def answers(self, word: str, *codes: int) -> None:
        self.put(f"answers/{word}", "".join(f"{code}\n" for code in codes))

    def values(self, other: str, ssh: str) -> None:
        self.put("etc/relaymove/go-back.conf",
                 f"limited=198.51.100.20 units='dovecot.service postfix.service' "
                 f"enabled=dovecot.service address=198.51.100.10 other={other} ssh={ssh}\n")

    def state(self) -> str:
        return dict(line.split("=", 1) for line in self.must(GUARD, "show").splitlines())["state"]

    def commit(self) -> None:
        self.must(GUARD, "self", "c1", "held", "committed")

    def go_back(self, *words: str, beside: str = "true") -> tuple[int, str]:
        return self.run("sh", "-c", f'{beside}; exec /etc/relaymove/go-back.sh "$@"', "go", *words)

    def hand_over(self) -> tuple[int, str]:
        self.put("asked", "")
        return self.run("/etc/relaymove/hand-over.sh")

    def queue_is_back(self) -> bool:
        return self.message.exists() and not self.has(f"{SPOOL}/relaymove-aside")

    def serves(self) -> bool:
        return any("systemctl start dovecot.service" in line for line in self.asked())


def greeting(port: int, words: str) -> str:
    return f"mkfifo /tmp/up; python3 -c '{GREETS}' {port} '{words}' >/tmp/up & head -n 1 /tmp/up >/dev/null"


class HandOver(Case):
    def old(self) -> Old:
        old = Old()
        self.addCleanup(old.close)
        return old

    def test_commits_between_new_is_ready_and_new_is_open(self) -> None:
        old = self.old()
        code, said = old.hand_over()
        self.assertEqual((code, old.state()), (0, "forwarding"), said)
        self.assertEqual([line for line in old.asked() if "NEW" in line],
                         ["held: NEW ready", "committed: NEW open b1", "forwarding: NEW open b1",
                          "forwarding: NEW settle"])
        self.assertIn("forwarding: systemctl disable --now --quiet relaymove-deadman.timer", old.asked())
        self.assertTrue(old.has("run/relaymove/opened") and old.has("run/relaymove/forwarded"))
        self.assertEqual(old.read("run/relaymove/target"), "198.51.100.20")

    def test_nobody_meets_a_moment_without_a_way(self) -> None:
        old = self.old()
        old.hand_over()
        self.assertLess(old.place("restart relaymove-forward"), old.place("lower-table.sh hold"))
        self.assertLess(old.place("lower-table.sh hold"), old.place("close-waiting-room.sh"))
        self.assertTrue(old.asked()[old.place("restart relaymove-forward")].startswith("forwarding:"))

    def test_a_forwarding_that_does_not_stand_leaves_the_hold(self) -> None:
        old = self.old()
        old.program("stand-ins/systemctl", 'echo "systemctl $*" >>/asked; [ "$1" != restart ]')
        old.hand_over()
        self.assertFalse([line for line in old.asked() if "lower-table" in line])

    def test_new_that_can_not_be_told_changes_nothing(self) -> None:
        old = self.old()
        old.answers("ready", 255)
        code, said = old.hand_over()
        self.assertEqual((code, old.state()), (GAVE_UP, "held"), said)
        self.assertEqual(old.asked(), ["held: NEW ready"])
        self.assertFalse(old.has("run/relaymove/opened"))

    def test_it_goes_on_until_new_says_so(self) -> None:
        old = self.old()
        old.answers("open", 255, 95, 255, 0)
        old.answers("settle", 1, 255, 0)
        self.assertEqual(old.hand_over()[0], 0)
        self.assertEqual(sum("committed: NEW open" in line for line in old.asked()), 4)
        self.assertEqual(sum("NEW settle" in line for line in old.asked()), 3)

    def test_closed_to_this_cutover_is_held_again(self) -> None:
        old = self.old()
        old.answers("open", 255, STATE)
        old.answers("ready", 0, 0, STATE)
        code, said = old.hand_over()
        self.assertEqual((code, old.state()), (GAVE_UP, "held"), said)
        self.assertFalse(old.has("run/relaymove/opened") or old.has("run/relaymove/released"))
        timer = [line for line in old.asked() if "relaymove-deadman.timer" in line]
        self.assertIn("committed: systemctl restart relaymove-deadman.timer", timer)  # it runs before the record says so
        self.assertFalse([line for line in timer if "disable" in line])  # and after a reboot too

    def test_begun_again_it_goes_on_from_where_it_was(self) -> None:
        old = self.old()
        old.commit()
        self.assertEqual(old.hand_over()[0], 0)
        self.assertEqual(old.asked()[:2], ["committed: NEW ready", "committed: NEW open b1"])
        self.assertEqual(old.hand_over()[0], 0)  # once more: OLD restarted
        self.assertTrue(all(line.startswith("forwarding:") for line in old.asked()))

    def test_an_old_that_serves_hands_nothing_over(self) -> None:
        old = self.old()
        self.assertEqual(old.go_back()[0], 0)
        self.assertEqual(old.hand_over()[0], GAVE_UP)
        self.assertEqual(old.asked(), [])

    def test_who_goes_back_meanwhile_is_not_overtaken(self) -> None:
        old = self.old()
        old.answers("open", 255, 0)
        old.program("meanwhile-open", f"{GUARD} self c1 committed serving")
        self.assertEqual((old.hand_over()[0], old.state()), (GAVE_UP, "serving"))
        self.assertEqual(sum("NEW open" in line for line in old.asked()), 1)  # it might have done so
        self.assertFalse(old.has("run/relaymove/opened") or old.has("run/relaymove/released"))


    def test_a_new_that_has_restarted_is_asked_again(self) -> None:
        old = self.old()
        old.answers("open", OTHER_BOOT, 0)
        old.program("meanwhile-open", "echo b2 >/answers/boot")
        self.assertEqual((old.hand_over()[0], old.state()), (0, "forwarding"))
        self.assertEqual([line for line in old.asked() if line.startswith(("held: NEW", "committed: NEW"))],
                         ["held: NEW ready", "committed: NEW open b1", "committed: NEW ready", "committed: NEW open b2"])

    def test_a_new_that_was_said_to_be_gone_stays_closed_when_it_returns(self) -> None:
        """It answers again after OLD went back: it is not told to open by what OLD was before."""
        old = self.old()
        old.answers("open", 255, 0)
        old.program("meanwhile-ready", f"! {GUARD} self c1 committed serving || echo b2 >/answers/boot")
        self.assertEqual((old.hand_over()[0], old.state()), (GAVE_UP, "serving"))
        self.assertEqual([line for line in old.asked() if "NEW open" in line], ["committed: NEW open b1"])


class GoBack(Case):
    old = HandOver.old

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
        self.assertLess(start, old.place("lower-table.sh hold"))
        self.assertLess(old.place("lower-table.sh hold"), old.place("close-waiting-room.sh"))
        self.assertEqual(old.read("run/relaymove/target"), "198.51.100.10")
        self.assertTrue(old.has("run/relaymove/released"))
        for words in ("stop", "disable --quiet --no-reload"):
            self.assertIn(f"serving: systemctl {words} relaymove-deadman.timer", old.asked())
        self.assertIn("start relaymove-put-back.timer", old.asked()[-1])

    def test_once_more_after_it_was_cut_off(self) -> None:
        old = self.old()
        old.must(GUARD, "self", "c1", "held", "serving")
        old.put("asked", "")
        later = old.put(f"{SPOOL}/incoming/B2", "mail that came since")
        self.assertEqual(old.go_back()[0], 0)
        self.assertTrue(old.serves() and later.exists())
        self.assertIn("lower-table.sh hold", "".join(old.asked()))

    def test_a_service_that_does_not_start_keeps_nobody_waiting(self) -> None:
        old = self.old()
        old.program("stand-ins/systemctl", 'echo "systemctl $*" >>/asked; [ "$1" != start ]')
        old.go_back()
        self.assertTrue(old.has("run/relaymove/released"))
        self.assertIn("lower-table.sh hold", "".join(old.asked()))

    def refused(self, old: Old, *words: str, **more: str) -> None:
        before = old.state()
        old.put("asked", "")
        code, said = old.go_back(*words, **more)
        self.assertEqual((code, old.state()), (STATE, before), said)
        self.assertIn("relaymove-guard: state=", said)  # whoever runs it from afar is told as by the guard
        self.assertFalse(old.queue_is_back() or old.serves())

    def test_a_new_that_was_told_to_serve_must_be_said_to_be_lost(self) -> None:
        old = self.old()
        old.commit()
        self.refused(old)
        self.assertEqual(old.go_back("--new-is-gone")[0], 0)
        self.assertEqual(old.state(), "serving")
        self.assertTrue(old.queue_is_back() and old.serves())
        self.assertLess(old.place("stop relaymove-hand-over.service"), old.place("systemctl start"))

    def test_a_new_that_answers_is_not_lost(self) -> None:
        old = self.old()
        old.commit()
        old.values(other="127.0.0.1", ssh="22")
        self.refused(old, "--new-is-gone")  # nobody listens: it says so, and is there
        self.refused(old, "--new-is-gone", beside=greeting(22, "SSH-2.0"))

    def test_not_once_new_serves(self) -> None:
        old = self.old()
        old.hand_over()
        for words in ((), ("--new-is-gone",)):
            self.refused(old, *words)

    def test_after_a_restart_it_looks_whether_a_relay_greets_on_new(self) -> None:
        """Somebody may have opened it without OLD: this machine was said to be gone."""
        old = self.old()
        old.values(other="127.0.0.1", ssh="22")
        os.unlink(old.root / "run/relaymove/holding")
        code, said = old.go_back(beside=greeting(25, "220 relay.test ESMTP"))
        self.assertEqual((code, old.state()), (STATE, "committed"), said)
        self.assertFalse(old.queue_is_back() or old.serves())

    def test_a_fenced_new_or_another_greeting_is_no_relay(self) -> None:
        for other, beside in (("192.0.2.1", "true"), ("127.0.0.1", greeting(25, "554 no"))):
            old = self.old()
            old.values(other=other, ssh="22")
            os.unlink(old.root / "run/relaymove/holding")
            self.assertEqual(old.go_back(beside=beside)[0], 0)
            self.assertEqual(old.state(), "serving")

    def test_within_the_hold_it_looks_at_nobody(self) -> None:
        old = self.old()
        old.values(other="127.0.0.1", ssh="22")
        self.assertEqual(old.go_back(beside=greeting(25, "220 relay.test"))[0], 0)
        self.assertEqual(old.state(), "serving")


class ClosingTheWaitingRoom(Case):
    def test_a_port_never_lacks_who_listens(self) -> None:
        """What passes them on has the port before systemd lets it go."""
        host = self.world()
        host.script("close-waiting-room.sh")
        units = "relaymove-hold@20025.socket loaded active running\\nrelaymove-hold@20993.socket loaded active running"
        for starts in ("true", "false"):
            host.put("asked", "")
            host.program("stand-ins/systemctl", f'echo "$*" >>/asked; case $1 in list-units) printf "{units}\\n" ;; '
                                                f"start) {starts} ;; esac")
            host.run("/etc/relaymove/close-waiting-room.sh")
            self.assertEqual(host.asked()[1], "start relaymove-hold@20025.service relaymove-hold@20993.service")
            self.assertEqual([line for line in host.asked() if line.startswith("stop")],
                             ["stop relaymove-hold@*.socket"] if starts == "true" else [])

    def test_where_nobody_waited_there_is_nothing_to_do(self) -> None:
        host = self.world()
        host.script("close-waiting-room.sh")
        host.noted("stand-ins/systemctl")
        host.must("/etc/relaymove/close-waiting-room.sh")
        self.assertEqual(len(host.asked()), 1)


if __name__ == "__main__":
    world.main()
