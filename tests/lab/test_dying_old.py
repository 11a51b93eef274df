#!/usr/bin/python3
"""OLD's disk dies: reads fail, one hangs, then nothing can be written; the relay moves all the same.

One migration, in the order in which a person would meet all this. Exit 77: not possible here.
"""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import failing  # noqa: E402
import moving  # noqa: E402
from moving import Move, lab, on  # noqa: E402
from test_migration import LOGIN, as_admin  # noqa: E402

OLD, NEW = "198.51.100.10", "198.51.100.20"
ANSWER_NEEDED = 3
SPARE = "/etc/dkimkeys/spare"
# The guard and its record were there before the disk could not be written any more.
OURS = "cd /etc/relaymove && find . | sort && sha256sum guard record/values"
SETTINGS = "find /etc -xdev -type f -not -path \"/etc/relaymove/*\" -printf \"%p %s %T@\\n\" | sort"


def messages(user: str) -> list[str]:
    """Below OLD's failing disk, relative to the mail folder."""
    return on("old", f"cd {failing.BELOW} && find {user}/cur {user}/new -type f | sort").split()


def sums(host: str, folder: str) -> dict[str, str]:
    """Messages, passwords and UID lists by content."""
    lines = on(host, f"cd {folder} && find . -path '*@*' -type f \\( -path '*/cur/*' -o -path '*/new/*' -o -name password "
                     "-o -name dovecot-uidlist \\) -exec sha256sum {} +").splitlines()
    return {line[66:].removeprefix("./"): line[:64] for line in lines}


