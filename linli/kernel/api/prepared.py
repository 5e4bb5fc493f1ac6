"""Rows by key as plain values, from a statement that is made once: building it costs more than running it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connections, router
from django.db.models import Model

ONE_KEY = -1
"""Stands where the keys go."""


class Prepared:
    """The `columns` (as for `values`) of rows of a model, on one database."""

    def __init__(self, model: type[Model], columns: tuple[str, ...], using: str) -> None:
        rows = model._default_manager.using(using).filter(pk=ONE_KEY).order_by().values("pk", *columns)
        compiler = rows.query.get_compiler(using)
        sql, params = compiler.as_sql()
        if list(params) != [ONE_KEY]:
            raise ValueError("only plain columns can be prepared")
        self.sql, self.columns, self.using = sql.replace("= %s", "IN ({})"), columns, using
        self.converters = compiler.get_converters([expression for expression, *_ in compiler.select])

    def rows(self, keys: Sequence[Any]) -> list[dict[str, Any]]:
        """The rows in the order of the keys; keys that are gone are left out."""
        if not keys:
            return []
        connection = connections[self.using]
        with connection.cursor() as cursor:
            cursor.execute(self.sql.format(", ".join(["%s"] * len(keys))), list(keys))
            found = {row[0]: row for row in self._converted(cursor.fetchall(), connection)}
        return [dict(zip(self.columns, found[key][1:], strict=True)) for key in keys if key in found]

    def _converted(self, rows: Sequence[Any], connection: Any) -> list[list[Any]]:
        changed = [list(row) for row in rows]
        for place, (converters, expression) in self.converters.items():
            for row in changed:
                for convert in converters:
                    row[place] = convert(row[place], expression, connection)
        return changed


@cache
def prepared(model: type[Model], columns: tuple[str, ...]) -> Prepared:
    """The statement for that model and those columns."""
    return Prepared(model, columns, router.db_for_read(model))
