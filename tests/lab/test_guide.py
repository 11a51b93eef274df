#!/usr/bin/python3
"""The published guide, followed to the letter: what becomes of a relay and its mail.

Only the addresses are the lab's. Every command says that it went well, and the
relay is broken: this is why Relaymove exists, and it proves that the lab has the
traps of the real thing. Exit 77: not possible here.
"""

import json
import subprocess
import sys
import unittest
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from flowlib import counting  # noqa: E402
from moving import Flow, lab, on, wait_for  # noqa: E402

OLD_IP4, NEW_IP4, NEW_IP6 = "198.51.100.10", "198.51.100.20", "2001:db8::20"
NS = "198.51.100.53"

# What the guide takes for granted: an agent with the admin's key, and somebody
# who says yes to host keys, here and on the old machine.
PREPARED = f"""
eval $(ssh-agent) >/dev/null && trap 'ssh-agent -k >/dev/null' EXIT
ssh-add -q
cd ~/relay && . venv/bin/activate
OLD_IP4={OLD_IP4} NEW_IP4={NEW_IP4} NEW_IP6={NEW_IP6}
"""
HOST_KEYS = f"""
mkdir -p ~/.ssh
ssh-keyscan -t ed25519 {OLD_IP4} {NEW_IP4} 2>/dev/null >> ~/.ssh/known_hosts
ssh root@{OLD_IP4} "mkdir -p ~/.ssh; ssh-keyscan -t ed25519 {NEW_IP4} >> ~/.ssh/known_hosts" 2>/dev/null
"""
# "lower the TTL", "update the DNS entries": the guide leaves the how to the admin.
DNS = f"""nsupdate -k ~/tsig.key <<END
server {NS}
zone relay.test
update delete relay.test A
update delete relay.test AAAA
update add relay.test 300 A $1
update add relay.test 300 AAAA $2
send
END
"""
# Commands after "ssh -A root@..." are typed there: they come over standard input.
STEPS = {
    "lower the TTL": f"set -- {OLD_IP4} 2001:db8::10\n{DNS}",
    "first copy": """ssh -A root@$OLD_IP4 bash -s <<END
tar c /home/vmail/mail | ssh root@$NEW_IP4 "tar x -C /"
END
""",
    "install": "CMDEPLOY_STAGES=install,configure cmdeploy run --ssh-host $NEW_IP4",
    "disable": "cmdeploy run --disable-mail --ssh-host $OLD_IP4",
    "copy the state": """ssh -A root@$OLD_IP4 bash -s <<END
tar c /var/lib/acme /etc/dkimkeys /var/spool/postfix | ssh root@$NEW_IP4 "tar x -C /"
END
""",
    "second copy": """ssh -A root@$OLD_IP4 bash -s <<END
rsync -azH /home/vmail/mail root@$NEW_IP4:/home/vmail/
END
""",
    "owner of acme": "ssh root@$NEW_IP4 chown root: -R /var/lib/acme",
    "owner of dkimkeys": "ssh root@$NEW_IP4 chown opendkim: -R /etc/dkimkeys",
    "owner of mail": "ssh root@$NEW_IP4 chown vmail: -R /home/vmail/mail",
    "change the DNS": f"set -- $NEW_IP4 $NEW_IP6\n{DNS}",
    "activate": "CMDEPLOY_STAGES=activate cmdeploy run --ssh-host $NEW_IP4",
}
DOORS = """
import json, socket, sys
found = {}
for port in (25, 465, 587, 993):
    try:
        with socket.create_connection((sys.argv[1], port), 10) as door:
            found[port] = "open"
    except OSError as error:
        found[port] = type(error).__name__
print(json.dumps(found))
"""
DELIVER = """
import json, smtplib, sys
with smtplib.SMTP(sys.argv[1], 25, "mx.peer.test", 30) as smtp:
    smtp.ehlo()
    print(json.dumps([smtp.mail("u@peer.test")[0], *map(str, smtp.rcpt(sys.argv[2]))]))
"""


@dataclass(frozen=True)
class Ran:
    """One command of the guide, as its reader sees it."""

    code: int
    output: str


def type_in(command: str) -> Ran:
    done = subprocess.run(
        [str(moving.LAB / "lab"), "admin", "bash", "-c", PREPARED + command],
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        text=True, timeout=600, check=False)
    return Ran(done.returncode, done.stdout)


