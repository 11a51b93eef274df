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

SCRIPTS = Path(__file__).resolve().parent.parent.parent / "core/scripts"
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
            self.program(f"etc/{name}", (SCRIPTS / name).read_text())
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
        return self.run_on_old("sh", str(SCRIPTS / "set-queue-aside.sh"), cutover, *FOLDERS)

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

    def test_where_nothing_can_be_written_it_stays(self) -> None:
        code, said = self.run_on_old("sh", "-c", 'mount -o remount,bind,ro /var/spool/postfix && exec "$@"', "sh", "sh",
                                     str(SCRIPTS / "set-queue-aside.sh"), "c1", *FOLDERS)
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
