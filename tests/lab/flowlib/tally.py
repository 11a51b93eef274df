"""Counts what a flow has left behind. Pure: attempts and finds in, figures out."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

PLACES = {"relay": "the relay's mailboxes", "peer": "the peer's mailboxes"}
STORED = "stored"  # messages that populate made, as a kind beside those of the flow


@dataclass
class Messages:
    """What became of one kind of messages."""

    accepted: int = 0
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    bounced: list[str] = field(default_factory=list)
    queued: list[str] = field(default_factory=list)
    unknown: int = 0  # sent, but no reply: nobody may call these lost or doubled
    unsigned: int = 0  # at the peer without a DKIM signature that verifies

    @property
    def wrong(self) -> int:
        return len({*self.lost, *self.doubled, *self.bounced, *self.queued})


@dataclass
class Clients:
    """How one kind of client with one kind of DNS fared."""

    attempts: Counter = field(default_factory=Counter)
    unserved: int = 0
    longest_gap: float = 0.0  # without a success of any client of this kind
    longest_wait: float = 0.0  # of one client, from its first attempt to its success


@dataclass
class Count:
    messages: dict[str, Messages]
    clients: dict[tuple[str, str], Clients]
    where: dict[str, list[dict]]  # the finds of each message that is not in order
    # (kind, outcome, answer) of each attempt that did not succeed: when, after the start
    said: dict[tuple[str, str, str], list[float]] = field(default_factory=dict)

    def verdict(self, minimum: int) -> int:
        if any(kind.wrong for kind in self.messages.values()):
            return 1
        accepted = {"login": self.logins()}
        accepted |= {kind: self.messages[kind].accepted for kind in ("submit", "incoming")}
        return 2 if min(accepted.values()) < minimum else 0

    def logins(self) -> int:
        return sum(found.attempts["accepted"]
                   for (kind, _), found in self.clients.items() if kind == "login")

    def as_json(self) -> dict:
        clients: dict = defaultdict(dict)
        for (kind, dns), found in self.clients.items():
            clients[kind][dns] = vars(found)
        return {
            "messages": {kind: vars(found) for kind, found in self.messages.items()},
            "clients": clients,
            "where": self.where,
        }


def classify(result: Messages, message_id: str, finds: list[dict]) -> bool:
    """Puts one accepted message where it belongs; False when it is not in order."""
    kinds = Counter(find["kind"] for find in finds)
    if kinds["bounce"]:
        result.bounced.append(message_id)
    if kinds["message"] > 1:
        result.doubled.append(message_id)
    if kinds["queued"]:
        result.queued.append(message_id)
    if not (kinds["message"] or kinds["bounce"] or kinds["queued"]):
        result.lost.append(message_id)
    return kinds["message"] == 1 and not (kinds["bounce"] or kinds["queued"])


def by_id(finds: list[dict]) -> dict[str, list[dict]]:
    found = defaultdict(list)
    for find in finds:
        found[find["id"]].append(find)
    return found


def count(attempts: list[dict], serving: list[dict], start: float, end: float,
          stored: list[str] = (), elsewhere: list[dict] = ()) -> Count:
    """`serving`: finds on the relay that serves now and on the peer. `elsewhere`:
    finds on a host that serves no more, which only explain where a lost one is.
    `start` and `end` are when the first and the last new job were made."""
    found = by_id(serving)
    messages = {kind: Messages() for kind in ("submit", "incoming")}
    clients: dict = defaultdict(Clients)
    accepted = {}
    said: dict = defaultdict(list)
    for attempt in attempts:
        clients[attempt["kind"], attempt["dns"]].attempts[attempt["outcome"]] += 1
        if attempt["outcome"] != "accepted":
            words = attempt["kind"], attempt["outcome"], attempt.get("said", "")
            said[words].append(attempt["start"] - start)
        if attempt["kind"] == "login":
            continue
        kind = messages[attempt["kind"]]
        if attempt["outcome"] == "accepted":
            accepted[attempt["message_id"]] = attempt["kind"]
        elif attempt["outcome"] == "unknown":
            kind.unknown += 1
        elif attempt["outcome"] == "bounce":
            kind.bounced.append(attempt["message_id"])
    if stored:
        messages[STORED] = Messages()
        accepted |= dict.fromkeys(stored, STORED)

    wrong = []
    for message_id, name in accepted.items():
        kind = messages[name]
        kind.accepted += 1
        if not classify(kind, message_id, found[message_id]):
            wrong.append(message_id)
        kind.unsigned += any(find["host"] == "peer" and not find.get("signed")
                             for find in found[message_id] if find["kind"] == "message")
    add_waits(clients, attempts, found, start, end)
    other = by_id(elsewhere)
    where = {i: found[i] + other[i] for i in wrong}
    return Count(messages, dict(clients), where, dict(said))


def success(attempt: dict, found: dict[str, list[dict]]) -> float | None:
    """When this client had what it wanted. What the peer accepts has to arrive, too."""
    if attempt["outcome"] != "accepted":
        return None
    if attempt["kind"] != "incoming":
        return attempt["end"]
    arrivals = [find["time"] for find in found[attempt["message_id"]]
                if find["kind"] == "message"]
    return min(arrivals, default=None)


def add_waits(clients: dict, attempts: list[dict], found: dict, start: float,
              end: float) -> None:
    first: dict = {}
    served: dict = {}
    for attempt in attempts:
        job = (attempt["kind"], attempt["dns"], attempt["number"])
        first[job] = min(attempt["start"], first.get(job, attempt["start"]))
        end = max(end, attempt["start"] if attempt["tries"] == 1 else end)
        when = success(attempt, found)
        if when is not None:
            served[job] = when
    last = max((attempt["end"] for attempt in attempts), default=end)
    for (kind, dns), result in clients.items():
        jobs = [job for job in first if job[:2] == (kind, dns)]
        times = [served[job] for job in jobs if job in served]
        marks = sorted(min(max(when, start), end) for when in [start, *times, end])
        result.longest_gap = max(b - a for a, b in zip(marks, marks[1:]))
        result.longest_wait = max(served.get(job, last) - first[job] for job in jobs)
        result.unserved = len(jobs) - len(times)
