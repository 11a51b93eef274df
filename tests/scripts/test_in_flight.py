#!/usr/bin/python3
"""What is on its way when OLD stops: core's scripts of it, run for real.

OLD and NEW are two mount namespaces with a spool and an /etc/relaymove each, where all else
is read-only; an agent is a process that is called smtp and has a queue file open; postsuper
renames and holds as the real one does. All in a process namespace of its own, for
in-flight.sh ends postfix by name. Exit 77: not possible here (root is needed).
"""

import hashlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

from sources import source

FOLDERS = "active bounce corrupt defer deferred flush hold incoming maildrop saved trace".split()
ENTER = """
mount --bind "$0" "$0" && mount -o remount,bind,ro / && mount --bind "$0/cgroup" /sys/fs/cgroup &&
mount --bind "$0/etc" /etc/relaymove && mount --bind "$0/spool" /var/spool/postfix &&
PATH=$0/bin:$PATH exec "$@"
"""
PROGRAMS = {
    "systemctl": 'echo "$*" >>FOLDER/systemctl; [ "$1" != show ] || echo /postfix',
    "systemd-run": 'echo "$*" >>FOLDER/systemctl',
    # core/guard/guard.sh has a test of its own.
    "guard": """
[ "$1" = locked ] || exec cat FOLDER/etc/state
shift; echo "$*" >>FOLDER/locked
exec 9>FOLDER/lock; flock -w 30 9 || exit 95
RELAYMOVE_LOCKED=yes "$@" 9>&-""",
    "postqueue": ":",
    "chown": ":",
    "install": 'for last; do :; done; exec mkdir -p "$last"',  # nobody is called postfix here
    # postsuper(1): each file is called after its inode number; -h holds, -H lets go.
    "postsuper": """
cd /var/spool/postfix
case $1 in
'') for file in active/* incoming/* deferred/*; do
      [ -f "$file" ] && mv -n "$file" "${file%/*}/$(printf '%.5s%X' "${file##*/}" "$(stat -c %i "$file")")"
    done; true ;;
-h) find active incoming deferred -type f -exec mv -t hold {} + ;;
-H) if [ "$2" = - ]; then cat; else echo "$2"; fi | while read -r id; do mv "hold/$id" deferred/; done ;;
esac""",
}


class Machine:
    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="relaymove-flight-"))
        for name in ("etc", "bin", "cgroup/system.slice", *(f"spool/{folder}" for folder in FOLDERS)):
            (self.folder / name).mkdir(parents=True)
        for name, text in PROGRAMS.items():
            self.program(f"bin/{name}", "#!/bin/sh\n" + text.replace("FOLDER", str(self.folder)) + "\n")
        for name in ("in-flight.sh", "take-late.sh", "after-opening.sh"):
            self.program(f"etc/{name}", source(name).read_text())
        self.spool = self.folder / "spool"
        self.etc = self.folder / "etc"
        shutil.copy(self.folder / "bin/guard", self.etc / "guard")
        (self.etc / "state").touch()

    def program(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text)
        (self.folder / name).chmod(0o700)

    def words(self, *words: str) -> list[str]:
        return ["unshare", "--mount", "sh", "-c", ENTER, str(self.folder), *words]

    def run(self, *words: str, text: str = "") -> tuple[int, str]:
        done = subprocess.run(self.words(*words), input=text, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=300, check=False)
        return done.returncode, done.stdout

    def script(self, name: str, *words: str, text: str = "") -> tuple[int, str]:
        return self.run("sh", str(source(f"{name}.sh")), *words, text=text)

    def place(self, path: str, text: str, mode: int = 0o700) -> None:
        (self.spool / path).write_text(text)
        (self.spool / path).chmod(mode)

    def texts(self, *folders: str) -> list[str]:
        return sorted(path.read_text() for folder in folders for path in (self.spool / folder).rglob("*")
                      if path.is_file())

    def asked(self) -> str:
        return (self.folder / "systemctl").read_text()

    def close(self) -> None:
        shutil.rmtree(self.folder)


