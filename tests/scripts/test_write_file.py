#!/usr/bin/python3
"""What a host is given on standard input, by somebody who may be gone half-way: write-file.sh and
the guard's `run`, for real. Exit 77: not possible here (root is needed)."""

import hashlib
import os
import subprocess
import time

from sources import source
import world
from world import Case

FILE = "/etc/relaymove/go-back.sh"
TEXT = "#!/bin/sh\n" + "echo serves\n" * 1000
GUARD = "/etc/relaymove/guard"
WRITE = ("sh", "-c", source("write-file.sh").read_text(), "write-file", "0700", FILE)


def summed(text: str) -> str:
    """As Relaymove sends a file."""
    return hashlib.sha256(text.encode()).hexdigest() + "\n" + text


class WriteFile(Case):
    def setUp(self) -> None:
        self.host = self.world()

    def write(self, given: str, mode: str = "0700") -> int:
        return self.host.shell("write-file", mode, FILE, given=given)[0]

    def is_as_it_was(self) -> None:
        self.assertEqual(self.host.read(FILE[1:]), "as it was")
        self.assertFalse(self.host.has(FILE[1:] + ".part"))

    def test_a_whole_one_comes_into_its_place(self) -> None:
        for text in (TEXT, "", "no end of line", "\n\n  two before\\n\n"):
            for mode in ("0700", "0600"):
                self.assertEqual(self.write(summed(text), mode), 0)
                self.assertEqual(self.host.read(FILE[1:]), text)
                self.assertEqual((self.host.root / FILE[1:]).stat().st_mode & 0o7777, int(mode, 8))
                self.assertFalse(self.host.has(FILE[1:] + ".part"))

    def test_a_sender_who_is_gone_changes_nothing(self) -> None:
        self.host.put(FILE[1:], "as it was")
        whole = summed(TEXT)
        for sent in (0, 30, 64, 65, 66, 1000, len(whole) - 1):
            self.assertNotEqual(self.write(whole[:sent]), 0, sent)
            self.is_as_it_was()
        self.assertNotEqual(self.write(whole + "more"), 0)
        self.is_as_it_was()

    def test_nor_does_a_full_disk(self) -> None:
        self.host.put(FILE[1:], "as it was")
        code, said = self.host.run(
            "sh", "-c", """
            mount -t tmpfs -o size=64k full /etc/relaymove && echo as it was >/etc/relaymove/go-back.sh || exit 0
            "$@"; code=$?
            cat /etc/relaymove/go-back.sh; ls /etc/relaymove; exit $code""", "sh", *WRITE, given=summed(TEXT * 20))
        self.assertNotEqual(code, 0)
        self.assertEqual(said.splitlines()[-2:], ["as it was", "go-back.sh"])


class Given(Case):
    """The guard's `run heard` has read all of it before it takes the lock."""

    def setUp(self) -> None:
        self.host = self.world()
        self.host.script("guard.sh")
        self.host.must(GUARD, "take", "old", "m1", "L1", "alice@laptop")

    def words(self, *command: str, how: str = "heard") -> tuple[str, ...]:
        return GUARD, "run", how, "60", "m1", "L1", "c1", "serving", *command

    def begun(self, process: subprocess.Popen, part: str) -> None:
        """It has been given a part, and waits for the rest."""
        self.addCleanup(lambda: (process.kill(), process.communicate()))
        process.stdin.write(part)
        process.stdin.flush()
        time.sleep(1)

    def test_who_falls_silent_holds_up_nobody(self) -> None:
        sending = self.host.start(*self.words("cat"))
        self.begun(sending, "a part")
        began = time.monotonic()
        self.assertIn("state=serving", self.host.must("timeout", "20", GUARD, "show"))
        self.assertLess(time.monotonic() - began, 20)
        self.assertEqual(sending.communicate(" and the rest", timeout=60)[0], "a part and the rest")
        self.assertEqual(sending.returncode, 0)

    def test_it_is_whole_and_the_code_is_the_commands_own(self) -> None:
        for text in ("", "one\n", "no end of line", "x" * 1_000_000):
            code, said = self.host.run(*self.words("sh", "-c", "cat; exit 3"), given=text)
            self.assertEqual((code, said), (3, text))
        self.assertEqual(self.host.run(*self.words("cat"), given="\n\n")[1], "\n\n")

    def test_a_file_comes_by_that_way(self) -> None:
        writing = self.words(*WRITE)
        self.assertEqual(self.host.run(*writing, given=summed(TEXT))[0], 0)
        self.assertNotEqual(self.host.run(*writing, given=summed("#!/bin/sh\n" + "never\n" * 1000)[:200])[0], 0)
        self.assertEqual(self.host.read(FILE[1:]), TEXT)

    def test_nothing_of_it_is_left(self) -> None:
        before = set(os.listdir(self.host.root / "run/relaymove")) | {"lock", "lease-until"}
        code, said = self.host.run(*self.words("ls", "/run/relaymove"), given="secret")
        self.assertEqual((code, set(said.split()) - before), (0, set()))
        sending = self.host.start(*self.words("cat"))
        self.begun(sending, "a part of a secret")
        self.assertEqual(set(os.listdir(self.host.root / "run/relaymove")) - before, set())

    def test_what_runs_beside_the_lock_gets_it_as_it_comes(self) -> None:
        sending = self.host.start(*self.words("sh", "-c", "read -r line; echo $line >/seen; cat", how="beside"))
        self.begun(sending, "first\n")
        self.assertEqual(self.host.read("seen"), "first\n")

    def test_what_is_to_read_nothing_gets_nothing(self) -> None:
        self.assertEqual(self.host.run(*self.words("cat", how="locked"), given="text"), (0, ""))

    def test_a_terminal_is_not_read(self) -> None:
        _, said = self.host.run(
            "sh", "-c", "mkdir /dev/pts && mount -t devpts -o newinstance,ptmxmode=0666 pts /dev/pts && "
            'ln -s pts/ptmx /dev/ptmx && exec python3 -c "import pty, sys; pty.spawn(sys.argv[1:])" "$@"', "sh",
            "timeout", "20", *self.words("sh", "-c", "test -t 0 && echo terminal"))
        self.assertEqual(said.split(), ["terminal"])

    def test_where_there_is_no_room_it_does_not_run(self) -> None:
        code, _ = self.host.run("sh", "-c", 'mount -t tmpfs -o size=16k full /run/relaymove && exec "$@"', "sh",
                                *self.words("sh", "-c", ": >/ran"), given="x" * 100_000)
        self.assertNotEqual(code, 0)
        self.assertFalse(self.host.has("ran"))


if __name__ == "__main__":
    world.main()
