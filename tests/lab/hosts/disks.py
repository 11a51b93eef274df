"""Saving the hosts' disks, and booting saved ones: what is above the base is all there is of them."""

import shutil
import subprocess
from pathlib import Path

from . import machine
from .shell import Failure, say
from .world import HOSTS, Host, Instance

# whiteouts and redirected folders of overlayfs are devices and trusted attributes
TAR = ["tar", "--xattrs", "--xattrs-include=*", "--numeric-owner"]
QUIET = "--warning=no-file-ignored"  # sockets: services make theirs anew


def place(lab: Instance, name: str) -> Path:
    """A saved disk is kept with its base: it is worthless on another."""
    if not name or "/" in name or name.startswith("."):
        raise Failure(f"that can't be a name: {name}")
    return lab.base / "saved" / lab.name / name


def pack(lab: Instance, hosts: list[Host], target: Path, anew: bool = True) -> None:
    """Copies the disks of hosts that are off. The folder is there only when it is complete. What is for all labs is
    not made anew where another one has made it meanwhile: a third may be reading it.
    """
    part = target.with_name(f"{target.name}.{lab.name}.part")  # others may be at the same
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for host in hosts:
        disk = lab.disk(host)
        # what /home was made of is in `up`, or below it
        words = ["-C", str(disk / "up"), "--exclude=./home", "-c", "."]
        if (disk / "home").is_mount():
            words += ["-C", str(disk), "home"]
        with open(part / f"{host.name}.tar.zst", "wb") as file:
            pipe([*TAR, QUIET, *words], ["zstd", "-q", "-1", "-T2"], file)
    if target.exists() and not anew:
        shutil.rmtree(part)
        return
    shutil.rmtree(target, ignore_errors=True)
    part.rename(target)


def pipe(first: list[str], second: list[str], out=None, into=None) -> None:
    """first | second, where the first one's failure counts, too."""
    one = subprocess.Popen(first, stdin=into, stdout=subprocess.PIPE)
    two = subprocess.Popen(second, stdin=one.stdout, stdout=out)
    one.stdout.close()
    if two.wait() or one.wait():
        raise Failure(f"{' '.join(first)} | {' '.join(second)} failed")


def saved_hosts(source: Path) -> list[Host]:
    files = source.glob("*.tar.zst")
    return [HOSTS[file.name.removesuffix(".tar.zst")] for file in sorted(files)]


def unpack(lab: Instance, source: Path) -> list[Host]:
    """Replaces the disks of the hosts that were saved; they are off then."""
    if not source.exists():
        raise Failure(f"nothing is saved in {source}")
    hosts = saved_hosts(source)
    for host in hosts:
        machine.kill(lab, host)
        machine.forget(lab, host)
        up = lab.disk(host) / "up"
        up.mkdir(parents=True)
        say(f"the disk of {host.name}")
        archive = str(source / f"{host.name}.tar.zst")
        pipe(["zstd", "-q", "-dc", archive], [*TAR, "-C", str(up), "-x"])
        machine.mount(lab, host)
    return hosts
