"""What the tests of refusals have in common: a reason made true on a real host, what is said, the trace left behind."""

import contextlib
import itertools
import shlex
import subprocess
import unittest
from collections.abc import Iterator

import moving
from moving import Move, lab, on

FAILED, USAGE, ANSWER_NEEDED, REFUSED = 1, 2, 3, 4
PROFILE = {"--domain": "relay.test", "--old": "old", "--new": "new", "--checkout": "/root/relay",
           "--dns": "rfc2136", "--dns-server": "198.51.100.53", "--dns-zone": "relay.test",
           "--tsig-key-name": "relaymove."}
CERTIFICATE = "/var/lib/acme/live/relay.test/fullchain"
INI = "/usr/local/lib/chatmaild/chatmail.ini"


@contextlib.contextmanager
def made_true(host: str, begin: str, end: str) -> Iterator[None]:
    on(host, begin)
    try:
        yield
    finally:
        unchecked(host, end)


def moved_away(host: str, path: str):
    return made_true(host, f"mv {path} {path}.away", f"mv {path}.away {path}")


def edited(host: str, path: str, change: str):
    return made_true(host, f"cp -a {path} {path}.away; sed -i {shlex.quote(change)} {path}",
                     f"mv {path}.away {path}")


def admin(command: str) -> str:
    return lab("admin", "sh", "-c", command)


def unchecked(host: str, command: str) -> None:
    """On a host that may show another key now, or lets root in on port 2222 only."""
    ssh = "ssh -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR"
    admin(f"{ssh} {host} {shlex.quote(command)} || {ssh} -p 2222 {host} {shlex.quote(command)}")


def on_new_key() -> str:
    """The fingerprint that NEW offers at this moment."""
    return admin("ssh-keyscan -t ed25519 198.51.100.20 2>/dev/null | ssh-keygen -lf -").split()[1]


def records_lead_to(address: str) -> None:
    admin(f"printf 'server 198.51.100.53\\nupdate delete relay.test. A\\nupdate add relay.test. 3600 A {address}\\n"
          "send\\n' | nsupdate -k /root/tsig.key")


class Refusing(unittest.TestCase):
    """Its tests run on one world; each must leave it as it was."""

    profiles = itertools.count(1)

    @classmethod
    def setUpClass(cls) -> None:
        lab("relay")
        lab("populate", "--mailboxes", "20", "--messages", "100")
        cls.move = Move()
        cls.before = {host: moving.trace(host) for host in ("old", "new")}

    @classmethod
    def tearDownClass(cls) -> None:
        cls.move.close()
        lab("down", check=False)

    def tearDown(self) -> None:
        """Whatever was refused: no file, unit or rule of a host is another one than before."""
        for host in ("old", "new"):
            changed = set(moving.trace(host).splitlines()) ^ set(self.before[host].splitlines())
            # dovecot writes this one whenever it starts, here by a test's own hand.
            self.assertEqual([line for line in sorted(changed) if "/dovecot/instances" not in line], [], host)

    def created(self, **options: str) -> str:
        name = f"p{next(self.profiles)}"
        given = PROFILE | {"--" + key.replace("_", "-"): value for key, value in options.items()}
        self.move.run("profile", "create", name, *[word for pair in given.items() for word in pair])
        return name

    def check(self, name: str, expect: int, *more: str, keys: bool = True, secret: str = "") -> str:
        words = self.move.words("check", name, "--tsig-secret-stdin", *(self.move.keys if keys else []), *more)
        done = subprocess.run(words, input=(secret or self.move.secret) + "\n", text=True, capture_output=True,
                              timeout=300, check=False)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done.stdout + done.stderr

    def assert_refused(self, sentence: str, expect: int = REFUSED, secret: str = "", **options: str) -> None:
        with self.subTest(sentence):
            self.assertIn(sentence, self.check(self.created(**options), expect, secret=secret))
