"""The base: a bare Debian 12 with an archive of all that is installed later.

Made once and cached by what makes it. `dns`, `peer` and `acme` have a layer of
installed packages above it; `old` and `new` are bare, as a machine from a
hoster is.
"""

import fcntl
import hashlib
import shutil
import time
from pathlib import Path

from . import recipe
from .shell import say
from .world import CACHE, HOSTS, LAB, RUN, Host, Instance

HERE = LAB / "hosts"
RECIPE = ("recipe.py", "recipe.sh", "secrets.py", "debs.txt", "wheels.txt")


def key() -> str:
    """Changes whenever something changes that the base is made of."""
    digest = hashlib.sha256()
    parts = [HERE / name for name in RECIPE]
    parts += sorted(path for path in (HERE / "files/base").rglob("*") if path.is_file())
    for part in parts:
        digest.update(str(part.relative_to(HERE)).encode() + b"\0" + part.read_bytes())
    for host in HOSTS.values():
        digest.update(f"{host.name} {host.packages}".encode())
    return digest.hexdigest()[:12]


def folder() -> Path:
    return CACHE / f"base-{key()}"


def secret(lab: Instance, name: str) -> Path:
    return lab.base / "secrets" / name


def layers(lab: Instance, host: Host) -> str:
    """The lower layers of a host's disk, as overlayfs names them."""
    role = [str(lab.base / host.name)] if host.packages else []
    return ":".join([*role, str(lab.base / "root")])


def choose(lab: Instance) -> None:
    """A disk is of use on the base only that it began on: an instance keeps its base."""
    link = lab.folder / "base"
    if not link.exists():
        target = ensure()
        link.unlink(missing_ok=True)
        link.symlink_to(target)


def ensure() -> Path:
    """The base, made now if it has to be."""
    target = folder()
    if target.exists():
        return target
    CACHE.mkdir(parents=True, exist_ok=True)
    with open(CACHE / "lock", "w") as lock:
        say("making the base (a few minutes, once)")
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not target.exists():
            prune()
            recipe.make(target)
    return target


def prune() -> None:
    """Bases of yesterday, with what was saved on them, unless an instance is built on one."""
    used = {link.resolve() for link in RUN.glob("*/base")}
    for old in CACHE.glob("base-*"):
        if old not in used and time.time() - old.stat().st_mtime > 86400:
            shutil.rmtree(old)