class Guide(unittest.TestCase):
    """The tests look at what was left, and come in their order."""

    @classmethod
    def setUpClass(cls) -> None:
        cls.addClassCleanup(lab, "down", check=False)
        lab("relay")
        lab("populate", "--mailboxes", "60", "--messages", "600")
        cls.users = json.loads(on("old", "cat /root/populate.json"))["users"]
        type_in(HOST_KEYS)
        cls.flow = Flow()
        cls.addClassCleanup(cls.flow.close)
        cls.flow.wait_for(20)
        cls.ran = {}
        for name, command in STEPS.items():
            cls.ran[name] = type_in(command)
            print(f"guide: {name}: exit {cls.ran[name].code}", flush=True)

    def at_new(self, script: str, *words: str) -> object:
        return json.loads(lab("admin", "/usr/bin/python3", "-c", script, *words))

    def test_1_every_command_says_that_it_went_well(self) -> None:
        for name, ran in self.ran.items():
            self.assertEqual(ran.code, 0, f"{name}: {ran.output[-2000:]}")
        last = self.ran["activate"].output.strip().splitlines()[-1]
        self.assertIn("Deploy completed", last)

    def test_2_log_ins_work_and_submissions_find_closed_doors(self) -> None:
        for address in (NEW_IP4, NEW_IP6):
            self.assertEqual(self.at_new(DOORS, address), {
                "25": "open", "465": "ConnectionRefusedError",
                "587": "ConnectionRefusedError", "993": "open"}, address)

    def test_3_incoming_mail_is_refused_for_good(self) -> None:
        code, answer, said = self.at_new(DELIVER, NEW_IP4, self.users[0]["address"])
        self.assertEqual((code, answer), (250, "554"), said)
        self.assertIn("5.7.1", said)
        self.assertIn("Recipient address rejected: Access denied", said)

    def test_4_the_flow_sees_it_too(self) -> None:
        results = self.flow.results

        def bounced() -> list[dict]:
            return [find for find in counting.finds("peer", "mail", counting.PEER_MAIL)
                    if find["kind"] == "bounce"]
        wait_for("bounces at the peer", bounced, 60)
        self.flow.process.terminate()  # nobody gets to send: don't wait for them
        self.flow.process.wait(timeout=60)
        done = subprocess.run(
            [str(moving.LAB / "flow"), "count", "--out", str(results), "--host", "new",
             "--host", "old", "--wait", "30"], capture_output=True, text=True, check=False)
        print(done.stdout, flush=True)
        self.assertEqual(done.returncode, 1, done.stdout + done.stderr)
        found = json.loads((results / "count.json").read_text())
        self.assertGreater(len(found["messages"]["incoming"]["bounced"]), 10)
        for mode in found["clients"]["submit"].values():
            self.assertGreater(mode["unserved"], 10)
        for mode in found["clients"]["incoming"].values():
            self.assertGreater(mode["unserved"], 10)

    def test_5_postfix_cannot_be_restarted(self) -> None:
        """The spool was copied with the pid file of the old machine's master."""
        self.assertNotEqual(on("new", "pgrep -x master", check=False), "", "a master runs")
        begun = on("new", "date '+%F %T'").strip()
        for verb in ("stop", "start"):
            said = on("new", f"postfix {verb}; echo exit $?")
            self.assertIn("exit 1", said, verb)
        journal = on("new", f"journalctl --no-pager -o cat --since '{begun}'")
        self.assertIn("fatal: the Postfix mail system is not running", journal)
        self.assertIn("unable to set exclusive lock", journal)
        doors = self.at_new(DOORS, NEW_IP4)
        self.assertEqual([doors["465"], doors["587"]], ["ConnectionRefusedError"] * 2)

    def test_6_only_systemd_can_end_it(self) -> None:
        """`systemctl restart`: the unit fails to stop. That postfix starts again after
        that is due to systemd, which kills whatever is left in the control group."""
        begun = on("new", "date '+%F %T'").strip()
        on("new", "systemctl restart postfix", check=False)
        journal = on("new", f"journalctl --no-pager -o cat -u postfix@- --since '{begun}'")
        self.assertIn("the Postfix mail system is not running", journal)
        self.assertIn("postfix@-.service: Failed with result", journal)


def main() -> int:
    if not moving.possible():
        return 77
    result = unittest.main(exit=False, verbosity=2).result
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
