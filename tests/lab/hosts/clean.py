"""Ends what belongs to an instance, by its name: also what a crash or another checkout left."""

import os
import shutil
import signal
from pathlib import Path

from . import machine, net
from .shell import attempt, run, wait
from .world import ADMIN, HOSTS, Instance


def everything(lab: Instance) -> None:
    for host in HOSTS.values():
        machine.kill(lab, host)
    end_processes(lab)
    net.remove(lab)
    for place in reversed(mounts(lab)):
        if not attempt("umount", place):
            run("umount", "-l", place)
    shutil.rmtree(Path("/etc/netns", lab.netns(ADMIN.name)), ignore_errors=True)
    shutil.rmtree(lab.fast, ignore_errors=True)
    for entry in lab.folder.iterdir() if lab.folder.exists() else ():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        elif entry.name != "lock":  # which is being held
            entry.unlink()
    # where both versions of control groups are mounted, nspawn makes its group in both
    for group in (machine.group(lab), *Path("/sys/fs/cgroup").glob(f"*/{machine.group(lab).name}")):
        if group.exists():
            machine.remove_group(group)


def processes(lab: Instance) -> list[int]:
    """Whatever runs in a namespace of this instance; the hosts' and the admin's."""
    pids: list[int] = []
    for space in net.namespaces(lab):
        pids += [int(pid) for pid in run("ip", "netns", "pids", space).split()]
    return [pid for pid in pids if pid != os.getpid()]


def end_processes(lab: Instance) -> None:
    for pid in processes(lab):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
    wait("processes end", 10, lambda: not processes(lab))


def mounts(lab: Instance) -> list[str]:
    own = (f"{lab.folder}/", f"{lab.fast}/")
    places = [line.split()[1] for line in Path("/proc/self/mounts").read_text().splitlines()]
    return [place for place in places if place.startswith(own)]
