#!/usr/bin/python3
"""Every text that the window shows has its German one, with the same places to fill in and a key of its own.

With --update it writes the texts as they are now into the file of the German ones.
"""

import re
import subprocess
import sys
import tempfile
import unittest
import xml.etree.ElementTree as ElementTree
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
GERMAN = TOP / "ui/translations/relaymove_de.ts"
LUPDATE = "/usr/lib/qt6/bin/lupdate"
# A literal that reads like a sentence, in a line that does not hand it to tr().
SENTENCE = re.compile(r'u"[^"]*[A-Za-z]{2,}[ ][a-z]{2,} [a-z]{2,}')
SOURCES = ["ui", "core", "app/relaymove"]
# No sentence to a person, by file and beginning: what a machine prints, reads or gets typed,
# and `relaymove-cli plan`, which speaks English as all of the command line.
NO_SENTENCES = {
    "core/engine/plan_text.cpp": ["Plan of the move of ", "\\n== Looks that "],
    "core/migration/reporter.cpp": [" was not announced", "check, not looked "],
    "core/engine/session.cpp": ["not run, for no step "],
    "core/cmdeploy/cmdeploy_output.cpp": ["Traceback "],
    "core/copy/rsync_output.cpp": ["^Number of ", "^Total transferred "],
    "core/relay/signing_log.cpp": [": DKIM-Signature field added"],
    "core/salvage/salvage.cpp": ["the disk hangs"],
    "core/preflight/checks_of_admin.cpp": ["git pull ", "sudo apt install "],
}


def update(file: Path) -> None:
    """As Qt reads the sources; qt_add_lupdate wants their files, of three targets, and would be a second list."""
    subprocess.run([LUPDATE, "-silent", "-I", ".", "-locations", "none", "-no-obsolete", *SOURCES, "-ts", str(file)],
                   cwd=TOP, check=True)  # fmt: skip


def texts_of_the_window(folder: Path) -> list[tuple[str, str]]:
    found = folder / "now.ts"
    update(found)
    return [(context.findtext("name"), message.findtext("source"))
            for context in ElementTree.parse(found).iter("context") for message in context.iter("message")]


def translations() -> dict[tuple[str, str], str]:
    """What is finished: lupdate's own guesses are marked, and nobody has read them."""
    return {(context.findtext("name"), message.findtext("source")): message.findtext("translation") or ""
            for context in ElementTree.parse(GERMAN).iter("context") for message in context.iter("message")
            if message.find("translation").get("type") != "unfinished"}


class German(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        with tempfile.TemporaryDirectory() as folder:
            cls.texts = texts_of_the_window(Path(folder))
        cls.german = translations()

    def test_nothing_is_missing(self) -> None:
        self.assertGreater(len(self.texts), 200)
        self.assertEqual([text for text in self.texts if not self.german.get(text)], [])

    def test_places_and_keys_are_the_same(self) -> None:
        for (context, text), german in self.german.items():
            with self.subTest(context=context, text=text):
                self.assertEqual(sorted(re.findall(r"%\d", text)), sorted(re.findall(r"%\d", german)))
                self.assertEqual("&" in text, "&" in german)

    def test_no_sentence_goes_past_tr(self) -> None:
        past = []
        for source in sorted(path for folder in SOURCES for path in (TOP / folder).rglob("*.cpp")):
            known = [f'u"{beginning}' for beginning in NO_SENTENCES.get(str(source.relative_to(TOP)), [])]
            for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
                found = SENTENCE.search(line.split("//")[0])
                if found and not line.startswith(tuple(known), found.start()):
                    past.append(f"{source}:{number}: {line.strip()}")
        self.assertEqual(past, [])


if __name__ == "__main__":
    if not Path(LUPDATE).exists():
        print(f"NOT RUN: needs {LUPDATE}")
        sys.exit(1)
    if "--update" in sys.argv:
        sys.exit(update(GERMAN))
    unittest.main()
