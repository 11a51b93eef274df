"""The commands of tests/lab/lab."""

import fcntl
import sys
from collections.abc import Callable

from . import admin, base, check, clean, disks, machine, net, relay
from .shell import Failure, say
from .world import HOSTS, LAB, Host, Instance, instance

POPULATION = "--mailboxes 600 --messages 6000 --manifest /root/populate.json".split()
Command = Callable[[Instance, list[str]], int]


def hosts_named(words: list[str]) -> list[Host]:
    for word in words:
        if word not in HOSTS:
            raise Failure(f"no host is called {word}; there are {' '.join(HOSTS)}")
    return [HOSTS[word] for word in words] or list(HOSTS.values())


def up(lab: Instance, words: list[str]) -> int:
    """Without names everything afresh; with names those, on the disks that they have."""
    hosts = hosts_named(words)
    if not words:
        clean.everything(lab)
    base.choose(lab)
    admin.make(lab)
    switch_on(lab, hosts)
    return 0


def switch_on(lab: Instance, hosts: list[Host]) -> None:
    off = [host for host in hosts if not machine.runs(lab, host)]
    say("booting " + " ".join(host.name for host in off))
    for host in off:
        machine.start(lab, host)
    admin.learn_keys(lab)
    admin.await_hosts(lab, hosts)
    say("up: " + " ".join(host.name for host in hosts))


def down(lab: Instance, _: list[str]) -> int:
    say(f"ending everything of {lab.name}")
    clean.everything(lab)
    return 0


def make_base(_: Instance, words: list[str]) -> int:
    say("the base: " + str(base.folder()))
    base.ensure()
    return 0


def shell(lab: Instance, words: list[str]) -> int:
    if not words:
        raise Failure("lab shell HOST [COMMAND ...]")
    (host,) = hosts_named(words[:1])
    admin.become(lab, admin.ssh(lab, host, words[1:]))
    return 1


def as_admin(lab: Instance, words: list[str]) -> int:
    person = admin.ROOT
    match words:
        case ["--as", name, *rest]:
            person, words = admin.user(name), rest
            relay.move_in(lab, person)
    admin.become(lab, words or ["bash"], person)
    return 1


def save(lab: Instance, words: list[str]) -> int:
    target = disks.place(lab, *words[:1] or [""])
    hosts = [host for host in HOSTS.values() if machine.has_disk(lab, host)]
    running = [host for host in hosts if machine.runs(lab, host)]
    say("shutting down " + " ".join(host.name for host in running))
    machine.stop(lab, running)
    say(f"saving {target.name}")
    disks.pack(lab, hosts, target)
    switch_on(lab, running)
    return 0


def load(lab: Instance, words: list[str]) -> int:
    base.choose(lab)
    say("loading " + " ".join(words))
    hosts = disks.unpack(lab, disks.place(lab, *words[:1] or [""]))
    admin.make(lab)
    switch_on(lab, hosts)
    return 0


def make_relay(lab: Instance, words: list[str]) -> int:
    """A fresh world with a relay on `old`."""
    kind = relay.kind(*words[:1] or ["acme"])
    say(f"a relay on old: {kind.domain}")
    clean.everything(lab)
    base.choose(lab)
    admin.make(lab)
    say("the admin's checkout of cmdeploy")
    relay.check_out(lab, wanted=kind)
    cached = relay.cache(lab, kind)
    if cached.exists():
        disks.unpack(lab, cached)
    switch_on(lab, list(HOSTS.values()))
    if not cached.exists():
        relay.deploy(lab, kind)
        say("keeping its disk for the next time")
        machine.stop(lab, relay.MADE)
        disks.pack(lab, relay.MADE, cached, anew=False)
        switch_on(lab, relay.MADE)
    admin.await_relay(lab, kind.domain, kind.silent)
    return 0


def populate(lab: Instance, words: list[str]) -> int:
    """Mailboxes and messages on `old`; the words are populate's options."""
    say("populating old")
    script = (LAB / "populate").read_text()
    output = admin.on_host(lab, HOSTS["old"], "python3", "-", *POPULATION, *words, text=script)
    print(output, end="")
    return 0


def flow(lab: Instance, words: list[str]) -> int:
    admin.become(lab, [str(LAB / "flow"), *words])
    return 1


def reboot(lab: Instance, words: list[str]) -> int:
    hosts = hosts_named(words)
    say("rebooting " + " ".join(host.name for host in hosts))
    machine.stop(lab, hosts)
    switch_on(lab, hosts)
    return 0


def kill(lab: Instance, words: list[str]) -> int:
    for host in hosts_named(words):
        say(f"pulling the plug of {host.name}")
        machine.kill(lab, host)
    return 0


def link(lab: Instance, words: list[str]) -> int:
    name, *what = words or ["?"]
    (host,) = [admin.ADMIN] if name == "admin" else hosts_named([name])
    say(f"the link of {name}: {' '.join(what)}")
    net.set_link(lab, host, what)
    return 0


def run_host(lab: Instance, words: list[str]) -> int:
    (host,) = hosts_named(words)
    return machine.supervise(lab, host)


COMMANDS: dict[str, tuple[Command, bool]] = {  # name: (function, changes the instance)
    "check": (check.command, False),
    "base": (make_base, False),
    "up": (up, True),
    "down": (down, True),
    "save": (save, True),
    "load": (load, True),
    "relay": (make_relay, True),
    "populate": (populate, False),
    "flow": (flow, False),
    "shell": (shell, False),
    "admin": (as_admin, False),
    "reboot": (reboot, True),
    "kill": (kill, True),
    "link": (link, True),
    "_run": (run_host, False),
}


def main(words: list[str]) -> int:
    if not words or words[0] not in COMMANDS:
        print((LAB / "README.md").read_text(), file=sys.stderr)
        return 2
    function, changes = COMMANDS[words[0]]
    lab = instance()
    missing = check.missing() if words[0] in ("check", "base", "up") else []
    if missing:
        say("can't run here: " + "; ".join(missing))
        return check.NOT_POSSIBLE
    try:
        if not changes:
            return function(lab, words[1:])
        with locked(lab):
            return function(lab, words[1:])
    except Failure as failure:
        say(str(failure))
        return 1
    except KeyboardInterrupt:
        return 130


def locked(lab: Instance):
    """One change at a time; the lock is not handed on to the hosts."""
    lab.folder.mkdir(parents=True, exist_ok=True)
    file = open(lab.folder / "lock", "w")  # noqa: SIM115 # closed by `with`
    fcntl.flock(file, fcntl.LOCK_EX)
    return file
