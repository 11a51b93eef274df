#!/usr/bin/python3
"""The lab's own test: is it the world that README.md describes?

Exit 77: it can't run here (`lab check` says why).
"""

import json
import os
import subprocess
import sys
import time
import unittest
from collections.abc import Callable
from pathlib import Path

LAB = Path(__file__).resolve().parent / "lab"
OURS, OTHER = "labtest", "labtwo"


def lab(*words: str, text: str = "", ok: bool = True, instance: str = OURS) -> str:
    """A command of the lab; what it printed."""
    done = subprocess.run(
        [LAB, *words], input=text, text=True, capture_output=True,
        env=os.environ | {"RELAYMOVE_LAB": instance},
    )  # fmt: skip
    if ok and done.returncode:
        raise AssertionError(f"lab {words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout.strip()


def answers(host: str) -> bool:
    """Does a fresh connection from the admin get sshd's greeting?"""
    address = {"old": "198.51.100.10", "new": "198.51.100.20"}[host]
    await_door = str(LAB.parent / "hosts/await.py")
    return "still closed" not in lab("admin", await_door, "1", f"{address}:22", ok=False)


def until(condition: Callable[[], bool], seconds: float = 20) -> bool:
    deadline = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def left_of(instance: str) -> list[str]:
    """Namespaces, mounts, processes, control groups and files that bear the name."""
    namespaces = Path("/run/netns")
    found = [str(p) for p in namespaces.glob(f"{instance}-*")]
    mounts = Path("/proc/self/mounts").read_text().splitlines()
    found += [line for line in mounts if f"/{instance}/" in line or f"/{instance}-" in line]
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
        except OSError:
            continue
        if f"/{instance}/".encode() in words or f"RELAYMOVE_LAB={instance}\0".encode() in words:
            found.append(words.replace(b"\0", b" ").decode(errors="replace")[:100])
    found += [str(p) for p in Path("/sys/fs/cgroup").glob(f"**/relaymove-lab.{instance}")]
    places = (Path("/etc/netns"), Path("/dev/shm/relaymove-lab"))
    found += [str(p) for place in places for p in place.glob(f"{instance}*")]
    return found


class World(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.addClassCleanup(lab, "down")
        lab("up")

    # The admin and ssh

    def test_each_host_by_ssh(self) -> None:
        for host in ("old", "new", "dns", "peer", "acme"):
            self.assertEqual(lab("shell", host, "hostname"), host)
            self.assertEqual(lab("shell", host, "systemctl", "--failed", "--no-legend"), "")

    def test_host_keys_are_each_hosts_own(self) -> None:
        prints = json.loads(lab("admin", "cat", "/root/fingerprints.json"))
        self.assertEqual(len(set(prints.values())), 5)
        key = lab("admin", "ssh-keyscan", "-t", "ed25519", "198.51.100.10")
        seen = lab("admin", "ssh-keygen", "-l", "-f", "-", text=key)
        self.assertIn(prints["old"], seen)

    def test_the_admin_trusts_nobody_beforehand(self) -> None:
        self.assertEqual(lab("admin", "sh", "-c", "ls /root/.ssh/known_hosts || true"), "")
        command = ("admin", "ssh", "-o", "BatchMode=yes", "old", "true")
        with self.assertRaisesRegex(AssertionError, "Host key verification failed"):
            lab(*command)

    def test_exit_codes_and_input_pass_through(self) -> None:
        self.assertEqual(lab("shell", "old", "cat", text="some text"), "some text")
        with self.assertRaisesRegex(AssertionError, "exit 7"):
            lab("shell", "old", "exit 7")
        with self.assertRaisesRegex(AssertionError, "exit 9"):
            lab("admin", "sh", "-c", "exit 9")

    def test_the_home_is_the_labs_own(self) -> None:
        self.assertEqual(lab("admin", "stat", "-c", "%a", "/root/tsig.key"), "600")
        self.assertFalse(Path("/root/tsig.key").exists())

    # Hosts

    def test_packages_come_from_the_archive(self) -> None:
        lab("shell", "new", "apt-get update -qq && apt-get install -y -qq conntrack")
        self.assertEqual(lab("shell", "new", "command -v conntrack"), "/usr/sbin/conntrack")

    def test_nftables_and_sysctl(self) -> None:
        rule = "nft add table inet t; nft add chain inet t c '{ type nat hook prerouting priority 0; }'"
        lab("shell", "new", f"{rule} && nft add rule inet t c tcp dport 9 redirect to 22")
        self.assertIn("redirect", lab("shell", "new", "nft list table inet t"))
        lab("shell", "new", "sysctl -w net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1")
        self.assertEqual(lab("shell", "old", "sysctl -n net.ipv4.ip_forward"), "0")
        lab("reboot", "new")
        self.assertEqual(lab("shell", "new", "nft list ruleset"), "")
        self.assertEqual(lab("shell", "new", "sysctl -n net.ipv4.ip_forward"), "0")

    def test_a_unit_ends_on_its_own_host_only(self) -> None:
        start = "systemd-run -q -u left sh -c 'sleep 8888 & exec sleep 9999'"
        for host in ("old", "new"):
            lab("shell", host, start)
        lab("shell", "old", "systemctl stop left")
        self.assertEqual(lab("shell", "old", "pgrep -c sleep || true"), "0")
        self.assertEqual(lab("shell", "new", "pgrep -c sleep"), "2")
        lab("shell", "new", "systemctl stop left")

    def test_numeric_ids_differ(self) -> None:
        for host in ("old", "new"):
            lab("shell", host, "useradd -r probe")
        old, new = (lab("shell", host, "id -u probe") for host in ("old", "new"))
        self.assertNotEqual(old, new)

    def test_a_file_outlives_reboots_and_the_pulled_plug(self) -> None:
        lab("shell", "old", "echo kept > /root/file")
        boot = lab("shell", "old", "cat /proc/sys/kernel/random/boot_id")
        lab("reboot", "old")
        self.assertEqual(lab("shell", "old", "cat /root/file"), "kept")
        self.assertNotEqual(lab("shell", "old", "cat /proc/sys/kernel/random/boot_id"), boot)
        lab("kill", "old")
        self.assertFalse(answers("old"))
        lab("up", "old")
        self.assertEqual(lab("shell", "old", "cat /root/file"), "kept")

    def test_a_host_reboots_by_itself(self) -> None:
        boot = lab("shell", "old", "cat /proc/sys/kernel/random/boot_id")
        lab("shell", "old", "systemctl reboot", ok=False)
        again = ("shell", "old", "cat /proc/sys/kernel/random/boot_id")
        self.assertTrue(until(lambda: lab(*again, ok=False) not in ("", boot)))

    def test_save_and_load(self) -> None:
        lab("shell", "new", "echo before > /root/state; rm /etc/issue; ln /root/state /root/link")
        key = lab("shell", "new", "cat /etc/ssh/ssh_host_ed25519_key.pub")
        lab("save", "one")
        lab("shell", "new", "echo after > /root/state; touch /etc/issue /root/later")
        lab("load", "one")
        self.assertEqual(lab("shell", "new", "cat /root/state"), "before")
        self.assertEqual(lab("shell", "new", "stat -c %h /root/state"), "2")
        self.assertEqual(lab("shell", "new", "ls /etc/issue /root/later 2>/dev/null || true"), "")
        self.assertEqual(lab("shell", "new", "cat /etc/ssh/ssh_host_ed25519_key.pub"), key)

    # The network

    def test_a_cut_link_is_felt(self) -> None:
        self.assertTrue(answers("new"))
        lab("link", "new", "cut")
        self.assertFalse(answers("new"))
        lab("link", "new", "up")
        self.assertTrue(until(lambda: answers("new")))

    def test_a_slow_link_is_slow_both_ways(self) -> None:
        lab("link", "old", "rate", "8mbit")
        for end in (("sw", "old"), ("old", "eth0")):
            self.assertRegex(self.shaping(*end), r"^qdisc tbf .* rate 8Mbit ")
        self.assertEqual(lab("shell", "old", "echo passes"), "passes")
        lab("link", "old", "rate", "none")
        for end in (("sw", "old"), ("old", "eth0")):
            self.assertNotIn("tbf", self.shaping(*end))

    def shaping(self, host: str, device: str) -> str:
        """What the kernel does with what leaves by this end of a cable."""
        return subprocess.run(["tc", "-n", f"{OURS}-{host}", "qdisc", "show", "dev", device],
                              check=True, capture_output=True, text=True).stdout  # fmt: skip

    def test_ipv6(self) -> None:
        lab("shell", "old", "ping -6 -q -c 1 -W 2 2001:db8::20")
        lab("shell", "old", "ping -6 -q -c 1 -W 2 2001:db8::2")

    def test_what_is_not_in_the_lab_is_unreachable(self) -> None:
        lab("admin", "sh", "-c", "! ping -q -c 1 -W 2 192.0.2.1")

    # Names

    def dig(self, server: str, *words: str) -> str:
        return lab("admin", "dig", f"@{server}", "+norecurse", "+comments", *words)

    def test_both_authorities_answer_without_recursion(self) -> None:
        for server in ("198.51.100.53", "198.51.100.54", "2001:db8::53", "2001:db8::54"):
            answer = self.dig(server, "relay.test", "A")
            self.assertIn("flags: qr aa;", answer)
            self.assertRegex(answer, r"relay\.test\.\t+3600\tIN\tA\t198\.51\.100\.10")

    def test_updates_need_the_key(self) -> None:
        change = "server 198.51.100.53\nzone relay.test\nupdate {} t.relay.test 60 A 192.0.2.7\nsend\n"
        with self.assertRaisesRegex(AssertionError, "REFUSED"):
            lab("admin", "nsupdate", text=change.format("add"))
        lab("admin", "nsupdate", "-k", "/root/tsig.key", text=change.format("add"))
        for server in ("198.51.100.53", "198.51.100.54"):
            self.assertIn("192.0.2.7", self.dig(server, "t.relay.test"))

    def test_the_resolver_resolves_and_caches(self) -> None:
        self.assertIn("198.51.100.10", lab("shell", "new", "getent ahostsv4 relay.test"))
        self.assertEqual(lab("admin", "dig", "+short", "-x", "2001:db8::20"), "relay.test.")
        change = "server 198.51.100.53\nzone relay.test\nupdate {} c.relay.test 600 A 192.0.2.{}\nsend\n"
        lab("admin", "nsupdate", "-k", "/root/tsig.key", text=change.format("add", 1))
        self.assertEqual(lab("admin", "dig", "+short", "c.relay.test"), "192.0.2.1")
        lab("admin", "nsupdate", "-k", "/root/tsig.key", text=change.format("delete", 1))
        self.assertEqual(lab("admin", "dig", "+short", "c.relay.test"), "192.0.2.1")

    # The others

    def test_the_acme_server_is_trusted(self) -> None:
        get = "import urllib.request as u; print(u.urlopen('https://acme.test:14000/dir').read())"
        self.assertIn("newOrder", lab("shell", "old", f'python3 -c "{get}"'))

    def test_the_peer_is_awaited_until_its_milter_answers(self) -> None:
        door = ("admin", str(LAB.parent / "hosts/await.py"), "2", "198.51.100.40:25")
        lab("shell", "peer", "systemctl", "stop", "opendkim")
        self.assertEqual(lab(*door, ok=False), "still closed: 198.51.100.40:25")
        lab("shell", "peer", "systemctl", "start", "opendkim")
        self.assertEqual(lab(*door), "")

    def test_the_peer_signs_and_delivers(self) -> None:
        text = "From: a@peer.test\r\nTo: anybody@peer.test\r\nSubject: one of mine\r\n\r\nhello\r\n"
        send = "import smtplib,sys; smtplib.SMTP('peer.test').sendmail('a@peer.test','anybody@peer.test',sys.stdin.read())"
        lab("admin", "/usr/bin/python3", "-c", send, text=text)
        find = ("shell", "peer", "grep -l -r 'one of mine' /srv/peer/Maildir/new")
        self.assertTrue(until(lambda: bool(lab(*find, ok=False))))
        self.assertIn("d=peer.test; s=mail", lab("shell", "peer", "cat /srv/peer/Maildir/new/*"))

    # Side by side, and the end

    def test_nothing_is_left_of_a_crashed_instance(self) -> None:
        self.addCleanup(lab, "down", instance=OTHER)
        lab("up", "dns", "old", instance=OTHER)
        self.assertEqual(lab("shell", "old", "hostname", instance=OTHER), "old")
        stray = subprocess.Popen(
            [LAB, "admin", "sleep", "9999"], env=os.environ | {"RELAYMOVE_LAB": OTHER}
        )
        pids = Path("/sys/fs/cgroup").glob(f"**/relaymove-lab.{OTHER}/old/lab/cgroup.procs")
        os.kill(int(next(pids).read_text().split()[0]), 9)  # the host's supervisor
        lab("down", instance=OTHER)
        self.assertNotEqual(stray.wait(5), 0)
        self.assertEqual(left_of(OTHER), [])
        self.assertEqual(lab("shell", "old", "hostname"), "old")


def main() -> int:
    checked = subprocess.run([LAB, "check"])
    if checked.returncode:
        return checked.returncode
    for instance in (OURS, OTHER):
        lab("down", instance=instance)
    result = unittest.main(exit=False, verbosity=2).result
    return 0 if result.wasSuccessful() and result.testsRun else 1


if __name__ == "__main__":
    sys.exit(main())
