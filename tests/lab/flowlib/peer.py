"""Sets the peer's Postfix up for a flow: ways to the relay, quick retries.

A sender u+fresh4, u+fresh6, u+cached4 or u+cached6 goes out by IPv4 or IPv6, to
what the DNS says or to the address that the relay had when the flow began.

A slow peer answers late at the end of DATA (late.py), as the net's mail hosts do.
"""

from pathlib import Path

from . import hosts
from .traffic import World

WAYS = "/etc/postfix/flow_ways"
LATE = Path(__file__).with_name("late.py")
LATE_ON_PEER = "/usr/local/lib/late.py"
# Milters belong behind a filter (postfix.org/SMTPD_PROXY_README.html): opendkim signs there.
BEHIND = ["127.0.0.1:10026", "inet", "n", "-", "n", "-", "-", "smtpd", "-o", "smtpd_proxy_filter=",
          "-o", "mynetworks=127.0.0.0/8", "-o", "smtpd_authorized_xforward_hosts=127.0.0.0/8"]
SETTINGS = {
    "sender_dependent_default_transport_maps": f"texthash:{WAYS}",
    # Others retry after minutes. Here each try counts, and nobody wants to wait.
    "queue_run_delay": "2s",
    "minimal_backoff_time": "2s",
    "maximal_backoff_time": "8s",
}


def ways(world: World, user: str) -> str:
    lines = []
    for family, address in sorted(world.pinned.items()):
        for dns, nexthop in (("fresh", ""), ("cached", f"[{address}]")):
            sender = f"{user}+{dns}{family}@{world.peer_domain}"
            lines.append(f"{sender} flow{family}:{nexthop}\n")
    return "".join(lines)


def answer_late(domain: str, never_one_in: int) -> None:
    """Port 25 passes each message on to a second smtpd, and late.py holds its answer back."""
    hosts.run("peer", ["sh", "-c", f"cat > {LATE_ON_PEER}"], LATE.read_text())
    hosts.run("peer", ["sh", "-c", "systemctl stop flow-late 2>/dev/null; "
                       "systemctl reset-failed flow-late 2>/dev/null; true"])
    hosts.run("peer", ["systemd-run", "--quiet", "--collect", "--unit=flow-late",
                       "python3", LATE_ON_PEER, domain, str(never_one_in)])
    hosts.run("peer", ["postconf", "-M", "127.0.0.1:10026/inet=" + " ".join(BEHIND)])
    hosts.run("peer", ["postconf", "-P", "smtp/inet/smtpd_proxy_filter=127.0.0.1:10025",
                       "smtp/inet/smtpd_proxy_timeout=1d", "smtp/inet/smtpd_milters="])


def prepare(world: World, user: str, slow: bool, never_one_in: int) -> None:
    # Without a cache between it and the authority its DNS is as fresh as can be.
    hosts.run("peer", ["sh", "-c", "cat > /etc/resolv.conf"],
              f"nameserver {world.authority}\n")
    hosts.run("peer", ["sh", "-c", f"cat > {WAYS} && chmod 644 {WAYS}"],
              ways(world, user))
    for family in (4, 6):
        hosts.run("peer", ["postconf", "-M", f"flow{family}/unix=flow{family} unix - - "
                           f"n - - smtp -o inet_protocols=ipv{family}"])
    hosts.run("peer", ["postconf", *(f"{k}={v}" for k, v in SETTINGS.items())])
    if slow:
        answer_late(world.peer_domain, never_one_in)
    hosts.run("peer", ["postfix", "reload"])
