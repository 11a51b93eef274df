"""flow run: who takes part, the start, the end, and what is written down of it."""

import argparse
import json
import os
import secrets
import signal
import time
from dataclasses import asdict
from pathlib import Path

from . import hosts, network, peer
from .traffic import PEER_USER, AttemptLog, Traffic, World

MANIFEST = "/root/populate.json"
MAX_USERS = 300  # of the mailboxes; enough that no per-user limit is met


def read_manifest(args: argparse.Namespace) -> dict:
    text = (args.manifest.read_text() if args.manifest
            else hosts.run(args.relay, ["cat", MANIFEST]))
    return json.loads(text)


def make_world(args: argparse.Namespace, manifest: dict) -> World:
    active = [user for user in manifest["users"] if user["active"]]
    users = [(user["address"], user["password"]) for user in active[:MAX_USERS]]
    return World(
        run=secrets.token_hex(4),
        domain=args.domain,
        peer_domain=args.peer_domain,
        peer_address=args.peer_address,
        authority=args.authority,
        pinned={family: network.resolve(args.domain, family, args.authority)
                for family in (4, 6)},
        users=users,
    )


class Stop:
    """Says when no new jobs are to be made: time, a file, or Ctrl-C.

    SIGTERM also ends the patience with clients that still try."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.file: Path | None = args.until_file
        self.end = time.monotonic() + args.duration if args.duration else None
        self.signals: set[int] = set()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda caught, _: self.signals.add(caught))

    def at_once(self) -> bool:
        return signal.SIGTERM in self.signals

    def __call__(self) -> bool:
        return (bool(self.signals)
                or bool(self.file and self.file.exists())
                or (self.end is not None and time.monotonic() >= self.end))


def save(path: Path, about: dict) -> None:
    fresh = path.with_suffix(".fresh")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(about, file)
    fresh.rename(path)


def main(args: argparse.Namespace) -> int:
    args.out.mkdir(parents=True, exist_ok=True)
    if (args.out / "run.json").exists():
        raise SystemExit(f"flow: {args.out} holds the results of another run")
    manifest = read_manifest(args)
    world = make_world(args, manifest)
    peer.prepare(world, PEER_USER, args.slow, args.never_one_in)
    about = {"run": world.run, "world": asdict(world), "rate": args.rate,
             "manifest": manifest, "started": time.time()}
    save(args.out / "run.json", about)
    with network.Sources(world.peer_address) as sources:
        traffic = Traffic(world, sources, AttemptLog(args.out / "attempts.jsonl"))
        stop = Stop(args)
        about["stopped"] = traffic.run(args.rate, stop)
        traffic.finish(args.drain, stop.at_once)
    save(args.out / "run.json", about)
    return 0
