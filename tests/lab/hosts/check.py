"""What the lab needs of the machine that it runs on."""

import os
import shutil

from . import machine
from .shell import Failure, attempt, say
from .world import Instance

NOT_POSSIBLE = 77  # what test drivers take for "skipped"
TOOLS = "mmdebstrap systemd-nspawn ip tc apt-ftparchive openssl ssh ssh-keygen zstd tar unshare".split()


def missing() -> list[str]:
    """In words; empty if the lab can run here."""
    lacks = [f"{tool} is not installed" for tool in TOOLS if not shutil.which(tool)]
    if os.geteuid() != 0:
        return ["it needs root", *lacks]
    if not attempt("unshare", "-m", "true"):
        lacks.append("mounts are not allowed")
    if not attempt("unshare", "-n", "true"):
        lacks.append("network namespaces are not allowed")
    try:
        machine.groups()
    except Failure as failure:
        lacks.append(str(failure))
    return lacks


def command(_: Instance, __: list[str]) -> int:
    say("all that the lab needs is here")
    return 0
