#!/usr/bin/python3
"""What of cmdeploy is where: asked about, fetched or refused by the checks, on real hosts.

Exit 77: not possible here.
"""

import base64
import contextlib
import re
import shlex
import sys
import unittest
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import on  # noqa: E402
from refusing import ANSWER_NEEDED, INI, REFUSED, Refusing, admin, edited, made_true, moved_away  # noqa: E402

SSH = "ssh -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"


class Checkouts(Refusing):
    def check_passes(self, profile: str, *more: str) -> None:
        """It takes both hosts for this move: that is all, and is taken away again."""
        self.check(profile, 0, *more)
        for host in ("old", "new"):
            on(host, "rm -r /etc/relaymove")

    def test_the_key_of_an_earlier_machine(self) -> None:
        admin("ssh-keygen -q -t ed25519 -N '' -f /root/earlier; umask 077; "
              "printf 'other.test %s\\n198.51.100.20 %s\\n' \"$(cut -d' ' -f1,2 /root/earlier.pub)\" "
              "\"$(cut -d' ' -f1,2 /root/earlier.pub)\" >/root/.ssh/known_hosts")
        before = admin("cat /root/.ssh/known_hosts")
        profile = self.created()
        said = self.check(profile, REFUSED)
        self.assertIn("another host key for 198.51.100.20", said)
        self.assertIn(admin("ssh-keygen -lf /root/earlier.pub").split()[1], said)
        self.assertIn(self.move.keys[3], said)
        self.assertEqual(admin("cat /root/.ssh/known_hosts"), before)
        admin(re.search(r"ssh-keygen -R \S+", said).group())
        self.check_passes(profile)
        self.assertIn("other.test", admin("cat /root/.ssh/known_hosts"))
        admin("rm /root/.ssh/known_hosts*")

    def test_a_chatmail_ini_that_cant_serve_olds_mail(self) -> None:
        deployed = on("old", "head -n 1 /etc/chatmail-version").strip()
        beside, here = f"/root/relay-{deployed[:8]}", "/root/relay/chatmail.ini"
        admin(f"cp {here} /root/kept.ini")
        self.addCleanup(admin, f"mv /root/kept.ini {here}")
        for change, sentence in ((f"echo 'mailboxes_dir = /srv/mail' >>{here}", "mailboxes_dir: not set on OLD, /srv/mail here"),
                                 (f"rm {here}", f"{here} is not there")):
            with self.subTest(sentence):
                admin(change)
                profile = self.created()
                for more in ((), ("--release", "checkout")):
                    said = self.check(profile, ANSWER_NEEDED, *more)
                    self.assertIn(sentence, said)
                    self.assertIn("--release deployed", said)
                    self.assertNotIn("--release checkout", said)
                self.addCleanup(admin, f"git -C /root/relay worktree remove --force {beside} || true")
                self.check_passes(profile, "--release", "deployed")
                self.assertIn("mail_domain = relay.test", admin(f"cat {beside}/chatmail.ini"))
                self.assertNotIn("mailboxes_dir", admin(f"cat {beside}/chatmail.ini"))

    def test_the_checkout_is_on_old_only(self) -> None:
        fetched, onold = "/root/relay-relay.test", "/home/someone/src/relay"
        commit = admin("git -C /root/relay rev-parse HEAD")
        self.addCleanup(admin, f"rm -rf {fetched}")
        with self.only_on_old(onold):
            profile = self.created(checkout="")
            said = self.check(profile, ANSWER_NEEDED)
            self.assertIn(f"on OLD only, in {onold}", said)
            self.assertIn("--fetch-checkout", said)
            admin(f"test ! -e {fetched}")
            self.check_passes(profile, "--fetch-checkout")
            self.assertIn(fetched, self.move.run("profile", "show", profile))
            self.assertEqual(admin(f"git -C {fetched} rev-parse HEAD"), commit)
            self.assertIn("usage: cmdeploy", admin(f"cd {fetched} && scripts/cmdeploy --help"))
            # git would run what OLD's say.
            admin(f"test ! -e {fetched}/.git/hooks && test ! -e {fetched}/.git/config")
            self.check_passes(profile)
            with self.subTest("never over what is there"):
                said = self.check(self.created(checkout=""), REFUSED)
                self.assertIn(f"mv {fetched} {fetched}.away", said)
        self.assert_refused("none was found on OLD in /root, /home, /opt and /srv", checkout="/root/none")

    @contextlib.contextmanager
    def only_on_old(self, folder: str) -> Iterator[None]:
        admin(f"tar -C /root/relay --exclude=./venv -c . | {SSH} old 'mkdir -p {folder} && "
              f"tar -x -C {folder}' && mv /root/relay /root/kept")
        try:
            yield
        finally:
            admin(f"mv /root/kept /root/relay; {SSH} old rm -r /home/someone")

    def test_a_deployed_release_that_would_serve_at_once(self) -> None:
        """Before 1.8.0: it is not offered, nothing is made of it, and the profile stays as it is."""
        git = "git -C /root/relay -c user.name=lab -c user.email=lab@relay.test"
        deployed = admin("git -C /root/relay rev-parse HEAD").strip()
        admin(f"cd /root/relay && grep -rl CMDEPLOY_STAGES cmdeploy --include=*.py | xargs sed -i s/CMDEPLOY_STAGES/NO_STAGES/ && "
              f"{git} commit --quiet -am older")
        older = admin("git -C /root/relay rev-parse HEAD").strip()
        admin(f"git -C /root/relay reset --quiet --hard {deployed}")
        with edited("old", "/etc/chatmail-version", f"1s/.*/{older}/"):
            profile = self.created()
            for more in ((), ("--release", "deployed")):
                said = self.check(profile, ANSWER_NEEDED, *more)
                self.assertIn(f"OLD runs {older[:8]}", said)
                self.assertIn("older than release 1.8.0", said)
                self.assertNotIn("--release deployed", said)
            admin(f"test ! -e /root/relay-{older[:8]}")
            self.assertIn('"/root/relay"', self.move.run("profile", "show", profile))

    def test_what_was_not_committed_on_old(self) -> None:
        deployed = admin("git -C /root/relay rev-parse HEAD").strip()
        beside = f"/root/relay-{deployed[:8]}"
        patch = admin("cd /root/relay && echo '<p>patched' >>www/index.html && git diff && git checkout --quiet www")
        self.addCleanup(admin, f"git -C /root/relay worktree remove --force {beside} || true")
        away = "/etc/chatmail-version.away"
        with made_true("old", f"cd /etc; cp -a chatmail-version {away}; echo {base64.b64encode(patch.encode()).decode()} | "
                              "base64 -d >>chatmail-version", f"mv {away} /etc/chatmail-version"):
            profile = self.created()
            said = self.check(profile, ANSWER_NEEDED)
            self.assertIn("not committed differs in: www/index.html", said)
            [changes] = (self.move.root / "data/migrations" / profile).glob("changes-on-old-*.diff")
            self.assertEqual(changes.read_text(), patch)
            taken = re.search("--release (deployed:[0-9a-f]{64})", said)[1]
            self.check(profile, ANSWER_NEEDED, "--release", "deployed")
            self.check_passes(profile, "--release", taken)
            self.assertEqual(admin(f"git -C {beside} diff"), patch)
            self.check_passes(profile)

    def test_containers_that_share_the_hosts_network(self) -> None:
        scope = f"docker-{'0123456789abcdef' * 4}.scope"
        begin = (f"systemctl stop iroh-relay; systemd-run --quiet --scope --unit={scope} "
                 "python3 -m http.server 3340 >/dev/null 2>&1 & "
                 "until ss -Hltnp | grep ':3340 .*python3'; do sleep 0.1; done")
        with made_true("old", begin, f"systemctl stop {shlex.quote(scope)}; systemctl start iroh-relay"):
            with moved_away("old", INI):
                self.assert_refused("OLD's mail is served from Docker's containers", "3340 (python3, Docker)")


if __name__ == "__main__":
    if not moving.possible():
        sys.exit(77)
    unittest.main(verbosity=2)
