#!/usr/bin/python3
"""What a host is set to for the users that come through the other one, and put-back.sh, for real;
postconf is one that has a main.cf. Exit 77: not possible here (root is needed)."""

import world
from world import Case, World

MAIN_CF = "etc/postfix/main.cf"
DOVECOT = "etc/dovecot/dovecot.conf"
NAME = "smtpd_client_event_limit_exceptions"
POSTCONF = """
conf=/etc/postfix/main.cf
case $1 in
-n) grep "^$2 = " $conf; exit 0 ;;
-e) name=${2%% =*}; grep -v "^$name = " $conf >/tmp/main.cf; echo "$2" >>/tmp/main.cf; cat /tmp/main.cf >$conf ;;
-X) sed -i "/^$2 = /d" $conf ;;
esac
"""
VALUES = """
cd /proc/sys/net
for f in ipv4/ip_forward ipv4/conf/*/forwarding ipv6/conf/*/forwarding ipv4/conf/*/accept_redirects \\
    ipv6/conf/*/accept_ra; do echo "$f $(cat $f)"; done
"""
CABLE = "ip link add cable type veth peer name other && cd /proc/sys/net && "


class PutBack(Case):
    def host(self) -> World:
        host = self.world()
        host.script("lift-limits.sh", "let-through.sh", "put-back.sh")
        host.put(MAIN_CF, "mydestination = relay.test\n")
        host.put(DOVECOT, "protocols = imap lmtp\n")
        host.program("stand-ins/postconf", POSTCONF)
        host.noted("stand-ins/systemctl", "stand-ins/doveadm", "etc/relaymove/lower-table.sh")
        return host

    def test_limits_are_as_before(self) -> None:
        for before in ("mydestination = relay.test\n", f"mydestination = relay.test\n{NAME} = 192.0.2.7, $mynetworks\n"):
            host = self.host()
            host.put(MAIN_CF, before)
            conf = host.read(DOVECOT)
            for _ in range(2):  # a cutover that was tried again
                host.must("/etc/relaymove/lift-limits.sh", "198.51.100.10", "[2001:db8::10]")
            lifted = host.read(MAIN_CF).splitlines()[-1]
            self.assertTrue(lifted.endswith("$mynetworks 198.51.100.10 [2001:db8::10]"), lifted)
            self.assertEqual("192.0.2.7" in lifted, "192.0.2.7" in before)  # the admin's own stay
            self.assertEqual(host.read(DOVECOT), conf + "!include_try /etc/relaymove/dovecot.conf\n")
            host.must("/etc/relaymove/put-back.sh")
            self.assertEqual((host.read(MAIN_CF), host.read(DOVECOT)), (before, conf))

    def test_what_somebody_else_has_set_since_stays(self) -> None:
        host = self.host()
        host.must("/etc/relaymove/lift-limits.sh", "198.51.100.10")
        host.put(MAIN_CF, f"{NAME} = 192.0.2.9\n")
        host.must("/etc/relaymove/put-back.sh")
        self.assertEqual(host.read(MAIN_CF), f"{NAME} = 192.0.2.9\n")

    def test_a_configuration_without_its_last_end_of_line(self) -> None:
        host = self.host()
        host.put(DOVECOT, "protocols = imap lmtp")
        host.must("/etc/relaymove/lift-limits.sh", "198.51.100.10")
        self.assertEqual(host.read(DOVECOT).splitlines()[0], "protocols = imap lmtp")
        host.must("/etc/relaymove/put-back.sh")
        self.assertEqual(host.read(DOVECOT), "protocols = imap lmtp\n")

    def test_forwarding_is_as_before(self) -> None:
        for before in ("true", "echo 1 >ipv4/ip_forward", "echo 0 >ipv4/conf/all/accept_redirects",
                       "echo 0 >ipv6/conf/cable/accept_ra && echo 1 >ipv4/conf/cable/forwarding"):
            host = self.host()
            said = host.must("sh", "-ec", f"""{CABLE} {before}
                values() {{ {VALUES} }}
                values >/before
                for _ in 1 2; do /etc/relaymove/let-through.sh; done
                cat ipv4/ip_forward ipv6/conf/all/forwarding ipv6/conf/cable/accept_ra
                /etc/relaymove/put-back.sh
                values >/after""")
            self.assertEqual(said.split(), ["1", "1", "2"])
            self.assertIn("ipv6/conf/cable/accept_ra", host.read("before"))
            self.assertEqual(host.read("after"), host.read("before"))

    def test_nothing_that_would_be_said_again_is_left(self) -> None:
        host = self.host()
        host.must("/etc/relaymove/let-through.sh")
        host.must("/etc/relaymove/lift-limits.sh", "198.51.100.10")
        host.put("etc/relaymove/passing.nft", "")
        host.must("/etc/relaymove/put-back.sh")
        self.assertIn("lower-table.sh passing", host.asked()[-2])
        self.assertIn("disable --quiet --now --no-block relaymove-put-back.timer", host.asked()[-1])
        kept = {path.name for path in (host.root / "etc/relaymove").iterdir()}
        self.assertEqual({name for name in kept if not name.endswith(".sh")}, set())
        before = host.read(MAIN_CF)
        host.must("/etc/relaymove/put-back.sh")  # and once more
        self.assertEqual(host.read(MAIN_CF), before)


if __name__ == "__main__":
    world.main()
