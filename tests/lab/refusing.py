"""What the tests of refusals have in common: a reason made true on a real host, what is said, the trace left behind."""

import base64
import contextlib
import itertools
import json
import re
import shlex
import subprocess
import unittest
from collections.abc import Iterator

import moving
from moving import Move, lab, on

FAILED, USAGE, ANSWER_NEEDED, REFUSED, LOCKED = 1, 2, 3, 4, 5
PROFILE = {"--domain": "relay.test", "--old": "old", "--new": "new", "--checkout": "/root/relay",
           "--dns": "rfc2136", "--dns-server": "198.51.100.53", "--dns-zone": "relay.test",
           "--tsig-key-name": "relaymove."}
OLDS = ("198.51.100.10", "2001:db8::10")  # what relay.test leads to
ANOTHER_SECRET = base64.b64encode(b"as long as the true one, 32 bytes").decode()
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


@contextlib.contextmanager
def records_lead_to(*addresses: str) -> Iterator[None]:
    published(addresses)
    try:
        yield
    finally:
        published(OLDS)


def published(addresses: tuple[str, ...]) -> None:
    lines = ["server 198.51.100.53", "update delete relay.test. A", "update delete relay.test. AAAA"]
    lines += [f"update add relay.test. 3600 {'AAAA' if ':' in address else 'A'} {address}" for address in addresses]
    lab("admin", "nsupdate", "-k", "/root/tsig.key", text="\n".join([*lines, "send", ""]))


def plain(line: str) -> str:
    """As commands are compared: without what quoting adds, on one line."""
    return line.replace("\n", " ").replace("\t", " ").replace("'", "")


class Refusing(unittest.TestCase):
    """Its tests run on one world; each must leave it as it was."""

    numbers = itertools.count(1)

    @classmethod
    def setUpClass(cls) -> None:
        lab("relay")
        lab("populate", "--mailboxes", "20", "--messages", "100")
        cls.move = Move()
        cls.before = {host: moving.trace(host) for host in ("old", "new")}
        cls.harmless = cls.commands_that_change_nothing()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.move.close()
        lab("down", check=False)

    def tearDown(self) -> None:
        """Whatever was refused: no file, unit or rule of a host is another one than before."""
        changed = {host: self.changed(host) for host in ("old", "new")}
        for host in changed:
            on(host, "rm -rf /etc/relaymove")  # of a check that failed to refuse: the next test is not to suffer
        self.assertEqual(changed, {"old": [], "new": []})

    @classmethod
    def commands_that_change_nothing(cls) -> list[tuple[str, re.Pattern]]:
        """By the program's own plan; and the trial record, which is taken away again."""
        listed = map(json.loads, cls.move.run("plan", moving.PROFILE, "--json").splitlines())
        wanted = [entry for entry in listed if entry["step"] == "preflight" and
                  (entry["purpose"] in ("look", "prove") or entry["shape"].startswith("nsupdate"))]
        shapes = [(entry["role"], re.split(r"\{[a-z][a-z0-9-]*\}", plain(entry["shape"]))) for entry in wanted]
        return [(role, re.compile(".*".join(map(re.escape, pieces)))) for role, pieces in shapes]

    def changed(self, host: str) -> list[str]:
        lines = set(moving.trace(host).splitlines()) ^ set(self.before[host].splitlines())
        # dovecot writes this one whenever it starts, here by a test's own hand; Debian's daily timers the others.
        by_themselves = ("/dovecot/instances", "/var/lib/apt/daily_lock", "/var/backups/")
        return [line for line in sorted(lines) if not any(path in line for path in by_themselves)]

    def created(self, **options: str) -> str:
        """The id of a new profile."""
        return self.create(0, **options).stdout.strip()

    def create(self, expect: int, **options: str) -> subprocess.CompletedProcess:
        given = PROFILE | {"--" + key.replace("_", "-"): value for key, value in options.items()}
        words = [word for pair in given.items() for word in pair]
        done = subprocess.run(self.move.words("profile create", f"p{next(self.numbers)}", *words), text=True,
                              capture_output=True, timeout=60, check=False)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        return done

    def check(self, profile: str, expect: int, *more: str, keys: bool = True, secret: str = "", asks_no_host: bool = False,
              path: str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin") -> str:
        """What is said. A check that refuses has run no command that changes anything."""
        words = self.move.words("check", profile, "--tsig-secret-stdin", *(self.move.keys if keys else []), *more)
        words[2:2] = ["env", f"PATH={path}"]
        done = subprocess.run(words, input=(secret or self.move.secret) + "\n", text=True, capture_output=True,
                              timeout=300, check=False)
        self.assertEqual(done.returncode, expect, done.stdout + done.stderr)
        if expect:
            ran = self.commands(profile)
            if expect == REFUSED:
                self.assertEqual(ran == [], asks_no_host, f"the log tells of these commands: {ran}")
            self.assertEqual([command for command in ran if not self.is_harmless(*command)], [])
        return done.stdout + done.stderr

    def commands(self, profile: str) -> list[tuple[str, str]]:
        """What ran for this profile so far, and where."""
        log = self.move.root / "data/migrations" / profile / "log.tsv"
        lines = [line.split("\t") for line in log.read_text().splitlines()] if log.exists() else []
        ran = [line for line in lines if line[3:4] == ["command"]]
        return [(role, text.removeprefix("$ ")) for _, role, _, _, text in ran]

    def is_harmless(self, role: str, command: str) -> bool:
        return any(role == where and shape.fullmatch(plain(command)) for where, shape in self.harmless)

    def assert_refused(self, *sentences: str, expect: int = REFUSED, secret: str = "", asks_no_host: bool = False,
                       **options: str) -> None:
        with self.subTest(sentences[0]):
            said = self.check(self.created(**options), expect, secret=secret, asks_no_host=asks_no_host)
            self.assertEqual([sentence for sentence in sentences if sentence not in said], [], said)
