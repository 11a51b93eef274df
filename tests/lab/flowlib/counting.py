"""flow count: waits until nothing is on its way any more, then looks at all mail."""

import json
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from . import hosts, report, tally

SCAN = Path(__file__).with_name("scan.py")
RELAY_MAIL = "/home/vmail/mail"
PEER_MAIL = "/srv/peer"
POLL = 0.5
EMPTY_IN_A_ROW = 3  # a message leaves one queue and appears in the next


def finds(host: str, *arguments: str) -> list[dict]:
    lines = hosts.run_script(host, SCAN, *arguments).splitlines()
    return [{"host": host} | json.loads(line) for line in lines]


def ours(entries: list[dict], run: str) -> list[dict]:
    return [entry for entry in entries if entry["id"].startswith(f"flow.{run}.")]


def wait_for_queues(relay: str, run: str, seconds: float) -> list[dict]:
    """Until no queue holds a message of this flow, or a bounce of one. Returns those
    that are still there when the time is up."""
    deadline = time.monotonic() + seconds
    empty = 0
    flushed = 0.0
    while True:
        if time.monotonic() - flushed > 5:
            for host in (relay, "peer"):  # fails where Postfix is down: then it waits
                hosts.run(host, ["postqueue", "-f"], accept=tuple(range(256)))
            flushed = time.monotonic()
        waiting = [entry for host in (relay, "peer")
                   for entry in ours(finds(host, "queue"), run)]
        empty = 0 if waiting else empty + 1
        if empty == EMPTY_IN_A_ROW or time.monotonic() > deadline:
            return waiting
        time.sleep(POLL)


def stored_ids(manifest: dict) -> list[str]:
    return [f"populate.{manifest['seed']}.{user['number']}.{n}@{manifest['domain']}"
            for user in manifest["users"] for n in range(user["messages"])]


def read_attempts(out: Path) -> list[dict]:
    text = (out / "attempts.jsonl").read_text()
    # What follows the last line end is half a line: of a flow that runs or was killed.
    return [json.loads(line) for line in text.rpartition("\n")[0].splitlines()]


def count(out: Path, relays: list[str], wait: float, with_stored: bool) -> tally.Count:
    about = json.loads((out / "run.json").read_text())
    queued = wait_for_queues(relays[0], about["run"], wait)
    with ThreadPoolExecutor() as pool:
        peer = pool.submit(finds, "peer", "mail", PEER_MAIL)
        mail = list(pool.map(lambda host: finds(host, "mail", RELAY_MAIL), relays))
    stored = stored_ids(about["manifest"]) if with_stored else []
    return tally.count(
        read_attempts(out), queued + mail[0] + peer.result(), about["started"],
        about.get("stopped", about["started"]), stored,
        [entry for others in mail[1:] for entry in others])


def main(out: Path, relays: list[str], wait: float, minimum: int,
         with_stored: bool) -> int:
    result = count(out, relays, wait, with_stored)
    (out / "count.json").write_text(json.dumps(result.as_json(), indent=1) + "\n")
    print(report.text(result))
    verdict = result.verdict(minimum)
    if verdict == 2:
        print(f"\nfewer than {minimum} of a kind were accepted: this proves nothing")
    return verdict
