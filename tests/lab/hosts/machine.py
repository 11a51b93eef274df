"""One host: its disk, its boot, its end.

Each host is a systemd-nspawn container in a control group of its own. Without
that the hosts' systemds would all work in the same groups, see processes of
other hosts there (as pid 0), and fail to kill what a unit left behind.
"""

import os
import shutil
import signal
import subprocess
import uuid
from pathlib import Path

from . import base, net
from .shell import Failure, attempt, run, say, wait
from .world import LAB, Host, Instance

REBOOT = 133  # what nspawn exits with when the host asked for a reboot
STOP_SECONDS = 60
INOTIFY_INSTANCES = 4096


def groups() -> Path:
    """Where the kernel's second version of control groups is mounted."""
    for line in Path("/proc/self/mounts").read_text().splitlines():
        _, where, kind, *_ = line.split()
        if kind == "cgroup2":
            return Path(where)
    raise Failure("no cgroup2 is mounted")


def group(lab: Instance, host: Host | None = None) -> Path:
    return groups() / f"relaymove-lab.{lab.name}" / (host.name if host else "")


def has_disk(lab: Instance, host: Host) -> bool:
    return (lab.disk(host) / "up").exists()


def runs(lab: Instance, host: Host) -> bool:
    try:
        return "populated 1" in (group(lab, host) / "cgroup.events").read_text()
    except FileNotFoundError:
        return False


def mount(lab: Instance, host: Host) -> None:
    root, disk = lab.root(host), lab.disk(host)
    if root.is_mount():
        return
    for path in (root, disk / "up", disk / "work"):
        path.mkdir(parents=True, exist_ok=True)
    options = f"lowerdir={base.layers(lab, host)},upperdir={disk / 'up'},workdir={disk / 'work'}"
    run("mount", "-t", "overlay", "overlay", "-o", f"{options},redirect_dir=on", root)
    if host.name in ("old", "new"):
        mount_home(root, disk / "home")


def mount_home(root: Path, home: Path) -> None:
    """/home is a file system that fanotify(7) can mark, as a relay's is; overlayfs is none."""
    if not home.is_mount():
        home.mkdir()
        run("mount", "-t", "tmpfs", "-o", "mode=755", "home", home)
        run("cp", "-a", f"{root}/home/.", home)
    run("mount", "--bind", home, root / "home")


def unmount(lab: Instance, host: Host) -> None:
    while (lab.root(host) / "home").is_mount():
        run("umount", "-l", lab.root(host) / "home")
    while lab.root(host).is_mount():
        if not attempt("umount", lab.root(host)):
            run("umount", "-l", lab.root(host))


def install(lab: Instance, host: Host) -> None:
    """What makes a fresh disk this host: its name, its keys, its role's files."""
    root = lab.root(host)
    role = LAB / "hosts/files" / host.name
    if role.exists():
        # not `cp -p`: files belong to root, as a package's do
        run("cp", "-r", "--no-dereference", f"{role}/.", root)
    write(root / "etc/hostname", f"{host.name}\n")
    names = f"{host.name}.test {host.name}"
    write(root / "etc/hosts", f"127.0.0.1 localhost\n::1 localhost\n{host.ip4} {names}\n")
    write(root / "etc/resolv.conf", "nameserver 9.9.9.9\n")
    write(root / "etc/machine-id", uuid.uuid4().hex + "\n")
    key = root / "etc/ssh/ssh_host_ed25519_key"
    run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", f"root@{host.name}", "-f", key)
    if host.name == "new":
        # another hoster's image: what is installed later gets other numeric ids
        run("chroot", root, "useradd", "-m", "-s", "/bin/bash", "debian")
        run("chroot", root, "useradd", "-r", "-U", "-s", "/usr/sbin/nologin", "monitor")


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    path.write_text(text)


