"""Where core keeps what hosts are given: beside the module that sends it."""

from pathlib import Path

CORE = Path(__file__).resolve().parent.parent.parent / "core"


def source(name: str) -> Path:
    (found,) = CORE.glob(f"*/{name}")
    return found
