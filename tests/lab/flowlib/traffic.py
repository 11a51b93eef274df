"""Makes attempts at a rate, repeats those that failed, writes all of them down."""

import heapq
import json
import random
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from . import clients, network
from .message import encrypted

KINDS = ("login", "submit", "incoming")
FINAL = ("accepted", "bounce")
FIRST_RETRY = 3.0  # seconds; doubled after each failure
LAST_RETRY = 30.0
PEER_USER = "u"


@dataclass(frozen=True)
class World:
    """Who there is, and where the relay was when the flow began."""

    run: str
    domain: str
    peer_domain: str
    peer_address: str
    authority: str  # the address of the domain's name server
    pinned: dict[int, str]
    users: list[tuple[str, str]]  # address, password

    @property
    def peer_user(self) -> str:
        return f"{PEER_USER}@{self.peer_domain}"


@dataclass
class Job:
    """What one client wants; it tries until it has it."""

    kind: str
    number: int
    dns: str  # fresh or cached
    family: int
    port: int
    user: str
    password: str
    recipient: str = ""
    to: str = ""  # relay or peer
    tries: int = 0
    message_id: str = ""
    first: float = 0.0
    detail: dict = field(default_factory=dict)

    @property
    def pause(self) -> float:
        return min(LAST_RETRY, FIRST_RETRY * 2 ** (self.tries - 1))


class Maker:
    """Makes jobs so that every mixture of DNS, family and port gets its turn."""

    def __init__(self, world: World, rng: random.Random) -> None:
        self.world = world
        self.rng = rng
        self.made = dict.fromkeys(KINDS, 0)

    def make(self, kind: str) -> Job:
        n = self.made[kind]
        self.made[kind] += 1
        dns = ("fresh", "cached")[n % 2]
        family = (4, 6)[n // 2 % 2]
        user, password = self.rng.choice(self.world.users)
        job = Job(kind, n, dns, family, 25, user, password)
        if kind == "login":
            job.port = clients.IMAP_PORTS[n // 4 % len(clients.IMAP_PORTS)]
        elif kind == "submit":
            job.to = ("relay", "peer")[n // 4 % 2]
            job.port = clients.SUBMISSION_PORTS[n // 8 % len(clients.SUBMISSION_PORTS)]
            job.recipient = self.recipient(job.to)
        else:
            job.to = "relay"
            job.recipient = self.recipient("relay")
            # The peer's Postfix chooses its way to the relay by the sender.
            job.user = f"{PEER_USER}+{dns}{family}@{self.world.peer_domain}"
        return job

    def recipient(self, to: str) -> str:
        if to == "peer":
            return self.world.peer_user
        return self.rng.choice(self.world.users)[0]


class AttemptLog:
    """One JSON line an attempt, written when it is over."""

    def __init__(self, path: Path) -> None:
        self.file = path.open("a", buffering=1)
        self.lock = threading.Lock()

    def write(self, entry: dict) -> None:
        with self.lock:
            self.file.write(json.dumps(entry) + "\n")


class Traffic:
    """The clock of the flow: one thread an attempt, none while nobody tries."""

    def __init__(self, world: World, sources: network.Sources, log: AttemptLog) -> None:
        self.world = world
        self.sources = sources
        self.log = log
        self.rng = random.Random(world.run)
        self.maker = Maker(world, self.rng)
        self.due: list[tuple[float, int, Job]] = []
        self.changed = threading.Condition()
        self.pushed = 0
        self.running = 0

    def push(self, when: float, job: Job) -> None:
        with self.changed:
            self.pushed += 1
            heapq.heappush(self.due, (when, self.pushed, job))
            self.changed.notify()

    def run(self, rate: float, stopped: Callable[[], bool]) -> float:
        """New jobs until `stopped`; returns when the last one was made."""
        tick = time.monotonic()
        while not stopped():
            for kind in KINDS:
                job = self.maker.make(kind)
                # The kinds don't all knock at the same instant.
                self.push(tick + self.rng.random() / rate, job)
            tick += 1 / rate
            self.start_due(until=tick)
        return time.time()

    def start_due(self, until: float) -> None:
        while (now := time.monotonic()) < until:
            with self.changed:
                if self.due and self.due[0][0] <= now:
                    job = heapq.heappop(self.due)[2]
                    self.running += 1
                else:
                    wake = min(until, self.due[0][0]) if self.due else until
                    self.changed.wait(wake - now)
                    continue
            threading.Thread(target=self.attempt, args=(job,), daemon=True).start()

    def finish(self, drain: float, hurry: Callable[[], bool]) -> None:
        """At most `drain` seconds for those who still want something."""
        deadline = time.monotonic() + drain
        while time.monotonic() < deadline and not hurry():
            with self.changed:
                if not self.due and not self.running:
                    return
            self.start_due(min(deadline, time.monotonic() + 0.2))
        last = time.monotonic() + clients.TIMEOUT + 5
        with self.changed:  # those still connected may come to their own end
            self.due.clear()
            while self.running and time.monotonic() < last and not hurry():
                self.changed.wait(0.2)

    def attempt(self, job: Job) -> None:
        start = time.time()
        job.first = job.first or start
        job.tries += 1
        job.detail = {}
        try:
            said, result = self.try_once(job), "accepted"
        except Exception as error:  # whatever it is, it is this attempt's outcome
            said, result = repr(error)[:300], clients.outcome(error)
        self.write(job, start, result, said)
        if result == "unknown":
            job.message_id = ""  # a second copy of that one would be no relay's fault
        if result not in FINAL:
            self.push(time.monotonic() + job.pause, job)
        with self.changed:
            self.running -= 1
            self.changed.notify()

    def try_once(self, job: Job) -> str:
        if job.kind != "login" and not job.message_id:
            job.message_id = (f"flow.{self.world.run}.{job.kind}.{job.number}."
                              f"{job.tries}@{job.user.partition('@')[2]}")
        route = self.route(job)
        if job.kind == "login":
            return clients.look_for_mail(route, job.user, job.password)
        text = encrypted(job.message_id, job.user, job.recipient,
                         random.Random(job.message_id))
        if job.kind == "submit":
            return clients.send(route, job.user, job.password, job.recipient, text)
        return clients.inject(route, job.user, job.recipient, text)

    def route(self, job: Job) -> clients.Route:
        if job.kind == "incoming":
            # From the admin's own address: only that one may send through the peer.
            return clients.Route(self.world.peer_domain, self.world.peer_address, 25)
        source = self.sources.next(job.family)
        job.detail = {"source": source}
        address = (self.world.pinned[job.family] if job.dns == "cached"
                   else network.resolve(self.world.domain, job.family,
                                         self.world.authority))
        job.detail["address"] = address
        return clients.Route(self.world.domain, address, job.port, source)

    def write(self, job: Job, start: float, result: str, said: str) -> None:
        entry = asdict(job)
        del entry["password"]
        entry.update(entry.pop("detail"))
        self.log.write(entry | {"start": start, "end": time.time(),
                                "outcome": result, "said": said})