def allow_many() -> None:
    """Each systemd takes some inotify instances, and root's are counted over all hosts.

    The one thing of this machine that the lab changes; it is raised, never lowered.
    """
    limit = Path("/proc/sys/fs/inotify/max_user_instances")
    if int(limit.read_text()) < INOTIFY_INSTANCES:
        limit.write_text(str(INOTIFY_INSTANCES))


def start(lab: Instance, host: Host) -> None:
    """Switches the host on. It is up when admin.await_hosts has seen its ports."""
    allow_many()
    if not has_disk(lab, host):
        mount(lab, host)
        install(lab, host)
    mount(lab, host)
    net.make_switch(lab)
    with open(lab.log(host), "ab") as log:
        subprocess.Popen(
            [LAB / "lab", "_run", host.name],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True, cwd="/",
        )  # fmt: skip
    wait(f"{host.name} is being switched on", 10, lambda: runs(lab, host))


def supervise(lab: Instance, host: Host) -> int:
    """Runs the host until it is switched off; a process of its own, one for each host."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    mine, machine = group(lab, host) / "lab", group(lab, host) / "machine"
    enter(mine)
    env = {"PATH": os.environ["PATH"], "SYSTEMD_NSPAWN_UNIFIED_HIERARCHY": "1"}
    env["SYSTEMD_NSPAWN_API_VFS_WRITABLE"] = "network"  # sysctl net.*
    command = (
        f"systemd-nspawn -D {lab.root(host)} -M {lab.netns(host.name)} --register=no --keep-unit "
        f"--network-namespace-path=/run/netns/{lab.netns(host.name)} --capability=CAP_NET_ADMIN "
        "--resolv-conf=off --timezone=off --link-journal=no -b --console=pipe"
    ).split()
    # a machine's root may mark a file system, which nspawn lets nobody do
    command.append("--system-call-filter=fanotify_init fanotify_mark open_by_handle_at name_to_handle_at")
    code = REBOOT
    while code == REBOOT:
        say(f"{host.name} boots")
        net.plug(lab, host)
        remove_group(machine)
        code = subprocess.run(command, env=env, preexec_fn=lambda: enter(machine)).returncode
    say(f"{host.name} is off ({code})")
    return code


def enter(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cgroup.procs").write_text(str(os.getpid()))


def remove_group(folder: Path) -> None:
    for path, _, _ in os.walk(folder, topdown=False):
        os.rmdir(path)


def leader(lab: Instance, host: Host) -> int:
    """The host's own pid 1, as this machine numbers it."""
    nspawn = (group(lab, host) / "machine/supervisor/cgroup.procs").read_text().split()
    for pid in nspawn:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for child in children:
            if Path(f"/proc/{child}/comm").read_text().strip() == "systemd":
                return int(child)
    raise Failure(f"{host.name} has no pid 1")


def stop(lab: Instance, hosts: list[Host]) -> None:
    """Orderly, all at once: nspawn passes SIGTERM on as a wish to power off."""
    running = [host for host in hosts if runs(lab, host)]
    for host in running:
        procs = group(lab, host) / "machine/supervisor/cgroup.procs"
        for pid in procs.read_text().split() if procs.exists() else []:
            os.kill(int(pid), signal.SIGTERM)
    for host in running:
        try:
            wait(f"{host.name} shuts down", STOP_SECONDS, lambda host=host: not runs(lab, host))
        except Failure as failure:
            say(f"{failure}: pulling its plug")
        kill(lab, host)


def kill(lab: Instance, host: Host) -> None:
    """The plug is pulled: nothing in the host gets to run another instruction."""
    folder = group(lab, host)
    if folder.exists():
        (folder / "cgroup.kill").write_text("1")
        wait(f"{host.name} dies", 10, lambda: not runs(lab, host))
        remove_group(folder)
    net.unplug(lab, host)


def forget(lab: Instance, host: Host) -> None:
    """Takes the host's disk away."""
    unmount(lab, host)
    if (lab.disk(host) / "home").is_mount():
        run("umount", "-l", lab.disk(host) / "home")
    if lab.disk(host).exists():
        shutil.rmtree(lab.disk(host))
