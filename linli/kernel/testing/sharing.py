"""One installation for all workers of a run: made by the first that needs it, dropped by the last that leaves.

To migrate an empty database takes longer than most tests; they take copies.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from linli.kernel.testing.databases import create_database, drop_database
from linli.kernel.testing.serving import Installation


def folder_of_run(factory: pytest.TempPathFactory) -> Path:
    """The temporary folder of the whole run: with xdist, the one in which each worker has its own."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@contextmanager
def shared(folder: Path, fill: Callable[[Installation], None]) -> Iterator[Installation]:
    """The installation at `folder`, filled once and then used by nobody: others are copies of it.

    Whoever comes while it is being filled waits. On PostgreSQL its database goes when the last worker leaves.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _users(folder) as users:
        if not users:
            installation = Installation(folder, create_database())
            fill(installation)
            users.append(installation.env["LINLI_DATABASE_URL"])
        else:
            installation = Installation(folder, users[0])
            users.append(users[0])
    try:
        yield installation
    finally:
        with _users(folder) as users:
            url = users.pop()
            if not users:
                drop_database(url)


@contextmanager
def _users(folder: Path) -> Iterator[list[str]]:
    """The database's URL, once for each worker that holds it; written back when the block ends well."""
    with folder.with_suffix(".users").open("a+", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.seek(0)
        users = file.read().splitlines()
        yield users
        file.truncate(0)
        file.write("".join(f"{url}\n" for url in users))
