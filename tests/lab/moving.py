"""A move on the lab, as an admin makes it: the program runs in the admin's namespace."""

import copy
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
from datetime import datetime
from pathlib import Path

LAB = Path(__file__).resolve().parent
TOP = LAB.parent.parent
PORTS = (25, 80, 143, 443, 465, 587, 993)
SENT_BY_US = ("--dns", "rfc2136", "--dns-server", "198.51.100.53", "--dns-zone", "relay.test", "--tsig-key-name", "relaymove.")
STEPS = "preflight ttl precopy install disable sync chown dns activate finish".split()
PROFILE = "move"


def program(name: str, build: str = "") -> Path:
    """The program of the build under test; by default the one with sanitizers."""
    folder = os.environ.get(build or "RELAYMOVE_BUILD", TOP / "build/dev")
    return next(path for path in Path(folder).rglob(name) if path.is_file() and os.access(path, os.X_OK))


def lab(*words: str, timeout: float = 900, check: bool = True, text: str = "") -> str:
    done = subprocess.run([str(LAB / "lab"), *words], input=text, text=True, capture_output=True,
                          timeout=timeout, check=False)
    if check and done.returncode:
        raise AssertionError(f"lab {' '.join(words)}: exit {done.returncode}\n{done.stdout[-3000:]}\n{done.stderr[-3000:]}")
    return done.stdout


def possible() -> bool:
    return subprocess.run([str(LAB / "lab"), "check"], capture_output=True, check=False).returncode == 0


def on(host: str, command: str, check: bool = True) -> str:
    return lab("shell", host, command, check=check)


def wait_for(what: str, condition, seconds: float):
    """Looks often; the time is only the limit."""
    until = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > until:
            raise AssertionError(f"not within {seconds} s: {what}")
        time.sleep(0.2)


