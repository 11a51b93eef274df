#!/usr/bin/python3
"""Relays that are not the usual one: what else belongs to a relay moves too, as seen from outside.

Exit 77: not possible here.
"""

import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Move, lab, on  # noqa: E402
from test_migration import LOGIN, SERVED, as_admin  # noqa: E402

OLD, NEW = "198.51.100.10", "198.51.100.20"
TLS_PORTS = (443, 465, 993)
REFUSED = """
import imaplib, json, ssl, sys
imap = imaplib.IMAP4_SSL(sys.argv[1], 993, ssl_context=ssl._create_unverified_context())
try:
    imap.login(sys.argv[2], "a-password-of-nobody")
    print(json.dumps({"refused": False}))
except imaplib.IMAP4.error:
    print(json.dumps({"refused": True}))
"""
PAGE = """
import json, ssl, sys, urllib.request
with urllib.request.urlopen(sys.argv[1], context=ssl._create_unverified_context(), timeout=20) as page:
    print(json.dumps({"text": page.read().decode()}))
"""
DATABASE = """
import sqlite3
database = sqlite3.connect("/home/vmail/passdb.sqlite")
database.execute("CREATE TABLE users (addr TEXT PRIMARY KEY, password TEXT)")
database.execute("INSERT INTO users VALUES ('old@relay.test', 'x')")
database.commit()
"""


def certificates(address: str) -> set[str]:
    served = as_admin(SERVED, address)
    return {served[f"{address} {port}"] for port in TLS_PORTS}


def page(address: str, name: str = "") -> str:
    return as_admin(PAGE, f"https://{address}/{name}")["text"]


class Moved(unittest.TestCase):
    """One relay moves; its tests look at what NEW is then."""

    kind = domain = ""
    populate: tuple[str, ...] = ()
    options: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()

    @classmethod
    def setUpClass(cls) -> None:
        if not cls.kind:
            raise unittest.SkipTest("the common part")
        lab("relay", cls.kind)
        lab("populate", "--mailboxes", "60", "--messages", "600", "--domain", cls.domain, *cls.populate)
        users = json.loads(on("old", "cat /root/populate.json"))["users"]
        cls.user = next(user for user in users if user["messages"] > 2)
        cls.prepare()
        cls.certificates = certificates(OLD)
        cls.inbox = cls.log_in(OLD)
        cls.move = Move(auto_rollback=400, domain=cls.domain, dns=(*moving.SENT_BY_US, *cls.options))
        cls.events = cls.move.migrate("run", *cls.answers)
        print(f"{cls.kind}: outage {moving.outage(cls.events):.2f} s\n{moving.timeline(cls.events)}", flush=True)

    @classmethod
    def tearDownClass(cls) -> None:
        if hasattr(cls, "move"):
            cls.move.close()
        lab("down", check=False)

    @classmethod
    def prepare(cls) -> None:
        """What this relay has beyond what cmdeploy makes."""

    @classmethod
    def log_in(cls, address: str) -> dict:
        return as_admin(LOGIN, cls.user["address"], cls.user["password"], address)

    def test_the_same_certificate_on_every_port_of_both(self) -> None:
        self.assertEqual(len(self.certificates), 1)
        self.assertEqual(certificates(NEW), self.certificates)
        self.assertEqual(certificates(OLD), self.certificates)

    def test_a_user_finds_the_mailbox_unchanged(self) -> None:
        self.assertEqual(self.log_in(NEW), self.inbox)
        self.assertEqual(self.log_in(OLD), self.inbox)


