#!/usr/bin/python3
"""The data folder is lost, or the profile goes on on a computer that never had it: from each state of a move
what the hosts know is enough, to go on, to go back, to finish. Whoever comes so soon after the one that died has
to say that they take over.

By default the quick ones; `--all`: every one. Exit 77: not possible here.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import moving  # noqa: E402
from moving import begins, kill_when, lab, on, reaches, read_to_the_end, read_until, serves  # noqa: E402
from prepared import Halted, Late, Prepared, dear, main  # noqa: E402

REFUSED = 4
FIRST_TTL = "3600"


class LostFiles(Prepared):
    def state(self, host: str) -> str:
        return on(host, "sed -n s/^state=//p /etc/relaymove/record/values").strip()

    def dies(self, when, old: str, new: str) -> None:
        """The program goes on with an empty data folder, dies at this moment, and the folder is lost again."""
        self.move.forget()
        kill_when(self.move, self.move.start("--take-over"), when)
        self.are(old, new)
        self.move.forget()

    def are(self, old: str, new: str) -> None:
        moving.wait_for(f"OLD is {old}, NEW {new}", lambda: (self.state("old"), self.state("new")) == (old, new), 60)

    def no_way_back(self) -> None:
        self.assertIn("NEW serves your mail already", self.move.refused("rollback", "--take-over", code=REFUSED))
        self.move.forget()

    def ends_well(self, late: Late) -> None:
        events = self.move.migrate("run", "--take-over")
        self.assertEqual(events[-1]["outcome"], "succeeded")
        print(*[event["text"] for event in events if event["event"] == "step-note"], sep="\n", flush=True)
        ttl = lab("admin", "dig", "+noall", "+answer", "@198.51.100.53", "relay.test", "A").split()[1]
        self.assertEqual(ttl, FIRST_TTL)
        late.arrive()
        self.count("new", "old")
        self.assertEqual(set(late.arrived().values()), {1}, late.arrived())

    @dear
    def test_goes_on(self) -> None:
        late, halted = Late(), Halted("open")
        self.dies(reaches("stopped"), "held", "fenced")
        self.dies(reaches("handing-over"), "committed", "filled")
        process = self.move.start("--take-over")
        read_until(process, reaches("handing-over"))
        halted.let_go("open")
        kill_when(self.move, process, begins("finish"))
        self.are("forwarding", "settled")
        self.move.forget()
        self.no_way_back()
        self.ends_well(late)

    @dear
    def test_goes_on_with_an_open_new(self) -> None:
        late, halted = Late(), Halted("open", "settle")
        self.dies(reaches("handing-over"), "committed", "filled")
        halted.let_go("open")
        self.are("forwarding", "open")
        self.no_way_back()
        self.ends_well(late)

    @dear
    def test_goes_back(self) -> None:
        late, halted = Late(), Halted("open")
        self.dies(reaches("stopped"), "held", "fenced")
        self.goes_back()
        self.dies(reaches("handing-over"), "committed", "filled")
        halted.wait_for("open")
        process = self.move.start("--take-over", command="rollback")
        moving.wait_for("NEW is closed", lambda: self.state("new") == "fenced", 60)
        halted.let_go("open")
        read_to_the_end(process)
        self.assertEqual(process.returncode, 0)
        self.assertTrue(serves("old"))
        self.goes_back()  # nothing to go back from any more
        self.ends_well(late)

    def goes_back(self) -> None:
        self.move.migrate("rollback", "--take-over")
        self.assertTrue(serves("old"))
        self.assertEqual((self.state("old"), self.state("new")), ("serving", "fenced"))
        self.move.forget()


if __name__ == "__main__":
    main()
