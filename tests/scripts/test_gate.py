#!/usr/bin/python3
"""core/copy/gate.sh for real: what OLD may do on NEW with the key of the link."""

import os
import shutil
import subprocess

from gate_world import ADDS, BOOT, COPY, PLACES, REFUSED, STATE, Case, run


class WhatOldMayDo(Case):
    def setUp(self) -> None:
        super().setUp()
        self.world.ready()

    def test_nothing_but_what_the_table_lists(self) -> None:
        for tried in ("", "sh -c 'touch /root/canary'", "true; touch /root/canary",
                      "true && touch /root/canary", "true\ntouch /root/canary", "true $(touch /root/canary)",
                      "cat /etc/shadow", "/etc/relaymove/guard show",
                      "/etc/relaymove/guard told open c1 c2", "/etc/relaymove/guard told open ../c1",
                      "/etc/relaymove/guard move m1 L1 c1 fenced filled",
                      "/etc/relaymove/guard locked touch /root/canary",
                      "/etc/relaymove/link-key.sh drop m1", "/etc/relaymove/gate m1",
                      "/etc/relaymove/pack-programs.sh ../x", "/etc/relaymove/pack-programs.sh --help",
                      "/etc/relaymove/pack-programs.sh nft; id", "rsync", "rsync --server --daemon .",
                      "internal-sftp", "scp -t /root"):
            code, said = self.world.old(tried) if tried else self.world.old()
            self.assertEqual(code, REFUSED, (tried, said))
        self.assertEqual(self.tree("root"), [".ssh", ".ssh/authorized_keys"])
        self.assertEqual(self.world.old("true")[0], 0)

    def test_no_forwarding_no_terminal_no_subsystem(self) -> None:
        process = subprocess.run(
            [*self.world.ssh_words("-W", f"127.0.0.1:{self.world.port}"), "root@127.0.0.1"],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=60)
        self.assertNotIn("SSH-2.0", process.stdout)
        code, said = self.world.old("true", options=("-o", "ExitOnForwardFailure=yes", "-R", "0:127.0.0.1:1"))
        self.assertNotEqual(code, 0, said)
        self.assertIn("PTY", self.world.old("true", options=("-tt",))[1])
        self.assertNotEqual(self.world.old("sftp", options=("-s",))[0], 0)

    def test_scripts_by_name(self) -> None:
        code, said = self.world.old("/etc/relaymove/guard", "told", "ready", "c1")
        self.assertEqual(code, STATE, said)  # the guard's own answer: not filled yet
        self.world.guard("move", "m1", "L1", "c1", "fenced", "filled")
        for words in (("ready", "c1"), ("open", "c1", BOOT), ("settle", "c1")):
            code, said = self.world.old("/etc/relaymove/guard", "told", *words)
            self.assertEqual(code, 0, said)
            self.assertEqual(said.strip(), BOOT if words[0] == "ready" else "")
        self.assertIn("state=settled", self.world.guard("show"))

    def test_programs_are_packed(self) -> None:
        done = subprocess.run([*self.world.ssh_words(), "root@127.0.0.1",
                               "/etc/relaymove/pack-programs.sh", "rsync"], capture_output=True,
                              check=True, timeout=60)
        names = subprocess.run(["tar", "-t"], input=done.stdout, capture_output=True, check=True).stdout
        self.assertIn(b"bin/rsync", names)

    def test_a_pass(self) -> None:
        first = self.world.put("a@relay.test/cur/1:2,S", "mail")
        os.link(first, first.with_name("2:2,S"))
        (self.mail / "gone").write_text("x")
        code, said = self.world.rsync(*COPY, "./", "root@127.0.0.1:/mailboxes/")
        self.assertEqual(code, 0, said)
        self.assertEqual(self.tree("srv/mail/relay.test"),
                         ["a@relay.test", "a@relay.test/cur", "a@relay.test/cur/1:2,S",
                          "a@relay.test/cur/2:2,S"])
        self.assertIn("Number of files", said)
        self.assertEqual((self.mail / "a@relay.test/cur/1:2,S").stat().st_nlink, 2)

    def test_owners_by_name(self) -> None:
        shutil.chown(self.world.put("a"), "daemon", "daemon")
        self.assertEqual(self.world.rsync(*COPY, "./", "root@127.0.0.1:/mailboxes/")[0], 0)
        self.assertEqual((self.mail / "a").owner(), "daemon")

    def test_a_salvaging_pass_quarantines(self) -> None:
        (self.mail / "gone").write_text("x")
        code, said = self.world.rsync(*COPY, "--backup", "--backup-dir=/kept", "./",
                                      "root@127.0.0.1:/mailboxes/")
        self.assertEqual(code, 0, said)
        self.assertEqual(self.tree("kept"), ["gone"])

    def test_a_repair_and_the_queue(self) -> None:
        self.world.put("active/A", "mail")
        for words in (["-rptgoH", "--checksum", "--include=*/", "--include=A", "--exclude=*", "./",
                       "root@127.0.0.1:/mailboxes/"],
                      ["-rptgoH", "--delete", "--ignore-missing-args", "active", "hold",
                       "root@127.0.0.1:/queue/"],
                      ["-rptgoH", "--ignore-missing-args", "active", "root@127.0.0.1:/rescue/"]):
            code, said = self.world.rsync(*words)
            self.assertEqual(code, 0, said)
        for there in ("srv/mail/relay.test", "spool/relaymove-staging", "lib/queue"):
            self.assertEqual(self.tree(there), ["active", "active/A"])

    def test_to_nowhere_else(self) -> None:
        self.world.put("canary")
        before = {name: self.tree(name) for name in PLACES}
        for place in ("/", "/root/", "/root/.ssh/", "/etc/", "/mailboxes/../root/", "/mailboxes/..", "",
                      "/srv/mail/relay.test/", "/mailboxes/a/", "/kept/", "mailboxes/", "/queue"):
            code, said = self.world.rsync(*ADDS, "./", f"root@127.0.0.1:{place}")
            self.assertNotEqual(code, 0, (place, said))
        for name in set(PLACES) - {"run"}:
            self.assertEqual(self.tree(name), before[name])
        self.world.must("test", "!", "-e", "/canary")

    def test_nothing_is_read(self) -> None:
        (self.mail / "secret").write_text("x")
        code, said = self.world.rsync("-a", "root@127.0.0.1:/mailboxes/", "./")
        self.assertNotEqual(code, 0, said)
        self.assertEqual(self.tree("old"), [])

    def test_no_other_option(self) -> None:
        self.world.put("a")
        for option in ("--links", "--devices", "--specials", "--keep-dirlinks", "--inplace", "--append",
                       "--backup-dir=/etc", "--partial-dir=/root", "--temp-dir=/root", "--link-dest=/root",
                       "--copy-dest=/root", "--compare-dest=/root", "--files-from=/dev/null", "--relative",
                       "--numeric-ids", "--secluded-args", "--write-devices", "--usermap=*:root",
                       "--remote-option=--log-file=/root/canary", "--remote-option=--munge-links",
                       "--xattrs", "--acls"):
            code, said = self.world.rsync(*ADDS, option, "./", "root@127.0.0.1:/mailboxes/")
            self.assertNotEqual(code, 0, (option, said))
        self.assertEqual(self.tree("srv/mail/relay.test"), [])
        self.assertEqual(self.tree("root"), [".ssh", ".ssh/authorized_keys"])

    def test_links_among_the_mailboxes_are_neither_sent_nor_followed(self) -> None:
        self.world.put("a/cur/1")
        os.symlink("/root", self.world.folder / "old/b")
        os.symlink("/root", self.world.folder / "old/a/new")
        code, said = self.world.rsync(*COPY, "./", "root@127.0.0.1:/mailboxes/")
        self.assertEqual(code, 0, said)
        self.assertIn('skipping non-regular file "b"', said)
        self.assertEqual(self.tree("srv/mail/relay.test"), ["a", "a/cur", "a/cur/1"])

    def test_a_link_on_new_leads_no_copy_out(self) -> None:
        """Where the folder itself is one, rsync follows it; and its name for OLD is no other's."""
        os.symlink("/root", self.world.folder / "srv/mail/relay.test/a")
        os.symlink("/root", self.world.folder / "spool/relaymove-staging/active")
        self.world.put("a/canary")
        self.world.put("active/canary")
        self.world.rsync(*COPY, "./", "root@127.0.0.1:/mailboxes/")
        self.world.rsync("-rptgoH", "active", "root@127.0.0.1:/queue/")
        self.assertEqual(self.tree("root"), [".ssh", ".ssh/authorized_keys"])

    def test_staged_links_lead_no_copy_out(self) -> None:
        os.symlink("/root", self.world.folder / "old/etc")
        words = ["-rlptgoHR", "--delete", "--delete-missing-args"]
        self.assertEqual(self.world.rsync(*words, "./etc", "root@127.0.0.1:/state/")[0], 0)
        os.unlink(self.world.folder / "old/etc")
        self.world.put("etc/canary")
        self.world.rsync(*words, "--no-implied-dirs", "./etc/canary", "root@127.0.0.1:/state/")
        self.assertEqual(self.tree("root"), [".ssh", ".ssh/authorized_keys"])