class InFlight(unittest.TestCase):
    def setUp(self) -> None:
        self.old, self.new = Machine(), Machine()
        self.addCleanup(self.old.close)
        self.addCleanup(self.new.close)
        self.processes: list[subprocess.Popen] = []
        self.addCleanup(self.end_all)

    def end_all(self) -> None:
        for process in self.processes:
            self.end(process)

    def end(self, process: subprocess.Popen) -> None:
        process.kill()
        process.wait()
        if process.stdin:
            process.stdin.close()

    def start(self, *words: str, files: tuple[int, ...] = ()) -> subprocess.Popen:
        self.processes.append(subprocess.Popen(self.old.words(*words), pass_fds=files))
        return self.processes[-1]

    def named(self, name: str, *words: str, files: tuple[int, ...] = ()) -> subprocess.Popen:
        """A process of OLD that is called so."""
        program = self.old.folder / "bin" / name
        if not program.exists():
            shutil.copy("/bin/sleep", program)
        process = self.start(*words, str(program), "1000", files=files)
        self.until(lambda: Path(f"/proc/{process.pid}/comm").read_text().strip() == name)
        return process

    def agent(self, path: str, name: str = "smtp", files: tuple[int, ...] = ()) -> subprocess.Popen:
        return self.named(name, "sh", "-c", 'file=$1; shift; exec "$@" 3<>/var/spool/postfix/$file', "sh", path,
                          files=files)

    def manager_asks(self, name: str) -> tuple[socket.socket, socket.socket]:
        """The two ends of what a queue manager and an agent talk by: the manager reads nothing."""
        (self.old.spool / "private").mkdir(exist_ok=True)
        path = str(self.old.spool / "private" / name)
        with socket.socket(socket.AF_UNIX) as service:
            service.bind(path)
            service.listen()
            manager = socket.socket(socket.AF_UNIX)
            manager.connect(path)
            agent = service.accept()[0]
        self.addCleanup(manager.close)
        self.addCleanup(agent.close)
        return manager, agent

    def until(self, condition) -> None:
        end = time.monotonic() + 200
        while not condition():
            self.assertLess(time.monotonic(), end)
            time.sleep(0.02)

    def must(self, result: tuple[int, str]) -> str:
        self.assertEqual(result[0], 0, result[1])
        return result[1]

    def let_go(self) -> list[str]:
        self.must(self.old.run("/etc/relaymove/in-flight.sh", "let-go"))
        return (self.old.etc / "in-flight").read_text().split()

    def flies(self, path: str = "active/12345AAA") -> subprocess.Popen:
        """A message that an agent delivers when OLD stops."""
        self.old.place(path, "flies R")
        agent = self.agent(path)
        self.assertEqual(self.let_go(), [path])
        return agent

    def move_queue(self) -> None:
        """As sync does: put aside, copied from there, swapped in, frozen."""
        aside = self.old.spool / "relaymove-aside"
        self.assertEqual(self.must(self.old.script("set-queue-aside", "c1", *FOLDERS)).strip(),
                         "/var/spool/postfix/relaymove-aside")
        shutil.copytree(aside, self.new.spool / "relaymove-staging")
        flights = (self.old.etc / "in-flight").read_text()
        # Of a list that was cut off some would be sent by both.
        self.assertNotEqual(self.new.script("swap-queue-in", "c1", *FOLDERS, text=flights)[0], 0)
        self.assertTrue((self.new.spool / "relaymove-staging/hold").is_dir())
        self.must(self.new.script("swap-queue-in", "c1", *FOLDERS, text=flights + ".\n"))

    def open_new(self) -> None:
        self.must(self.new.run("/etc/relaymove/after-opening.sh", "c1"))
        (self.new.etc / "state").write_text("cutover=c1\nstate=settled\n")
        words = " ".join(f"'{word}'" for word in self.new.words())
        # Only what NEW's gate hears from OLD.
        table = re.search(r"^table='[^']+'$", source("gate.sh").read_text(), re.M).group()
        self.old.program("bin/on-new", f"""#!/bin/sh
{table}
printf '%s\\n' "$*" | grep -qxE -e "$table" || {{ echo "gate: $*" >&2; exit 97; }}
exec nsenter --target 1 --mount -- {words} "$@"
""")
        (self.old.etc / "commit.conf").write_text(f"cutover=c1\non_new={self.old.folder}/bin/on-new\n")
        (self.old.etc / "record").mkdir(exist_ok=True)
        (self.old.etc / "record/forwards").touch()

    def land(self) -> subprocess.Popen:
        return self.start("/etc/relaymove/in-flight.sh", "land")

    def test_what_an_agent_still_delivers_stays_frozen_until_it_is_told_of(self) -> None:
        self.old.place("incoming/12345BBB", "waits R")
        agent = self.flies()
        self.move_queue()
        self.open_new()
        self.assertEqual(self.new.texts("deferred"), ["waits R"])
        self.assertEqual(self.new.texts("hold"), ["flies R"])
        landing = self.land()
        # The far end has said yes: the agent marks that, and ends.
        (self.old.spool / "relaymove-aside/active/12345AAA").write_text("flies D")
        time.sleep(1.5)  # looks of in-flight.sh, with the agent still there
        self.assertEqual(self.new.texts("hold"), ["flies R"])
        self.end(agent)
        self.assertEqual(landing.wait(timeout=200), 0)
        self.assertEqual(self.new.texts("deferred"), ["flies D", "waits R"])
        self.assertEqual(self.new.texts("hold"), [])
        self.assertEqual((self.old.etc / "in-flight").read_text(), "")
        self.assertIn("stop filtermail-transport.service", self.old.asked())

    def test_told_twice_is_told_once(self) -> None:
        self.end(self.flies())
        self.move_queue()
        self.open_new()
        self.assertEqual(self.land().wait(timeout=200), 0)
        for held in (self.new.spool / "deferred").iterdir():
            held.unlink()  # delivered
        (self.old.etc / "in-flight").write_text("active/12345AAA\n")
        self.assertEqual(self.land().wait(timeout=200), 0)
        self.assertEqual(self.new.texts("deferred", "hold", "active", "incoming"), [])

    def test_what_old_never_speaks_of_is_sent_by_new(self) -> None:
        self.flies()
        self.move_queue()
        self.open_new()
        self.assertIn("relaymove-unheard.timer", self.new.asked())
        self.must(self.new.run("/etc/relaymove/take-late.sh", "unheard"))
        self.assertEqual(self.new.texts("deferred"), ["flies R"])

    def test_nothing_is_told_before_new_has_let_go_of_its_queue(self) -> None:
        self.end(self.flies())
        self.move_queue()
        self.assertEqual(self.new.run("/etc/relaymove/take-late.sh", "landed", "c1", "active/12345AAA", "0")[0], 4)
        self.assertEqual(self.new.texts("hold"), ["flies R"])

    def test_an_earlier_flight_of_the_same_cutover_is_not_forgotten(self) -> None:
        self.end(self.flies())
        self.assertEqual(self.let_go(), ["active/12345AAA"])
        (self.old.spool / "active/12345AAA").unlink()
        self.assertEqual(self.let_go(), [])

    def test_mail_from_cron_is_carried_over_once(self) -> None:
        self.old.place("maildrop/11111AAA", "with the queue")
        self.old.place("maildrop/11111BBB", "half of it", mode=0o600)
        self.let_go()
        self.move_queue()
        aside = self.old.spool / "relaymove-aside/maildrop"
        (aside / "11111BBB").write_text("the whole of it")
        (aside / "11111BBB").chmod(0o700)
        self.old.place("maildrop/11111CCC", "later")
        self.old.place("maildrop/11111DDD", "half", mode=0o600)
        self.open_new()
        self.assertEqual(self.land().wait(timeout=200), 0)
        everything = ["later", "the whole of it", "with the queue"]
        self.assertEqual(self.new.texts("maildrop"), everything)
        self.assertEqual(self.old.texts("maildrop"), ["half"])
        for name in os.listdir(self.old.spool / "relaymove-carried"):  # an answer that got lost
            (self.old.spool / "relaymove-carried" / name).rename(self.old.spool / "maildrop" / name)
        self.assertEqual(self.land().wait(timeout=200), 0)
        self.assertEqual(self.new.texts("maildrop"), everything)

    def is_taking(self) -> tuple[tuple[str, str, list[str]], ...]:
        """What NEW is sent, what it becomes there, and where that is looked for."""
        self.end(self.flies())
        self.old.place("maildrop/11111AAA", "with the queue")
        self.move_queue()
        self.open_new()
        return (("landed", "active/12345AAA", ["deferred"]), ("dropped", "11111CCC", ["maildrop"]))

    def sends(self, what: str, name: str, text: str, part: int) -> subprocess.Popen:
        """OLD has sent a part, and falls silent."""
        words = self.new.words("/etc/relaymove/take-late.sh", what, "c1", name,
                               hashlib.sha256(text.encode()).hexdigest())
        process = subprocess.Popen(words, stdin=subprocess.PIPE, text=True)
        self.processes.append(process)
        process.stdin.write(text[:part])
        process.stdin.flush()
        time.sleep(0.5)
        return process

    def left(self) -> list[str]:
        return [path.name for path in self.new.spool.glob("relaymove-late*")]

    def test_an_old_that_falls_silent_holds_no_lock(self) -> None:
        for what, name, folders in self.is_taking():
            before = self.new.texts(*folders)
            silent = self.sends(what, name, "flies D", 5)
            began = time.monotonic()
            self.must(self.new.run("/etc/relaymove/guard", "locked", "true"))
            self.assertLess(time.monotonic() - began, 20)
            self.assertEqual(self.new.texts(*folders), before)
            silent.communicate(" D", timeout=60)
            self.assertEqual(silent.returncode, 0)
            self.assertEqual(self.new.texts(*folders), sorted([*before, "flies D"]))
            self.assertEqual(self.left(), [])

    def test_what_did_not_come_whole_did_not_come(self) -> None:
        for what, name, _ in self.is_taking():
            before = self.new.texts("hold", "deferred", "maildrop")
            (self.new.folder / "locked").write_text("")
            cut = self.sends(what, name, "flies D", 5)
            cut.communicate(timeout=60)
            self.assertNotEqual(cut.returncode, 0)
            self.assertEqual((self.new.folder / "locked").read_text(), "")
            self.assertEqual(self.new.texts("hold", "deferred", "maildrop"), before)
            self.assertEqual(self.left(), [])

    def test_what_a_killed_one_left_goes_with_the_next(self) -> None:
        for what, name, folders in self.is_taking():
            before = self.new.texts(*folders)
            killed, lives = self.sends(what, name, "flies D", 5), self.sends(what, name, "flies D", 5)
            self.end(killed)
            self.assertEqual(len(self.left()), 2)
            next_one = self.sends(what, name, "flies D", 7)
            next_one.communicate(timeout=60)
            self.assertEqual(next_one.returncode, 0)
            self.assertEqual(len(self.left()), 1)  # of the one that still reads
            lives.communicate(" D", timeout=60)
            self.assertEqual(lives.returncode, 0)
            self.assertEqual(self.left(), [])
            self.assertEqual(self.new.texts(*folders), sorted([*before, "flies D"]))  # once

    def test_one_that_can_not_get_the_lock_leaves_nothing_for_long(self) -> None:
        for what, name, folders in self.is_taking():
            before = self.new.texts(*folders)
            self.new.program("etc/guard", f'#!/bin/sh\n[ "$1" = locked ] && exit 95\nexec cat {self.new.etc}/state\n')
            locked_out = self.sends(what, name, "flies D", 7)
            locked_out.communicate(timeout=60)
            self.assertEqual(locked_out.returncode, 95)
            shutil.copy(self.new.folder / "bin/guard", self.new.etc / "guard")
            self.sends(what, name, "flies D", 7).communicate(timeout=60)
            self.assertEqual(self.left(), [])
            self.assertEqual(self.new.texts(*folders), sorted([*before, "flies D"]))

    def test_calm_stops_the_manager_and_waits_for_the_agents(self) -> None:
        self.old.place("active/12345AAA", "flies R")
        manager, agent = self.named("qmgr"), self.agent("active/12345AAA")
        state = lambda: Path(f"/proc/{manager.pid}/status").read_text().split("State:\t")[1][0]  # noqa: E731
        calm = self.start("/etc/relaymove/in-flight.sh", "calm", "60", "1min")
        self.until(lambda: state() == "T")
        self.assertIsNone(calm.poll())
        self.end(agent)
        self.assertEqual(calm.wait(timeout=200), 0)
        self.assertIn("--on-active=1min", self.old.asked())
        self.must(self.old.run("/etc/relaymove/in-flight.sh", "forget"))
        self.until(lambda: state() == "S")

    def test_an_agent_whose_word_the_manager_does_not_hear_is_done(self) -> None:
        self.named("qmgr")
        for name in ("smtp", "lmtp"):
            with self.subTest(name):
                path = f"active/12345{name}"
                self.old.place(path, "flies R")
                _, line = self.manager_asks(name)
                self.agent(path, name, (line.fileno(),))
                if name == "smtp":
                    self.assertEqual(self.let_go(), [path])
                    (self.old.etc / "in-flight").unlink()
                line.send(b"done with it")
                line.close()
                self.assertEqual(self.start("/etc/relaymove/in-flight.sh", "calm", "1000", "1min").wait(timeout=200), 0)
                self.assertEqual(self.let_go(), [])


if __name__ == "__main__":
    if os.geteuid() != 0:
        sys.exit(77)
    if os.getpid() != 1:
        enter = ["unshare", "--mount", "--pid", "--fork", "--mount-proc", "--kill-child"]
        if subprocess.run([*enter, "true"], check=False).returncode:
            sys.exit(77)
        sys.exit(subprocess.run([*enter, sys.executable, *sys.argv], check=False).returncode)
    for path in ("/etc/relaymove", "/var/spool/postfix"):
        os.makedirs(path, exist_ok=True)  # to mount over
    unittest.main(verbosity=2)