class DyingOld(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        lab("relay")
        lab("populate", "--mailboxes", "60", "--messages", "600")
        failing.lay_over()
        users = [user["address"] for user in json.loads(on("old", "cat /root/populate.json"))["users"]
                 if user["messages"] > 3]
        cls.hurt, cls.hurt_too, cls.hangs, cls.mended = users[:4]
        cls.quiet = next(user for user in json.loads(on("old", "cat /root/populate.json"))["users"]
                         if user["address"] == users[4])
        cls.reader, cls.hangs_whole = users[5:7]
        on("old", f"mkdir -p /srv/spare {SPARE}; for i in old older; do echo $i >/srv/spare/$i.private; done")
        failing.mount("/srv/spare", SPARE, "/run/spare-faults")
        failing.set_faults("eio", ["old.private"], "/run/spare-faults")
        cls.unreadable = messages(cls.hurt)[:2] + messages(cls.hurt_too)[:1]
        cls.hanging = messages(cls.hangs)[:1]
        cls.soon_readable = messages(cls.mended)[:1]
        cls.inbox = as_admin(LOGIN, cls.quiet["address"], cls.quiet["password"], OLD)
        cls.packages = on("old", "dpkg -l")
        failing.set_faults("eio", cls.unreadable + cls.soon_readable)
        failing.set_faults("hang", cls.hanging)
        cls.move = Move()

    @classmethod
    def tearDownClass(cls) -> None:
        on("old", f"rm -f {failing.FAULTS}/hang", check=False)  # what waits for it can end
        if hasattr(cls, "move"):
            cls.move.close()
        lab("down", check=False)

    def go(self, *words: str, expect: int = 0) -> str:
        return self.move.run("run", *self.move.unattended("run"), *words, text=self.move.secret + "\n", accept=(expect,))

    def asked(self, output: str) -> dict:
        questions = [json.loads(line) for line in output.splitlines() if '"question-asked"' in line]
        return questions[-1]

    def failure(self, output: str) -> str:
        ended = [line for line in output.splitlines() if '"step-ended"' in line and '"failed"' in line]
        return ended[-1] if ended else output[-2000:]

    def test_1_a_failing_read_is_asked_about(self) -> None:
        output = self.go("--until", "precopy", expect=ANSWER_NEEDED)
        self.assertIn("Input/output error", self.failure(output))
        self.assertIn("--salvage", self.failure(output))
        type(self).first_run = len(self.move.log())

    def test_2_what_cant_be_replaced_comes_first_and_the_rest_is_listed(self) -> None:
        output = self.go("--until", "precopy", "--salvage", expect=ANSWER_NEEDED)
        failed = self.failure(output)
        for mailbox, what in ((self.hurt, "2 messages"), (self.hurt_too, "1 message"), (self.hangs, "1 message"),
                              (self.mended, "1 message")):
            self.assertIn(f"{mailbox}: {what}", failed)
        self.assertIn(f"keys and other state: {SPARE}/old.private", failed)
        commands = [row[4] for row in self.move.log()[self.first_run:] if row[3] == "command"]
        order = [next(i for i, line in enumerate(commands) if sign in line) for sign in
                 ("-rlptgoHR", "--include=password", ":/rescue/", "--unit=relaymove-pass")]
        self.assertEqual(order, sorted(order), "keys, passwords, queue, then the pass")
        on("new", "test -s /etc/dkimkeys/opendkim.private; test -d /var/lib/relaymove/queue/active")
        self.assertEqual(on("new", f"ls {failing.MAIL}/*/password | wc -l").strip(), "60")

    def test_3_a_disk_that_cant_be_written_gives_what_it_has(self) -> None:
        # What NEW has got is read, gets its new name, and then its sectors die; a folder hangs; nobody may register.
        copied = messages(self.reader)[0]
        type(self).read_since = f"{self.reader}/cur/{Path(copied).name.partition(':')[0]}:2,FRS"
        on("old", f"cd {failing.BELOW} && mv {copied} {self.read_since}; touch /etc/chatmail-nocreate")
        failing.set_faults("eio", [*self.unreadable, self.read_since])
        failing.set_faults("hang", [*self.hanging, f"{self.hangs_whole}/cur"])
        type(self).settings = on("old", SETTINGS)
        type(self).ours = on("old", OURS)
        self.assertNotIn("go-back", self.ours)
        failing.read_only()
        said = self.go("--leave-unreadable", "--until", "install")
        self.assertIn("OLD can't be written (/etc, /var/spool/postfix", said)
        failing.mount("/srv/spare", SPARE, "/run/spare-faults")  # a layer shows nothing that was mounted below it
        self.assertEqual(on("old", "systemctl is-active dovecot").strip(), "active")
        on("new", f"test -e {failing.MAIL}/{self.soon_readable[0]}; systemctl is-active --quiet unbound")
        on("new", f"test -e {failing.MAIL}/{self.read_since}; test -e /etc/chatmail-nocreate")

    def test_4_the_move_without_what_cant_be_read(self) -> None:
        on("old", "rm /etc/chatmail-nocreate")  # in its memory
        # Each hour it walks all mailboxes: here it waits for the folder that hangs, and can't be killed.
        on("old", "systemctl start --no-block chatmail-fsreport.service")
        moving.wait_for("it hangs", lambda: "activating" in on("old", "systemctl is-active chatmail-fsreport.service", check=False), 30)
        events = [json.loads(line) for line in self.go("--leave-unreadable").splitlines()]
        print(f"outage {moving.outage(events):.2f} s\n{moving.timeline(events)}", flush=True)
        there, before = sums("new", failing.MAIL), sums("old", failing.BELOW)
        hanging = [path for path in before if path.startswith(f"{self.hangs_whole}/cur/") and path not in there]
        lost = set(self.unreadable + self.hanging + hanging)
        self.assertIn(self.read_since, there)
        on("new", f"test ! -e /etc/chatmail-nocreate; test -e {SPARE}/older.private; test ! -e {SPARE}/old.private")
        self.assertEqual({path for path in before if path not in there}, lost)
        self.assertEqual({path for path, digest in there.items() if before.get(path) != digest}, set())
        self.assertEqual(as_admin(LOGIN, self.quiet["address"], self.quiet["password"], NEW), self.inbox)
        self.assertEqual(as_admin(LOGIN, self.quiet["address"], self.quiet["password"], OLD), self.inbox)

    def test_5_nothing_was_installed_on_old(self) -> None:
        self.assertEqual(failing.on_the_disk(SETTINGS), self.settings)
        self.assertEqual(failing.on_the_disk(OURS), self.ours)
        self.assertEqual(on("old", "dpkg -l"), self.packages)
        on("old", "nft list table inet relaymove_forward >/dev/null || nft list ruleset | grep -q dnat")

    def test_6_the_report_lists_what_stayed(self) -> None:
        report = (self.move.folder() / "report.md").read_text()
        for path in self.unreadable:
            self.assertIn(f"`{path}`: Input/output error; left behind, as agreed", report)
        self.assertIn(f"`{self.hanging[0]}`: the disk hangs; left behind, as agreed", report)
        self.assertNotIn(self.soon_readable[0], report)
        self.assertIn(f"`{self.hangs_whole}/cur`: the disk hangs; left behind, as agreed", report)
        self.assertIn(f"`{SPARE}/old.private`: Input/output error; left behind, as agreed", report)
        self.assertNotIn(self.read_since, report)
        self.assertIn("Going back is not safe", report)


if __name__ == "__main__":
    if not moving.possible() or failing.missing():
        print("not possible here:", *failing.missing())
        sys.exit(77)
    unittest.main(verbosity=2)
