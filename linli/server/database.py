"""Which database: SQLite files in the data folder unless LINLI_DATABASE_URL names a PostgreSQL."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-{cache_kb};"
)


def sqlite(path: Path, *, timeout: float = 20, cache_kb: int = 4000) -> dict[str, Any]:
    """A SQLite file in WAL mode whose write transactions begin IMMEDIATE; `timeout` (s) is how long they wait to.

    `cache_kb` is the page cache of each connection, and each thread has one; what is not in it the system's own cache has.
    """
    return {
        "ENGINE": "linli.server.sqlite",
        "NAME": str(path),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": timeout,
            "init_command": PRAGMAS.format(cache_kb=cache_kb),
        },
        "TEST": {"NAME": str(path.with_name(f"test-{path.name}"))},
        "CONN_MAX_AGE": None,
    }


def postgresql(url: str) -> dict[str, Any]:
    """A PostgreSQL from postgresql://user:password@host:port/name; ?host=DIR means a unix socket.

    Raises ValueError for any other kind of address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql") or not parts.path.strip("/"):
        raise ValueError("LINLI_DATABASE_URL 应写成 postgresql://用户:密码@主机:5432/库名")
    query = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": query,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def databases(folder: Path, url: str) -> tuple[dict[str, Any], str]:
    """Django's DATABASES and the alias that telemetry lives under."""
    if url:
        return {"default": postgresql(url)}, "default"
    telemetry = sqlite(folder / "telemetry.sqlite3", timeout=5, cache_kb=8000)
    return {"default": sqlite(folder / "linli.sqlite3"), "telemetry": telemetry}, "telemetry"
