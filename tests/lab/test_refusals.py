#!/usr/bin/python3
"""Each reason not to begin, made true on a real host: what is said, and that nothing was touched.

README.md says which test is for what. Exit 77: not possible here.
"""

import contextlib
import json
import re
import shlex
import sys
import unittest
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import lab, on  # noqa: E402
from refusing import (  # noqa: E402
    ANOTHER_SECRET, ANSWER_NEEDED, CERTIFICATE, FAILED, INI, LOCKED, REFUSED, USAGE, Refusing, admin, edited, made_true, moved_away,
    on_new_key, records_lead_to)

TURNER = "import socket, time; s = socket.socket(type=socket.SOCK_DGRAM); s.bind(('127.0.0.1', 3478)); time.sleep(900)"


@contextlib.contextmanager
def record(name: str, meanwhile: str, afterwards: str) -> Iterator[None]:
    def publish(data: str) -> None:
        lab("admin", "nsupdate", "-k", "/root/tsig.key", text="\n".join(
            ["server 198.51.100.53", f"update delete {name}. {data.split()[0]}", f"update add {name}. 300 {data}", "send", ""]))
    publish(meanwhile)
    try:
        yield
    finally:
        publish(afterwards)


def trial_record() -> str:
    """By which the name server's key is proven; it must not stay."""
    return lab("admin", "dig", "+short", "@198.51.100.53", "_relaymove.relay.test", "TXT")


