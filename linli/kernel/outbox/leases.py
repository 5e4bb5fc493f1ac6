"""Leases (租约): a worker claims due rows for a while; a crash gives them back when the lease ends."""

from __future__ import annotations

import datetime as dt
import re
import secrets
from typing import Any

from django.db import connection, models
from django.utils import timezone

from linli.kernel import conf

MAX_CLAIMS = 50
LONGEST_PAUSE = 3600
ERROR_LENGTH = 1000


class Leases:
    """Claims on the rows of one table that has `due_at`, `token`, `claims`.

    `extra` is what a claim writes besides; each `%s` in it stands for the moment of the claim.
    """

    def __init__(self, model: type[models.Model], columns: tuple[str, ...], extra: str = "") -> None:
        self.table = model._meta.db_table
        self.columns = ("id", "token", "claims", *columns)
        self.extra = extra

    def claim(self, limit: int) -> list[dict[str, Any]]:
        """Takes up to `limit` due rows that nobody holds; the oldest first."""
        now, token = timezone.now(), secrets.randbits(62)
        until = now + dt.timedelta(seconds=conf.get("lease_seconds"))
        moment = db_time(now)
        claimed = [token, db_time(until), *[moment] * self.extra.count("%s")]
        with connection.cursor() as cursor:
            take = self._take if connection.vendor == "postgresql" else self._take_in_turn
            found = take(cursor, claimed, moment, limit)
        return sorted((dict(zip(self.columns, row, strict=True)) for row in found), key=lambda row: row["id"])

    @property
    def _claim(self) -> str:
        return f"UPDATE {self.table} SET token = %s, due_at = %s, claims = claims + 1{self.extra} "  # noqa: S608

    def _take(self, cursor: Any, claimed: list[Any], moment: Any, limit: int) -> list[tuple[Any, ...]]:
        """Each row by whoever comes first; an array is computed once, so the limit holds."""
        due = f"{self._due} FOR UPDATE SKIP LOCKED"
        sql = f"{self._claim} WHERE id = ANY(ARRAY({due})) RETURNING {', '.join(self.columns)}"
        cursor.execute(sql, [*claimed, moment, limit])
        return list(cursor.fetchall())

    def _take_in_turn(
        self, cursor: Any, claimed: list[Any], moment: Any, limit: int
    ) -> list[tuple[Any, ...]]:
        """On SQLite reading and writing apart: one that returns rows keeps the lock until Python has fetched the last."""
        cursor.execute(self._due, [moment, limit])
        ids = [row[0] for row in cursor.fetchall()]
        if not ids:
            return []
        chosen = f"WHERE id IN ({', '.join(['%s'] * len(ids))})"
        cursor.execute(f"{self._claim} {chosen} AND due_at <= %s", [*claimed, *ids, moment])
        columns = f"SELECT {', '.join(self.columns)} FROM {self.table}"  # noqa: S608
        cursor.execute(f"{columns} {chosen} AND token = %s", [*ids, claimed[0]])
        return list(cursor.fetchall())

    @property
    def _due(self) -> str:
        return f"SELECT id FROM {self.table} WHERE due_at <= %s ORDER BY due_at, id LIMIT %s"  # noqa: S608

    def next_due(self) -> dt.datetime | None:
        """When the earliest row is due (it may be in the past), or None when there is none."""
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT min(due_at) FROM {self.table}")  # noqa: S608
            found = cursor.fetchone()[0]
        return py_time(found)

    def give_back(self, token: int) -> None:
        """Frees what this claim still holds, at once (a graceful stop)."""
        self._execute(
            "UPDATE {t} SET due_at = %s, token = NULL WHERE token = %s", [db_time(timezone.now()), token]
        )

    def give_back_all(self) -> None:
        """Frees every lease. Only for a process that knows it is alone (SQLite)."""
        now = db_time(timezone.now())
        self._execute(
            "UPDATE {t} SET due_at = %s, token = NULL WHERE token IS NOT NULL AND due_at > %s", [now, now]
        )

    def renew(self, row_id: int, token: int) -> None:
        """Prolongs a lease that is still ours."""
        until = timezone.now() + dt.timedelta(seconds=conf.get("lease_seconds"))
        sql = "UPDATE {t} SET due_at = %s WHERE id = %s AND token = %s"
        self._execute(sql, [db_time(until), row_id, token])

    def _execute(self, sql: str, params: list[Any]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(sql.format(t=self.table), params)


def db_time(moment: dt.datetime) -> Any:
    """A moment as the database driver of this connection wants it in raw SQL."""
    return connection.ops.adapt_datetimefield_value(moment)


def py_time(value: Any) -> dt.datetime | None:
    """A moment as raw SQL returns it (text without zone on SQLite)."""
    if value is None or isinstance(value, dt.datetime):
        return value
    return dt.datetime.fromisoformat(value).replace(tzinfo=dt.UTC)


def pause(attempts: int) -> dt.timedelta:
    """How long to wait after the n-th failure: 2, 4, 8 … seconds, at most an hour."""
    return dt.timedelta(seconds=min(LONGEST_PAUSE, 2 ** min(attempts, 20)))


def error_text(error: BaseException) -> str:
    """A short text for the health page; long runs of digits (phones, id numbers) are left out."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    place = f" ({trace.tb_frame.f_globals.get('__name__')}:{trace.tb_lineno})" if trace else ""
    text = re.sub(r"\d{7,}[\dXx]?", "***", str(error))
    return f"{type(error).__name__}: {text}{place}"[:ERROR_LENGTH]
