#!/usr/bin/python3
"""An album of the window: every page in each state, and some of them in dark, at 200 % and in German.

    pictures.py [FOLDER]        default: build/pictures; open its index.html

Fails on two equal pictures, on a text that a person sees only a part of, on a control that a screen reader
can't name, on text that hardly stands out from its ground.
"""

import hashlib
import html
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BUILD = Path(os.environ.get("RELAYMOVE_BUILD", TOP / "build/dev"))
LOOKS = {"light": "Light", "dark": "Dark", "large": "At 200 %", "german": "In German"}
STYLE = ("body{font-family:sans-serif;margin:2em;background:#eee}figure{display:inline-block;margin:.5em;"
         "vertical-align:top}img{width:620px;border:1px solid #999}figcaption{max-width:620px}.wrong{color:#a00}")


def take(folder: Path, look: str) -> list[dict]:
    scale = {"QT_SCALE_FACTOR": "2"} if look == "large" else {}
    done = subprocess.run(
        [str(BUILD / "tests/ui/relaymove-screenshots"), str(folder), look],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "TZ": "UTC", **scale},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=300, check=False)
    if done.returncode:
        sys.exit(f"{look}: {done.stderr[-2000:]}")
    return [json.loads(line) for line in done.stdout.splitlines()]


def mark_equal_ones(folder: Path, pictures: list[dict]) -> None:
    seen: dict[str, str] = {}
    for picture in pictures:
        # Pages that differ at their beginning may end alike.
        if "file" not in picture or picture["name"].endswith("-below"):
            continue
        content = hashlib.sha256((folder / picture["file"]).read_bytes()).hexdigest()
        if content in seen:
            picture["wrong"].append(f"equal to {seen[content]}")
        seen[content] = picture["file"]


def figure(picture: dict) -> str:
    wrong = "".join(f'<br><span class="wrong">{html.escape(each)}</span>' for each in picture["wrong"])
    name = html.escape(picture["file"])
    return (f'<figure><a href="{name}"><img src="{name}" alt=""></a>'
            f'<figcaption>{html.escape(picture["caption"])} ({name}){wrong}</figcaption></figure>')


def write_index(folder: Path, pictures: list[dict]) -> None:
    parts = [f"<!doctype html><meta charset=utf-8><title>Relaymove</title><style>{STYLE}</style>"]
    for look, heading in LOOKS.items():
        parts.append(f"<h1>{heading}</h1>")
        parts += [figure(each) for each in pictures if each["look"] == look and "file" in each]
    (folder / "index.html").write_text("\n".join(parts), encoding="utf-8")


def main() -> int:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else TOP / "build/pictures"
    shutil.rmtree(folder, ignore_errors=True)
    pictures = [picture for look in LOOKS for picture in take(folder, look)]
    mark_equal_ones(folder, pictures)
    write_index(folder, pictures)
    for picture in pictures:
        for wrong in picture["wrong"]:
            print(f"{picture['look']} {picture['name']}: {wrong}")
    kept = sum("file" in each for each in pictures)
    print(f"{kept} pictures, {len(pictures)} looked at: {folder}/index.html")
    return 1 if not kept or any(each["wrong"] for each in pictures) else 0


if __name__ == "__main__":
    sys.exit(main())
