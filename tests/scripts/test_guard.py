#!/usr/bin/python3
"""core/guard/guard.sh for real. Exit 77: not possible here (root is needed)."""

import os
import subprocess
import unittest

import guard_world
from guard_world import BOOT, LEASE, LOCKED, MIGRATION, NO_RECORD, STATE, Machine, ended


class Guard(unittest.TestCase):
    def machine(self, role: str) -> Machine:
        machine = Machine(role)
        self.addCleanup(machine.close)
        return machine

    def old(self, *states: str) -> Machine:
        """OLD, walked through these states."""
        old = self.machine("old")
        self.assertEqual(old.take(), 0)
        for come, go in zip(("serving", *states), states):
            step = old.itself if go in ("committed", "forwarding") else old.move
            self.assertEqual(step(come, go), 0, go)
        return old

    def new(self, *states: str) -> Machine:
        new = self.machine("new")
        self.assertEqual(new.take(), 0)
        for state in states:
            if state == "filled":
                self.assertEqual(new.move("fenced", "filled"), 0)
            else:
                new.must("told", *{"open": ("open", "c1", "b1"), "settled": ("settle", "c1")}[state])
        return new

    def test_a_host_without_a_record_does_nothing(self) -> None:
        old = self.machine("old")
        self.assertEqual(old.run("serving", "true")[0], NO_RECORD)
        self.assertEqual(old.itself("held", "serving"), NO_RECORD)
        self.assertEqual(old.guard("show")[0], NO_RECORD)

    def test_only_in_its_state(self) -> None:
        old = self.old()
        self.assertEqual(old.run("serving", "echo", "ran"), (0, "ran\n"))
        code, said = old.run("held,committed", "touch", str(old.folder / "ran"))
        self.assertEqual(code, STATE)
        self.assertIn("state=serving", said)
        self.assertFalse((old.folder / "ran").exists())

    def test_the_commands_own_code_comes_back(self) -> None:
        self.assertEqual(self.old().run("serving", "sh", "-c", "exit 3")[0], 3)

    def test_only_of_its_migration_lease_and_cutover(self) -> None:
        old = self.old("held")
        self.assertEqual(old.run("held", "true")[0], 0)
        self.assertEqual(old.run("held", "true", migration="m2")[0], MIGRATION)
        self.assertEqual(old.run("held", "true", lease="L2")[0], LEASE)
        self.assertEqual(old.run("held", "true", cutover="c2")[0], STATE)

    def test_another_migration_never_gets_the_host(self) -> None:
        old = self.old()
        for more in ((), ("over",)):
            self.assertEqual(old.take("L2", *more, migration="m2"), MIGRATION)
        self.assertEqual(old.record()["migration"], "m1")

    def test_the_lease(self) -> None:
        old = self.old()
        code, said = old.guard("take", "old", "m1", "L2", "bob@desk")
        self.assertEqual(code, LEASE)
        self.assertIn("who=alice@laptop", said)
        self.assertRegex(said, r"since=\d{10}")
        self.assertEqual(old.take("L2", "over"), 0)
        self.assertEqual(old.run("serving", "true")[0], LEASE)  # the first one's
        self.assertEqual(old.run("serving", "true", lease="L2")[0], 0)

    def test_a_lease_that_was_given_back_can_be_taken(self) -> None:
        old = self.old()
        old.must("give", "m1", "L1")
        self.assertEqual(old.run("serving", "true")[0], 0)  # nobody else came: it is still theirs
        old.must("give", "m1", "L1")
        self.assertEqual(old.take("L2"), 0)
        old.must("give", "m1", "L1")  # not theirs to give
        self.assertEqual(old.take("L3"), LEASE)

    def test_what_is_done_is_noted_until_the_next_cutover(self) -> None:
        new = self.new("filled", "open", "settled")
        for word in ("activated", "finished", "activated"):
            new.must("note", "m1", "L1", word)
        self.assertEqual(new.record()["noted"], "thawed,activated,finished")
        self.assertEqual(new.guard("note", "m1", "L2", "more")[0], LEASE)

    def test_only_along_an_arrow(self) -> None:
        old = self.old("held")
        self.assertEqual(old.itself("held", "forwarding"), STATE)
        self.assertEqual(old.itself("serving", "held"), STATE)
        self.assertEqual(old.itself("held", "committed", cutover="c2"), STATE)
        self.assertEqual(old.record()["state"], "held")

    def test_what_old_could_still_send_is_not_handed_over(self) -> None:
        old = self.old("held")
        aside = old.folder / "spool/relaymove-aside"
        aside.rename(old.folder / "spool/elsewhere")
        code, said = old.guard("self", "c1", "held", "committed")
        self.assertEqual(code, STATE)
        self.assertIn("in its postfix' reach", said)
        self.assertEqual(old.record()["state"], "held")
        (old.folder / "spool/elsewhere").rename(aside)
        self.assertEqual(old.itself("held", "committed"), 0)

    def test_where_the_disk_can_not_be_written_nothing_is_put_aside(self) -> None:
        old = self.old("held")
        (old.folder / "spool/relaymove-aside").rename(old.folder / "spool/elsewhere")
        handed = subprocess.run(["unshare", "--mount", "sh", "-c", """
            mount --bind "$0/spool" "$0/spool" && mount -o remount,bind,ro "$0/spool" && exec "$@"
            """, str(old.folder), *old.words("self", "c1", "held", "committed")], check=False)
        self.assertEqual(handed.returncode, 0)

    def test_a_hold_without_its_timer_is_none(self) -> None:
        old = self.old()
        (old.folder / "broken").touch()
        self.assertEqual(old.move("serving", "held"), LOCKED)
        self.assertEqual(old.record()["state"], "serving")

    def test_committed_or_serving_but_never_both(self) -> None:
        """The commit and the way back at the same moment: one of them has it."""
        for _ in range(5):
            old = self.old("held")
            both = [old.start("self", "c1", "held", go) for go in ("committed", "serving")]
            self.assertEqual(sorted(ended(process) for process in both), [0, STATE])

    def test_a_state_does_not_change_under_a_command(self) -> None:
        old = self.old("held")
        fifo = old.folder / "fifo"
        os.mkfifo(fifo)
        stopping = old.start("run", "locked", "60", "m1", "L1", "c1", "held", "sh", "-c",
                             f"cat {fifo}; sed -n s/^state=//p /etc/relaymove/record/values")
        with fifo.open("w") as stopped:  # it runs
            going_back = old.start("self", "c1", "held", "serving")
            stopped.write("stopped ")
        self.assertEqual(stopping.communicate(timeout=60)[0], "stopped held\n")
        self.assertEqual(ended(going_back), 0)
        self.assertEqual(old.run("held", "true")[0], STATE)

    def test_what_takes_long_holds_nobody_up(self) -> None:
        old = self.old("held")
        fifo = old.folder / "fifo"
        os.mkfifo(fifo)
        copying = old.start("run", "beside", "60", "m1", "L1", "c1", "held", "cat", str(fifo))
        with fifo.open("w"):
            self.assertEqual(old.itself("held", "serving"), 0)
        ended(copying)

    def test_flags_for_systemds_conditions(self) -> None:
        self.assertEqual(self.old().flags(), set())
        for states in (("held",), ("held", "committed")):
            self.assertEqual(self.old(*states).flags(), {"holds"})
        self.assertEqual(self.old("held", "committed", "forwarding").flags(), {"holds", "forwards"})
        self.assertEqual(self.old("held", "serving").flags(), {"returns"})
        self.assertEqual(self.new().flags(), {"holds", "fenced", "closed"})
        self.assertEqual(self.new("filled").flags(), {"holds", "fenced", "closed"})
        self.assertEqual(self.new("filled", "open").flags(), {"holds", "fenced"})  # a reboot asks again
        self.assertEqual(self.new("filled", "open", "settled").flags(), set())

    def test_new_opens_for_the_cutover_that_filled_it(self) -> None:
        new = self.new()
        self.assertEqual(new.guard("told", "open", "c1", "b1")[0], STATE)
        self.assertEqual(new.move("fenced", "filled"), 0)
        self.assertEqual(new.guard("told", "open", "c2", "b1")[0], STATE)
        self.assertEqual(new.move("filled", "fenced"), 0)  # gone back
        self.assertEqual(new.guard("told", "open", "c1", "b1")[0], STATE)
        self.assertEqual(new.move("fenced", "filled"), STATE)  # closed to it for good
        self.assertEqual(new.move("fenced", "filled", cutover="c2"), 0)

    def test_a_word_from_before_a_restart_opens_nothing(self) -> None:
        """OLD may have been told since that NEW is gone, and serve again."""
        for states in (("filled",), ("filled", "open")):
            new = self.new(*states)
            self.assertEqual(new.must("told", "ready", "c1"), "b1\n")
            new.boots("b2")
            code, said = new.guard("told", "open", "c1", "b1")
            self.assertEqual(code, BOOT)
            self.assertIn(f"state={states[-1]}", said)
            self.assertEqual(new.guard("told", "open", "c1")[0], BOOT)
            self.assertEqual(new.record()["state"], states[-1])
            self.assertFalse((new.folder / "run/opened").exists())
            self.assertEqual(new.must("told", "ready", "c1"), "b2\n")
            new.must("told", "open", "c1", "b2")  # who asks again hears of it
            self.assertEqual(new.record()["state"], "open")

    def test_told_twice_is_told_once(self) -> None:
        new = self.new("filled", "open")
        new.must("told", "open", "c1", "b1")
        new.must("told", "settle", "c1")
        new.must("told", "settle", "c1")
        new.must("told", "open", "c1", "b1")
        self.assertEqual(new.record()["state"], "settled")
        self.assertTrue((new.folder / "run/thawed-c1").exists())

    def test_after_a_restart_open_has_to_be_said_again(self) -> None:
        new = self.new("filled", "open")
        (new.folder / "run/opened").unlink()
        for words in (("told", "settle", "c1"), ("alone",)):
            self.assertEqual(new.guard(*words)[0], STATE)
        self.assertEqual(new.record()["state"], "open")
        new.must("told", "open", "c1", "b1")
        new.must("told", "settle", "c1")

    def test_new_settles_alone(self) -> None:
        new = self.new("filled")
        new.guard("alone")
        self.assertEqual(new.record()["state"], "filled")  # not before it was opened
        new.must("told", "open", "c1", "b1")
        new.must("alone")
        self.assertEqual(new.record()["state"], "settled")

    def test_a_queue_that_was_not_freed_is_freed_later(self) -> None:
        new = self.new("filled", "open")
        new.program("etc/after-opening.sh", "exit 1\n")
        self.assertNotEqual(new.guard("told", "settle", "c1")[0], 0)
        self.assertEqual(new.record()["state"], "settled")  # nobody may go back any more
        new.program("etc/after-opening.sh", ": >/run/relaymove/thawed-$1\n")
        (new.folder / "run/opened").unlink()  # it restarted
        new.must("alone")
        self.assertTrue((new.folder / "run/thawed-c1").exists())
        self.assertIn("thawed", new.record()["noted"])

    def test_who_still_copies_is_ended_before_new_opens(self) -> None:
        new = self.new("filled")
        receivers = new.folder / "run/receivers"
        receivers.mkdir()
        copier = subprocess.Popen(["sh", "-c", """
            cd "$0" && exec 8>$$ && flock -n 8 && echo && { sleep 1000 & exec sleep 1000; }
            """, str(receivers)], start_new_session=True, stdout=subprocess.PIPE)
        self.addCleanup(copier.stdout.close)
        self.addCleanup(copier.wait)
        self.addCleanup(copier.kill)
        copier.stdout.readline()
        opening = new.start("told", "open", "c1", "b1")
        self.assertEqual(copier.wait(timeout=60), -9)
        self.assertEqual(ended(opening), 0)
        self.assertEqual(list(receivers.iterdir()), [])

    def test_a_full_disk_stops_neither_way(self) -> None:
        old = self.old("held")
        subprocess.run(["unshare", "--mount", "sh", "-ec", """
            mount --bind "$0/run" /run/relaymove
            mount --bind "$0/spool" /var/spool/postfix
            mount -t tmpfs -o size=256k tmpfs /etc/relaymove
            cp -a "$0"/etc/. /etc/relaymove
            dd if=/dev/zero of=/etc/relaymove/full bs=1k 2>/dev/null || true
            ! head -c 8192 /dev/zero >/etc/relaymove/more 2>/dev/null
            PATH=$0/bin:$PATH
            /etc/relaymove/guard self c1 held committed
            /etc/relaymove/guard show | grep -x state=committed
            """, str(old.folder)], check=True, stdout=subprocess.DEVNULL)

    def test_a_reserve_that_is_not_whole_is_made_anew(self) -> None:
        """A folder fits on a full disk, and files without a byte in them."""
        old = self.old("held")
        made = subprocess.run(["unshare", "--mount", "sh", "-ec", """
            mount --bind "$0/run" /run/relaymove
            mount --bind "$0/spool" /var/spool/postfix
            mount -t tmpfs -o size=256k tmpfs /etc/relaymove
            cp -a "$0"/etc/. /etc/relaymove && cd /etc/relaymove
            sizes() { echo $(stat -c %s reserve/1 reserve/2 reserve/3); }
            PATH=$0/bin:$PATH
            rm reserve/2 reserve/3
            dd if=/dev/zero of=full bs=1k 2>/dev/null || true
            ./guard self c1 held serving
            sizes
            rm full
            ./guard move m1 L1 c1 serving held
            sizes
            """, str(old.folder)], check=True, stdout=subprocess.PIPE, text=True).stdout
        full, free = made.splitlines()
        self.assertNotEqual(full, "4096 4096 4096")
        self.assertEqual(free, "4096 4096 4096")

    def test_a_write_that_is_cut_off_leaves_the_record_as_it_was(self) -> None:
        old = self.old("held")
        old.program("bin/mv", "kill -KILL $PPID\n")
        self.assertNotEqual(old.itself("held", "committed"), 0)
        (old.folder / "bin/mv").unlink()
        self.assertEqual(old.record()["state"], "held")
        self.assertEqual(old.itself("held", "committed"), 0)

    def test_the_record_is_on_the_disk_before_it_counts(self) -> None:
        old = self.old()
        for program in ("sync", "mv"):
            old.program(f"bin/{program}", f'echo "{program} $*" >>{old.folder}/order; exec /bin/{program} "$@"\n')
        self.assertEqual(old.move("serving", "held"), 0)
        order = (old.folder / "order").read_text().splitlines()
        rename = next(i for i, line in enumerate(order) if line.startswith("mv"))
        self.assertIn("values", order[rename - 1])
        self.assertEqual(order[rename + 1:rename + 2], ["sync ."])


if __name__ == "__main__":
    guard_world.main()
