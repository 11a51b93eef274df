"""The count as a table for people."""

from .tally import Count

OUTCOMES = ("accepted", "refused", "timeout", "tempfail", "denied", "bounce",
            "unknown", "noname")
DETAILS = 20  # messages not in order that are listed one by one


def table(rows: list[list[str]]) -> str:
    widths = [max(len(row[i]) for row in rows) for i in range(len(rows[0]))]
    return "\n".join(
        "  ".join(cell.ljust(width) if i < 2 else cell.rjust(width)
                  for i, (cell, width) in enumerate(zip(row, widths))).rstrip()
        for row in rows)


def messages(count: Count) -> str:
    rows = [["messages", "", "accepted", "lost", "doubled", "bounced", "queued",
             "unknown", "unsigned"]]
    for kind, found in count.messages.items():
        figures = (found.accepted, len(found.lost), len(found.doubled),
                   len(found.bounced), len(found.queued), found.unknown, found.unsigned)
        rows.append([kind, "", *map(str, figures)])
    return table(rows)


def clients(count: Count) -> str:
    rows = [["clients", "DNS", *OUTCOMES, "unserved", "gap s", "wait s"]]
    for (kind, dns), found in sorted(count.clients.items()):
        rows.append([kind, dns, *(str(found.attempts[o]) for o in OUTCOMES),
                     str(found.unserved), f"{found.longest_gap:.1f}",
                     f"{found.longest_wait:.1f}"])
    return table(rows)


def details(count: Count) -> str:
    lines = []
    for message_id, finds in list(count.where.items())[:DETAILS]:
        places = ", ".join(f"{f['kind']} {f['host']}:{f['path']}" for f in finds)
        lines.append(f"{message_id}: {places or 'nowhere'}")
    if len(count.where) > DETAILS:
        lines.append(f"... and {len(count.where) - DETAILS} more")
    return "\n".join(lines)


def answers(count: Count) -> str:
    """Who had no success was told something: what, how often, and when."""
    if not count.said:
        return ""
    first = sorted(count.said.items(), key=lambda item: min(item[1]))[:DETAILS]
    rows = [["answers", "", "times", "first s", "last s"]]
    rows += [[kind, outcome, str(len(at)), f"{min(at):.1f}", f"{max(at):.1f}"]
             for (kind, outcome, _), at in first]
    said = ["", *(words[2][:120] for words, _ in first)]
    return "\n".join(f"{row}  {words}".rstrip()
                     for row, words in zip(table(rows).splitlines(), said))


def text(count: Count) -> str:
    parts = [messages(count), clients(count), answers(count), details(count)]
    return "\n\n".join(part for part in parts if part)
