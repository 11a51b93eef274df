"""Runs on a host: finds mail by Message-ID, one JSON line a find.

A file without imports of ours, sent over standard input. Two commands:
  mail ROOT ...  all messages in Maildirs below these folders
  queue          what Postfix has not delivered yet
"""

import gzip
import json
import os
import re
import subprocess
import sys
import zlib

try:
    import dkim  # where messages leave the relay's world: at the peer
    import dkim.dnsplug
except ImportError:
    dkim = None

HEAD = 16384
OURS = re.compile(rb"(?:flow|populate)\.[^\s<>@]+@[^\s<>@]+")
MESSAGE_ID = re.compile(rb"^message-id:\s*<([^>]+)>", re.I | re.M)
REPORT = re.compile(rb"^content-type:\s*multipart/report", re.I | re.M)
SIGNATURE = re.compile(rb"^dkim-signature:", re.I | re.M)
FAILED = re.compile(rb"^action:\s*failed", re.I | re.M)
ARRIVED = re.compile(r"^(\d+)\.[^.]*?M(\d+)")


def head_of(path: str) -> bytes:
    with open(path, "rb") as file:
        start = file.read(HEAD)
    if start[:2] == b"\x1f\x8b":
        start = zlib.decompressobj(31).decompress(start, HEAD)
    return re.split(rb"\r?\n\r?\n", start, maxsplit=1)[0]


def whole(path: str) -> bytes:
    with open(path, "rb") as file:
        text = file.read()
    return gzip.decompress(text) if text[:2] == b"\x1f\x8b" else text


def arrival(path: str) -> float:
    """When a delivery finished: from its name, which copies keep, not from the inode."""
    match = ARRIVED.match(os.path.basename(path))
    if match:
        return int(match[1]) + int(match[2]) / 1e6
    return os.stat(path).st_mtime


def found(path: str, folder: str) -> list[dict]:
    head = head_of(path)
    where = {"path": path, "time": arrival(path)}
    if REPORT.search(head):
        text = whole(path)
        kind = "bounce" if FAILED.search(text) else "delay"
        ids = {i.decode() for i in OURS.findall(text)}
        return [{"id": i, "kind": kind} | where for i in sorted(ids)]
    match = MESSAGE_ID.search(head)
    if not match or not OURS.fullmatch(match[1]):
        return []
    kind = "unfinished" if folder == "tmp" else "message"
    entry = {"id": match[1].decode(), "kind": kind} | where
    if SIGNATURE.search(head) and dkim:
        entry["signed"] = verifies(whole(path))
    return [entry]


KEYS: dict[bytes, bytes] = {}


def verifies(message: bytes) -> bool:
    """Whether a signature on it is right, by the key that is in DNS now."""
    def key(name: bytes, timeout: int = 5) -> bytes:
        if name not in KEYS:
            KEYS[name] = dkim.dnsplug.get_txt(name, timeout)
        return KEYS[name]

    try:
        return dkim.verify(message, dnsfunc=key)
    except (dkim.DKIMException, OSError):
        return False


def mail(roots: list[str]) -> None:
    for root in roots:
        for place, _, names in os.walk(root):
            folder = os.path.basename(place)
            if folder not in ("new", "cur", "tmp"):
                continue
            for name in names:
                for entry in found(os.path.join(place, name), folder):
                    print(json.dumps(entry))


def queue() -> None:
    listed = subprocess.run(["postqueue", "-j"], capture_output=True, check=False)
    if listed.returncode != 0:
        sys.exit(listed.stderr.decode())
    for line in listed.stdout.splitlines():
        entry = json.loads(line)
        # Gone between the two commands means delivered: postcat's failure is no error.
        text = subprocess.run(["postcat", "-q", entry["queue_id"]],
                              capture_output=True, check=False).stdout
        reasons = [r.get("delay_reason", "") for r in entry["recipients"]]
        for i in sorted({i.decode() for i in OURS.findall(text)}):
            print(json.dumps({"id": i, "kind": "queued", "time": entry["arrival_time"],
                              "path": f"{entry['queue_name']}/{entry['queue_id']}",
                              "why": "; ".join(reasons)}))


if __name__ == "__main__":
    if sys.argv[1] == "mail":
        mail(sys.argv[2:])
    else:
        queue()
