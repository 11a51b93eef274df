#!/usr/bin/python3
"""OLD's queue out of its postfix' reach and back, by the scripts that OLD runs: for real.

OLD is a mount namespace with a spool and an /etc/relaymove of its own. Exit 77: not possible
here (root is needed).
"""

import os
import shutil
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

from sources import source

FOLDERS = "active bounce corrupt defer deferred flush hold incoming maildrop saved trace".split()
ENTER = """
mount --bind "$0" "$0" && mount -o remount,bind,ro / && mount --bind "$0/etc" /etc/relaymove &&
mount --bind "$0/run" /run/relaymove && mount --bind "$0/spool" /var/spool/postfix &&
PATH=$0/bin:$PATH exec "$@"
"""
STATE = 91


class Case(unittest.TestCase):
    def setUp(self) -> None:
        self.old = Path(tempfile.mkdtemp(prefix="relaymove-queue-"))
        self.addCleanup(shutil.rmtree, self.old)
        self.spool, self.aside = self.old / "spool", self.old / "spool/relaymove-aside"
        for name in ("etc/record", "run", "bin", *(f"spool/{folder}" for folder in FOLDERS)):
            (self.old / name).mkdir(parents=True)
        for name in ("chown", "install"):  # nobody is called postfix here
            self.program(f"bin/{name}", 'for last; do :; done; exec mkdir "$last"\n')
        for name in ("put-queue-back.sh", "go-back.sh"):
            self.program(f"etc/{name}", source(name).read_text())
        self.is_in("held")
        self.place("active/12345AAA", "going")
        self.place("deferred/B/12345BBB", "later")
        self.place("maildrop/12345CCC", "cron's")

    def program(self, name: str, text: str) -> None:
        (self.old / name).write_text(text if text.startswith("#!") else "#!/bin/sh\n" + text)
        (self.old / name).chmod(0o700)

    def place(self, path: str, text: str) -> Path:
        (self.spool / path).parent.mkdir(parents=True, exist_ok=True)
        (self.spool / path).write_text(text)
        return self.spool / path

    def is_in(self, state: str) -> None:
        (self.old / "etc/record/values").write_text(f"role=old\nstate={state}\ncutover=c1\n")

    def run_on_old(self, *words: str) -> tuple[int, str]:
        done = subprocess.run(["unshare", "--mount", "sh", "-c", ENTER, str(self.old), *words], stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, timeout=120, check=False)
        return done.returncode, done.stdout.strip()

    def set_aside(self, cutover: str = "c1") -> tuple[int, str]:
        return self.run_on_old("sh", str(source("set-queue-aside.sh")), cutover, *FOLDERS)

    def put_back(self) -> tuple[int, str]:
        return self.run_on_old("/etc/relaymove/put-queue-back.sh")

    @staticmethod
    def messages(folder: Path) -> dict[str, tuple[int, str]]:
        """Path, inode number, text."""
        return {str(path.relative_to(folder)): (path.stat().st_ino, path.read_text())
                for path in sorted(folder.rglob("*"))
                if path.is_file() and "relaymove-aside" not in path.relative_to(folder).parts}


