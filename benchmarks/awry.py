"""What goes wrong with a database in `ingest --faults`: it is away, or its disk is full."""

import os
import resource
import sqlite3
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

Fill = Callable[[subprocess.Popen[bytes]], AbstractContextManager[None]]
SPACE = "faults_small"
SPACE_MB = 256


@contextmanager
def database_away() -> Iterator[None]:
    """Nobody but us can use the telemetry database."""
    from django.conf import settings
    from django.db import connection, connections

    if connection.vendor == "sqlite":
        other = sqlite3.connect(
            connections[settings.TELEMETRY_DB].settings_dict["NAME"], isolation_level=None
        )
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")
        other.close()
        return
    connection.ensure_connection()
    raw: Any = connection.connection
    name, own = raw.info.dbname, raw.info.backend_pid
    with _admin() as admin:
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s AND pid <> %s"
        admin.execute(others, [name, own])
        yield
        admin.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')


@contextmanager
def full_disk(env: dict[str, str]) -> Iterator[Fill]:
    """Makes ready a disk that can be filled. Raises RuntimeError where that is not allowed."""
    if not env.get("LINLI_DATABASE_URL"):
        yield _short_files
        return
    if os.geteuid():
        raise RuntimeError("only root can mount a small disk for PostgreSQL")
    with tempfile.TemporaryDirectory(prefix="linli-disk-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={SPACE_MB}m", "tmpfs", folder], check=True)
        try:
            with _moved_to(Path(folder)):
                yield lambda process: _filled(Path(folder))
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def _short_files(process: subprocess.Popen[bytes]) -> Iterator[None]:
    """The server may not make any file longer."""
    soft, hard = resource.prlimit(process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (4096, hard))
    yield
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (soft, hard))


@contextmanager
def _filled(folder: Path) -> Iterator[None]:
    """Every byte of the disk is taken by somebody else."""
    heap = folder / "somebody-else"
    subprocess.run(["dd", "if=/dev/zero", f"of={heap}", "bs=4k"], stderr=subprocess.DEVNULL, check=False)
    yield
    heap.unlink()


@contextmanager
def _moved_to(folder: Path) -> Iterator[None]:
    """The database's tables are on that disk, and come back afterwards."""
    from django.db import connection, connections

    name = connection.settings_dict["NAME"]
    with _admin() as admin:
        home = Path(admin.execute("SHOW data_directory").fetchone()[0])
        os.chown(folder, home.stat().st_uid, home.stat().st_gid)
        folder.chmod(0o700)
        connections.close_all()
        admin.execute(f"CREATE TABLESPACE {SPACE} LOCATION '{folder}'")
        admin.execute(f'ALTER DATABASE "{name}" SET TABLESPACE {SPACE}')
        try:
            yield
        finally:
            connections.close_all()
            admin.execute(f'ALTER DATABASE "{name}" SET TABLESPACE pg_default')
            admin.execute(f"DROP TABLESPACE {SPACE}")


def _admin() -> Any:
    """A connection to the same server, but to no database of ours."""
    import psycopg
    from django.db import connection

    connection.ensure_connection()
    raw: Any = connection.connection
    return psycopg.connect(raw.info.dsn, password=raw.info.password, dbname="postgres", autocommit=True)
