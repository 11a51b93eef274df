"""The lab's network: a switch in a namespace of its own, one namespace for each host.

A host's namespace is made anew at each of its boots: nftables rules, sysctls
and connections do not outlive a reboot on a real machine either. What was done
to its cable (`lab link`) is the switch's business and stays.
"""

import json
import re
from pathlib import Path

from .shell import Failure, attempt, run
from .world import ADMIN, GATEWAY, HOSTS, Host, Instance

SWITCH = "sw"


def make_switch(lab: Instance) -> None:
    switch = lab.netns(SWITCH)
    if Path("/run/netns", switch).exists():
        return
    run("ip", "netns", "add", switch)
    run("ip", "-n", switch, "link", "add", "sw", "type", "bridge", "forward_delay", 0)
    run("ip", "-n", switch, "link", "set", "sw", "type", "bridge", "mcast_snooping", 0)
    run("ip", "-n", switch, "link", "set", "sw", "up")


def plug(lab: Instance, host: Host) -> None:
    """A fresh namespace for the host, with its addresses, on the switch."""
    unplug(lab, host)
    try:
        make_port(lab, host)
    except Failure:
        unplug(lab, host)  # its being there means that it is complete
        raise


def make_port(lab: Instance, host: Host) -> None:
    space, switch = lab.netns(host.name), lab.netns(SWITCH)
    run("ip", "netns", "add", space)
    # fixed MAC addresses: the neighbours' caches outlive a reboot
    run(
        "ip", "link", "add", "name", host.name, "netns", switch, "type", "veth",
        "peer", "name", "eth0", "address", host.mac, "netns", space,
    )  # fmt: skip
    addresses = (f"{host.ip4}/24", f"{host.ip6}/64", *host.more)
    lines = ["link set lo up", "link set eth0 up"]
    for address in addresses:
        nodad = " nodad" if ":" in address else ""
        device = "lo" if address.endswith("/32") else "eth0"
        lines.append(f"address add {address} dev {device}{nodad}")
    if host.name != GATEWAY:
        gateway = HOSTS[GATEWAY]
        lines.append(f"route add default via {gateway.ip4}")
        lines.append(f"route add ::/0 via {gateway.ip6}")
    run("ip", "-n", space, "-batch", "-", text="\n".join(lines) + "\n")
    run("ip", "-n", switch, "link", "set", host.name, "up")
    apply_link(lab, host)


def unplug(lab: Instance, host: Host) -> None:
    # the cable first: the kernel clears a namespace away later than it says
    attempt("ip", "-n", lab.netns(SWITCH), "link", "del", host.name)
    attempt("ip", "netns", "del", lab.netns(host.name))


def link_file(lab: Instance, host: Host) -> Path:
    return lab.folder / host.name / "link.json"


def set_link(lab: Instance, host: Host, words: list[str]) -> None:
    link = read_link(lab, host)
    match words:
        case ["cut"]:
            link["cut"] = True
        case ["up"]:
            link["cut"] = False
        case ["rate", "none"]:
            link["rate"] = ""
        case ["rate", rate] if re.fullmatch(r"[0-9]+[kmg]?bit", rate):
            link["rate"] = rate
        case _:
            raise Failure("lab link HOST cut | up | rate 200mbit | rate none")
    link_file(lab, host).parent.mkdir(parents=True, exist_ok=True)
    link_file(lab, host).write_text(json.dumps(link))
    apply_link(lab, host)


def read_link(lab: Instance, host: Host) -> dict:
    try:
        return json.loads(link_file(lab, host).read_text())
    except FileNotFoundError:
        return {"cut": False, "rate": ""}


def apply_link(lab: Instance, host: Host) -> None:
    link = read_link(lab, host)
    switch, space = lab.netns(SWITCH), lab.netns(host.name)
    # a cut is silence, not a lost carrier: like a line that fails somewhere on the way
    master = ["nomaster"] if link["cut"] else ["master", "sw"]
    run("ip", "-n", switch, "link", "set", host.name, *master)
    for where, device in ((switch, host.name), (space, "eth0")):
        attempt("tc", "-n", where, "qdisc", "del", "dev", device, "root")
        if link["rate"]:
            run(
                "tc", "-n", where, "qdisc", "add", "dev", device, "root",
                "tbf", "rate", link["rate"], "burst", "256k", "latency", "100ms",
            )  # fmt: skip


def namespaces(lab: Instance) -> list[str]:
    """Those that are there, of this instance."""
    mine = {lab.netns(name) for name in (SWITCH, ADMIN.name, *HOSTS)}
    folder = Path("/run/netns")
    return sorted(mine & {path.name for path in folder.iterdir()}) if folder.exists() else []


def remove(lab: Instance) -> None:
    for host in (*HOSTS.values(), ADMIN):
        unplug(lab, host)
    attempt("ip", "netns", "del", lab.netns(SWITCH))
