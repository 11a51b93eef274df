"""Running commands, and saying what is being done."""

import subprocess
import sys
import time
from collections.abc import Callable, Sequence

START = time.monotonic()


class Failure(Exception):
    """Something that the person who called the lab is told in one sentence."""


def say(text: str) -> None:
    print(f"lab {time.monotonic() - START:5.1f} s  {text}", file=sys.stderr, flush=True)


def run(*command: object, text: str | None = None) -> str:
    """Runs a command that has to succeed; returns what it printed."""
    words = [str(word) for word in command]
    done = subprocess.run(words, input=text, text=True, capture_output=True)
    if done.returncode:
        raise Failure(f"{' '.join(words)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def attempt(*command: object) -> bool:
    """Runs a command that may fail, as clearing away what may not be there does."""
    words: Sequence[str] = [str(word) for word in command]
    return subprocess.run(words, capture_output=True).returncode == 0


def wait(what: str, seconds: float, condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            raise Failure(f"gave up after {seconds:.0f} s: {what}")
        time.sleep(0.05)
