"""Lists in key order over very many rows: SQLite must walk the table instead of sorting every match.

SQLite's planner knows nothing of LIMIT: for “the first 20 of 28,000 matches by key” it fetches and sorts all
28,000 (4 ms) where walking the table meets 20 matches at once (0.3 ms). PostgreSQL's planner does this by itself.
"""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.db.models import BigIntegerField, ExpressionWrapper, F, QuerySet
from django.db.models.sql.datastructures import BaseTable

NOT_BY = "not_by"


def not_by(rows: QuerySet[Any, Any], field: str) -> QuerySet[Any, Any]:
    """The rows with `field` under the name NOT_BY, from which SQLite does not start.

    For conditions that nearly every row meets: starting from their index SQLite would sort all rows, where walking
    in the order of the list meets a page of them at once.
    """
    key: Any = F(f"{field}_id")
    if connection.vendor == "sqlite":
        key = ExpressionWrapper(key + 0, output_field=BigIntegerField())
    named: QuerySet[Any, Any] = rows.alias(**{NOT_BY: key})
    return named


class WalkedTable(BaseTable):
    """The list's own table, told not to use its indexes."""

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """The FROM clause; `NOT INDEXED` leaves SQLite the primary key only."""
        sql, params = super().as_sql(compiler, connection)
        return (f"{sql} NOT INDEXED" if connection.vendor == "sqlite" else sql), params


def in_key_order(rows: QuerySet[Any, Any]) -> bool:
    """True for a plain list of one table ordered by its key."""
    query = rows.query
    return (
        query.order_by in (("pk",), ("id",))
        and not query.is_sliced
        and sum(map(bool, query.alias_refcount.values())) <= 1
    )


def walked(rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
    """The same rows, found by walking the table; only sensible when matches are plenty."""
    found = rows.all()
    alias = found.query.get_initial_alias()
    assert isinstance(alias, str)
    found.query.alias_map[alias] = WalkedTable(found.query.alias_map[alias].table_name, alias)
    return found
