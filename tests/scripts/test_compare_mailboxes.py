#!/usr/bin/python3
"""compare-mailboxes.sh for real. Exit 77: not possible here (root is needed)."""

import os

import world
from world import Case, World

MAIL = "srv/mail"
FILES = {"a@relay.test/cur/1:2,S": "one", "a@relay.test/password": "secret", "a@relay.test/dovecot-uidlist": "3 V1",
         "b@relay.test/new/2": "two", "b@relay.test/.x y/cur/3": "three", "b@relay.test/password": "other"}
CHANGES = {"a message": ("a@relay.test/cur/1:2,S", "longer"), "a password": ("a@relay.test/password", "SECRET"),
           "a list of UIDs": ("a@relay.test/dovecot-uidlist", "3 V2"), "one more": ("a@relay.test/cur/9", "")}


class Compared(Case):
    def host(self, **more: str) -> World:
        host = self.world()
        for path, text in (FILES | more).items():
            host.put(f"{MAIL}/{path}", text)
        return host

    def said(self, host: World, *words: str, given: str = "") -> str:
        code, said = host.shell("compare-mailboxes", "/" + MAIL, *words, given=given)
        self.assertEqual(code, 0, said)
        return said

    def test_what_it_counts(self) -> None:
        lines = self.said(self.host(), "digest", "all").split("\n")
        self.assertEqual((lines[0].strip(), lines[1].strip(), len(lines)), ("2", "3", 5))
        named = self.said(self.host(), "digest", "named", given="a@relay.test\nnobody@relay.test\n").split("\n")
        self.assertEqual((named[0].strip(), named[1].strip()), ("2", "1"))

    def test_each_difference_is_seen_where_it_is_looked_for(self) -> None:
        same = self.host()
        for what, (path, text) in CHANGES.items():
            with self.subTest(what):
                other = self.host(**{path: text})
                for words, given, differs in ((("all",), "", True), (("named",), "a@relay.test\n", True),
                                              (("named",), "b@relay.test\n", False), (("all",), "a@relay.test\n", False)):
                    equal = self.said(same, "digest", *words, given=given) == self.said(other, "digest", *words, given=given)
                    self.assertEqual(equal, not differs, (words, given))

    def test_a_mailbox_that_is_gone(self) -> None:
        same, other = self.host(), self.host()
        other.must("rm", "-r", f"/{MAIL}/a@relay.test")
        given = "a@relay.test\n"
        self.assertNotEqual(self.said(same, "digest", "named", given=given), self.said(other, "digest", "named", given=given))
        self.assertEqual(self.said(other, "list", "named", given=given), "")

    def test_what_was_kept(self) -> None:
        for what, (path, text) in CHANGES.items():
            with self.subTest(what):
                same, other = self.host(), self.host(**{path: text})
                for host in (same, other):
                    self.assertEqual(self.said(host, "keep", "all"), "")
                    kept = host.root / "var/lib/relaymove/compared"
                    self.assertEqual(os.stat(kept).st_mode & 0o77, 0)
                    host.must("cp", "/var/lib/relaymove/compared", "/kept")
                self.assertNotEqual(self.said(same, "sum", "all"), self.said(other, "sum", "all"))
                self.assertFalse(same.has("var/lib/relaymove/compared"))
                for host in (same, other):
                    host.must("cp", "/kept", "/var/lib/relaymove/compared")
                given = "a@relay.test\nc@relay.test\n"
                self.assertEqual(self.said(same, "sum", "all", given=given), self.said(other, "sum", "all", given=given))


if __name__ == "__main__":
    world.main()