class Refusals(Refusing):
    def test_machines(self) -> None:
        self.assert_refused("198.51.100.99 can't be reached", expect=FAILED, new="198.51.100.99")
        self.assert_refused("they are one machine", new="198.51.100.10", old="old", asks_no_host=True)
        with edited("new", "/etc/os-release", 's/="12"/="13"/'):
            self.assert_refused("NEW is not Debian 12 but debian 13")
            self.assert_not_looked_at()
        with moved_away("old", "/usr/bin/rsync"):
            self.assert_refused("rsync is missing on OLD", "ssh -t root@old apt install rsync")

    def assert_not_looked_at(self) -> None:
        """Of another system, whose programs are others; and what nobody could look at has not passed."""
        with moved_away("new", "/usr/bin/ip"), moved_away("old", INI):
            name = self.created(checkout="/root/none")
            self.check(name, REFUSED)
        journal = (self.move.root / "data/migrations" / name / "journal.jsonl").read_text().splitlines()
        checks = [event for event in map(json.loads, journal) if event["event"] == "check"]
        verdicts = {check["what"]: check["verdict"] for check in checks}
        self.assertEqual([what for what in ("OLD serves mail", "the mailboxes fit on NEW", "OLD and NEW are two machines",
                                            "a checkout of chatmail/relay is there", "the relay's web pages are on this computer",
                                            "NEW carries nothing that would be overwritten",
                                            "ports, mail to others, clocks and certificate look fine")
                          if verdicts.get(what) != "not-looked-at"], [], verdicts)

    def test_not_root(self) -> None:
        with made_true("new", "printf 'Port 22\\nPort 2222\\nMatch LocalPort 22\\n  PermitRootLogin no\\n' "
                              ">/etc/ssh/sshd_config.d/refusal.conf; systemctl reload ssh",
                       "rm /etc/ssh/sshd_config.d/refusal.conf; systemctl reload ssh"):
            self.assert_refused("root@198.51.100.20 does not let this computer in",
                                "PermitRootLogin prohibit-password", expect=FAILED)
        # As cloud-init leaves it; the test itself goes on at port 2222.
        says = 'command="echo Please log in as debian rather than root.; exit 142" '
        with made_true("new", "cd /root/.ssh; cp -a authorized_keys authorized_keys.away; "
                              f"sed -i {shlex.quote('s/^ssh-/' + says + '&/')} authorized_keys; "
                              "printf 'Port 22\\nPort 2222\\nMatch LocalPort 2222\\n  AuthorizedKeysFile "
                              ".ssh/authorized_keys.away\\n' >/etc/ssh/sshd_config.d/refusal.conf; systemctl reload ssh",
                       "mv /root/.ssh/authorized_keys.away /root/.ssh/authorized_keys; "
                       "rm /etc/ssh/sshd_config.d/refusal.conf; systemctl reload ssh"):
            self.assert_refused("NEW knows this computer's key, but runs no command of root's. It says: Please log in as "
                                "debian rather than root.", "/root/.ssh/authorized_keys", expect=FAILED)

    def test_host_keys(self) -> None:
        name = self.created()
        with self.subTest("unknown"):
            said = self.check(name, ANSWER_NEEDED, keys=False)
            self.assertIn(self.move.keys[1], said)
        with self.subTest("changed"):
            # Agreed to by a check that something else refuses.
            with moved_away("old", "/usr/bin/rsync"):
                self.check(name, REFUSED)
            with made_true("new", "cd /etc/ssh; mkdir away; cp -a ssh_host_*_key* away; rm ssh_host_*_key*; "
                                  "ssh-keygen -q -A; systemctl restart ssh",
                           "cd /etc/ssh; rm ssh_host_*_key*; mv away/* .; rmdir away; systemctl restart ssh"):
                said = self.check(name, REFUSED, keys=False)
                offered = on_new_key()
                self.assertIn(offered, said)
                self.assertNotIn(offered, self.move.keys)
                self.assertIn(self.move.keys[3], said)
                self.assertIn("Do not go on before you know why", said)
                # Known to be reinstalled: forgotten, and the new one is asked about.
                self.move.run("profile", "forget-key", name, "new")
                self.assertIn(offered, self.check(name, ANSWER_NEEDED, keys=False))
        keys = on("old", "cd /etc/ssh; tar cz ssh_host_ed25519_key* | base64 -w0").strip()
        with self.subTest("a clone"), \
                made_true("new", "cd /etc/ssh; mkdir away; mv ssh_host_*_key* away; ssh-keygen -q -A; "
                                 f"echo {keys} | base64 -d | tar xz; systemctl restart ssh",
                          "cd /etc/ssh; rm ssh_host_*_key*; mv away/* .; rmdir away; systemctl restart ssh"):
            self.assert_refused("show the same host key", "ssh-keygen -A; systemctl restart ssh", asks_no_host=True)

    def test_an_ssh_name_of_the_relay_itself(self) -> None:
        """It leads to NEW once the records are changed."""
        admin("cp -a /root/.ssh/config /root/.ssh/config.away; printf 'Host mailold\\n  HostName relay.test\\n' "
              ">>/root/.ssh/config")
        self.addCleanup(admin, "mv /root/.ssh/config.away /root/.ssh/config")
        self.assert_refused('ssh goes to relay.test for "mailold"', old="mailold", asks_no_host=True)

    def test_what_is_on_new(self) -> None:
        with made_true("new", "echo 1 >/etc/chatmail-version", "rm /etc/chatmail-version"):
            self.assert_refused("NEW carries a relay already")
        with made_true("new", "systemd-run --quiet --unit=squatter python3 -m http.server 443; "
                              "until ss -Hltn | grep -q :443; do sleep 0.1; done", "systemctl stop squatter"):
            self.assert_refused("443 (python3)")
        # As Debian's exim4 does, and any TURN server.
        with made_true("new", "systemd-run --quiet --unit=squatter python3 -m http.server --bind 127.0.0.1 25; "
                              f"systemd-run --quiet --unit=turner python3 -c {shlex.quote(TURNER)}; "
                              "until ss -Hltn | grep -q 127.0.0.1:25 && ss -Hlun | grep -q :3478; do sleep 0.1; done",
                       "systemctl stop squatter turner"):
            self.assert_refused("25 (python3), 3478/udp (python3)")
        with made_true("new", "mount -t tmpfs -o size=20m tmpfs /usr/local", "umount /usr/local"):
            self.assert_refused("MB free in /usr/local")
        with made_true("new", "mkdir -p /etc/relaymove/record; echo migration=other >/etc/relaymove/record/values", "rm -r /etc/relaymove"):
            with self.subTest("another migration"):
                self.assertIn("other", self.check(self.created(), LOCKED))
        with made_true("new", "mount -t tmpfs -o size=20m tmpfs /home", "umount /home"):
            self.assert_refused("are needed")
        with made_true("new", "mount -t tmpfs -o nr_inodes=10 tmpfs /home", "umount /home"):
            self.assert_refused("more files only")

    def test_what_is_on_old(self) -> None:
        with moved_away("old", INI):
            self.assert_refused("OLD has no /usr/local/lib/chatmaild/chatmail.ini")
            for program, sentence in (("docker-proxy", "Docker's containers"), ("madmail", "served by madmail")):
                with made_true("old", f"systemctl stop iroh-relay; cp /usr/bin/python3 /usr/local/bin/{program}; "
                                      f"systemd-run --quiet --unit=squatter {program} -m http.server 3340; "
                                      "until ss -Hltnp | grep -q :3340; do sleep 0.1; done",
                               f"systemctl stop squatter; rm /usr/local/bin/{program}; systemctl start iroh-relay"):
                    self.assert_refused(sentence)
        with edited("old", INI, "s|^mail_domain.*|mail_domain = other.test|"):
            self.assert_refused("OLD serves other.test")
        with made_true("old", f"mv {CERTIFICATE} {CERTIFICATE}.away; openssl req -x509 -newkey ed25519 -nodes "
                              f"-keyout /dev/null -subj /CN=relay.test -days 20 -out {CERTIFICATE} 2>/dev/null",
                       f"mv {CERTIFICATE}.away {CERTIFICATE}"):
            self.assert_refused("The certificate on OLD ends on")
        with moved_away("old", CERTIFICATE):
            self.assert_refused("OLD's certificate in /var/lib/acme/live/relay.test/fullchain could not be read",
                                "ssh -t root@old openssl x509 -noout -enddate -in")
        with made_true("old", "systemctl stop dovecot", "systemctl start dovecot"):
            self.assert_refused("dovecot.service does not run")
        with made_true("old", "mkdir -p /srv/b@relay.test/cur; ln -s /srv/b@relay.test /home/vmail/mail/relay.test/",
                       "rm -r /home/vmail/mail/relay.test/b@relay.test /srv/b@relay.test"):
            self.assert_refused("what they lead to would stay there: b@relay.test")

    def test_where_the_domain_leads(self) -> None:
        with records_lead_to("192.0.2.9", "2001:db8::99"):  # some other machine
            self.assert_refused("relay.test leads to 192.0.2.9", "relay.test leads to 2001:db8::99")
        with records_lead_to("198.51.100.20", "2001:db8::20"):  # moved by hand, to NEW
            self.assert_refused("relay.test leads to NEW already (198.51.100.20)", "leads to NEW already (2001:db8::20)")
        with records_lead_to("104.16.1.9"):  # Cloudflare's proxy
            self.assert_refused("relay.test leads to 104.16.1.9")

    def test_the_key_that_signs(self) -> None:
        """A message signed by it would be refused elsewhere; NEW could not be proven."""
        name = "opendkim._domainkey.relay.test"
        published = lab("admin", "dig", "+short", "@198.51.100.53", name, "TXT").strip()
        self.assertIn("p=", published)
        with record(name, f"TXT {published.replace('p=MII', 'p=MIJ')}", f"TXT {published}"):
            self.assert_refused("is not the one in DNS at opendkim._domainkey.relay.test", "Enter it at your DNS provider")

    def test_the_key_of_the_name_server(self) -> None:
        self.assert_refused("The name server 198.51.100.53 did not do what was asked", "the secret does not match its key",
                            secret=ANOTHER_SECRET)
        self.assertEqual(trial_record(), "")

    def test_names_that_cmdeploys_shell_would_misread(self) -> None:
        """Nobody is connected to: there is no profile to check."""
        admin("printf '[params]\\nmail_domain = 198.51.100.10\\n' >/root/address.ini; "
              "printf '[params]\\nmail_domain = relay.test\\n' >\"/root/it's.ini\"")
        no_move = "A relay whose domain is an IP address can't move"
        for sentence, options in ((no_move, {"domain": "198.51.100.10"}),
                                  (no_move, {"domain": "198.51.100.10", "ini": "/root/address.ini"}),
                                  ("cmdeploy can't work in a path", {"checkout": "/root/my relay; reboot"}),
                                  ("cmdeploy can't work in a path", {"ini": "/root/it's.ini"}),
                                  ("cmdeploy would give it to a shell", {"cmdeploy_host": "new;reboot"}),
                                  ("neither an address nor a host name", {"new": "new$(reboot)"}),
                                  ("neither an address nor a host name", {"old": "old:2222"}),
                                  ("log in as root", {"old": "admin@old"}),
                                  ("leads to another machine once", {"old": "relay.test"}),
                                  ("not in the zone", {"dns_zone": "other.test"})):
            with self.subTest(options):
                self.assertIn(sentence, self.create(USAGE, **options).stderr)
        with self.subTest("a profile edited by hand"):
            profile = self.created()
            path = self.move.root / f"config/profiles/{profile}.json"
            path.write_text(path.read_text().replace("/root/relay", "/root/my relay"))
            self.assertIn("cmdeploy can't work in a path", self.check(profile, USAGE))

    def test_the_network_around_new(self) -> None:
        reject = "reject with icmpx type admin-prohibited"  # as firewalld does
        doors = {"198.51.100.20 port 587 from OLD": "ip saddr 198.51.100.10 tcp dport 587 drop",
                 "2001:db8::20 port 993 from OLD": "ip6 saddr 2001:db8::10 tcp dport 993 drop",
                 "2001:db8::20 port 80 from OLD": f"ip6 saddr 2001:db8::10 tcp dport 80 {reject}",
                 "198.51.100.20 port 3478/udp from OLD": "ip saddr 198.51.100.10 udp dport 3478 drop",
                 "2001:db8::20 port 3478/udp from OLD": "ip6 saddr 2001:db8::10 udp dport 3478 drop",
                 "198.51.100.20 port 443 from this computer": "ip saddr 198.51.100.2 tcp dport 443 drop",
                 "2001:db8::20 port 25 from this computer": "ip6 saddr 2001:db8::2 tcp dport 25 drop",
                 "198.51.100.20 port 143 from this computer": f"ip saddr 198.51.100.2 tcp dport 143 {reject}",
                 "2001:db8::20 port 465 from this computer": f"ip6 saddr 2001:db8::2 tcp dport 465 {reject}",
                 "198.51.100.20 port 3478/udp from this computer": "ip saddr 198.51.100.2 udp dport 3478 drop",
                 "2001:db8::20 port 3478/udp from this computer": f"ip6 saddr 2001:db8::2 udp dport 3478 {reject}"}
        rules = "; ".join(doors.values())
        with made_true("new", "nft 'table inet provider { chain in { type filter hook input priority 0; "
                              f"{rules}; }}; chain out {{ type filter hook output priority 0; "
                              "ip daddr 198.51.100.10 tcp dport 25 drop; }; }'", "nft delete table inet provider"):
            said = self.check(self.created(), REFUSED)
        with self.subTest("from outside"):
            shut = re.findall(r"[0-9a-f.:]+ port \S+ from (?:OLD|this computer)", said)
            self.assertEqual(sorted(set(shut)), sorted(doors))
        self.assertIn("block outgoing mail", said)

    def test_the_ssh_by_which_new_is_proven(self) -> None:
        drop_in = "/etc/ssh/sshd_config.d/no-forwarding.conf"
        with made_true("new", f"echo 'AllowTcpForwarding no' >{drop_in}; systemctl reload ssh",
                       f"rm {drop_in}; systemctl reload ssh"):
            self.assert_refused("NEW's ssh server makes no connections for this computer")

    def test_clocks(self) -> None:
        """Hosts of a lab share one clock; what is wrong is what `date` says."""
        for host, shift, sentence in (("old", "+5 min", "OLD's clock is 300 s ahead"),
                                      ("new", "-5 min", "NEW's clock is 300 s behind")):
            with made_true(host, f"printf '#!/bin/sh\\nexec /usr/bin/date -d \"{shift}\" \"$@\"\\n' >/usr/local/bin/date; "
                                 "chmod +x /usr/local/bin/date", "rm /usr/local/bin/date"):
                self.assert_refused(sentence)

    def test_remarks(self) -> None:
        """What is no reason to stop is said, and the check goes on to its end."""
        zones = "/etc/bind/lab/reverse4.zone /etc/bind/lab/reverse6.zone"
        flush = "rndc reload >/dev/null && rndc flush"
        profile = self.created()
        with contextlib.ExitStack() as all_of:
            for host, memory in (("old", 4_000_000), ("new", 500_000)):
                all_of.enter_context(made_true(
                    host, f"sed 's/^MemTotal:.*/MemTotal: {memory} kB/' /proc/meminfo >/run/meminfo; "
                          "mount --bind /run/meminfo /proc/meminfo", "umount /proc/meminfo; rm /run/meminfo"))
            all_of.enter_context(made_true("old", "cd /var/spool/postfix/hold && touch $(seq -f refusal-%g 150)",
                                           "rm /var/spool/postfix/hold/refusal-*"))
            all_of.enter_context(made_true("dns", f"sed -i.away '/PTR.relay.test/d' {zones}; {flush}",
                                           f"for zone in {zones}; do mv $zone.away $zone; touch $zone; done; {flush}"))
            # IPv6 between NEW and the others: nobody has a way to NEW, and OLD's answers have none either.
            all_of.enter_context(made_true("old", "ip -6 route add throw 2001:db8::20", "ip -6 route del throw 2001:db8::20"))
            admin("ip -6 route add throw 2001:db8::20; git -C /root/relay tag v9.9.9")
            all_of.callback(admin, "ip -6 route del throw 2001:db8::20; git -C /root/relay tag -d v9.9.9")
            # A trial that was cut off a moment ago.
            on("new", "systemd-run --quiet --unit=relaymove-port-trial python3 -m http.server 443; "
                      "until ss -Hltn | grep -q :443; do sleep 0.1; done")
            said = self.check(profile, 0)
        remarks = (r"NEW has 512 MB of memory, OLD 4096 MB", r"1[5-9]\d messages wait in OLD's queue",
                   r"198\.51\.100\.20 has no reverse name \(PTR\) relay.test", r"Your checkout is release 9\.9\.9 .* tried with 1\.12\.0",
                   r"NEW's ports at 2001:db8::20 were not tried from outside",
                   r"NEW can't reach port 25 of OLD at 2001:db8::10")
        reverse = "/etc/bind/lab/reverse6.zone"
        with made_true("dns", f"sed -i.away '/PTR.relay.test/d' {reverse}; {flush}", f"mv {reverse}.away {reverse}; touch {reverse}; {flush}"):
            again = self.check(profile, 0)
        for remark in remarks:
            with self.subTest(remark):
                self.assertRegex(said, remark)
                self.assertNotRegex(again, remark)
        for of_both in (said, again):  # one family's name is not the other's
            self.assertIn("2001:db8::20 has no reverse name (PTR) relay.test", of_both)
        self.assertIn("not known which release of chatmail/relay your checkout is", again)
        self.assert_only_the_marker()
        self.assertIn(f"adding an RR at '_relaymove.relay.test' TXT \"{profile}\"",
                      on("dns", "journalctl -b --no-pager -u named"))
        self.assertEqual(trial_record(), "")

    def assert_only_the_marker(self) -> None:
        """A check that refuses nothing takes both hosts for this move."""
        for host in ("old", "new"):
            changed = self.changed(host)
            self.assertTrue(changed)
            self.assertEqual([line for line in changed if not line.startswith("/etc/relaymove/")], [], host)
            on(host, "rm -r /etc/relaymove")

    def test_cmdeploy_on_this_computer(self) -> None:
        admin("cp -r /root/relay /root/other; grep -rl CMDEPLOY_STAGES /root/other/cmdeploy | xargs rm")
        self.assert_refused("older than release 1.8.0", checkout="/root/other")
        admin("rm -r /root/other/venv")
        self.assert_refused("Python environment is not there", checkout="/root/other")
        admin("rm -r /root/other")
        self.assert_refused("no scripts/cmdeploy", checkout="/root/other")
        admin("printf 'Host keyless\\n  HostName 198.51.100.20\\n  IdentitiesOnly yes\\n  IdentityFile /root/none\\n' "
              ">>/root/.ssh/config")
        self.assert_refused("could not log in", cmdeploy_host="keyless")
        # ssh knows $HOME in a path, pyinfra's client does not.
        admin("cd /root/.ssh; mv id_ed25519 by-name; sed -i '/User root/a \\  IdentityFile /root/.ssh/by-name' config; "
              "printf 'Host by-home\n  HostName 198.51.100.20\n  IdentityFile ${HOME}/.ssh/by-name\n' >>config")
        self.assert_refused("ssh gets in to by-home, but pyinfra", "IdentityFile", cmdeploy_host="by-home")
        admin("cd /root/.ssh; mv by-name id_ed25519; sed -i '/by-name/d' config")

    def test_programs_of_this_computer(self) -> None:
        admin("mkdir /root/few; ln -sf /usr/bin/* /bin/* /root/few; rm /root/few/rsync /root/few/nsupdate")
        said = self.check(self.created(), REFUSED, path="/root/few")
        self.assertIn("Missing on this computer: rsync, nsupdate", said)
        self.assertIn("sudo apt install rsync bind9-dnsutils", said)

    def test_another_release_than_old_runs(self) -> None:
        deployed = on("old", "head -n 1 /etc/chatmail-version").strip()
        beside = f"/root/relay-{deployed[:8]}"
        git = "git -C /root/relay -c user.name=lab -c user.email=lab@relay.test"
        admin(f"{git} commit --quiet --allow-empty -m newer")
        try:
            name = self.created()
            said = self.check(name, ANSWER_NEEDED)
            self.assertIn(f"OLD runs {deployed[:8]}", said)
            self.assertIn("--release deployed", said)
            with edited("old", INI, "$a max_mailbox_size = 77M"):
                self.assertIn("max_mailbox_size: 77M on OLD", self.check(name, ANSWER_NEEDED))
            self.check(name, 0, "--release", "deployed")
            self.assertEqual(admin(f"git -C {beside} rev-parse HEAD").strip(), deployed)
            admin(f"test -x {beside}/venv/bin/cmdeploy && grep -q relay.test {beside}/chatmail.ini")
            self.assertIn(beside, self.move.run("profile", "show", name))
            self.check(name, 0)
        finally:
            admin(f"git -C /root/relay reset --quiet --hard {deployed}; "
                  f"git -C /root/relay worktree remove --force {beside} || true")
            for host in ("old", "new"):
                on(host, "rm -rf /etc/relaymove")


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
