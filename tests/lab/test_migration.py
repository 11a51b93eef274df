#!/usr/bin/python3
"""A relay moves, from the command line, while mail flows; then everything is looked at from outside.

The program is the one with AddressSanitizer where that was built. Exit 77: not possible here.
"""

import json
import os
import re
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import Flow, Move, lab, on  # noqa: E402

POPULATION = ("--mailboxes", os.environ.get("RELAYMOVE_MAILBOXES", "600"),
              "--messages", os.environ.get("RELAYMOVE_MESSAGES", "6000"))
SERVED = """
import hashlib, json, socket, ssl, sys
context = ssl._create_unverified_context()
found = {}
for address in sys.argv[1].split(","):
    for port in (25, 80, 143, 443, 465, 587, 993):
        try:
            with socket.create_connection((address, port), 10) as plain:
                if port in (465, 993, 443):
                    with context.wrap_socket(plain, server_hostname="relay.test") as tls:
                        found[f"{address} {port}"] = hashlib.sha256(tls.getpeercert(True)).hexdigest()
                elif port == 80:
                    plain.sendall(b"GET / HTTP/1.0\\r\\nHost: relay.test\\r\\n\\r\\n")
                    found[f"{address} {port}"] = plain.recv(20).decode()
                else:
                    found[f"{address} {port}"] = plain.recv(200).decode()
        except OSError as error:
            found[f"{address} {port}"] = f"closed: {error}"
print(json.dumps(found))
"""
LOGIN = """
import imaplib, json, ssl, sys
user, password, address = sys.argv[1:4]
context = ssl._create_unverified_context()
imap = imaplib.IMAP4_SSL(address, 993, ssl_context=context)
imap.login(user, password)
imap.select("INBOX", readonly=True)
print(json.dumps({"uidvalidity": imap.response("UIDVALIDITY")[1][0].decode(),
                  "messages": len(imap.uid("search", None, "ALL")[1][0].split())}))
"""


# What a move sets on a machine for as long as others' users come through it.
PASSES_ON = "cd /proc/sys/net; for f in ipv4/ip_forward ipv[46]/conf/*/forwarding ipv4/conf/all/accept_redirects " \
            "ipv6/conf/*/accept_ra; do echo $f $(cat $f); done"
LIMITS = "postconf -n smtpd_client_event_limit_exceptions; doveconf -n | grep -n userip; md5sum </etc/dovecot/dovecot.conf"
WAITING = "ss -Hltn 'sport >= :20000 and sport < :24000'"


def as_admin(script: str, *words: str) -> dict:
    return json.loads(lab("admin", "/usr/bin/python3", "-c", script, *words))


def addresses_of(name: str) -> list[str]:
    """As the authority has them: the admin's resolver may still hold the old TTL."""
    ask = lambda kind: lab("admin", "dig", "+short", "@198.51.100.53", name, kind).split()  # noqa: E731
    return sorted(ask("A") + ask("AAAA"))


