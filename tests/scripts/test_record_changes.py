#!/usr/bin/python3
"""record-changes.sh for real, with the kernel's own events on a file system of the test's. Exit 77: not
possible here (root and fsnotifywait are needed)."""

import shutil
import sys


import world
from world import Case

# The unit: a process that ends when it is told to, or by itself.
SYSTEMD_RUN = """
while :; do
    case $1 in
    --property=LimitFSIZE=*) limit=${1##*=} ;;
    --property=StandardOutput=*) out=${1##*:} ;;
    --property=StandardError=*) err=${1##*:} ;;
    --*) ;;
    *) break ;;
    esac
    shift
done
setsid prlimit --fsize="$limit" "$@" >"$out" 2>"$err" &
echo $! >/run/unit
echo $$ >/run/name
"""
SYSTEMCTL = """
case $1 in
is-active) kill -0 "$(cat /run/unit)" 2>/dev/null && ! grep -q ' Z ' "/proc/$(cat /run/unit)/stat" ;;
show) cat /run/name ;;
stop) kill "$(cat /run/unit)" && while kill -0 "$(cat /run/unit)"; do sleep 0.01; done ;;
esac 2>/dev/null
"""
BEFORE = """
mkdir -p /srv/mail
mount -t tmpfs mail /srv/mail
m=/srv/mail/relay.test
mkdir -p $m/a@relay.test/cur $m/b@relay.test/cur /srv/mail/other
echo old >$m/a@relay.test/cur/1
R() { sh -c "$script" record-changes "$1" $m ${2:-}; }
quiet() { R "$@" >/dev/null; }
name() { R list | head -n 1; }
written() { R written | tail -n +2; }
changed() { R list | tail -n +3 | sort | paste -sd' '; }
"""


