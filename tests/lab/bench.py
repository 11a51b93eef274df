#!/usr/bin/python3
"""How long users wait: this program against an earlier one, in pairs on one machine.

bench.py BEFORE NOW [--pairs N] [--mailboxes N] [--messages N]   two folders with a relaymove-cli below them

Each move is of a relay of its own with mail flowing. What counts is the ratio: a machine is not another one, and
nothing else may run beside it. Fails where a message was lost, doubled or bounced.
"""

import argparse
import os
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from moving import Flow, Move, lab, outage, timeline  # noqa: E402


def longest_gap(table: str) -> float:
    """Of any kind of client, between two that were served; flow's last table but one column."""
    rows = [line.split() for line in table.splitlines()]
    return max(float(row[-2]) for row in rows if len(row) == 13 and row[1] in ("cached", "fresh"))


def moved(build: str, words: argparse.Namespace) -> tuple[float, float]:
    os.environ["RELAYMOVE_BUILD"] = build
    lab("relay")
    lab("populate", "--mailboxes", str(words.mailboxes), "--messages", str(words.messages), timeout=3600)
    move, flow = Move(), Flow()
    try:
        flow.wait_for(30)
        events = move.migrate(timeout=7200)
        verdict, table = flow.finish("new", minimum=60, wait=400)
        if verdict:
            raise SystemExit(f"{build}:\n{timeline(events)}\n{table}")
        return outage(events), longest_gap(table)
    finally:
        flow.close()
        move.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("before")
    parser.add_argument("now")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--mailboxes", type=int, default=600)
    parser.add_argument("--messages", type=int, default=6000)
    words = parser.parse_args()
    seen: dict[str, list[tuple[float, float]]] = {"before": [], "now": []}
    try:
        for pair in range(words.pairs):
            # Neither is always the first: what warms up is no difference.
            for name in ("before", "now") if pair % 2 == 0 else ("now", "before"):
                seen[name].append(moved(getattr(words, name), words))
                print(f"{name:7} outage {seen[name][-1][0]:6.2f} s   longest gap {seen[name][-1][1]:6.1f} s", flush=True)
    finally:
        lab("down", check=False)
    for index, what in enumerate(("outage", "longest gap")):
        before, now = (statistics.median(run[index] for run in seen[name]) for name in ("before", "now"))
        print(f"{what}: {now:.2f} s against {before:.2f} s, ratio {now / before:.2f} (medians of {words.pairs})")


if __name__ == "__main__":
    main()
