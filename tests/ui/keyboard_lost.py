#!/usr/bin/python3
"""A host is lost within the cutover, and a person says so in the wizard: keys go in, the accessibility tree comes out.

Within UNDER_X, as the lab's admin, on a profile whose program has died; the key of the name server on standard input.
"""

import argparse
import sys
from pathlib import Path

from keyboard_move import STEP_LIMIT, Admin, unlock_keyring
from screen import Screen, wait_for

# A host that is silent is waited for a few times.
QUESTION_LIMIT = 3 * 60.0
# What a person presses first, what they are asked, their answer, and who serves then.
STORIES = {
    "new": ("Go back", "Is NEW lost for good?", "NEW is lost: OLD serves again", "Mail is served by the OLD machine."),
    "old": ("Go on with the cutover", "Is OLD lost for good", "OLD is lost and has not served since: NEW opens",
            "Mail is served by the NEW machine."),
}


def tell(admin: Admin, story: str) -> None:
    first, question, answer, serves = STORIES[story]
    wait_for("the page that was open", lambda: admin.is_on("Activation"))
    admin.picture(f"{story}-is-lost")
    admin.screen.push(first)
    wait_for(question, lambda: admin.screen.says(question), QUESTION_LIMIT)
    admin.picture(f"{story}-is-lost-question")
    admin.answer(question, answer)
    wait_for(serves, lambda: admin.screen.says(serves), STEP_LIMIT)
    wait_for("the end", lambda: not admin.screen.find("push button", "Stop"), STEP_LIMIT)
    admin.picture(f"{story}-is-lost-over")


def main() -> int:
    parser = argparse.ArgumentParser()
    for name in ("program", "pictures", "config-dir", "data-dir", "profile", "story"):
        parser.add_argument(f"--{name}", required=True)
    args = parser.parse_args()
    pictures = Path(args.pictures)
    pictures.mkdir(parents=True, exist_ok=True)
    unlock_keyring(Path(args.data_dir) / "keyring")
    screen = Screen(Path(args.program), "--config-dir", args.config_dir, "--data-dir", args.data_dir,
                    "--profile", args.profile, "--tsig-secret-stdin", secret=sys.stdin.readline())
    admin = Admin(screen, pictures, [])
    return admin.lives_through(lambda: tell(admin, args.story))


if __name__ == "__main__":
    sys.exit(main())
