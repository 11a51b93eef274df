#!/usr/bin/python3
"""Each reason not to begin, made true on a real host: what is said, and that nothing was touched.

What can't be made true in containers (clocks of their own, another machine's memory) is
tested in tests/core/tst_suitability.cpp. Exit 77: not possible here.
"""

import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import on  # noqa: E402
from refusing import (  # noqa: E402
    ANSWER_NEEDED, CERTIFICATE, FAILED, INI, REFUSED, USAGE, Refusing, admin, edited, made_true, moved_away,
    on_new_key, records_lead_to)


class Refusals(Refusing):
    def test_machines(self) -> None:
        self.assert_refused("198.51.100.99", FAILED, new="198.51.100.99")
        self.assert_refused("the same machine", new="198.51.100.10", old="old")
        with edited("new", "/etc/os-release", 's/="12"/="13"/'):
            self.assert_refused("NEW is not Debian 12 but debian 13")
        with moved_away("old", "/usr/bin/rsync"):
            self.assert_refused("rsync is missing on OLD")
        with made_true("new", "printf 'Port 22\\nPort 2222\\nMatch LocalPort 22\\n  PermitRootLogin no\\n' "
                              ">/etc/ssh/sshd_config.d/refusal.conf; systemctl reload ssh",
                       "rm /etc/ssh/sshd_config.d/refusal.conf; systemctl reload ssh"):
            self.assert_refused("PermitRootLogin", FAILED)

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

    def test_what_is_on_new(self) -> None:
        with made_true("new", "echo 1 >/etc/chatmail-version", "rm /etc/chatmail-version"):
            self.assert_refused("NEW carries a relay already")
        with made_true("new", "systemd-run --quiet --unit=squatter python3 -m http.server 443; "
                              "until ss -Hltn | grep -q :443; do sleep 0.1; done", "systemctl stop squatter"):
            self.assert_refused("443 (python3)")
        with made_true("new", "mkdir -p /etc/relaymove; echo other >/etc/relaymove/marker", "rm -r /etc/relaymove"):
            with self.subTest("another migration"):
                self.assertIn("other", self.check(self.created(), 5))
        with made_true("new", "mount -t tmpfs -o size=20m tmpfs /home", "umount /home"):
            self.assert_refused("are needed")
        with made_true("new", "mount -t tmpfs -o nr_inodes=10 tmpfs /home", "umount /home"):
            self.assert_refused("more files only")

    def test_what_is_on_old(self) -> None:
        with moved_away("old", INI):
            self.assert_refused("OLD has no chatmail.ini")
            for program, sentence in (("docker-proxy", "Docker's containers"), ("madmail", "served by madmail")):
                with made_true("old", f"systemctl stop iroh-relay; cp /usr/bin/python3 /usr/local/bin/{program}; "
                                      f"systemd-run --quiet --unit=squatter {program} -m http.server 3340; "
                                      "until ss -Hltnp | grep -q :3340; do sleep 0.1; done",
                               f"systemctl stop squatter; rm /usr/local/bin/{program}; systemctl start iroh-relay"):
                    self.assert_refused(sentence)
        with edited("old", INI, "s|^mail_domain.*|mail_domain = other.test|"):
            self.assert_refused("OLD serves other.test")
        with edited("old", INI, "$a mailboxes_dir = /srv/mail"):
            self.assert_refused("here, /srv/mail on OLD")
        with made_true("old", f"mv {CERTIFICATE} {CERTIFICATE}.away; openssl req -x509 -newkey ed25519 -nodes "
                              f"-keyout /dev/null -subj /CN=relay.test -days 20 -out {CERTIFICATE} 2>/dev/null",
                       f"mv {CERTIFICATE}.away {CERTIFICATE}"):
            self.assert_refused("The certificate on OLD ends on")
        with made_true("old", "systemctl stop dovecot", "systemctl start dovecot"):
            self.assert_refused("dovecot.service does not run")

    def test_names(self) -> None:
        records_lead_to("192.0.2.9")
        try:
            self.assert_refused("leads to 192.0.2.9")
        finally:
            records_lead_to("198.51.100.10")
        self.assert_refused("TSIG", secret="d3Jvbmc=")
        with self.subTest("an IP address"):
            self.assertEqual(self.move.run("profile", "create", "ip", "--domain", "198.51.100.10", "--old", "old",
                                           "--new", "new", "--checkout", "/root/relay", accept=(USAGE,)), "")

    def test_the_network_around_new(self) -> None:
        for chain, rule, sentence in (
                ("input", "tcp dport 587 drop", "port 587 from OLD"),
                ("input", "udp dport 3478 drop", "port 3478/udp from OLD"),
                ("output", "ip daddr 198.51.100.10 tcp dport 25 drop", "block outgoing mail")):
            table = f"table inet provider {{\\n chain c {{\\n type filter hook {chain} priority 0\\n {rule}\\n }}\\n }}\\n"
            with made_true("new", f"printf '{table}' | nft -f -", "nft delete table inet provider"):
                self.assert_refused(sentence)

    def test_cmdeploy_on_this_computer(self) -> None:
        admin("cp -r /root/relay /root/other; grep -rl CMDEPLOY_STAGES /root/other/cmdeploy | xargs rm")
        self.assert_refused("older than release 1.8.0", checkout="/root/other")
        admin("rm -r /root/other/venv")
        self.assert_refused("Python environment is not there", checkout="/root/other")
        admin("rm -r /root/other")
        self.assert_refused("no scripts/cmdeploy", checkout="/root/other")
        with made_true("old", "mkdir -p /root/relay/scripts; touch /root/relay/scripts/cmdeploy",
                       "rm -r /root/relay/scripts; rmdir /root/relay"):
            self.assert_refused("OLD itself has it in /root/relay", checkout="/root/other")
        admin("printf 'Host keyless\\n  HostName 198.51.100.20\\n  IdentitiesOnly yes\\n  IdentityFile /root/none\\n' "
              ">>/root/.ssh/config")
        self.assert_refused("could not log in", cmdeploy_host="keyless")

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
