"""Secrets: generated at first start into a 0600 file, never defaulted."""

from __future__ import annotations

import json
import os
import secrets as random
from base64 import b64decode, b64encode
from dataclasses import dataclass
from pathlib import Path

NAMES = ("django", "field", "index")


@dataclass(frozen=True)
class Secrets:
    """`django` signs sessions; `field` encrypts personal fields; `index` keys the blind indexes (32 bytes each)."""

    django: bytes
    field: bytes
    index: bytes


def load(folder: Path) -> Secrets:
    """Reads `folder`/secrets.json; creates it with fresh random keys when there is none."""
    path = folder / "secrets.json"
    if not path.exists():
        _create(path)
    stored = json.loads(path.read_text())
    return Secrets(**{name: b64decode(stored[name]) for name in NAMES})


def _create(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    content = json.dumps({name: b64encode(random.token_bytes(32)).decode() for name in NAMES}, indent=1)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{random.token_hex(4)}")
    handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(content)
        os.fsync(file.fileno())
    try:
        os.link(draft, path)  # atomic, and never over keys that another process has just made
    except FileExistsError:
        pass
    finally:
        draft.unlink()