class Aside(Case):
    def test_all_of_it_and_its_place_is_said(self) -> None:
        before = self.messages(self.spool)
        self.assertEqual(self.set_aside(), (0, "/var/spool/postfix/relaymove-aside"))
        self.assertEqual(self.messages(self.aside), before)
        self.assertEqual(self.messages(self.spool), {})
        self.assertEqual({path.name for path in self.spool.iterdir()}, {"relaymove-aside", "maildrop"})

    def test_twice_is_once(self) -> None:
        self.set_aside()
        aside = self.messages(self.aside)
        self.place("maildrop/12345DDD", "cron's, later")  # is carried over: it was in no copy
        self.assertEqual(self.set_aside(), (0, "/var/spool/postfix/relaymove-aside"))
        self.assertEqual(self.messages(self.aside), aside)

    def test_brought_back_by_hand_it_may_have_been_sent(self) -> None:
        self.set_aside()
        for folder in self.aside.iterdir():
            shutil.rmtree(self.spool / folder.name, ignore_errors=True)
            folder.rename(self.spool / folder.name)
        self.aside.rmdir()
        code, said = self.set_aside()
        self.assertNotEqual(code, 0)
        self.assertIn("by hand", said)
        self.assertEqual(self.set_aside("c2")[0], 0)  # another cutover copies what is left

    def test_what_a_way_back_left_there_joins(self) -> None:
        before = self.messages(self.spool)
        self.aside.mkdir()
        (self.spool / "deferred").rename(self.aside / "deferred")  # as far as it came
        (self.spool / "deferred").mkdir()
        more = self.place("deferred/B/12345EEE", "new").stat().st_ino
        self.assertEqual(self.set_aside()[0], 0)
        self.assertEqual(self.messages(self.aside), {**before, "deferred/B/12345EEE": (more, "new")})

    def test_what_is_not_set_aside_stops_the_cutover(self) -> None:
        """A copy that failed half-way was taken for whole, and the rest never reached NEW."""
        self.place("relaymove-aside/active/12345AAA", "another of this name")
        self.place("active/12345AAA", "stays")
        code, said = self.set_aside()
        self.assertNotEqual(code, 0)
        self.assertIn("active", said)
        self.assertFalse((self.old / "etc/aside").exists())
        self.assertEqual((self.spool / "active/12345AAA").read_text(), "stays")

    def test_where_nothing_can_be_written_it_stays(self) -> None:
        code, said = self.run_on_old("sh", "-c", 'mount -o remount,bind,ro /var/spool/postfix && exec "$@"', "sh", "sh",
                                     str(source("set-queue-aside.sh")), "c1", *FOLDERS)
        self.assertEqual((code, said), (0, "/var/spool/postfix"))


