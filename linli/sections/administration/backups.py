"""Backups as seen from inside: the folder of backup files, and the job that makes one."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from linli.kernel import jobs
from linli.kernel.errors import DomainError

KEPT = 14
TIMEOUT_SECONDS = 3600


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
    """Background job: `linli backup` into the folder, as an operator would type it; keeps the last fourteen."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    target = folder() / f"linli-{timezone.localtime():%Y%m%d-%H%M%S}.backup"
    command = [sys.executable, "-c", "import sys; from linli.server.cli import main; sys.exit(main())"]
    done = subprocess.run(  # noqa: S603 - our own command, no outside input
        [*command, "backup", str(target)],
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )
    if done.returncode or not target.exists():
        raise DomainError(f"备份没有成功：{(done.stderr or done.stdout).strip()[-300:]}")
    for old in listed()[KEPT:]:
        (folder() / old["name"]).unlink(missing_ok=True)
    return target.name
