"""Backups as seen from inside: the folder of backup files, and the job that makes one."""

from __future__ import annotations

import datetime as dt
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from linli.kernel import backup, jobs

KEPT = 14


def folder() -> Path:
    """Where backups lie: `backups` in the data folder."""
    return Path(settings.DATA) / "backups"


def listed() -> list[dict[str, Any]]:
    """The backup files, newest first: name, size in bytes, time."""
    files = sorted(folder().glob("linli-*"), key=lambda f: f.stat().st_mtime, reverse=True)
    return [
        {
            "name": file.name,
            "size": file.stat().st_size,
            "made_at": dt.datetime.fromtimestamp(file.stat().st_mtime, dt.UTC),
        }
        for file in files
        if file.is_file() and not file.name.endswith(".part")
    ]


@jobs.job(atomic=False, attempts=1)
def make_backup() -> str:
    """Background job: one checked backup file in the folder, without the keys; keeps the last fourteen."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder() / f"linli-{timezone.localtime():%Y%m%d-%H%M%S}.zip"
    backup.back_up(target, with_keys=False, version=version("linli"))
    backup.check(target)
    for old in listed()[KEPT:]:
        (folder() / old["name"]).unlink(missing_ok=True)
    return target.name
