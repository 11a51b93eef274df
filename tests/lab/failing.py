"""OLD's mail folder laid over by a disk that fails (`failing_disk`), on the lab's OLD."""

import base64
from pathlib import Path

from moving import LAB, lab, on, wait_for

MAIL = "/home/vmail/mail/relay.test"
BELOW = "/srv/below"
FAULTS = "/run/faults"
LIBRARY = Path("/lib/x86_64-linux-gnu/libfuse.so.2")
MODULE = Path("/usr/lib/python3/dist-packages/fusepy.py")
SERVERS = "postfix@- dovecot lastlogin chatmail-metadata doveauth filtermail filtermail-incoming filtermail-transport"


def missing() -> list[str]:
    """What this machine lacks for it."""
    return [str(path) for path in (LIBRARY, MODULE, Path("/dev/fuse")) if not path.exists()]


def put(path: Path, target: str) -> None:
    lab("shell", "old", f"base64 -d >{target}", text=base64.b64encode(path.read_bytes()).decode())


def lay_over() -> None:
    """The relay goes on, its mailboxes on the disk that fails; nothing fails yet."""
    on("old", f"mkdir -p /opt/failing {FAULTS}; [ -e /dev/fuse ] || mknod /dev/fuse c 10 229; systemctl stop {SERVERS}; "
              f"mv {MAIL} {BELOW}; install -d -o vmail -g vmail -m 0700 {MAIL}")
    for path in (LIBRARY, MODULE, LAB / "failing_disk"):
        put(path, f"/opt/failing/{path.name}")
    mount(BELOW, MAIL, FAULTS)
    on("old", f"systemctl start {SERVERS}")
    wait_for("OLD serves again", lambda: on("old", "ss -Hltn 'sport = :993 or sport = :25'").count("LISTEN") >= 2, 30)


def mount(below: str, over: str, faults: str) -> None:
    on("old", f"mkdir -p {faults}; systemd-run --quiet --setenv=FUSE_LIBRARY_PATH=/opt/failing/libfuse.so.2 "
              f"/usr/bin/python3 /opt/failing/failing_disk {below} {over} {faults}")
    wait_for(f"the failing disk is mounted on {over}", lambda: "fuse" in on("old", f"stat -f -c %T {over}", check=False), 20)


def set_faults(kind: str, paths: list[str], faults: str = FAULTS) -> None:
    """From now on, and until told otherwise; paths below the folder that the disk is laid over."""
    lab("shell", "old", f"cat >{faults}/{kind}.part; mv {faults}/{kind}.part {faults}/{kind}",
        text="".join(f"{path}\n" for path in paths))


def read_only() -> None:
    """As Linux makes a disk that fails. Not / itself: what programs have open there can't be taken from them here."""
    for folder in ("/etc", "/home", "/opt", "/root", "/srv", "/usr", "/var/lib", "/var/spool"):
        on("old", f"mount --rbind {folder} {folder} && mount -o remount,bind,ro {folder} && ! touch {folder}/none 2>/dev/null")


def on_the_disk(command: str) -> str:
    """Without what OLD's memory has above it."""
    return on("old", f"unshare --mount sh -c 'umount --lazy /etc /usr/sbin; {command}'")