class Migration(unittest.TestCase):
    """One move; the tests look at what it left, in their order."""

    @classmethod
    def setUpClass(cls) -> None:
        lab("relay")
        lab("populate", *POPULATION)
        cls.quiet_user()
        cls.deferred_message()
        build = "RELAYMOVE_ASAN_BUILD" if "RELAYMOVE_ASAN_BUILD" in os.environ else "RELAYMOVE_BUILD"
        cls.move = Move(build)
        cls.certificate = as_admin(SERVED, "198.51.100.10")["198.51.100.10 993"]
        cls.before = {host: moving.trace(host) for host in ("old", "new")}
        cls.passes_on, cls.limits = on("new", PASSES_ON), on("old", LIMITS)
        cls.plan = json.loads("[" + ",".join(cls.move.run("plan", moving.PROFILE, "--json").splitlines()) + "]")
        cls.after_plan = {host: moving.trace(host) for host in ("old", "new")}
        cls.flow = Flow()
        cls.flow.wait_for(30)
        cls.events = cls.move.migrate()
        cls.verdict, cls.count = cls.flow.finish("new", "old")
        print(f"outage {moving.outage(cls.events):.2f} s\n{moving.timeline(cls.events)}\n{cls.count}", flush=True)

    @classmethod
    def tearDownClass(cls) -> None:
        for thing in ("flow", "move"):
            if hasattr(cls, thing):
                getattr(cls, thing).close()
        lab("down", check=False)

    @classmethod
    def quiet_user(cls) -> None:
        """Somebody whom the flow leaves alone: what they had must be there afterwards."""
        manifest = json.loads(on("old", "cat /root/populate.json"))
        users = [user for user in manifest["users"] if not user["active"] and user["messages"] > 2]
        cls.user = users[0]
        cls.old_view = as_admin(LOGIN, cls.user["address"], cls.user["password"], "198.51.100.10")

    @classmethod
    def deferred_message(cls) -> None:
        """On OLD's queue, because the peer is off; it must reach the peer once, from NEW."""
        on("peer", "systemctl stop postfix")
        on("old", "printf 'From: <%s>\\nTo: <once@peer.test>\\nMessage-ID: <deferred.once@relay.test>\\n"
                  "Subject: once\\n\\nhello\\n' '" + cls.user["address"] + "' | "
                  "sendmail -f '" + cls.user["address"] + "' once@peer.test")
        moving.wait_for("a deferred message on OLD", lambda: "deferred" in on("old", "postqueue -j"), 60)
        on("peer", "systemctl start postfix")

    def test_1_nothing_was_lost_doubled_or_bounced(self) -> None:
        self.assertEqual(self.verdict, 0, self.count)

    def test_2_plan_touched_nothing(self) -> None:
        for host in ("old", "new"):
            self.assertEqual(self.before[host], self.after_plan[host], host)

    def test_3_each_command_that_ran_was_printed_by_plan(self) -> None:
        patterns = {}
        for entry in self.plan:
            pieces = re.split(r"\{[a-z][a-z0-9-]*\}", entry["shape"])
            pattern = re.compile("(.|\n)*".join(re.escape(piece.replace("\n", " ").replace("\t", " ")) for piece in pieces))
            patterns.setdefault((entry["step"], entry["role"]), []).append(pattern)
        ran = [line for line in self.move.log() if line[3] == "command"]
        self.assertGreater(len(ran), 50)
        for _, role, step, _, text in ran:
            line = text.removeprefix("$ ")
            line = re.sub(r"^([A-Z_]+=('[^']*'|\S*) )+", "", line)
            loose = line.replace("'", "")
            self.assertTrue(any(re.fullmatch(p.pattern.replace("'", ""), loose) for p in patterns[step, role]),
                            f"{step} on {role}: {line}")

    def test_4_new_serves_every_port_by_name_and_by_olds_address(self) -> None:
        self.assertEqual(addresses_of("relay.test"), ["198.51.100.20", "2001:db8::20"])
        every = ["198.51.100.10", "2001:db8::10", "198.51.100.20", "2001:db8::20"]
        found = as_admin(SERVED, ",".join(every))
        self.assertEqual(len(found), len(every) * len(moving.PORTS))
        for place, seen in found.items():
            self.assertNotIn("closed", seen, place)
            if place.split()[1] in ("465", "993", "443"):
                self.assertEqual(seen, self.certificate, f"{place}: the certificate is not the one OLD had")
        self.assertEqual(on("old", "pgrep -x 'master|dovecot|nginx' || true").strip(), "")

    def test_5_a_user_has_what_they_had(self) -> None:
        self.assertEqual(as_admin(LOGIN, self.user["address"], self.user["password"], "198.51.100.20"), self.old_view)

    def test_6_a_deferred_message_reaches_the_peer_once(self) -> None:
        count = "grep -rl 'deferred.once@relay.test' /srv/peer | wc -l"
        moving.wait_for("the deferred message", lambda: int(on("peer", count)) > 0, 120)
        self.assertEqual(int(on("peer", count)), 1)

    def test_7_dkim_verifies_at_the_peer(self) -> None:
        scan = (moving.LAB / "flowlib/scan.py").read_text()
        every = map(json.loads, lab("shell", "peer", "python3 - mail /srv/peer", text=scan).splitlines())
        found = [find for find in every if find["kind"] == "message"]
        self.assertGreater(len(found), 50)
        self.assertEqual([f["path"] for f in found if not f.get("signed")], [])

    def test_8_no_key_and_no_link_is_left(self) -> None:
        self.assertNotIn("relaymove", on("new", "cat /root/.ssh/authorized_keys"))
        self.assertEqual(on("old", "pgrep -fa /run/relaymove/link | grep -v pgrep || true").strip(), "")
        self.assertEqual(on("old", "ls /root/.ssh/id_* /run/relaymove/*key* 2>/dev/null || true").strip(), "")

    def test_8_what_was_set_for_the_move_is_taken_back(self) -> None:
        moving.wait_for("no waiting port is left on OLD", lambda: not on("old", WAITING), 120)
        # NEW does it by itself when OLD has been needed for the last time: not for days.
        self.assertIn("left", on("new", "systemctl list-timers --no-pager relaymove-put-back.timer"))
        self.assertNotEqual(on("new", PASSES_ON), self.passes_on)
        on("new", "systemctl start relaymove-put-back.service")
        self.assertEqual(on("new", PASSES_ON), self.passes_on)
        self.assertEqual(on("new", LIMITS), self.limits)
        self.assertEqual(on("new", "ls -d /home/vmail/mail/*/relaymove-* 2>/dev/null || true"), "")
        self.assertEqual(on("new", "nft list ruleset").count("relaymove"), 0)
        self.assertEqual(on("new", "systemctl list-unit-files --plain --no-legend 'relaymove-*' | grep ' enabled ' || true"), "")

    def test_8_only_what_had_changed_was_gone_through(self) -> None:
        said = [line[-1] for line in self.move.log() if "mailboxes have changed since the comparison" in line[-1]]
        self.assertEqual(len(said), 1, said)
        self.assertLess(int(said[0].split()[0]), 600)
        for host in ("old", "new"):
            left = on(host, "systemctl is-active relaymove-recorder; ls /run/relaymove/changes* 2>/dev/null || true")
            self.assertEqual(left.strip(), "inactive")

    def test_9_reboots(self) -> None:
        lab("reboot", "old")
        self.assertEqual(on("old", "pgrep -x 'master|dovecot|nginx' || true").strip(), "")
        found = as_admin(SERVED, "198.51.100.10,2001:db8::10")
        self.assertEqual([p for p, seen in found.items() if "closed" in seen], [])
        lab("reboot", "new")
        ready = lambda: not [s for s in as_admin(SERVED, "198.51.100.20,2001:db8::20").values() if "closed" in s]  # noqa: E731
        moving.wait_for("NEW serves after its reboot", ready, 60)
        self.assertEqual(as_admin(LOGIN, self.user["address"], self.user["password"], "198.51.100.20"), self.old_view)


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
