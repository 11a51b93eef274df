"""OLD in a hold, with the real guard. NEW is a script that says what the test wants, or whatever
the test puts into OLD's network; systemd and what the scripts run are written down, with the
state that OLD's record had then."""

from sources import source
from world import World

STATE, GAVE_UP, OTHER_BOOT, UNSTARTED, OUT_OF_TOUCH = 91, 3, 96, 7, 1
SPOOL = "var/spool/postfix"
FOLDERS = "active incoming maildrop"
GUARD = "/etc/relaymove/guard"
AFTERWARDS = ("etc/relaymove/lower-table.sh", "etc/relaymove/close-parking.sh", "etc/relaymove/lift-limits.sh",
              "etc/relaymove/in-flight.sh")
SILENT = "192.0.2.1"
# What NEW answers to each word: a number, or more, one after the other. The last one stays.
NEW = """
word=$3 boot=$5
state=$(sed -n s/^state=//p /etc/relaymove/record/values)
echo "$state: NEW $word${boot:+ $boot}" >>/asked
code=$(head -n 1 /answers/$word 2>/dev/null || echo 0)
[ "$(wc -l </answers/$word)" -lt 2 ] || sed -i 1d /answers/$word
[ ! -x /meanwhile-$word ] || /meanwhile-$word
[ "$word" != ready ] || cat /answers/boot
exit "$code"
"""
GREETS = """
import socket, sys
server = socket.create_server(("127.0.0.1", int(sys.argv[1])))
print(flush=True)
while True:
    client, _ = server.accept()
    client.sendall(sys.argv[2].encode() + b"\\r\\n")
    client.close()
"""


class Old(World):
    def __init__(self) -> None:
        super().__init__()
        self.script("guard.sh", "go-back.sh", "commit.sh", "put-queue-back.sh", "set-queue-aside.sh")
        self.noted("stand-ins/systemctl", *AFTERWARDS)
        self.program("stand-ins/sleep", "")
        self.program("stand-ins/on-new", NEW)
        for word in ("ready", "open", "settle"):
            self.answers(word, 0)
        self.put("answers/boot", "b1\n")
        self.put("etc/relaymove/commit.conf", "cutover=c1 on_new=on-new address=198.51.100.20\n")
        self.values(other=SILENT)
        self.message = self.put(f"{SPOOL}/active/A1", "mail")
        self.must(GUARD, "take", "old", "m1", "L1", "alice@laptop")
        self.must(GUARD, "move", "m1", "L1", "c1", "serving", "held")
        self.must("/etc/relaymove/set-queue-aside.sh", "c1", *FOLDERS.split())

    def answers(self, word: str, *codes: int) -> None:
        self.put(f"answers/{word}", "".join(f"{code}\n" for code in codes))

    def values(self, other: str, ssh: str = "22", units: str = "dovecot.service postfix@-.service") -> None:
        self.put("etc/relaymove/go-back.conf",
                 f"limited=198.51.100.20 units='{units}' "
                 f"enabled=dovecot.service address=198.51.100.10 other={other} ssh={ssh}\n")

    def state(self) -> str:
        return dict(line.split("=", 1) for line in self.must(GUARD, "show").splitlines())["state"]

    def commit(self) -> None:
        self.must(GUARD, "self", "c1", "held", "committed")

    def restarts(self) -> None:
        """What was in its memory is gone."""
        self.must("rm", "-rf", "/run/relaymove")

    def go_back(self, *words: str, beside: str = "true") -> tuple[int, str]:
        return self.run("sh", "-c", f'{beside}\nexec /etc/relaymove/go-back.sh "$@"', "go", *words)

    def go_back_alone(self, beside: str = "true") -> tuple[int, str]:
        """As its timer's unit does."""
        unit = source("relaymove-auto-rollback.service").read_text().splitlines()
        start = next(line for line in unit if line.startswith("ExecStart=")).removeprefix("ExecStart=")
        return self.run("sh", "-c", f'{beside}\nexec {start}')

    def run_commit(self) -> tuple[int, str]:
        self.put("asked", "")
        return self.run("/etc/relaymove/commit.sh")

    def queue_is_back(self) -> bool:
        return self.message.exists() and not self.has(f"{SPOOL}/relaymove-aside")

    def serves(self) -> bool:
        return any("systemctl start dovecot.service" in line for line in self.asked())


def greeting(port: int, words: str) -> str:
    return f"mkfifo /tmp/up; python3 -c '{GREETS}' {port} '{words}' >/tmp/up & head -n 1 /tmp/up >/dev/null"
