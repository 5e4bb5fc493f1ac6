"""Looking up the beginning of a text so that the database can use its index."""

from __future__ import annotations

from django.db import connection
from django.db.models import Q

LAST = "\U0010ffff"


def starts_with(field: str, text: str) -> Q:
    """A prefix match: a range on SQLite (whose LIKE cannot use the index), LIKE on PostgreSQL (which can)."""
    if connection.vendor == "sqlite":
        return Q(**{f"{field}__gte": text, f"{field}__lt": text + LAST})
    return Q(**{f"{field}__startswith": text})
