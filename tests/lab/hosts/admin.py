"""The admin: a namespace of this machine, with a home of the lab's own over /root."""

import json
import os
import pwd
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from . import base, net
from .shell import Failure, run, wait
from .world import ADMIN, CHECKOUT, HOSTS, LAB, Host, Instance

RELAY_PORTS = (25, 80, 143, 443, 465, 587, 993)
# What only the relay itself can see of what mail goes through: filtermail for
# submissions, incoming mail and mail that leaves; who signs; who knows the passwords.
RELAY_SOCKETS = {
    "127.0.0.1:10080", "127.0.0.1:10081", "127.0.0.1:10082",
    "/var/spool/postfix/opendkim/opendkim.sock", "/run/doveauth/doveauth.socket",
    "/run/chatmail-metadata/metadata.socket", "/run/chatmail-lastlogin/lastlogin.socket",
}  # fmt: skip
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True)
class Person:
    """Who sits at the admin's computer: root, or a user of this machine.

    OpenSSH and libssh take a home from passwd, whatever $HOME says: so it is the
    real home's place where the lab's is mounted.
    """

    name: str
    id: int
    group: int
    home: Path

    def folder(self, lab: Instance) -> Path:
        return lab.folder / f"home.{self.name}" if self.id else lab.home

    def identity(self) -> list[str]:
        return ["setpriv", f"--reuid={self.id}", f"--regid={self.group}", "--init-groups"]


ROOT = Person("root", 0, 0, Path("/root"))


def user(name: str) -> Person:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        raise Failure(f"this machine has no user {name}") from None
    home = Path(entry.pw_dir).resolve()
    if not home.is_dir():
        raise Failure(f"{name} has no home ({home}) that the lab's could be mounted over")
    return Person(name, entry.pw_uid, entry.pw_gid, home)


def make(lab: Instance) -> None:
    """The admin's network and home, if they are not there."""
    net.make_switch(lab)
    if not Path("/run/netns", lab.netns(ADMIN.name)).exists():
        net.plug(lab, ADMIN)
    etc = Path("/etc/netns", lab.netns(ADMIN.name))
    etc.mkdir(parents=True, exist_ok=True)
    (etc / "resolv.conf").write_text("nameserver 9.9.9.9\n")
    (etc / "hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")
    (etc / "nsswitch.conf").write_text("passwd: files\ngroup: files\nhosts: files dns\n")
    furnish(lab, lab.home)


def furnish(lab: Instance, home: Path) -> None:
    """Puts into a home what an admin has, if it is not there."""
    ssh = home / ".ssh"
    if ssh.exists():
        return
    ssh.mkdir(parents=True, mode=0o700)
    for name in ("id_ed25519", "id_ed25519.pub"):
        secret(lab, name, ssh / name)
    secret(lab, "tsig.key", home / "tsig.key")
    secret(lab, "ca.pem", home / "lab-ca.pem")
    (ssh / "config").write_text(
        "".join(f"Host {host.name}\n  HostName {host.ip4}\n  User root\n" for host in HOSTS.values())
    )


def secret(lab: Instance, name: str, target: Path) -> None:
    target.touch(mode=0o600)
    target.write_bytes(base.secret(lab, name).read_bytes())


def learn_keys(lab: Instance) -> None:
    """The hosts' keys: as fingerprints for tests, as known hosts for `lab shell` only."""
    prints, known = {}, []
    for host in HOSTS.values():
        public = lab.root(host) / "etc/ssh/ssh_host_ed25519_key.pub"
        if public.exists():
            prints[host.name] = run("ssh-keygen", "-l", "-f", public).split()[1]
            known.append(f"{host.ip4},{host.name} {' '.join(public.read_text().split()[:2])}\n")
    (lab.home / "fingerprints.json").write_text(json.dumps(prints, indent=1) + "\n")
    (lab.folder / "known_hosts").write_text("".join(known))


def require(lab: Instance) -> None:
    if not Path("/run/netns", lab.netns(ADMIN.name)).exists():
        raise Failure("there is no admin yet: `lab up` first")


def command(lab: Instance, words: list[str], person: Person = ROOT) -> list[str]:
    """The command line that runs `words`, as root, where the person's home is the lab's.

    ip netns exec gives a mount namespace of its own, so nothing mounted here
    is seen by others.
    """
    require(lab)
    home, place = shlex.quote(str(person.folder(lab))), shlex.quote(str(person.home))
    checkout = shlex.quote(str(CHECKOUT))
    script = f"mount --bind {home} {place}"
    if CHECKOUT.is_relative_to(person.home):
        aside = shlex.quote(str(lab.folder / "checkout"))
        script = (
            f"mkdir -p {aside} && mount --bind {checkout} {aside} && {script} && "
            f"mkdir -p {checkout} && mount --bind {aside} {checkout}"
        )
    script += f' && {{ cd "$PWD" 2>/dev/null || cd {place}; }} && exec "$@"'
    return ["ip", "netns", "exec", lab.netns(ADMIN.name), "sh", "-c", script, "admin", *words]


def environment(person: Person = ROOT) -> dict[str, str]:
    env = {name: value for name, value in os.environ.items() if name != "SSH_AUTH_SOCK"}
    return env | {"HOME": str(person.home), "USER": person.name, "LOGNAME": person.name, "PATH": PATH}


def become(lab: Instance, words: list[str], person: Person = ROOT) -> None:
    """Turns this process into the admin's command: its signals and exit code are real."""
    if person.id:
        words = [*person.identity(), *words]
    line = command(lab, words, person)
    os.execvpe(line[0], line, environment(person))


def ssh(lab: Instance, host: Host, words: list[str]) -> list[str]:
    options = f"-o UserKnownHostsFile={lab.folder / 'known_hosts'} -o LogLevel=ERROR".split()
    return ["ssh", *options, "-o", "StrictHostKeyChecking=yes", f"root@{host.ip4}", *words]


def on_host(lab: Instance, host: Host, *words: str, text: str | None = None) -> str:
    """Runs a command on a host; it has to succeed."""
    line = command(lab, ssh(lab, host, [shlex.join(words)]))
    done = subprocess.run(line, input=text, text=True, capture_output=True, env=environment())
    if done.returncode:
        raise Failure(f"{host.name}: {words}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def await_hosts(lab: Instance, hosts: list[Host]) -> None:
    """Returns when each port of each host answers."""
    await_doors(lab, [f"{host.ip4}:{port}" for host in hosts for port in host.ports])


def await_relay(lab: Instance, domain: str, silent: tuple[int, ...] = ()) -> None:
    """Returns when the relay on `old` serves, its services behind the ports included."""
    await_doors(lab, [f"{HOSTS['old'].ip4}:{port}/{domain}" for port in RELAY_PORTS if port not in silent])
    wait("the services behind old's ports listen", 60, lambda: RELAY_SOCKETS <= listening(lab, HOSTS["old"]))


def listening(lab: Instance, host: Host) -> set[str]:
    """The sockets of a host that somebody listens on, as it names them."""
    lines = on_host(lab, host, "ss", "-Hltnx").splitlines()
    return {line.split()[4] for line in lines}


def await_doors(lab: Instance, doors: list[str], seconds: int = 60) -> None:
    line = command(lab, ["/usr/bin/python3", str(LAB / "hosts/await.py"), str(seconds), *doors])
    done = subprocess.run(line, env=environment(), stdout=sys.stderr)
    if done.returncode:
        raise Failure("not everything came up; the consoles: " + str(lab.folder / "*/console.log"))