class Back(Case):
    def setUp(self) -> None:
        super().setUp()
        self.before = self.messages(self.spool)
        self.set_aside()

    def test_only_where_old_serves(self) -> None:
        for state in ("held", "committed", "forwarding"):
            self.is_in(state)
            code, said = self.put_back()
            self.assertEqual(code, STATE, state)
            self.assertIn("does not serve", said)
            self.assertEqual(self.messages(self.spool), {})
        self.is_in("serving")
        self.assertEqual(self.put_back()[0], 0)
        self.assertEqual(self.messages(self.spool), self.before)
        self.assertFalse(self.aside.exists())

    def test_cut_off_it_goes_on(self) -> None:
        self.is_in("serving")
        (self.spool / "deferred/B").mkdir(parents=True)
        os.link(self.aside / "deferred/B/12345BBB", self.spool / "deferred/B/12345BBB")  # as far as it came
        self.place("incoming/12345FFF", "new")
        new = self.messages(self.spool)["incoming/12345FFF"]
        self.assertEqual(self.put_back()[0], 0)
        self.assertEqual(self.messages(self.spool), {**self.before, "incoming/12345FFF": new})
        self.assertFalse(self.aside.exists())

    def sent(self) -> list[tuple[str, tuple[int, str]]]:
        """OLD's postfix sends all that it finds."""
        found = self.messages(self.spool)
        for path in found:
            (self.spool / path).unlink()
        return list(found.items())

    def is_in_one_place(self) -> None:
        names = [path.stat().st_ino for path in self.spool.rglob("*") if path.is_file()]
        self.assertEqual(len(names), len(set(names)))

    def half_of_it(self, how: str) -> None:
        """cp and mv do the first of what they are asked, and then `how`."""
        self.program("bin/cp", f"""
            for to; do :; done
            from=$(find "${{2%/.}}" -type f | sort | head -n 1)
            [ -z "$from" ] || /bin/ln "$from" "$to${{from#"${{2%/.}}"/}}"
            {how}""")
        self.program("bin/mv", f"""
            words='' of=''
            while [ $# -gt 0 ]; do
                case $1 in
                -t) words="$words -t $2"; shift ;;
                -*) words="$words $1" ;;
                *) break ;;
                esac
                shift
            done
            case $words in *' -t '*) /bin/mv $words -- "$1" ;; *) /bin/mv $words -- "$@" ;; esac
            {how}""")

    def test_one_that_fails_half_way_has_nothing_sent_twice(self) -> None:
        for text in ("one", "two", "three"):
            self.place(f"relaymove-aside/active/12345{text}", text)
            self.place(f"relaymove-aside/deferred/B/12345{text}", "later " + text)
        (self.spool / "deferred").mkdir()
        (self.spool / "deferred/B").mkdir()
        (self.spool / "active").mkdir()
        before = {**self.messages(self.aside)}
        self.is_in("serving")
        # cut off by SIGKILL, with all that it has started; by a disk that is full; and by nothing
        sent = []
        for how in ("kill -KILL 0", "exit 1", "kill -KILL 0", "exit 1", None):
            if how:
                self.half_of_it(how)
            else:
                for name in ("cp", "mv"):
                    (self.old / "bin" / name).unlink()
            code, said = self.run_on_old("setsid", "--wait", "/etc/relaymove/put-queue-back.sh")
            self.is_in_one_place()
            self.assertEqual(code == 0, not self.aside.exists(), said)
            sent += self.sent()
        self.assertEqual(code, 0, said)
        self.assertEqual(sorted(sent), sorted(before.items()))
        self.assertFalse(self.aside.exists())

    def test_what_is_in_both_as_one_file_is_sent_once(self) -> None:
        """As older scripts left it, cut off, and wherever postfix has put it since."""
        self.is_in("serving")
        (self.spool / "deferred/C").mkdir(parents=True)
        os.link(self.aside / "active/12345AAA", self.spool / "deferred/C/12345AAA")
        os.link(self.aside / "maildrop/12345CCC", self.spool / "elsewhere")  # no part of the queue
        self.assertEqual(self.put_back()[0], 0)
        (self.spool / "elsewhere").unlink()
        now = dict(self.before)
        now["deferred/C/12345AAA"] = now.pop("active/12345AAA")
        self.assertEqual(self.messages(self.spool), now)

    def test_another_one_of_the_same_name_stays(self) -> None:
        self.is_in("serving")
        there = self.place("deferred/B/12345BBB", "another one").stat().st_ino
        code, said = self.put_back()
        self.assertNotEqual(code, 0)
        self.assertIn("relaymove-aside/deferred/B/12345BBB", said)
        stays = self.before.pop("deferred/B/12345BBB")
        self.assertEqual(self.messages(self.aside), {"deferred/B/12345BBB": stays})
        self.assertEqual(self.messages(self.spool), {**self.before, "deferred/B/12345BBB": (there, "another one")})
        self.sent()
        self.assertEqual(self.put_back()[0], 0)
        self.assertEqual(self.messages(self.spool), {"deferred/B/12345BBB": stays})

    def test_a_folder_keeps_its_owner_and_mode(self) -> None:
        self.is_in("serving")
        (self.aside / "deferred/B").chmod(0o710)
        os.chown(self.aside / "deferred/B", 12, 34)
        (self.spool / "deferred").mkdir()
        self.assertEqual(self.put_back()[0], 0)
        found = (self.spool / "deferred/B").stat()
        self.assertEqual((found.st_uid, found.st_gid, found.st_mode & 0o7777), (12, 34, 0o710))

    def test_the_record_says_serving_before_the_queue_is_back(self) -> None:
        """Whatever cuts a way back off: NEW can't be told any more to send the same."""
        for state, *words in (("held",), ("committed", "--new-is-gone"), ("serving",)):
            with self.subTest(state=state):
                self.is_in(state)
                self.program("etc/guard", """
                    case $1 in
                    locked) shift; RELAYMOVE_LOCKED=yes exec "$@" ;;
                    show) exec cat /etc/relaymove/record/values ;;
                    self) echo "state=$4" >/etc/relaymove/record/values ;;
                    esac""")
                self.program("etc/put-queue-back.sh", "sed -n s/^state=//p /etc/relaymove/record/values >>/run/relaymove/seen")
                for name in ("etc/lift-limits.sh", "etc/in-flight.sh", "etc/lower-table.sh", "bin/systemctl", "bin/timeout"):
                    self.program(name, 'echo "$0" >>/run/relaymove/seen; case $0 in */timeout) exit 1 ;; esac')
                (self.old / "etc/go-back.conf").write_text(
                    "limited='' units=postfix enabled='' address=1 other=2 ssh=22\n")
                (self.old / "run/seen").unlink(missing_ok=True)
                self.assertEqual(self.run_on_old("/etc/relaymove/go-back.sh", *words)[0], 0)
                seen = (self.old / "run/seen").read_text().splitlines()
                self.assertEqual([line for line in seen if "/" not in line], ["serving"])
                # Before anything starts.
                self.assertLess(seen.index("serving"), seen.index("/etc/relaymove/in-flight.sh"))


if __name__ == "__main__":
    if os.geteuid() != 0 or subprocess.run(["unshare", "--mount", "true"], check=False).returncode:
        sys.exit(77)
    for path in ("/etc/relaymove", "/run/relaymove", "/var/spool/postfix"):
        os.makedirs(path, exist_ok=True)  # to mount over
    unittest.main(verbosity=1)
