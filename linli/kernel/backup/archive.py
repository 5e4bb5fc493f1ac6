"""Makes a backup while the platform runs."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import msgspec
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from linli.kernel.backup import postgres
from linli.kernel.backup.manifest import (
    FORMAT,
    NAME,
    Manifest,
    Part,
    applied_migrations,
    digest_file,
    key_fingerprint,
)
from linli.kernel.errors import DomainError

Source = tuple[str, Path]


class BackupError(DomainError):
    """The backup cannot be made or used; nothing was changed."""


def back_up(target: Path, *, with_keys: bool = False, version: str = "") -> Manifest:
    """Writes the backup to `target` (0600), which appears only when complete. Raises BackupError, OSError."""
    if target.exists():
        raise BackupError(f"{target} 已存在，请换一个文件名。")
    target.parent.mkdir(parents=True, exist_ok=True)
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with tempfile.TemporaryDirectory(dir=settings.DATA, prefix=".backup-") as folder:
            sources = [*_database(Path(folder)), *_files(), *_keys(with_keys)]
            manifest = _manifest(sources, with_keys, version)
            _write(draft, sources, manifest)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return manifest


def _database(folder: Path) -> Iterator[Source]:
    """A consistent copy of the database, taken beside running writers."""
    if connection.vendor == "postgresql":
        yield "db/linli.pgdump", postgres.dump(folder / "linli.pgdump")
        return
    for alias in connections:
        name = Path(str(connections[alias].settings_dict["NAME"])).name
        with connections[alias].cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(folder / name)])  # one read transaction, no deleted rows
        yield f"db/{name}", folder / name


def _files() -> Iterator[Source]:
    root = settings.FILES_DIR
    for path in sorted(root.rglob("*")) if root.exists() else ():
        if path.is_file():
            yield f"files/{path.relative_to(root).as_posix()}", path


def _keys(wanted: bool) -> Iterator[Source]:
    if wanted:
        yield "secrets.json", settings.DATA / "secrets.json"


def _manifest(sources: list[Source], with_keys: bool, version: str) -> Manifest:
    parts: dict[str, Part] = {name: digest_file(path) for name, path in sources}
    return Manifest(
        format=FORMAT,
        created_at=timezone.localtime().isoformat(timespec="seconds"),
        version=version,
        vendor=connection.vendor,
        migrations=applied_migrations(),
        keys=key_fingerprint(),
        with_keys=with_keys,
        parts=parts,
    )


def _write(draft: Path, sources: list[Source], manifest: Manifest) -> None:
    handle = os.open(draft, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w+b") as raw:
        with ZipFile(raw, "w", ZIP_DEFLATED, compresslevel=3) as archive:
            archive.writestr(NAME, msgspec.json.format(msgspec.json.encode(manifest)))
            for name, path in sources:
                archive.write(path, name, ZIP_STORED if name.startswith("files/") else ZIP_DEFLATED)
        raw.flush()
        os.fsync(raw.fileno())
