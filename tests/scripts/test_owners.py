#!/usr/bin/python3
"""Who owns what on NEW: wrong-owners.sh and the accounts of proofs, for real. Exit 77: not
possible here (root is needed)."""

import os

import world
from world import Case, USERS, World

MAIL = "srv/mail"
RIGHT = {f"{MAIL}/a@relay.test/cur/1": "vmail", f"{MAIL}/a@relay.test/password": "vmail",
         "etc/dkimkeys/opendkim.private": "opendkim", "var/lib/acme/live/cert": "root"}
QUEUE = "active bounce corrupt defer deferred hold incoming".split()


class Owners(Case):
    def new(self) -> World:
        new = self.world()
        for path, owner in RIGHT.items():
            new.put(path, "x", owner)
            folder = path.rsplit("/", 1)[0]
            top = MAIL if path.startswith(MAIL) else folder
            while folder.startswith(top):
                os.chown(new.root / folder, USERS[owner], USERS[owner])
                (new.root / folder).chmod(0o700)
                folder = folder.rsplit("/", 1)[0]
        for folder in QUEUE:
            new.put(f"var/spool/postfix/{folder}/A", "x", "postfix")
            os.chown(new.root / "var/spool/postfix" / folder, USERS["postfix"], USERS["postfix"])
        return new

    def wrong(self, new: World) -> list[str]:
        code, said = new.shell("wrong-owners", "/" + MAIL, "all")
        self.assertEqual(code, 0, said)
        return said.splitlines()

    def test_nothing_is_wrong(self) -> None:
        new = self.new()
        self.assertEqual(self.wrong(new), [])

    def test_each_wrong_one_is_named(self) -> None:
        new = self.new()
        for path, owner, group in ((f"{MAIL}/a@relay.test/cur/1", "other", "vmail"),
                                   (f"{MAIL}/a@relay.test/password", "vmail", "other"),
                                   ("etc/dkimkeys/opendkim.private", "root", "root"),
                                   ("var/lib/acme/live/cert", "other", "root"),
                                   ("var/spool/postfix/hold/A", "other", "postfix"),
                                   ("var/spool/postfix/active", "root", "root")):
            before = os.stat(new.root / path)
            os.chown(new.root / path, USERS[owner], USERS[group])
            found = self.wrong(new)
            self.assertEqual(found, ["/" + path])
            os.chown(new.root / path, before.st_uid, before.st_gid)

    def test_a_folder_that_its_owner_can_not_enter(self) -> None:
        new = self.new()
        (new.root / MAIL / "a@relay.test/cur").chmod(0o600)
        self.assertEqual(self.wrong(new), [f"/{MAIL}/a@relay.test/cur"])

    def test_a_relay_without_acme(self) -> None:
        new = self.new()
        new.must("rm", "-r", "/var/lib/acme")
        self.assertEqual(self.wrong(new), [])

    def test_a_postfix_that_never_ran(self) -> None:
        new = self.new()
        new.must("rm", "-r", *(f"/var/spool/postfix/{folder}" for folder in QUEUE))
        self.assertEqual(self.wrong(new), [])

    def test_some_mailboxes_only(self) -> None:
        new = self.new()
        for box in ("b@relay.test", "c@relay.test"):
            new.put(f"{MAIL}/{box}/cur/1", "x", "other")
            for folder in (f"{MAIL}/{box}", f"{MAIL}/{box}/cur"):
                os.chown(new.root / folder, USERS["vmail"], USERS["vmail"])
                (new.root / folder).chmod(0o700)
        code, said = new.shell("wrong-owners", "/" + MAIL, "named", given="a@relay.test\nb@relay.test\ngone@relay.test\n")
        self.assertEqual((code, said.split()), (0, [f"/{MAIL}/b@relay.test/cur/1"]))
        os.chown(new.root / MAIL, USERS["other"], USERS["other"])
        self.assertEqual(new.shell("wrong-owners", "/" + MAIL, "named"), (0, f"/{MAIL}/\n"))

    def test_who_owns_what_is_on_the_disk_when_it_is_said(self) -> None:
        new = self.new()
        new.program("stand-ins/sync", 'echo "$*" >>/asked; exec /usr/bin/sync "$@"')
        self.assertEqual(self.wrong(new), [])
        self.assertEqual(sorted(new.asked()), ["-f /etc/dkimkeys", "-f /srv/mail", "-f /var/lib/acme"])
        new.must("rm", "-r", "/var/lib/acme", "/asked")
        self.assertEqual(self.wrong(new), [])
        self.assertEqual(sorted(new.asked()), ["-f /etc/dkimkeys", "-f /srv/mail"])
        new.program("stand-ins/sync", "exit 5")
        self.assertEqual(new.shell("wrong-owners", "/" + MAIL, "all")[0], 5)


class ProbeAccounts(Case):
    OURS = "relaymove-0123456789ab-"

    def host(self) -> World:
        host = self.world()
        host.program("stand-ins/openssl", "read -r word; echo \"hash of $word\"")
        code, said = host.shell("make-probe-account", f"/{MAIL}/{self.OURS}wxyz@relay.test", given="secret\n")
        self.assertEqual(code, 0, said)
        for other in ("relaymove-fan@relay.test", "relaymove-ffff56789abc-wxyz@relay.test", "a@relay.test"):
            host.put(f"{MAIL}/{other}/password", "x", "vmail")
        return host

    def boxes(self, host: World) -> set[str]:
        return {path.name for path in (host.root / MAIL).iterdir()}

    def test_an_account_is_vmails_and_nobody_elses(self) -> None:
        host = self.host()
        box = host.root / MAIL / f"{self.OURS}wxyz@relay.test"
        for path, mode in ((box, 0o700), (box / "password", 0o600)):
            self.assertEqual((path.stat().st_uid, path.stat().st_mode & 0o777), (USERS["vmail"], mode))
        self.assertEqual((box / "password").read_text(), "{SHA512-CRYPT}hash of secret")

    def test_all_of_this_migration_go_and_nobody_elses(self) -> None:
        host = self.host()
        host.put(f"{MAIL}/{self.OURS}0001@relay.test/cur/1", "of a run that was killed", "vmail")
        queue = "".join('{"queue_id": "%s", "sender": "%s@relay.test", "recipients": []}\\n' % one for one in
                        (("AB1", self.OURS + "wxyz"), ("AB2", "a"), ("AB3", "fan-of-" + self.OURS)))
        host.program("stand-ins/postqueue", f"printf '{queue}'")
        host.program("stand-ins/postsuper", "cat >/deleted")
        code, said = host.shell("remove-probe-accounts", f"/{MAIL}", self.OURS)
        self.assertEqual(code, 0, said)
        self.assertEqual(self.boxes(host), {"relaymove-fan@relay.test", "relaymove-ffff56789abc-wxyz@relay.test",
                                            "a@relay.test"})
        self.assertEqual(host.read("deleted"), "AB1\n")

    def test_nothing_goes_where_nobody_says_whose(self) -> None:
        host = self.host()
        before = self.boxes(host)
        for words in ((f"/{MAIL}", ""), ("", self.OURS), (f"/{MAIL}",)):
            self.assertNotEqual(host.shell("remove-probe-accounts", *words)[0], 0)
        self.assertEqual(self.boxes(host), before)

    def test_without_a_postfix(self) -> None:
        host = self.host()
        self.assertEqual(host.shell("remove-probe-accounts", f"/{MAIL}", self.OURS)[0], 0)
        self.assertNotIn(f"{self.OURS}wxyz@relay.test", self.boxes(host))


if __name__ == "__main__":
    world.main()
