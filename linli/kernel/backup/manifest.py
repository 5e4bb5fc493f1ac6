"""The manifest of a backup file, and the fingerprint that tells whether keys fit."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import IO

import msgspec
from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

FORMAT = 1
NAME = "manifest.json"
BLOCK = 1024 * 1024


class Part(msgspec.Struct):
    """One file inside the backup."""

    size: int
    sha256: str


class Manifest(msgspec.Struct):
    """What a backup holds. `migrations` are those applied when it was made; `keys` fingerprints the keys it needs."""

    format: int
    created_at: str
    version: str
    vendor: str
    migrations: list[str]
    keys: str
    with_keys: bool
    parts: dict[str, Part]


def key_fingerprint() -> str:
    """Tells two sets of keys apart without revealing them."""
    secrets = settings.SECRETS
    return sha256(b"linli backup" + secrets.field + secrets.index).hexdigest()[:16]


def applied_migrations() -> list[str]:
    """Names like cases.0001_initial."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def digest(stream: IO[bytes]) -> Part:
    """Size and SHA-256 of a stream."""
    total, running = 0, sha256()
    while block := stream.read(BLOCK):
        total += len(block)
        running.update(block)
    return Part(total, running.hexdigest())


def digest_file(path: Path) -> Part:
    """Size and SHA-256 of a file."""
    with path.open("rb") as stream:
        return digest(stream)
