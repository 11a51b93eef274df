"""How the base is made: mmdebstrap, the archive of packages, a layer for each role.

A change in here makes a new base.
"""

import os
import shutil
import subprocess
from pathlib import Path

from . import secrets
from .shell import Failure, attempt, run, say
from .world import HOSTS, LAB, Host

HERE = LAB / "hosts"
BARE = (
    "systemd systemd-sysv dbus libpam-systemd openssh-server python3 iproute2 ca-certificates "
    "procps sudo nftables rsync cron kmod less iputils-ping netbase tzdata logrotate "
    "util-linux-extra xxd vim-tiny"
).split()


def make(target: Path) -> None:
    work = target.with_name(target.name + ".part")
    discard(work)
    work.mkdir(mode=0o755)
    secrets.make(work / "secrets")
    say("wheels for the hosts' pip")
    run(
        "/usr/bin/python3", "-m", "pip", "download", "-q", "--disable-pip-version-check",
        "-d", work / "wheels", "-r", HERE / "wheels.txt",
    )  # fmt: skip
    say("a bare Debian 12, and the archive of packages")
    bootstrap(work)
    run("chroot", work / "root", "apt-get", "-qq", "update")
    for host in HOSTS.values():
        if host.packages:
            say(f"the packages of {host.name}")
            install(work, host)
    work.rename(target)
    say(f"the base is {target}")


def bootstrap(work: Path) -> None:
    roles = sorted({package for host in HOSTS.values() for package in host.packages})
    env = os.environ | {
        "LAB_DEBS": str(HERE / "debs.txt"),
        "LAB_ROLE_DEBS": " ".join(roles),
        "LAB_WHEELHOUSE": str(work / "wheels"),
        "LAB_FILES": str(HERE / "files/base"),
        "LAB_SECRETS": str(work / "secrets"),
    }
    root = work / "root"
    command = ["mmdebstrap", "--quiet", "--variant=minbase", f"--include={','.join(BARE)}"]
    command += [f"--customize-hook={HERE / 'recipe.sh'}", "bookworm", str(root)]
    mirrors = debian()
    command += ["-"] if mirrors else []  # without any mmdebstrap takes deb.debian.org
    done = subprocess.run(command, env=env, text=True, capture_output=True, input=mirrors)
    if done.returncode:
        raise Failure(f"mmdebstrap: exit {done.returncode}\n{done.stderr[-4000:]}")
    for leftover in ("usr/sbin/policy-rc.d", "etc/apt/sources.list"):
        (root / leftover).unlink(missing_ok=True)
    shutil.rmtree(root / "etc/apt/sources.list.d")
    (root / "etc/apt/sources.list.d").mkdir()
    (root / "etc/apt/sources.list").write_text("deb [trusted=yes] file:/opt/debs ./\n")


def debian() -> str:
    """Where this machine gets Debian 12 from, as lines of a sources.list.

    apt is asked, for it reads either format of these files; archives of others
    that are mentioned there have no business on the hosts.
    """
    form = "$(ORIGIN) $(CODENAME) $(COMPONENT) deb $(REPO_URI) $(CODENAME) $(COMPONENT)"
    found = run("apt-get", "indextargets", "--format", form, "Identifier: Packages")
    lines = [line.split(" ", 3) for line in found.splitlines()]
    return "".join(
        f"{line}\n"
        for origin, release, component, line in lines
        if origin == "Debian" and release.startswith("bookworm") and component == "main"
    )


def install(work: Path, host: Host) -> None:
    """The layer of a host that has its packages from the start; nothing is started yet."""
    upper, scratch, root = work / host.name, work / "scratch", work / "mount"
    for path in (upper, scratch, root):
        path.mkdir(exist_ok=True)
    lower = work / "root"
    options = f"lowerdir={lower},upperdir={upper},workdir={scratch}"
    run("mount", "-t", "overlay", "overlay", "-o", options, root)
    try:
        # postfix asks for the full name of the machine that it is installed on
        (root / "etc/hosts").write_text(f"127.0.0.1 localhost\n127.0.1.1 {host.name}.test {host.name}\n")
        policy = root / "usr/sbin/policy-rc.d"
        policy.write_text("#!/bin/sh\nexit 101\n")
        policy.chmod(0o755)
        # a container for its /proc and its host name: postfix can't be configured without
        run(
            "systemd-nspawn", "-q", "-D", root, f"--hostname={host.name}", "--register=no",
            "--keep-unit", "--pipe", "--private-network", "--resolv-conf=off", "--timezone=off",
            "--setenv=DEBIAN_FRONTEND=noninteractive",
            "apt-get", "-qq", "-y", "install", "--no-install-recommends", *host.packages,
        )  # fmt: skip
        policy.unlink()
        secrets.place(work / "secrets", root, host.name)
    finally:
        run("umount", root)
    shutil.rmtree(scratch)


def discard(work: Path) -> None:
    """What a base that was never finished has left."""
    attempt("umount", "-R", work / "mount")
    if work.exists():
        shutil.rmtree(work)
