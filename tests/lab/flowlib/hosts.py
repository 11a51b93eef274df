"""Commands on the lab's hosts, by way of `lab shell`."""

import shlex
import subprocess
from pathlib import Path

LAB = Path(__file__).resolve().parent.parent / "lab"


class HostError(Exception):
    """A command on a host failed that must not fail."""


def run(host: str, command: list[str], text: str = "", accept: tuple[int, ...] = (0,),
        timeout: float = 300) -> str:
    done = subprocess.run([str(LAB), "shell", host, shlex.join(command)], input=text,
                          capture_output=True, text=True, timeout=timeout, check=False)
    if done.returncode not in accept:
        raise HostError(f"{host}: {shlex.join(command)[:200]}: exit "
                        f"{done.returncode}: {done.stderr[-2000:]}")
    return done.stdout


def run_script(host: str, script: Path, *arguments: str) -> str:
    """Runs a Python file of ours on the host: it travels over standard input."""
    return run(host, ["python3", "-", *arguments], script.read_text())
