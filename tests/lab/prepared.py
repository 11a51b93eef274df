"""One relay whose move waits for the word to begin the cutover. It is made once, and each case of a
test takes it from there: with disks, profile and data folder as they were then.
"""

import atexit
import sys
import unittest

import moving
from moving import Flow, Move, lab, on

POPULATION = ("--mailboxes", "60", "--messages", "600")
ANSWER_NEEDED = 3
SAVED = "asked"
LATE = "late@peer.test"
# Read anew by each smtpd when it has changed: a reload would touch other mail, too.
PUT_OFF = "hash:/etc/postfix/put-off"

dear = unittest.skipUnless("--all" in sys.argv, "takes minutes: --all")


def prepare() -> Move:
    """Everything is copied and installed, the question of the cutover was asked, and nobody has answered."""
    atexit.register(lab, "down", check=False)
    lab("relay")
    lab("populate", *POPULATION)
    put_off("")
    on("peer", f"postconf smtpd_recipient_restrictions=check_recipient_access,{PUT_OFF}; postfix reload")
    move = Move()
    atexit.register(move.close)
    words = [word for word in move.unattended("run") if word != "--yes"]
    move.run("run", *words, text=move.secret + "\n", accept=(ANSWER_NEEDED,))
    lab("save", SAVED)
    return move


def main() -> None:
    if not moving.possible():
        sys.exit(77)
    unittest.main(argv=[word for word in sys.argv if word != "--all"], verbosity=2)


class Prepared(unittest.TestCase):
    """All cases of a process share what was prepared."""

    ready: Move | None = None

    @classmethod
    def setUpClass(cls) -> None:
        Prepared.ready = Prepared.ready or prepare()

    def setUp(self) -> None:
        lab("load", SAVED)
        self.move = Prepared.ready.copy()
        self.addCleanup(self.move.close)
        self.flow = Flow()
        self.addCleanup(self.flow.close)
        self.flow.wait_for(5)

    def lose(self, host: str, word: str) -> "Late":
        """The program dies as OLD hands over, and the host loses its power while OLD is about to tell NEW this word."""
        late, halted = Late(), Halted(word)
        moving.kill_when(self.move, self.move.start(), moving.reaches("handing-over"))
        halted.wait_for(word)
        lab("kill", host)
        if host != "old":
            halted.let_go(word)
        return late

    def count(self, *hosts: str, wait: int = 400) -> None:
        """Mail went on flowing, and each message of it is where it belongs, once."""
        # A message whose delivery was under way when OLD stopped is tried again after queue_run_delay (300 s).
        verdict, count = self.flow.finish(*hosts, minimum=60, wait=wait)
        print(count, flush=True)
        self.assertEqual(verdict, 0, count)


class Halted:
    """What OLD tells NEW over the link stops at these words until let_go(): the moment between two states of
    theirs, held still.
    """

    def __init__(self, *words: str) -> None:
        self.words = words
        # Before /usr/bin in the PATH of OLD's units.
        on("old", """cat >/run/ssh <<'EOF'
#!/bin/sh
word=$(echo "$*" | sed -nE 's/.* told ([a-z]+) .*/\\1/p')
[ ! -e "/run/halt-$word" ] || touch "/run/halted-$word"
while [ -e "/run/halt-$word" ]; do sleep 0.1; done
exec /usr/bin/ssh "$@"
EOF
chmod 755 /run/ssh; mv /run/ssh /usr/local/bin/ssh; touch """ + " ".join(f"/run/halt-{word}" for word in words))

    def wait_for(self, word: str) -> None:
        moving.wait_for(f"OLD is about to tell NEW: {word}", lambda: on("old", f"ls /run/halted-{word} 2>/dev/null", check=False), 120)

    def let_go(self, word: str) -> None:
        on("old", f"rm -f /run/halt-{word}")


def put_off(recipients: str) -> None:
    file = PUT_OFF.removeprefix("hash:")
    on("peer", f"echo '{recipients}' >{file}; postmap {PUT_OFF}")


class Late:
    """Messages to somebody whose server puts them off: they wait in the relay's queue until arrive()."""

    def __init__(self, number: int = 5) -> None:
        self.names = [f"late.{i}@relay.test" for i in range(number)]
        put_off(f"{LATE} 450 come again")
        for name in self.names:
            on("old", f"printf 'From: <late@relay.test>\\nTo: <{LATE}>\\nMessage-ID: <{name}>\\nSubject: late\\n\\nhello\\n' | "
                      f"sendmail -f late@relay.test {LATE}")
        moving.wait_for("they wait in OLD's queue", lambda: self.waiting("old") == number, 60)

    def waiting(self, host: str) -> int:
        return on(host, "postqueue -j", check=False).count(f'"{LATE}"')

    def arrive(self) -> None:
        """Whoever has them sends them now."""
        put_off("")
        for host in ("old", "new"):
            on(host, "postqueue -f", check=False)
        moving.wait_for("each is at the peer", lambda: min(self.arrived().values()) > 0, 120)

    def arrived(self) -> dict[str, int]:
        return {name: int(on("peer", f"grep -rlF '<{name}>' /srv/peer/Maildir/new /srv/peer/Maildir/cur 2>/dev/null | wc -l"))
                for name in self.names}
