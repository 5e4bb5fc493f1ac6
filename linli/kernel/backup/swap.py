"""Swaps restored data in: a journal makes the renames all-or-nothing, also when the power fails between them."""

from __future__ import annotations

import json
import os
from pathlib import Path

JOURNAL = "restore-journal.json"
COMPANIONS = ("-wal", "-shm", "-journal")


def begin(data: Path, stage: Path, old: Path, names: list[str]) -> None:
    """Decides the swap: from here on it will be completed. Then completes it."""
    draft = data / f"{JOURNAL}.draft"
    with draft.open("w") as file:
        json.dump({"stage": stage.name, "old": old.name, "names": names}, file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(data / JOURNAL)
    finish(data)


def finish(data: Path) -> bool:
    """Completes a decided swap, if there is one (also after a crash in the middle); True when there was."""
    journal = data / JOURNAL
    if not journal.exists():
        return False
    plan = json.loads(journal.read_text())
    stage, old = data / plan["stage"], data / plan["old"]
    old.mkdir(exist_ok=True)
    for name in plan["names"]:
        _swap(data, stage, old, name)
    journal.unlink()
    for left in (*stage.glob("*"), stage):
        left.rmdir() if left.is_dir() else left.unlink()
    return True


def _swap(data: Path, stage: Path, old: Path, name: str) -> None:
    if not (stage / name).exists():
        return  # done before the crash
    for part in (name, *(f"{name}{companion}" for companion in COMPANIONS)):
        if (data / part).exists():
            (data / part).replace(old / part)
    (stage / name).replace(data / name)
