#!/usr/bin/python3
"""An OLD that has restarted within its hold, and hears nothing of NEW: go-back.sh --alone for real, in
a network of its own, with a cable to one more. NEW's silence counts where somebody else says a word.
Exit 77: not possible here (root is needed)."""

import world
from old_world import GUARD, OUT_OF_TOUCH, SILENT, Old
from world import Case

# `far` runs what follows at the other end of the cable.
CABLE = """
set -e
for f in all default; do echo 0 >/proc/sys/net/ipv6/conf/$f/accept_dad; done
ip link add cable type veth peer name far
unshare --net /usr/bin/sleep 1000 & there=$!
until [ "$(readlink /proc/$there/ns/net)" != "$(readlink /proc/$$/ns/net)" ]; do :; done
ip link set far netns $there
far() { nsenter --net=/proc/$there/ns/net "$@"; }
ip addr add 10.0.0.2/24 dev cable
ip link set cable up
far ip link set far up
ip route add default via 10.0.0.1
set +e
"""
# It says its address on the wire, and nothing else.
GATEWAY = """
far ip addr add 10.0.0.1/24 dev far
far nft 'add table ip t; add chain ip t i { type filter hook input priority 0; policy drop; }'
"""
# Known, as after some minutes in which all was well, and silent since.
FELL_SILENT = GATEWAY + """
timeout 1 bash -c 'exec 3<>/dev/tcp/10.0.0.1/9' 2>/dev/null
ip neigh show to 10.0.0.1 | grep -q lladdr || exit 70
far ip addr del 10.0.0.1/24 dev far
"""
PULLED = GATEWAY + "far ip link set far down"
VIA_IPV6 = """
far ip -6 addr add fe80::1/64 dev far
ip -6 addr add 2001:db8:1::2/64 dev cable
ip -6 route add default via fe80::{gateway} dev cable
"""
ONLY_IPV6 = "ip route del default" + VIA_IPV6
DIRECT = "ip route del default; ip route add 192.0.2.0/24 dev cable"


class InTouch(Case):
    def old(self, other: str = SILENT, restarted: bool = True) -> Old:
        old = Old()
        self.addCleanup(old.close)
        old.values(other=other)
        if restarted:
            old.restarts()
        return old

    def serves(self, network: str, other: str = SILENT, restarted: bool = True) -> bool:
        old = self.old(other, restarted)
        code, said = old.go_back_alone(beside=CABLE + network)
        self.assertIn(code, (0, OUT_OF_TOUCH), said)
        self.assertEqual(old.state(), "serving" if code == 0 else "held")
        self.assertEqual((old.queue_is_back(), old.serves()), (code == 0, code == 0))
        self.assertEqual("this machine reaches nobody" in said, code != 0, said)
        return code == 0

    def test_with_a_gateway_that_is_there(self) -> None:
        self.assertTrue(self.serves(GATEWAY))
        self.assertTrue(self.serves(ONLY_IPV6.format(gateway="1"), other="2001:db8::1"))

    def test_not_with_one_that_is_silent(self) -> None:
        self.assertFalse(self.serves(""))
        self.assertFalse(self.serves(PULLED))
        self.assertFalse(self.serves(ONLY_IPV6.format(gateway="99"), other="2001:db8::1"))

    def test_not_with_one_that_has_fallen_silent(self) -> None:
        """What this machine remembers of it tells nothing."""
        self.assertFalse(self.serves(FELL_SILENT))

    def test_one_gateway_of_several_is_enough(self) -> None:
        self.assertTrue(self.serves("""
            ip route del default
            ip addr add 10.0.1.2/24 dev cable
            ip route add default nexthop via 10.0.0.1 dev cable nexthop via 10.0.1.1 dev cable
            """ + GATEWAY.replace("10.0.0.1", "10.0.1.1")))
        self.assertTrue(self.serves(VIA_IPV6.format(gateway="1")))  # the other one is silent

    def test_a_new_that_refuses_is_there(self) -> None:
        """Its sshd is; and no relay greets."""
        self.assertTrue(self.serves("", other="127.0.0.1"))

    def test_without_a_gateway_a_way_to_new_is_enough(self) -> None:
        self.assertTrue(self.serves(DIRECT))
        self.assertFalse(self.serves("ip route del default"))
        self.assertFalse(self.serves("ip route del default; ip route add unreachable default"))

    def test_within_the_hold_silence_is_enough(self) -> None:
        """Its timer is what users wait for, and nobody was told that this machine is gone."""
        self.assertTrue(self.serves("", restarted=False))

    def test_a_person_is_told_so_too(self) -> None:
        old = self.old()
        code, said = old.go_back(beside=CABLE)
        self.assertEqual((code, old.state()), (OUT_OF_TOUCH, "held"), said)

    def test_it_serves_once_the_cable_is_back(self) -> None:
        old = self.old()
        self.assertEqual(old.go_back_alone(beside=CABLE + PULLED)[0], OUT_OF_TOUCH)
        self.assertEqual(old.asked(), [line for line in old.asked() if "relaymove-auto-rollback" in line])
        self.assertEqual(old.go_back_alone(beside=CABLE + GATEWAY)[0], 0)
        self.assertIn("state=serving", old.must(GUARD, "show"))


if __name__ == "__main__":
    world.main()