class SelfSigned(Moved):
    kind = "self"
    domain = "_chat.relay.test"
    populate = ("--root", "/srv/mail")
    options = ("--checkout", "")
    answers = ("--fetch-checkout",)

    @classmethod
    def prepare(cls) -> None:
        lab("admin", "sh", "-c", "tar -C /root/relay --exclude=./venv -c . | ssh -o StrictHostKeyChecking=no "
            "-o UserKnownHostsFile=/dev/null old 'mkdir /root/relay && tar -x -C /root/relay' && rm -r /root/relay")
        lab("shell", "old", "python3 -", text=DATABASE)
        on("old", "chown vmail: /home/vmail/passdb.sqlite; echo 'closed for now' >/etc/chatmail-nocreate; "
                  "echo 'put here by hand' >/var/www/html/by-hand.html")
        cls.database = on("old", "sha256sum /home/vmail/passdb.sqlite")

    def test_it_was_installed_from_the_checkout_that_only_old_had(self) -> None:
        fetched = f"/root/relay-{self.domain}"
        lab("admin", "sh", "-c", f"test -x {fetched}/venv/bin/cmdeploy && test ! -e /root/relay")
        self.assertEqual(on("new", "head -n 1 /etc/chatmail-version"),
                         lab("admin", "git", "-C", fetched, "rev-parse", "HEAD"))

    def test_mailboxes_are_where_the_ini_says(self) -> None:
        on("new", f"test -d /srv/mail/{self.domain}/{self.user['address']}; "
                  f"test ! -e /home/vmail/mail/{self.domain}")
        self.assertEqual(on("new", f"find /srv/mail/{self.domain} ! -user vmail"), "")

    def test_new_accounts_stay_forbidden(self) -> None:
        self.assertEqual(on("new", "cat /etc/chatmail-nocreate"), "closed for now\n")
        for address in (OLD, NEW):
            self.assertTrue(as_admin(REFUSED, address, f"stranger1@{self.domain}")["refused"], address)

    def test_the_proofs_account_is_gone(self) -> None:
        self.assertEqual(on("new", f"ls /srv/mail/{self.domain} | grep -c @").strip(), "60")

    def test_the_old_password_database(self) -> None:
        self.assertEqual(on("new", "sha256sum /home/vmail/passdb.sqlite"), self.database)
        self.assertEqual(on("new", "stat -c %U /home/vmail/passdb.sqlite").strip(), "vmail")

    def test_the_website(self) -> None:
        self.assertIn(f"own page of {self.domain}", page(NEW))
        self.assertEqual(page(NEW, "by-hand.html"), "put here by hand\n")


class External(Moved):
    """Disabled by cmdeploy, from an OLD that runs a service which cmdeploy does not know any more."""

    kind = "external"
    domain = "relay.test"
    options = ("--disable-by-cmdeploy",)

    @classmethod
    def prepare(cls) -> None:
        on("old", "printf '[Service]\\nExecStart=/bin/sleep infinity\\n[Install]\\nWantedBy=multi-user.target\\n' "
                  ">/etc/systemd/system/echobot.service; systemctl enable --now --quiet echobot")

    def test_the_certificates_files_are_linked_as_before(self) -> None:
        links = f"find /etc/letsencrypt -printf '%P %y %l %m\\n' | sort; sha256sum /etc/letsencrypt/archive/{self.domain}/*"
        self.assertEqual(on("new", links), on("old", links))
        self.assertEqual(on("new", "systemctl is-active tls-cert-reload.path").strip(), "active")

    def test_cmdeploy_disabled_old(self) -> None:
        deploys = [line for line in (row[4] for row in self.move.log() if row[3] == "command")
                   if "scripts/cmdeploy run" in line]
        self.assertTrue(any("--ssh-host old --disable-mail" in line for line in deploys), deploys)
        for unit in ("postfix", "dovecot"):
            self.assertEqual(on("old", f"systemctl is-enabled {unit}", check=False).strip(), "disabled")

    def test_what_new_does_not_know_is_told(self) -> None:
        notes = "\n".join(row[4] for row in self.move.log())
        self.assertIn("it stays behind: echobot.service", notes)
        on("new", "! systemctl cat echobot.service 2>/dev/null")


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
