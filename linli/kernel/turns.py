"""Turns (轮流): what only one transaction may do at a time, in all processes of an installation.

On PostgreSQL a turn is an advisory lock under a name, so that two sections never hold each other up by using one number.
On SQLite there is one writer anyway.
"""

from __future__ import annotations

from hashlib import blake2b

from django.db import DEFAULT_DB_ALIAS, connections


def key(name: str) -> int:
    """The number by which PostgreSQL knows a name (64 bits, signed)."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), signed=True)


def take_turn(name: str, *, using: str = DEFAULT_DB_ALIAS, wait: bool = True) -> bool:
    """Waits until nobody else has this turn; then it is ours until the transaction ends. Without `wait` False if it is not free.

    Call it inside a transaction, before anything that locks rows: else two may wait for each other.
    """
    if connections[using].vendor == "postgresql":
        with connections[using].cursor() as cursor:
            ask = "SELECT pg_advisory_xact_lock(%s)" if wait else "SELECT pg_try_advisory_xact_lock(%s)"
            cursor.execute(ask, [key(name)])
            return wait or bool(cursor.fetchone()[0])
    return True
