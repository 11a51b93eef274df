#!/usr/bin/python3
"""core/copy/link-key.sh for real: how the key of the link comes and goes."""

import os
import subprocess

from gate_world import BOOT, REFUSED, UNTOUCHED, Case, run


class TheKey(Case):
    ADMINS = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIOld0ldOldOldOldOldOldOldOldOldOldOldOldOldO admin@laptop"

    def drop(self) -> tuple[int, str]:
        return self.world.on_new("/etc/relaymove/link-key.sh", "drop", "m1")

    def asked(self) -> str:
        path = self.world.folder / "run/asked"
        return path.read_text() if path.exists() else ""

    def test_a_line_without_its_end_stays_a_line_of_its_own(self) -> None:
        self.world.keys.write_text(self.ADMINS)
        self.assertEqual(self.world.admit()[0], 0)
        self.assertEqual(self.world.keys.read_text(), self.ADMINS + "\n" + self.world.line())
        self.assertEqual(self.drop()[0], 0)
        self.assertEqual(self.world.keys.read_text(), self.ADMINS + "\n")

    def test_a_line_that_was_glued_to_ours_stays(self) -> None:
        glued = self.ADMINS + self.world.line()
        self.world.keys.write_text(glued)
        self.assertEqual(self.drop()[0], 0)
        self.assertEqual(self.world.keys.read_text(), glued)

    def test_only_our_line_goes(self) -> None:
        before = f"# ours\n\n{self.ADMINS}\nrestrict {self.ADMINS} relaymove-m2\n{self.ADMINS} relaymove-m1\n"
        self.world.keys.write_text(before)
        self.assertEqual(self.world.admit()[0], 0)
        self.assertEqual(self.world.admit()[0], 0)  # replaced, never doubled
        self.assertEqual(self.world.keys.read_text(), before + self.world.line())
        self.assertEqual(self.drop()[0], 0)
        self.assertEqual(self.world.keys.read_text(), before)

    def test_owner_and_mode_stay(self) -> None:
        self.world.keys.write_text(self.ADMINS + "\n")
        os.chmod(self.world.keys, 0o640)
        os.chown(self.world.keys, 0, 1)
        for change in (self.world.admit, self.drop):
            self.assertEqual(change()[0], 0)
            seen = self.world.keys.stat()
            self.assertEqual((oct(seen.st_mode), seen.st_uid, seen.st_gid), ("0o100640", 0, 1))

    def test_links_stay_links(self) -> None:
        real = self.world.folder / "ssh/keys-of-root"
        real.write_text(self.ADMINS + "\n")
        self.world.keys.symlink_to("/etc/ssh/keys-of-root")
        other = self.world.folder / "ssh/another-name"
        os.link(real, other)
        self.assertEqual(self.world.admit()[0], 0)
        self.assertTrue(self.world.keys.is_symlink())
        self.assertEqual(other.read_text(), self.ADMINS + "\n" + self.world.line())
        self.assertEqual(self.drop()[0], 0)
        self.assertEqual(other.read_text(), self.ADMINS + "\n")
        self.assertTrue(os.path.samefile(real, other))

    def test_where_sshd_looks(self) -> None:
        (self.world.folder / "ssh/sshd_config").write_text("AuthorizedKeysFile none /etc/ssh/keys/%u\n")
        self.world.keys.write_text(self.ADMINS + "\n")
        self.assertEqual(self.world.admit()[0], 0)
        elsewhere = self.world.folder / "ssh/keys/root"
        self.assertEqual(elsewhere.read_text(), self.world.line())
        self.assertEqual(self.world.keys.read_text(), self.ADMINS + "\n")
        (self.world.folder / "ssh/sshd_config").write_text("")
        self.assertEqual(self.drop()[0], 0)
        self.assertEqual(elsewhere.read_text(), "")

    def test_a_file_that_can_not_be_changed_is_refused_and_nothing_touched(self) -> None:
        self.world.keys.write_text(self.ADMINS)
        if subprocess.run(["chattr", "+i", str(self.world.keys)], check=False,
                          stderr=subprocess.DEVNULL).returncode:
            self.world.must("mount", "-o", "remount,bind,ro", "/root")
        else:
            self.addCleanup(subprocess.run, ["chattr", "-i", str(self.world.keys)], check=True)
        code, said = self.world.admit()
        self.assertEqual(code, UNTOUCHED, said)
        self.assertIn("/root/.ssh/authorized_keys", said)
        self.assertEqual(self.world.keys.read_text(), self.ADMINS)
        self.assertEqual(self.tree("root/.ssh"), ["authorized_keys"])
        self.assertFalse((self.world.folder / "run/link").exists())
        self.assertNotIn("systemd-run", self.asked())

    def test_mailboxes_where_the_machine_lives_are_refused(self) -> None:
        for folder in ("/", "/etc/cron.d", "/root/.ssh", "/usr/lib", "/srv/../etc", "/home", "srv/mail",
                       "/var/lib/relaymove/x", "/home/a/.ssh", "/srv/a\nb"):
            self.assertEqual(self.world.admit(folder)[0], UNTOUCHED, folder)
        for folder in ("/home/vmail/mail/relay.test", "/srv/mail", "/var/vmail/x"):
            self.assertEqual(self.world.admit(folder)[0], 0, folder)

    def test_it_lasts_as_long_as_was_said(self) -> None:
        self.world.ready()
        self.assertIn("--on-active=600 /etc/relaymove/link-key.sh drop m1", self.asked())
        self.assertEqual(self.world.old("true")[0], 0)
        self.assertEqual(self.world.admit(seconds="0")[0], 0)
        code, said = self.world.old("true")
        self.assertEqual(code, REFUSED)
        self.assertIn("admitted no longer", said)
        self.assertEqual(self.world.admit()[0], 0)  # whoever moves the relay came back
        self.assertEqual(self.world.old("true")[0], 0)

    def test_settled_it_ends_by_itself(self) -> None:
        self.world.ready()
        self.world.guard("move", "m1", "L1", "c1", "fenced", "filled")
        self.world.guard("told", "open", "c1", BOOT)
        self.world.guard("alone")
        self.assertIn("--on-active=3600 /etc/relaymove/link-key.sh drop m1", self.asked())

    def test_what_is_connected_ends_with_the_key(self) -> None:
        self.world.ready()
        through, master = self.link()
        self.assertEqual(self.world.old("true", options=through)[0], 0)
        process = self.running_pass()  # another connection of the same key
        self.assertEqual(self.drop()[0], 0)
        master.wait(timeout=60)
        self.assertNotEqual(process.wait(timeout=60), 0)
        for receiver in (self.world.folder / "run/receivers").iterdir():
            subprocess.run(["flock", "-w", "30", str(receiver), "true"], check=True)
        self.assertNotEqual(self.world.old("true")[0], 0)

    def test_a_connection_that_never_said_a_word_can_do_nothing_afterwards(self) -> None:
        self.world.ready()
        through, _ = self.link()
        self.assertEqual(self.drop()[0], 0)
        self.assertEqual(self.world.old("true", options=through)[0], REFUSED)


if __name__ == "__main__":
    run()
