#!/usr/bin/python3
"""Moves the lab's relay through the wizard: keys go in, the accessibility tree comes out, nothing else.

Within under_x(), as the lab's admin; the key of the name server on standard input. Leaves a picture of each
page. Prints each change of who serves and how far the step is, and who serves mail at the end.
"""

import argparse
import os
import subprocess
import sys
import time
from pathlib import Path

from screen import Screen, Stuck, wait_for

STEP_LIMIT = 15 * 60.0
PREPARED = ("Hosts and checks", "TTL", "Pre-copy", "Install")
CUTOVER = ("Disable", "Sync", "Chown", "DNS", "Activation")


class Admin:
    """A person at the keyboard, who reads what is on the screen before each key."""

    def __init__(self, screen: Screen, pictures: Path, fingerprints: list[str]) -> None:
        self.screen, self.pictures, self.fingerprints = screen, pictures, fingerprints
        self.number = 0
        self.told = ""

    def tell(self, step: str) -> None:
        """What a person would look at while it runs, whenever it changes."""
        line = f"{step}: {self.state(step)}. {self.screen.says('Mail is ')}"
        if line != self.told:
            self.told = line
            print(time.strftime("%H:%M:%S"), line, flush=True)

    def picture(self, name: str) -> None:
        self.number += 1
        self.screen.picture(self.pictures / f"{self.number:02}-{name}.png")

    def make_profile(self, typed: dict[str, str], secret: str) -> None:
        self.picture("start")
        self.screen.push("New")
        fields = {"Name": "name", "Domain": "domain", "OLD": "oldHost", "NEW": "newHost", "Folder": "checkout"}
        for label, member in fields.items():
            self.screen.fill(label, typed[member])
        self.screen.reach("combo box", "I enter")
        self.screen.press("Down")
        for label, member in {"Name server": "server", "Zone": "zone", "Name of the TSIG key": "keyName"}.items():
            self.screen.fill(label, typed[member])
        self.screen.reach("password text", "Secret")
        self.screen.type(secret)
        self.picture("profile")
        self.screen.push("Save and open")
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
        if next_words := self.screen.says("What to do: "):
            raise Stuck(" / ".join(self.screen.texts()) + next_words)

    def answer(self, words: str, option: str) -> None:
        question = wait_for(words, lambda: self.screen.says(words))
        if words == "host key" and not any(each in question for each in self.fingerprints):
            raise Stuck(f"an unknown host key: {question}")
        self.screen.push(option)
        wait_for("the answer to be taken", lambda: self.screen.says(words) != question)

    def is_over(self, step: str) -> bool:
        self.stop_at_failure()
        self.tell(step)
        if self.screen.says("shows a host key"):
            self.picture("host-key")
            self.answer("host key", "This is the key")
        return self.state(step).startswith(("done", "waiting")) and not self.screen.find("push button", "Stop")

    def is_done(self, step: str) -> bool:
        self.stop_at_failure()
        self.tell(step)
        return self.state(step).startswith("done")

    def prepare(self, step: str) -> None:
        self.go_to(step)
        self.picture(f"{step}-before")
        self.screen.push("Start")
        wait_for(step, lambda: self.is_over(step), STEP_LIMIT)
        self.go_to(step)
        self.picture(step)

    def cut_over(self) -> None:
        self.go_to("Disable")
        self.screen.push("Start the cutover")
        self.answer("Everything is ready", "Start the cutover")
        self.picture("cutover")
        for step in CUTOVER:
            wait_for(step, lambda step=step: self.is_done(step), STEP_LIMIT)
        wait_for("the cutover", lambda: self.is_over(CUTOVER[-1]), STEP_LIMIT)
        for step in CUTOVER:
            self.go_to(step)
            self.picture(step)

    def finish(self) -> None:
        self.go_to("Finish")
        self.screen.push("Start")
        wait_for("the end", lambda: self.is_over("Finish"), STEP_LIMIT)
        self.go_to("Finish")
        wait_for("the report", lambda: self.screen.find("label", "Report"))
        self.picture("Finish")


# As after a log-in: one that is locked would ask for its password in a window of its own.
def unlock_keyring(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    os.environ["XDG_DATA_HOME"] = str(folder)
    subprocess.run(["gnome-keyring-daemon", "--unlock", "--components=secrets"], input="test", text=True, check=True,
                   stdout=subprocess.DEVNULL)


def main() -> int:
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
    try:
        admin.make_profile(vars(args), sys.stdin.readline().strip())
        for step in PREPARED:
            admin.prepare(step)
        admin.cut_over()
        admin.finish()
        print(screen.says("Mail is served"), flush=True)
        return 0
    except Stuck as stuck:
        admin.picture("stuck")
        print(f"stuck: {stuck}\nfocus: {screen.where()}\n" + "\n".join(screen.texts()), flush=True)
        return 1
    finally:
        screen.close()


if __name__ == "__main__":
    sys.exit(main())
