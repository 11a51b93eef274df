"""chatmaild as a wheel, built once for each state of its sources."""

import hashlib
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path


def digest(folder: Path) -> str:
    total = hashlib.sha256()
    for path in sorted([folder / "pyproject.toml", *folder.glob("src/**/*.py")]):
        total.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return total.hexdigest()[:16]


def build_wheel(checkout: Path) -> Path:
    source = checkout / "chatmaild"
    dist = checkout / "build" / "dist" / digest(source)
    if not dist.exists():
        dist.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=dist.parent) as scratch:
            # setuptools leaves its traces beside the sources: give it a copy.
            copy = Path(scratch) / "chatmaild"
            shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__"))
            built = Path(scratch) / "dist"
            command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-index"]
            subprocess.check_call([*command, "--no-build-isolation", "-w", str(built), str(copy)])
            built.rename(dist)
    return next(dist.glob("*.whl"))
