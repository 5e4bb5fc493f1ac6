"""Checks a backup in full, then puts it in place of the present data."""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from pathlib import Path
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile

import msgspec
from django.conf import settings
from django.db import connection, connections
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from linli.kernel.backup import postgres, swap
from linli.kernel.backup.archive import BackupError
from linli.kernel.backup.manifest import FORMAT, NAME, Manifest, digest, key_fingerprint


class Restored(NamedTuple):
    """What was restored, and where the former data were put (None on PostgreSQL, where they are replaced)."""

    manifest: Manifest
    former: Path | None


def check(source: Path) -> Manifest:
    """Reads the whole backup and compares every checksum. Raises BackupError saying what is wrong."""
    try:
        with ZipFile(source) as archive:
            manifest = msgspec.json.decode(archive.read(NAME), type=Manifest)
            _check_parts(archive, manifest)
    except FileNotFoundError:
        raise BackupError(f"没有找到备份文件 {source}。") from None
    except (BadZipFile, KeyError, OSError, EOFError, msgspec.MsgspecError) as error:
        raise BackupError(f"{source} 不是完整的邻里备份文件，无法恢复（{error}）。") from error
    _check_fit(manifest)
    return manifest


def _check_parts(archive: ZipFile, manifest: Manifest) -> None:
    if set(archive.namelist()) != {NAME, *manifest.parts}:
        raise BackupError("备份文件的内容与清单不符，无法恢复。")
    for name, part in manifest.parts.items():
        if name.startswith("/") or ".." in Path(name).parts:
            raise BackupError(f"备份文件含有不安全的路径 {name}，拒绝恢复。")
        with archive.open(name) as stream:
            if digest(stream) != part:
                raise BackupError(f"备份文件中的 {name} 已损坏（校验和不符），没有改动任何数据。")


def _check_fit(manifest: Manifest) -> None:
    if manifest.format != FORMAT:
        raise BackupError(f"备份格式 {manifest.format} 不受此版本支持，请用较新的邻里恢复。")
    if manifest.vendor != connection.vendor:
        raise BackupError(f"这是 {manifest.vendor} 的备份，当前数据库是 {connection.vendor}，不能恢复。")
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    apps = {name.split(".")[0] for name in known}
    newer = [name for name in manifest.migrations if name.split(".")[0] in apps and name not in known]
    if newer:
        raise BackupError(f"备份来自较新的版本（{newer[0]}），请先升级邻里。")
    if manifest.keys != key_fingerprint() and not manifest.with_keys:
        raise BackupError(
            "备份不含密钥，且与现在的密钥不同：请先把当时的 secrets.json 放回数据文件夹，再恢复。"
        )


def restore(source: Path) -> Restored:
    """Replaces the present data by the backup. Call with no other linli process running on this data.

    Raises BackupError before anything is touched. Afterwards the process must end: its keys may be the old ones.
    """
    manifest = check(source)
    stage = settings.DATA / f".restore-{secrets.token_hex(4)}"
    stage.mkdir(mode=0o700)
    try:
        _unpack(source, stage, manifest)
        names = _checked_names(stage)
    except BaseException:
        shutil.rmtree(stage, ignore_errors=True)
        raise
    connections.close_all()
    former = settings.DATA / f"before-restore-{timezone.localtime():%Y%m%d-%H%M%S}-{secrets.token_hex(2)}"
    swap.begin(settings.DATA, stage, former, names)
    return Restored(manifest, former)


def _unpack(source: Path, stage: Path, manifest: Manifest) -> None:
    with ZipFile(source) as archive:
        for name in manifest.parts:
            target = stage / name.removeprefix("db/")
            target.parent.mkdir(parents=True, exist_ok=True)
            with archive.open(name) as packed, target.open("wb") as file:
                shutil.copyfileobj(packed, file)
    (stage / "files").mkdir(exist_ok=True)
    if (stage / "secrets.json").exists():
        (stage / "secrets.json").chmod(0o600)


def _checked_names(stage: Path) -> list[str]:
    """What will be swapped in. PostgreSQL's dump is loaded here, in a transaction of its own."""
    for database in stage.glob("*.sqlite3"):
        with sqlite3.connect(database) as opened:
            if opened.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise BackupError(f"备份中的 {database.name} 结构损坏，没有改动任何数据。")
        opened.close()
    for dumped in stage.glob("*.pgdump"):
        postgres.load(dumped)
        dumped.unlink()
        dumped.with_suffix(".sql").unlink()
    return sorted(path.name for path in stage.iterdir())
