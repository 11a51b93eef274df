"""A window as a person without a mouse and without eyes has it: keys go in, the accessibility tree comes out.

For /usr/bin/python3 within under_x(): a display of its own, a window manager, a session bus.
"""

import os
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Callable, Iterator

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

# -noreset: else the display starts anew, and ends its window manager, when xprop was its last client.
UNDER_X = ("xvfb-run", "-a", "-s", "-screen 0 1280x900x24 -noreset", "dbus-run-session", "--", "/usr/bin/python3")
MANY_ROWS = {"table", "tree", "tree table", "list"}  # nothing below them but their cells
PATIENCE = 60.0


class Stuck(Exception):
    """What a person would be left with, and what they would see then."""


def wait_for(what: str, condition: Callable, seconds: float = PATIENCE):
    """Looks often; the time is only the limit."""
    until = time.monotonic() + seconds
    while True:
        found = condition()
        if found:
            return found
        if time.monotonic() > until:
            raise Stuck(f"not within {seconds} s: {what}")
        time.sleep(0.05 if seconds <= PATIENCE else 0.4)  # each look costs the window's machine some work


def of_the_display(what: str) -> str:
    return subprocess.run(["xprop", "-root", what], capture_output=True, text=True, check=False).stdout


# xvfb-run waits for its display no longer than 3 s.
def display_is_up() -> bool:
    return bool(of_the_display("_NET_WM_NAME"))


# A window that is there before its manager does not get the focus.
def manager_is_up() -> bool:
    return "window id" in of_the_display("_NET_SUPPORTING_WM_CHECK")


@dataclass
class Seen:
    role: str
    name: str
    description: str
    focused: bool
    checked: bool


def below(node, is_top: bool = False) -> Iterator[Seen]:
    """The node and what is in it. Read at once: the window goes on, and what is gone is no error."""
    try:
        states = node.get_state_set()
        if not is_top and not states.contains(Atspi.StateType.SHOWING):
            return
        seen = Seen(node.get_role_name(), node.get_name() or "", node.get_description() or "",
                    states.contains(Atspi.StateType.FOCUSED), states.contains(Atspi.StateType.CHECKED))
        count = 0 if seen.role in MANY_ROWS else node.get_child_count()
        children = [node.get_child_at_index(index) for index in range(count)]
    except GLib.Error:
        return
    yield seen
    for child in children:
        if child:
            yield from below(child)


class Screen:
    def __init__(self, program: Path, *options: str, secret: str = "") -> None:
        wait_for("the display", display_is_up)
        self.manager = subprocess.Popen(["openbox", "--sm-disable"], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL)
        wait_for("the window manager", manager_is_up)
        self.program = subprocess.Popen(
            [str(program), *options], stdin=subprocess.PIPE, text=True,
            env={**os.environ, "QT_QPA_PLATFORM": "xcb", "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"})
        self.program.stdin.write(secret)
        self.program.stdin.close()
        self.root = wait_for("the window in the accessibility tree", self.application)
        wait_for("a control with the focus", self.focused)

    def close(self) -> None:
        for process in (self.program, self.manager):
            process.terminate()
            process.wait(30)

    def application(self):
        desktop = Atspi.get_desktop(0)
        for index in range(desktop.get_child_count()):
            each = desktop.get_child_at_index(index)
            if each and each.get_process_id() == self.program.pid:
                return each
        return None

    def showing(self) -> Iterator[Seen]:
        """Everything that is on the screen, or can be scrolled to."""
        if self.program.poll() is not None:
            raise Stuck(f"the program has ended with {self.program.returncode}")
        yield from below(self.root, True)

    def focused(self) -> Seen | None:
        return next((seen for seen in self.showing() if seen.focused), None)

    def find(self, role: str, name: str) -> Seen | None:
        """The control of that role whose name begins like that."""
        return next((seen for seen in self.showing() if seen.role == role and seen.name.startswith(name)), None)

    def chosen(self) -> str:
        """The radio button that is on: of one group, as there is only one in this window."""
        return next((seen.name for seen in self.showing() if seen.role == "radio button" and seen.checked), "")

    def texts(self) -> list[str]:
        return [seen.name for seen in self.showing() if seen.role == "label"]

    def says(self, words: str) -> str:
        return next((text for text in self.texts() if words in text), "")

    def press(self, *keys: str) -> None:
        subprocess.run(["xdotool", "key", "--clearmodifiers", *keys], check=True)

    def type(self, text: str) -> None:
        """Over what is there."""
        self.press("ctrl+a", "Delete")
        if text:
            subprocess.run(["xdotool", "type", "--delay", "2", "--", text], check=True)

    def moved_focus(self, key: str) -> tuple[str, str]:
        """After the key; a control that is the only one keeps it."""
        before = self.where()
        self.press(key)
        try:
            wait_for("the focus to move", lambda: self.where() not in (before, ("", "")), 2)
        except Stuck:
            pass
        return self.where()

    def where(self) -> tuple[str, str]:
        seen = self.focused()
        return (seen.role, seen.name) if seen else ("", "")

    def reach(self, role: str, name: str) -> None:
        """By Tab, as many times as it takes, but once around at most."""
        wait_for(f"{role} “{name}”", lambda: self.find(role, name))
        seen = []
        here = self.where()
        while not (here[0] == role and here[1].startswith(name)):
            if seen.count(here) > 2 or len(seen) > 80:
                raise Stuck(f"Tab does not come to {role} “{name}”, only to {sorted(set(seen))}")
            seen.append(here)
            here = self.moved_focus("Tab")

    def push(self, name: str) -> None:
        self.reach("push button", name)
        self.press("space")

    def fill(self, name: str, text: str) -> None:
        self.reach("text", name)
        self.type(text)

    def picture(self, path: Path) -> None:
        subprocess.run(["import", "-window", "root", str(path)], check=True)
