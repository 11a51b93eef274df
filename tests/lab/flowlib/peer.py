"""Sets the peer's Postfix up for a flow: ways to the relay, quick retries.

A sender u+fresh4, u+fresh6, u+cached4 or u+cached6 goes out by IPv4 or IPv6, to
what the DNS says or to the address that the relay had when the flow began.
"""

from . import hosts
from .traffic import World

WAYS = "/etc/postfix/flow_ways"
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


def prepare(world: World, user: str) -> None:
    # Without a cache between it and the authority its DNS is as fresh as can be.
    hosts.run("peer", ["sh", "-c", "cat > /etc/resolv.conf"],
              f"nameserver {world.authority}\n")
    hosts.run("peer", ["sh", "-c", f"cat > {WAYS} && chmod 644 {WAYS}"],
              ways(world, user))
    for family in (4, 6):
        hosts.run("peer", ["postconf", "-M", f"flow{family}/unix=flow{family} unix - - "
                           f"n - - smtp -o inet_protocols=ipv{family}"])
    hosts.run("peer", ["postconf", *(f"{k}={v}" for k, v in SETTINGS.items())])
    hosts.run("peer", ["postfix", "reload"])
