#!/usr/bin/python3
"""Moves the lab's relay through the wizard: keys go in, the accessibility tree comes out, nothing else.

Within UNDER_X, as the lab's admin; the key of the name server on standard input. Leaves a picture of each page,
says what it does while it does it, and at the end who serves mail.
"""

import argparse
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Callable

from screen import Screen, Stuck, wait_for

STEP_LIMIT = 15 * 60.0
# What the window calls the things that are used here.
NAMES = {
    "new profile": "New", "save": "Save and open", "start": "Start", "stop": "Stop", "report": "Report",
    "name": "Name", "domain": "Domain", "oldHost": "OLD", "newHost": "NEW", "checkout": "Folder",
    "records": "I enter", "server": "Name server", "zone": "Zone", "keyName": "Name of the TSIG key",
    "secret": "Secret",
    "host key": "shows a host key", "right key": "This is the key",
    "cut over": "Start the cutover", "ready": "Everything is ready", "agree": "Start the cutover",
    "serves": ("Mail is served", "Nobody serves"), "what to do": "What to do: ", "done": "done", "waiting": "waiting", "not started": "not started",
}
PREPARED = ("Hosts and checks", "TTL", "Pre-copy", "Install")
CUTOVER = ("Disable", "Sync", "Chown", "DNS", "Activation")


class Admin:
    """A person at the keyboard, who reads what is on the screen before each key."""

    def __init__(self, screen: Screen, pictures: Path, fingerprints: list[str]) -> None:
        self.screen, self.pictures, self.fingerprints = screen, pictures, fingerprints
        self.number, self.began, self.told = 0, time.monotonic(), ("", "")

    def lives_through(self, story: Callable[[], None]) -> int:
        """The exit code; whoever is stuck leaves what they saw last. The window is closed then."""
        try:
            story()
            return 0
        except Stuck as stuck:
            self.picture("stuck")
            print(f"stuck: {stuck}\nfocus: {self.screen.where()}\n" + "\n".join(self.screen.texts()), flush=True)
            return 1
        finally:
            self.screen.close()

    def picture(self, name: str) -> None:
        self.number += 1
        self.screen.picture(self.pictures / f"{self.number:02}-{name}.png")

    def tell(self, what: str) -> None:
        """One line on the terminal: when, what, and who serves mail as the window says it."""
        serves = next((text for words in NAMES["serves"] if (text := self.screen.says(words))), "")
        print(f"{time.monotonic() - self.began:5.0f} s  {what:<58.58}  {serves:.40}", flush=True)

    def tell_news(self, step: str) -> None:
        """How far the step is, when the list of steps says something else than before."""
        state = self.state(step)
        if state and not state.startswith(NAMES["not started"]) and (step, state) != self.told:
            self.told = (step, state)
            self.tell(f"{step}: {state}")

    def make_profile(self, typed: dict[str, str], secret: str) -> None:
        self.picture("start")
        self.tell("makes a profile")
        self.screen.push(NAMES["new profile"])
        for field in ("name", "domain", "oldHost", "newHost", "checkout"):
            self.screen.fill(NAMES[field], typed[field])
        self.screen.reach("combo box", NAMES["records"])
        self.screen.press("Down")
        for field in ("server", "zone", "keyName"):
            self.screen.fill(NAMES[field], typed[field])
        self.screen.reach("password text", NAMES["secret"])
        self.screen.type(secret)
        self.picture("profile")
        self.screen.push(NAMES["save"])
        wait_for("the first page", lambda: self.is_on(PREPARED[0]))

    def is_on(self, page: str) -> bool:
        return self.screen.chosen() == page

    def state(self, step: str) -> str:
        """As the list of steps says it: “done, 6 passes”."""
        button = self.screen.find("radio button", step)
        return button.description if button else ""

    def go_to(self, step: str) -> None:
        """Tab comes to the list of steps; arrows go on from there."""
        names = [*PREPARED, *CUTOVER, "Finish"]
        here = self.screen.chosen()
        self.screen.reach("radio button", here)
        way = names.index(step) - names.index(here)
        for _ in range(abs(way)):
            self.screen.moved_focus("Down" if way > 0 else "Up")
        wait_for(f"the page {step}", lambda: self.is_on(step))

    def stop_at_failure(self) -> None:
        if next_words := self.screen.says(NAMES["what to do"]):
            raise Stuck(" / ".join(self.screen.texts()) + next_words)

    def answer(self, words: str, option: str) -> None:
        question = wait_for(words, lambda: self.screen.says(words))
        if words == NAMES["host key"] and not any(each in question for each in self.fingerprints):
            raise Stuck(f"an unknown host key: {question}")
        self.tell(f"answers “{option}”")
        self.screen.push(option)
        wait_for("the answer to be taken", lambda: self.screen.says(words) != question)

    def is_over(self, *steps: str) -> bool:
        """Whether the last of them is, and nothing runs; says on the way what becomes of each."""
        self.stop_at_failure()
        if self.screen.says(NAMES["host key"]):
            self.picture("host-key")
            self.answer(NAMES["host key"], NAMES["right key"])
        for step in steps:
            if self.is_on(step) or step == steps[-1]:
                self.tell_news(step)
        over = self.state(steps[-1]).startswith((NAMES["done"], NAMES["waiting"]))
        return over and not self.screen.find("push button", NAMES["stop"])

    def prepare(self, step: str) -> None:
        self.go_to(step)
        self.picture(f"{step}-before")
        self.screen.push(NAMES["start"])
        wait_for(step, lambda: self.is_over(step), STEP_LIMIT)
        self.go_to(step)
        self.picture(step)

    def cut_over(self) -> None:
        self.go_to(CUTOVER[0])
        self.screen.push(NAMES["cut over"])
        self.answer(NAMES["ready"], NAMES["agree"])
        self.picture("cutover")
        wait_for("the cutover", lambda: self.is_over(*CUTOVER), STEP_LIMIT)
        for step in CUTOVER:
            self.go_to(step)
            self.picture(step)

    def finish(self) -> None:
        self.go_to("Finish")
        self.screen.push(NAMES["start"])
        wait_for("the end", lambda: self.is_over("Finish"), STEP_LIMIT)
        self.go_to("Finish")
        wait_for("the report", lambda: self.screen.find("label", NAMES["report"]))
        self.picture("Finish")


# As after a log-in: one that is locked would ask for its password in a window of its own.
def unlock_keyring(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["XDG_DATA_HOME"] = str(folder)
    subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input="test", text=True, check=True,
                   stdout=subprocess.DEVNULL)


def end(number: int, _frame) -> None:
    raise SystemExit(128 + number)


def main() -> int:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, end)  # the program and the window manager go, too
    parser = argparse.ArgumentParser()
    for name in ("program", "pictures", "config-dir", "data-dir", "name", "domain", "oldHost", "newHost", "checkout",
                 "server", "zone", "keyName"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--fingerprint", action="append", default=[])
    args = parser.parse_args()
    pictures = Path(args.pictures)
    pictures.mkdir(parents=True, exist_ok=True)
    unlock_keyring(Path(args.data_dir) / "keyring")
    screen = Screen(Path(args.program), "--config-dir", args.config_dir, "--data-dir", args.data_dir)
    admin = Admin(screen, pictures, args.fingerprint)

    def story() -> None:
        admin.make_profile(vars(args), sys.stdin.readline().strip())
        for step in PREPARED:
            admin.prepare(step)
        admin.cut_over()
        admin.finish()
        print(screen.says(NAMES["serves"][0]), flush=True)

    return admin.lives_through(story)


if __name__ == "__main__":
    sys.exit(main())