class Recorded(Case):
    def told(self, scenario: str, most: str = "67108864") -> list[str]:
        """What a host says to these commands, with a log of `most` bytes."""
        host = self.world()
        host.program("stand-ins/systemd-run", SYSTEMD_RUN)
        host.program("stand-ins/systemctl", SYSTEMCTL)
        host.put("scenario", BEFORE + scenario)
        text = world.source("record-changes.sh").read_text()
        self.assertIn("LimitFSIZE=67108864", text)
        text = text.replace("67108864", most)
        return host.must("sh", "-c", 'script=$1; . /scenario', "scenario", text).splitlines()

    def test_whatever_is_done_to_a_mailbox(self) -> None:
        for done, mailboxes in (
                ("echo x >$m/a@relay.test/cur/2", "a@relay.test"),
                ("echo x >>$m/a@relay.test/cur/1", "a@relay.test"),
                ("mv $m/a@relay.test/cur/1 $m/a@relay.test/cur/1:2,S", "a@relay.test"),
                ("mv $m/a@relay.test/cur/1 $m/b@relay.test/cur/1", "a@relay.test b@relay.test"),
                ("chmod 600 $m/a@relay.test/cur/1", "a@relay.test"),
                ("touch -d @1 $m/a@relay.test/cur/1", "a@relay.test"),
                ("chown 1001 $m/a@relay.test/cur", "a@relay.test"),
                ("ln $m/a@relay.test/cur/1 $m/b@relay.test/cur/1", "b@relay.test"),
                ("rm -r $m/a@relay.test", "a@relay.test"),
                ("mkdir -p '$m/a@relay.test/.x y/cur' \"$m/c@relay.test/.x y/cur\"", "c@relay.test"),
                ("mv $m/a@relay.test $m/c@relay.test", "a@relay.test c@relay.test"),
                ("mkdir -p $m/c@relay.test/x; echo 1 >$m/c@relay.test/x/1; rm -r $m/c@relay.test", "c@relay.test"),
                ("cat $m/a@relay.test/cur/1 >/srv/mail/other/z; ls -R $m >/dev/null", "")):
            with self.subTest(done):
                told = self.told(f"quiet start; {done}; changed; ls -A $m | grep relaymove; true")
                self.assertEqual([line for line in told if line],
                                 [mailboxes] if mailboxes else [])

    def test_a_file_that_is_written_through_memory(self) -> None:
        told = self.told("quiet start; python3 -c \"import mmap; f = open('$m/b@relay.test/x', 'w+b'); f.truncate(9);"
                         "R = mmap.mmap(f.fileno(), 9); R[0] = 65\"; changed")
        self.assertEqual(told, ["b@relay.test"])

    def test_thousands_at_once(self) -> None:
        told = self.told("quiet start; python3 -c \"import os\nfor i in range(5000): os.mkdir(f'$m/{i}@relay.test')\";"
                         " R list | wc -l")
        self.assertEqual(told, ["5002"])

    def test_its_name_is_another_one_each_time(self) -> None:
        told = self.told("R start; name; name; quiet start; name")
        self.assertEqual(len(told), 4)
        self.assertEqual(told[0], told[1])
        self.assertEqual(told[0], told[2])
        self.assertNotEqual(told[0], told[3])

    def test_what_is_written_after_the_stop(self) -> None:
        told = self.told("quiet start; echo x >$m/a@relay.test/cur/2; quiet stop-is; written; echo none;"
                         "echo x >$m/b@relay.test/cur/2; written; R end; R list; echo $?")
        self.assertEqual(told, ["none", "b@relay.test", "the recording of changes has ended", "5"])

    def test_what_it_was_compared_with(self) -> None:
        told = self.told("quiet start; R list | tail -n 1; quiet compared r2; R list | tail -n 1; quiet start;"
                         "R list | tail -n 1; R written 2>&1; true")
        self.assertEqual(told[:3], ["-", "r2", "-"])
        self.assertEqual(told[-1], "no stop was noted")

    def refused(self, scenario: str, why: str) -> None:
        told = self.told(scenario + "; echo $?")
        self.assertEqual(told[-1], "5", told)
        self.assertIn(why, told[-2])

    def test_the_queue_overflows(self) -> None:
        self.refused("quiet start; kill -STOP $(cat /run/unit); python3 -c \"import os\n"
                     "for i in range(40000): os.mkdir(f'$m/{i}@relay.test')\"; kill -CONT $(cat /run/unit); R list",
                     "has ended")

    def test_it_was_killed(self) -> None:
        self.refused("quiet start; kill -9 $(cat /run/unit); R list", "has ended")

    def test_it_was_killed_and_started_by_somebody_else(self) -> None:
        told = self.told("quiet start; name; kill -9 $(cat /run/unit); quiet start; name")
        self.assertNotEqual(told[0], told[1])

    def test_the_log_is_full(self) -> None:
        told = self.told("quiet start; for i in $(seq 200); do mkdir $m/$i@relay.test; done; R list; echo $?", "8192")
        self.assertEqual(told, ["the recording of changes has ended", "5"])

    def test_a_file_system_below(self) -> None:
        mount = "mkdir -p $m/c@relay.test; mount -t tmpfs x $m/c@relay.test"
        self.refused(f"{mount}; R start", "another file system")
        self.refused(f"quiet start; {mount}; R list", "another file system")
        self.refused("quiet start; mount -t tmpfs x $m; R list", "another file system")

    def test_no_such_mark(self) -> None:
        self.refused("mkdir /tmp/up /tmp/work; mount -t tmpfs x /tmp/up; mkdir /tmp/up/u /tmp/up/w; umount $m 2>/dev/null;"
                     "mount -t overlay x -o lowerdir=/srv/mail/other,upperdir=/tmp/up/u,workdir=/tmp/up/w $m;"
                     "R start", "not supported")

    def test_a_file_system_that_is_full(self) -> None:
        self.refused("script=\"mktemp() { return 1; }; $script\"; R start", "no file can be made")

    def test_nobody_tells(self) -> None:
        self.refused("quiet start; kill -STOP $(cat /run/unit); R list", "has ended")

    def test_a_mark_that_was_left_behind(self) -> None:
        self.assertEqual(self.told("echo >$m/.relaymove-01234567; quiet start; ls -A $m; R end"),
                         ["a@relay.test", "b@relay.test"])

    def test_no_such_program(self) -> None:
        self.refused("command() { [ $2 != fsnotifywait ]; }; script=\"command() { return 1; }; $script\"; R start",
                     "inotify-tools")


if __name__ == "__main__":
    if not shutil.which("fsnotifywait"):
        sys.exit(77)
    world.main()