class Move:
    """One profile with its folders, which survive until the object is closed."""

    def __init__(self, build: str = "RELAYMOVE_BUILD", auto_rollback: int = 120,
                 dns: tuple[str, ...] = SENT_BY_US, domain: str = "relay.test") -> None:
        self.cli = program("relaymove-cli", build)
        self.root = Path(tempfile.mkdtemp(prefix="relaymove-move-"))
        self.secret = re.search(r'secret "([^"]+)"', lab("admin", "cat", "/root/tsig.key")).group(1)
        prints = json.loads(lab("admin", "cat", "/root/fingerprints.json"))
        self.keys = [word for host in ("old", "new") for word in ("--accept-host-key", prints[host])]
        self.run("profile", "create", PROFILE, "--domain", domain, "--old", "old", "--new", "new",
                 "--checkout", "/root/relay", "--auto-rollback", str(auto_rollback), *dns)

    def close(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)

    @property
    def options(self) -> list[str]:
        return ["--config-dir", str(self.root / "config"), "--data-dir", str(self.root / "data")]

    def copy(self) -> "Move":
        """What this computer has now, in folders of its own."""
        other = copy.copy(self)
        other.root = Path(tempfile.mkdtemp(prefix="relaymove-move-"))
        shutil.copytree(self.root, other.root, dirs_exist_ok=True)
        return other

    def forget(self) -> None:
        """The data folder is lost; the profile is still there, or was exported and imported."""
        shutil.rmtree(self.root / "data", ignore_errors=True)

    def edit(self, **members) -> None:
        """What a person changes in the profile."""
        path = next((self.root / "config").rglob("*.json"))
        path.write_text(json.dumps(json.loads(path.read_text()) | members))

    def words(self, command: str, *words: str) -> list[str]:
        return [str(LAB / "lab"), "admin", str(self.cli), *command.split(), *words, *self.options]

    def run(self, command: str, *words: str, accept: tuple[int, ...] = (0,), text: str = "", timeout: float = 1200) -> str:
        done = subprocess.run(self.words(command, *words), input=text, text=True, capture_output=True,
                              timeout=timeout, check=False)
        if done.returncode not in accept:
            raise AssertionError(f"relaymove-cli {command} {' '.join(words)}: exit {done.returncode}\n"
                                 f"{done.stdout[-6000:]}\n{done.stderr[-6000:]}")
        return done.stdout

    def unattended(self, command: str) -> list[str]:
        """What the command needs to ask nothing; going back asks nothing by itself."""
        yes = [] if command == "rollback" else ["--yes"]
        return [PROFILE, "--json", *yes, "--tsig-secret-stdin", *self.keys]

    def migrate(self, command: str = "run", *words: str, **more) -> list[dict]:
        """To the end, without a question; the events."""
        output = self.run(command, *self.unattended(command), *words, text=self.secret + "\n", **more)
        return [json.loads(line) for line in output.splitlines()]

    def refused(self, command: str, *words: str, code: int, **more) -> str:
        """It ends with this code; what the person is told."""
        done = subprocess.run(self.words(command, *self.unattended(command), *words), input=self.secret + "\n",
                              text=True, capture_output=True, timeout=600, check=False, **more)
        if done.returncode != code:
            raise AssertionError(f"{command}: exit {done.returncode}, not {code}\n{done.stdout[-6000:]}\n{done.stderr[-6000:]}")
        return done.stderr

    def start(self, *words: str, command: str = "run") -> subprocess.Popen:
        """The same in the background; its events come over its standard output."""
        process = subprocess.Popen(
            self.words(command, *self.unattended(command), *words),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True)
        process.stdin.write(self.secret + "\n")
        process.stdin.close()
        return process

    def interrupt(self) -> None:
        """As a person does by Ctrl-C; nobody is there to be asked, and silence means back."""
        for pid in self.pids():
            os.kill(pid, signal.SIGINT)

    def pids(self) -> list[int]:
        """Of the program itself: whoever leads there is named by the lab's commands."""
        found = subprocess.run(["pgrep", "-f", f"^{self.cli} .*{self.root}"], capture_output=True, text=True, check=False)
        return [int(pid) for pid in found.stdout.split()]

    def signal(self, number: signal.Signals) -> None:
        """To the program itself, which is a child of what entered the admin's namespace."""
        pids = subprocess.run(["pgrep", "-f", f"{self.cli} .*{self.root}"], capture_output=True, text=True,
                              check=False).stdout.split()
        for pid in pids:
            try:
                os.kill(int(pid), number)
            except ProcessLookupError:
                pass

    def folder(self) -> Path:
        return next((self.root / "data").rglob("facts.json")).parent

    def log(self) -> list[list[str]]:
        """Each line of the log as [time, role, step, level, text]."""
        path = next((self.root / "data").rglob("log.tsv"))
        return [line.split("\t") for line in path.read_text().splitlines()]


def begins(step: str):
    return lambda event: event["event"] == "step-started" and event["step"] == step


def reaches(name: str):
    return lambda event: event["event"] == "milestone" and event["name"] == name


def read_until(process: subprocess.Popen, wanted) -> list[dict]:
    """The events up to the first that `wanted` says yes to."""
    events = []
    for line in process.stdout:
        try:
            events.append(json.loads(line))
        except json.JSONDecodeError:
            continue
        if wanted(events[-1]):
            return events
    failed = [event["failure"] for event in events if event.get("failure")]
    raise AssertionError(f"ended before: {failed} {events[-3:]}")


def read_to_the_end(process: subprocess.Popen) -> list[dict]:
    """The rest of the events of a process that ends by itself."""
    lines = process.stdout.read().splitlines()
    process.wait()
    process.stdout.close()
    return [json.loads(line) for line in lines if line.startswith("{")]


def kill_when(move: Move, process: subprocess.Popen, wanted) -> list[dict]:
    """Reads events until `wanted` says yes; then the program dies, as by a power cut."""
    events = read_until(process, wanted)
    move.signal(signal.SIGKILL)
    process.wait()
    process.stdout.close()
    return events


