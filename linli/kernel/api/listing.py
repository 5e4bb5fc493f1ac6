"""Lists as the API answers them: a page of plain rows, or the whole list as XLSX, masked as shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from django.core.exceptions import EmptyResultSet
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpRequest, HttpResponse
from ninja import Schema

from linli.kernel.api.export import as_xlsx
from linli.kernel.api.paging import COUNT_CAP, EXPORT_CAP, ROUGH_CAP, Paging, counted
from linli.kernel.api.prepared import prepared

Shape = Callable[[Any], dict[str, Any]]
Rows = QuerySet[Any, Any]


def listed(
    paging: Paging,
    rows: Rows,
    shape: Shape,
    schema: type[Schema],
    columns: Sequence[str] = (),
    counting: Rows | None = None,
) -> Any:
    """The asked page with each row shaped, or the export of exactly the asked columns.

    With `columns` (what `shape` needs of a row) only the page's own rows are read and joined: its keys are found on
    an index alone. `counting`: the same rows by a condition that is quicker to count, up to ROUGH_CAP.
    """
    if paging.format == "xlsx":
        wanted = [c for c in paging.columns.split(",") if c in schema.model_fields]
        whole = paging.ordered(rows)[:EXPORT_CAP]
        shaped = (shape(row) for row in (whole.values(*columns) if columns else whole))
        return as_xlsx(shaped, schema, wanted or list(schema.model_fields))
    page = by_key(paging, rows, columns, counting) if columns else paging.of(rows)
    page["items"] = [shape(row) for row in page["items"]]
    return page


def by_key(
    paging: Paging, rows: Rows, columns: Sequence[str], counting: Rows | None = None
) -> dict[str, Any]:
    """The asked page in two queries: its keys with the total, then its rows."""
    cap = COUNT_CAP if counting is None else ROUGH_CAP
    countable = rows if counting is None else counting
    keys, total = _keys(paging, rows, countable, cap)
    if not keys and paging.page > 1:  # beyond the end nothing carries the total
        total = counted(countable, cap)
    model: Any = rows.model
    return paging.answer(prepared(model, tuple(columns)).rows(keys), total, cap)


def _keys(paging: Paging, rows: Rows, countable: Rows, cap: int) -> tuple[list[Any], int]:
    """The keys of the page, and how many rows there are up to `cap` + 1; 0 when the page is empty."""
    try:
        sql, params = countable.values("pk").order_by()[: cap + 1].query.sql_with_params()
    except EmptyResultSet:
        return [], 0
    total = RawSQL(f"SELECT COUNT(*) FROM ({sql}) AS counted", params)  # noqa: S608, S611 – the query's own text
    window = paging.ordered(rows).annotate(counted=total)[paging.start : paging.start + paging.size]
    found = list(window.values_list("pk", "counted"))
    return [key for key, _ in found], found[0][1] if found else 0


def one(shown: type[Schema], row: Any, request: HttpRequest) -> HttpResponse:
    """One row as JSON of the declared shape, written by pydantic itself."""
    content = shown.model_validate(row, context={"request": request}).model_dump_json()
    return HttpResponse(content, content_type="application/json; charset=utf-8")


def fast(answer: Any) -> Any:
    """A page as JSON at once: its rows are already plain values of the declared shape, so nothing checks them again."""
    if isinstance(answer, HttpResponse):
        return answer
    return HttpResponse(msgspec.json.encode(answer), content_type="application/json; charset=utf-8")