class WhenOldMayCopy(Case):
    def setUp(self) -> None:
        super().setUp()
        self.world.ready()

    def copy(self) -> tuple[int, str]:
        return self.world.rsync(*COPY, "./", "root@127.0.0.1:/mailboxes/")

    def test_only_while_new_is_fenced(self) -> None:
        self.world.put("a")
        (self.mail / "new-here").write_text("x")
        for step in (("move", "m1", "L1", "c1", "fenced", "filled"), ("told", "open", "c1", BOOT),
                     ("told", "settle", "c1")):
            self.world.guard(*step)
            code, said = self.copy()
            self.assertNotEqual(code, 0, step)
            self.assertIn("nothing is copied to this machine now", said)
        self.assertEqual(self.tree("srv/mail/relay.test"), ["new-here"])

    def test_not_without_a_record_nor_for_another_migration(self) -> None:
        values = self.world.folder / "etc/record/values"
        text = values.read_text()
        for other in (text.replace("migration=m1", "migration=m2"), text.replace("role=new", "role=old"), ""):
            values.write_text(other)
            self.assertNotEqual(self.copy()[0], 0, other)

    def test_a_pass_that_runs_changes_nothing_any_more(self) -> None:
        for step in (("move", "m1", "L1", "c1", "fenced", "filled"), ("told", "open", "c1", BOOT)):
            with self.subTest(step=step):
                process = self.running_pass()
                if step[0] == "told":  # it runs on in `filled`, by whatever accident
                    values = self.world.folder / "etc/record/values"
                    values.write_text(values.read_text().replace("state=fenced", "state=filled"))
                self.world.guard(*step)
                seen = self.state_of_mail()
                self.assertEqual(self.tree("run/receivers"), [])
                self.assertNotEqual(process.wait(timeout=60), 0)
                self.assertEqual(self.state_of_mail(), seen)
                for path in self.mail.iterdir():
                    path.unlink()
                if step[0] == "move":
                    self.world.guard("move", "m1", "L1", "c1", "filled", "fenced")

    def state_of_mail(self) -> list:
        return sorted((path.name, path.stat().st_size, path.stat().st_mtime_ns)
                      for path in self.mail.iterdir())

    def test_what_bears_an_ended_copys_number_is_left_alone(self) -> None:
        """A file that was left names a process group that is some other program's now."""
        bystander = subprocess.Popen(self.world.entered("setsid", "--wait", "sh", "-c", "echo $$; exec sleep 1000"),
                                     stdout=subprocess.PIPE, text=True)
        self.addCleanup(lambda: (bystander.kill(), bystander.wait(), bystander.stdout.close()))
        number = bystander.stdout.readline().strip()
        (self.world.folder / "run/receivers").mkdir()
        (self.world.folder / "run/receivers" / number).touch()
        self.world.guard("move", "m1", "L1", "c1", "fenced", "filled")
        self.world.must("test", "-e", f"/proc/{number}")


if __name__ == "__main__":
    run()
