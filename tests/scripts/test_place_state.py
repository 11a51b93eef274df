#!/usr/bin/python3
"""core/copy/place-state.sh for real: what OLD sent comes into its place on NEW."""

import os

from gate_world import UNTOUCHED, Case, run

PEM = "-----BEGIN CERTIFICATE-----\nMIIBabc+/=\n-----END CERTIFICATE-----\n"


class State(Case):
    """What OLD sent, put into its place."""

    def setUp(self) -> None:
        super().setUp()
        self.world.ready()

    def send(self, *paths: str) -> tuple[int, str]:
        """As copyState does; OLD's files lie below a folder here."""
        code, said = self.world.rsync("-rlptgoHR", "--delete", "--delete-missing-args",
                                      *(f"./{path[1:]}" for path in paths), "root@127.0.0.1:/state/")
        self.assertEqual(code, 0, said)
        return self.place(*paths)

    def place(self, *paths: str) -> tuple[int, str]:
        return self.world.on_new("/etc/relaymove/place-state.sh", "/var/lib/relaymove/state", *paths)

    def test_to_the_same_path(self) -> None:
        self.world.put("etc/dkimkeys/opendkim.private", "key")
        (self.world.folder / "dkim/older").write_text("x")
        code, said = self.send("/etc/dkimkeys", "/etc/chatmail-nocreate")
        self.assertEqual(code, 0, said)
        self.assertIn("f+++++++++ etc/dkimkeys/opendkim.private", said)
        self.assertIn("deleting", said)
        self.assertEqual(self.tree("dkim"), ["opendkim.private"])
        self.assertEqual(self.send("/etc/dkimkeys"), (0, ""))

    def test_what_old_has_no_longer_comes_no_more(self) -> None:
        sent = self.world.put("etc/pki-of-a-test/a.pem", PEM)
        self.assertEqual(self.send("/etc/pki-of-a-test/a.pem")[0], 0)
        sent.unlink()
        (self.world.folder / "pki/a.pem").unlink()
        self.assertEqual(self.send("/etc/pki-of-a-test/a.pem"), (0, ""))
        self.assertEqual(self.tree("pki"), [])

    def test_new_keeps_its_own_folders(self) -> None:
        self.world.put("etc/pki-of-a-test/a.pem", PEM)
        os.chmod(self.world.folder / "old/etc", 0o777)
        os.chmod(self.world.folder / "old/etc/pki-of-a-test", 0o777)
        modes = ("stat", "-c", "%a", "/", "/etc", "/etc/pki-of-a-test")
        before = self.world.must(*modes)
        self.assertEqual(self.send("/etc/pki-of-a-test/a.pem")[0], 0)
        self.assertEqual(self.world.must(*modes), before)

    def test_a_certificate_and_its_links(self) -> None:
        self.world.put("etc/pki-of-a-test/archive/1.pem", PEM)
        (self.world.folder / "old/etc/pki-of-a-test/a.pem").symlink_to("archive/1.pem")
        code, said = self.send("/etc/pki-of-a-test/a.pem", "/etc/pki-of-a-test/archive/1.pem")
        self.assertEqual(code, 0, said)
        self.assertEqual((self.world.folder / "pki/a.pem").read_text(), PEM)
        self.assertEqual(os.readlink(self.world.folder / "pki/a.pem"), "archive/1.pem")

    def test_nothing_that_a_machine_lives_by(self) -> None:
        (self.world.folder / "pki/mine.key").write_text("not OLD's\n")
        before = self.tree("pki")

        def refused(*paths: str) -> None:
            code, said = self.send(*paths)
            self.assertEqual(code, UNTOUCHED, (paths, said))
            self.assertEqual(self.tree("pki"), before)

        for name, content in (("job", PEM), ("job.pem", PEM + "* * * * * root id\n"), ("mine.key", PEM),
                              ("ld.so.preload", "/tmp/x\n"), ("folder/a.pem", PEM)):
            self.world.put(f"etc/pki-of-a-test/{name}", content)
            refused("/etc/pki-of-a-test/" + name.partition("/")[0])
        (self.world.folder / "old/etc/pki-of-a-test/x.pem").symlink_to("/root/.ssh/authorized_keys")
        refused("/etc/pki-of-a-test/x.pem")
        self.world.put("root/.ssh/authorized_keys", "mine")
        refused("/etc/pki-of-a-test/x.pem", "/root/.ssh/authorized_keys")
        self.assertEqual(self.world.keys.read_text(), self.world.line())

    def test_not_through_a_staged_link(self) -> None:
        os.symlink("/etc/ssh", self.world.folder / "old/etc")
        words = ["-rlptgoHR", "--delete", "--delete-missing-args", "./etc", "root@127.0.0.1:/state/"]
        self.assertEqual(self.world.rsync(*words)[0], 0)
        (self.world.folder / "ssh/a.pem").write_text(PEM)
        code, said = self.place("/etc/a.pem")
        self.assertEqual(code, UNTOUCHED, said)
        self.world.must("test", "!", "-e", "/etc/a.pem")

    def test_nobody_becomes_root_by_a_file(self) -> None:
        os.chmod(self.world.put("var/www/html/tool"), 0o4755)
        self.assertEqual(self.send("/var/www/html")[0], 0)
        self.assertEqual(oct((self.world.folder / "www/tool").stat().st_mode), "0o100755")

    def place_noting(self, *paths: str, sync: str = 'exec /usr/bin/sync "$@"') -> tuple[int, str, list[str]]:
        """What is placed; and "OPTION FILE-SYSTEM WHAT-IS-THERE" of each that was to be on its disk."""
        self.world.must("sh", "-c", "mkdir -p /root/bin && rm -f /root/synced && cat >/root/bin/sync && "
                        "chmod 0700 /root/bin/sync", given=f"""#!/bin/sh
option=$1
for path; do
    case $path in -*) ;; *) echo "$option $(stat -c %d "$path") $(ls "$path" | tr '\\n' ' ')" >>/root/synced ;; esac
done
{sync}
""")
        code, said = self.world.on_new("env", "PATH=/root/bin:/usr/sbin:/usr/bin:/sbin:/bin",
                                       "/etc/relaymove/place-state.sh", "/var/lib/relaymove/state", *paths)
        return code, said, self.world.must("sh", "-c", "cat /root/synced 2>/dev/null || true").splitlines()

    def disks(self) -> dict[str, str]:
        """Folders of NEW's on disks of their own."""
        folders = ("/home/vmail", "/srv/dkim", "/srv/unrelated")
        for folder in folders:
            self.world.must("sh", "-c", f"mkdir -p {folder} && mount -t tmpfs disk {folder}")
        self.world.must("sh", "-c", "mkdir /etc/ssl /etc/ssl/certs")
        return {folder: self.world.must("stat", "-c", "%d", folder).strip()
                for folder in (*folders, "/etc/ssl", "/etc/dkimkeys")}

    def test_what_is_placed_is_on_its_disks(self) -> None:
        disks = self.disks()
        self.world.put("etc/dkimkeys/opendkim.private", "key")
        self.world.put("etc/ssl/certs/mailserver.pem", PEM)
        self.world.put("home/vmail/passdb.sqlite", "all accounts")
        paths = ("/home/vmail/passdb.sqlite", "/etc/ssl/certs/mailserver.pem", "/etc/dkimkeys",
                 "/etc/chatmail-nocreate", "/home/vmail/passdb.sqlite-wal")
        words = ["-rlptgoHR", "--delete", "--delete-missing-args", *(f"./{path[1:]}" for path in paths),
                 "root@127.0.0.1:/state/"]
        self.assertEqual(self.world.rsync(*words)[0], 0)
        # The second finds nothing to change: the first was cut off before that was on the disk.
        for _ in range(2):
            code, said, synced = self.place_noting(*paths)
            self.assertEqual(code, 0, said)
            # Each file system once, with all that is placed, and no other.
            self.assertEqual(sorted(synced), sorted([f"-f {disks['/home/vmail']} passdb.sqlite ",
                                                     f"-f {disks['/etc/ssl']} mailserver.pem ",
                                                     f"-f {disks['/etc/dkimkeys']} opendkim.private "]))

    def test_a_link_is_where_it_lies(self) -> None:
        disks = self.disks()
        self.world.put("etc/pki-of-a-test/archive/1.pem", PEM)
        (self.world.folder / "old/etc/pki-of-a-test/a.pem").symlink_to("archive/1.pem")
        paths = ("/etc/pki-of-a-test/a.pem", "/etc/pki-of-a-test/archive/1.pem")
        self.assertEqual(self.send(*paths)[0], 0)
        code, said, synced = self.place_noting(*paths)
        self.assertEqual((code, [line.split()[1] for line in synced]), (0, [disks["/etc/dkimkeys"]]), said)

    def test_what_is_on_no_disk_is_not_placed(self) -> None:
        self.world.put("etc/dkimkeys/opendkim.private", "key")
        self.send("/etc/dkimkeys")
        self.assertEqual(self.place_noting("/etc/dkimkeys", sync="exit 5")[0], 5)
        self.assertEqual(self.place_noting("/etc/of-nobody")[::2], (0, []))

    def test_rsyncs_code_is_told(self) -> None:
        self.world.put("etc/dkimkeys/opendkim.private", "key")
        self.send("/etc/dkimkeys")
        self.world.must("sh", "-c", "echo other >/etc/dkimkeys/opendkim.private; "
                        "mount -o remount,bind,ro /etc/dkimkeys")
        self.assertEqual(self.place_noting("/etc/dkimkeys")[0], 23)

    def test_a_relays_folder_on_another_disk(self) -> None:
        self.world.put("srv/dkim/opendkim.private", "key")
        for _ in range(2):
            code, said = self.send("/srv/dkim")
            self.assertEqual(code, 0, said)
        self.assertEqual((self.world.folder / "srv/dkim/opendkim.private").read_text(), "key")
        (self.world.folder / "srv/theirs").mkdir()
        self.world.put("srv/theirs/x")
        self.assertEqual(self.send("/srv/theirs")[0], UNTOUCHED)


if __name__ == "__main__":
    run()
