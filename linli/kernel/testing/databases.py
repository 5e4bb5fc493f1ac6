"""Fresh databases of the kind under test, for tests that start processes of their own."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit


def server_url() -> str:
    """The URL of the PostgreSQL under test, empty on SQLite."""
    url = os.environ.get("LINLI_DATABASE_URL", "")
    return url if url.startswith("postgres") else ""


def engine() -> str:
    """The database under test with its version, such as `SQLite 3.53.4`."""
    if not server_url():
        return f"SQLite {sqlite3.sqlite_version}"
    import psycopg

    with psycopg.connect(server_url()) as connection:
        version = connection.info.server_version
    return f"PostgreSQL {version // 10000}.{version % 10000}"


@contextmanager
def fresh_database(like: str = "") -> Iterator[str]:
    """The URL of a new database, empty or a copy of the one at `like`, dropped afterwards."""
    url = create_database(like)
    try:
        yield url
    finally:
        drop_database(url)


def create_database(like: str = "") -> str:
    """A new database, empty or a copy of the one at `like`: its URL.

    The URL is empty on SQLite, where the data folder holds the database.
    """
    if not server_url():
        return ""
    name = f"linli_{secrets.token_hex(6)}"
    template = f' TEMPLATE "{urlsplit(like).path[1:]}"' if like else ""
    _execute(f'CREATE DATABASE "{name}"{template}')
    return urlunsplit(urlsplit(server_url())._replace(path=f"/{name}"))


def drop_database(url: str) -> None:
    """Drop what `create_database` made."""
    if url:
        _execute(f'DROP DATABASE "{urlsplit(url).path[1:]}" WITH (FORCE)')


def _execute(statement: str) -> None:
    import psycopg

    with psycopg.connect(server_url(), autocommit=True) as connection:
        connection.execute(statement.encode())
