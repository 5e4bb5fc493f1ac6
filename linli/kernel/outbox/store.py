"""The statements every event passes through, in plain SQL because they are the hot path."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.outbox.leases import Leases, db_time, error_text, pause

TABLE = "kernel_outboxrow"
COLUMNS = ("event", "handler", "payload", "attempts", "created_at")
PUT_ROWS = 100


@cache
def leases() -> Leases:
    """The leases on the outbox."""
    from linli.kernel.models import OutboxRow

    return Leases(OutboxRow, COLUMNS)


def put(rows: Sequence[tuple[str, str, str]]) -> None:
    """One row per (event, handler, payload), in the current transaction."""
    now = db_time(timezone.now())
    columns = "event, handler, payload, created_at, due_at, claims, attempts, last_error"
    with connection.cursor() as cursor:
        for start in range(0, len(rows), PUT_ROWS):
            some = rows[start : start + PUT_ROWS]
            values = ", ".join(["(%s, %s, %s, %s, %s, 0, 0, '')"] * len(some))
            params = [value for row in some for value in (*row, now, now)]
            cursor.execute(f"INSERT INTO {TABLE} ({columns}) VALUES {values}", params)  # noqa: S608


def acknowledge(row: dict[str, Any]) -> bool:
    """Deletes the row if the lease is still ours: the first statement of the handler's transaction."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {TABLE} WHERE id = %s AND token = %s", [row["id"], row["token"]])  # noqa: S608
        return bool(cursor.rowcount)


def acknowledge_many(rows: Sequence[dict[str, Any]]) -> None:
    """The same for rows of one claim for which there was nothing to do."""
    if rows:
        chosen = ", ".join(["%s"] * len(rows))
        sql = f"DELETE FROM {TABLE} WHERE token = %s AND id IN ({chosen})"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [rows[0]["token"], *(row["id"] for row in rows)])


def fail(row: dict[str, Any], error: BaseException) -> None:
    """Notes the failure; tries again later, or gives up after the allowed number of attempts."""
    attempts = row["attempts"] + 1
    over = attempts >= conf.get("outbox_attempts")
    due = None if over else db_time(timezone.now() + pause(attempts))
    sql = f"UPDATE {TABLE} SET attempts = %s, due_at = %s, token = NULL, last_error = %s WHERE id = %s AND token = %s"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [attempts, due, error_text(error), row["id"], row["token"]])