class Flow:
    """Mail flowing while a test does something."""

    def __init__(self, rate: float = 4, slow: bool = False, never_one_in: int = 200) -> None:
        more = ["--slow", "--never-one-in", str(never_one_in)] if slow else []
        self.out = Path(tempfile.mkdtemp(prefix="relaymove-flow-"))
        self.results = self.out / "results"
        self.stop_file = self.out / "stop"
        self.process = subprocess.Popen(
            [str(LAB / "lab"), "flow", "run", "--rate", str(rate), "--out", str(self.results),
             "--until-file", str(self.stop_file), *more], start_new_session=True)

    def accepted(self) -> dict[str, int]:
        counts = {"login": 0, "submit": 0, "incoming": 0}
        path = self.results / "attempts.jsonl"
        for line in path.read_text().splitlines() if path.exists() else []:
            try:
                attempt = json.loads(line)
            except json.JSONDecodeError:
                continue  # being written
            if attempt["outcome"] == "accepted":
                counts[attempt["kind"]] = counts.get(attempt["kind"], 0) + 1
        return counts

    def wait_for(self, number: int, seconds: float = 300) -> None:
        wait_for(f"{number} accepted of each kind", lambda: min(self.accepted().values()) >= number or
                 self.process.poll() is not None, seconds)
        assert self.process.poll() is None, "flow ended by itself"

    def finish(self, *hosts: str, minimum: int = 200, wait: int = 120) -> tuple[int, str]:
        """Enough of each kind, then the count: its exit code and its table."""
        self.wait_for(minimum)
        self.stop_file.touch()
        self.process.wait(timeout=400)
        words = [word for host in hosts for word in ("--host", host)]
        done = subprocess.run([str(LAB / "flow"), "count", "--out", str(self.results), "--minimum", str(minimum),
                               "--wait", str(wait), *words],
                              text=True, capture_output=True, timeout=600 + wait, check=False)
        return done.returncode, done.stdout + done.stderr + self.peers_word()

    def peers_word(self) -> str:
        """What the peer's log says where the peer told a client to come later: that is the lab's trouble."""
        lines = (self.results / "attempts.jsonl").read_text().splitlines()
        if not any('"incoming"' in line and '"tempfail"' in line for line in lines):
            return ""
        return "\nthe peer:\n" + on("peer", "journalctl -b --no-pager -o short-precise | "
                                    "grep -E 'milter|opendkim.*(start|term|error|fail)' | tail -n 20", check=False)

    def close(self) -> None:
        if not self.out.exists():
            return
        self.stop_file.touch()
        if self.process.poll() is None:
            self.process.terminate()
            self.process.wait()
        shutil.rmtree(self.out, ignore_errors=True)


def serves(host: str) -> bool:
    """Whether a dovecot of the host's own listens for log-ins."""
    return "dovecot" in on(host, "ss -Hltnp 'sport = :993'")


def trace(host: str) -> str:
    """Every file, unit and rule of a host that a command could have changed. Postfix' tlsmgr stirs its seed by itself
    (tls_random_exchange_name).
    """
    return on(host, "find / -xdev \\( -path /proc -o -path /sys -o -path /run -o -path /tmp -o -path /var/log "
                    "-o -path /home -o -path /var/spool -o -path /var/lib/systemd -o -path /var/cache "
                    "-o -path /var/lib/postfix/prng_exch \\) -prune "
                    "-o -type f -printf '%p %s %T@\\n' | sort; "
                    "systemctl list-unit-files --plain --no-legend | grep -v '[.]scope '; nft list ruleset")


def outage(events: list[dict]) -> float:
    at = {event["name"]: datetime.fromisoformat(event["at"]) for event in events if event["event"] == "milestone"}
    return (at["open"] - at["hold"]).total_seconds()


def said_of_the_fence(what: str) -> list[float]:
    """When NEW's systemd said so of the fence's unit ("Started ", "Stopping "), in seconds since 1970. ADMIN hears of
    the opening later than those whom NEW lets in.
    """
    said = on("new", f"journalctl -b --no-pager -o short-unix -u relaymove-fence.service | grep ': {what}'")
    return [float(line.split()[0]) for line in said.splitlines()]


def timeline(events: list[dict]) -> str:
    return "\n".join(f"{event['at']}  {event['name']}" for event in events if event["event"] == "milestone")
