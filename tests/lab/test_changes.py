#!/usr/bin/python3
"""Within the outage only what has changed since the comparison is gone through; and everything, visibly, where that
can't be told. Exit 77: not possible here.
"""

import signal
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Flow, Move, lab, on, reaches, read_to_the_end, read_until  # noqa: E402

POPULATION = ("--mailboxes", "60", "--messages", "600")
MAIL = "/home/vmail/mail/relay.test"
QUIET = [f"q{n}@relay.test" for n in range(1, 7)]
ALL = "all mailboxes are gone through: "
LIST = f"cd {MAIL} && find . -type d -printf '%p %u %m\\n' -o -printf '%p %y %s %u %m %T@\\n' | sort; sha256sum */password"
OVERFLOW = "systemctl kill -s STOP relaymove-recorder; python3 -c \"import os\nfor i in range(40000):\n" \
           " os.mkdir(f'/home/{i}'); os.rmdir(f'/home/{i}')\"; systemctl kill -s CONT relaymove-recorder"
# By hand, as the hold begins: what mail itself does not do every day.
CHANGES = f"""cd {MAIL}
rm -r "$1"; mkdir -p new@relay.test/cur; echo hello >new@relay.test/cur/1:2,S; chown -R vmail: new@relay.test
chmod -R go= new@relay.test; mv "$2" moved@relay.test; touch -d @1000000000 "$(find "$3" -path '*/cur/*' | head -n 1)"
rm "$4/password"; echo x >>"$5/password"
cp -p "$6/password" /tmp/f; tr a-z b-za </tmp/f >"$6/password"; touch -r /tmp/f "$6/password" """


class Changes(unittest.TestCase):
    """One lab. Each cutover but the last is gone back from."""

    @classmethod
    def setUpClass(cls) -> None:
        lab("relay")
        lab("populate", *POPULATION)
        # the flow's count knows nothing of these
        on("old", f"cd {MAIL}; for n in 1 2 3 4 5 6; do mkdir -p q$n@relay.test/cur; echo $n >q$n@relay.test/cur/1:2,S; "
                  "echo secret$n >q$n@relay.test/password; chown -R vmail: q$n@relay.test; chmod -R go= q$n@relay.test; done")
        cls.move = Move()
        cls.flow = Flow()
        cls.flow.wait_for(5)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.flow.close()
        cls.move.close()
        lab("down", check=False)

    def cutover(self, host: str, command: str, until: str = "synced") -> list[str]:
        """Done on the host as the hold begins; what the log says until all is compared. Then back."""
        process = self.move.start()
        read_until(process, reaches("hold"))
        before = len(self.move.log())
        self.move.signal(signal.SIGSTOP)
        try:
            on(host, command)
        finally:
            self.move.signal(signal.SIGCONT)
        read_until(process, reaches(until))
        if until == "synced":
            self.move.signal(signal.SIGKILL)
            read_to_the_end(process)
            self.equal = on("old", LIST), on("new", LIST)
            self.move.migrate("rollback")
        else:
            self.assertEqual(read_to_the_end(process)[-1]["outcome"], "succeeded")
        return [line[-1] for line in self.move.log()[before:]]

    def gone_through(self, said: list[str]) -> str:
        return next(line for line in said if line.startswith(ALL) or "have changed since the comparison" in line)

    def test_1_only_what_changed(self) -> None:
        said = self.gone_through(self.cutover("old", f"set -- {' '.join(QUIET)}; {CHANGES}"))
        self.assertNotIn(ALL, said)
        self.assertLess(int(said.split()[0]), 50)
        self.assertGreaterEqual(int(said.split()[0]), 7)
        self.assertEqual(*self.equal)

    def test_2_all_where_changes_may_have_been_missed(self) -> None:
        for host, fault, why in (("old", "systemctl kill -s KILL relaymove-recorder", "OLD: the recording of changes has ended"),
                                 ("new", "systemctl stop relaymove-recorder", "NEW: the recording of changes has ended"),
                                 ("old", OVERFLOW, "OLD: the recording of changes has ended"),
                                 ("new", f"cd {MAIL}; set -- $(ls -d *@*); for box; do touch \"$box\"; done",
                                  "changed by somebody else")):
            with self.subTest(fault):
                said = self.gone_through(self.cutover(host, fault))
                self.assertIn(ALL, said)
                self.assertIn(why, said)
                self.assertEqual(*self.equal)

    def test_3_without_the_program(self) -> None:
        on("old", "mv /usr/bin/fsnotifywait /root")
        try:
            said = self.gone_through(self.cutover("old", "true"))
        finally:
            on("old", "mv /root/fsnotifywait /usr/bin")
        self.assertIn("the recording of changes has ended", said)
        self.assertEqual(*self.equal)

    def test_4_to_the_end(self) -> None:
        said = self.cutover("old", "true", "forwarded")
        self.assertNotIn(ALL, self.gone_through(said))
        verdict, count = self.flow.finish("new", "old")
        print(count, flush=True)
        self.assertEqual(verdict, 0, count)


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
