"""Lists as the API answers them: a page of plain rows, or the whole list as XLSX, masked as shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Schema

from linli.kernel.api.export import as_xlsx
from linli.kernel.api.paging import EXPORT_CAP, Paging

Shape = Callable[[Any], dict[str, Any]]


def listed(
    paging: Paging,
    rows: QuerySet[Any, Any],
    shape: Shape,
    schema: type[Schema],
    columns: Sequence[str] = (),
    counting: QuerySet[Any, Any] | None = None,
) -> Any:
    """The asked page with each row shaped, or the export of exactly the asked columns.

    `columns`: what `shape` needs of a row, looked up for the page's rows only; `counting` as in `Paging.of`.
    """
    if paging.format == "xlsx":
        wanted = [c for c in paging.columns.split(",") if c in schema.model_fields]
        whole = paging.ordered(rows)[:EXPORT_CAP]
        shaped = (shape(row) for row in (whole.values(*columns) if columns else whole))
        return as_xlsx(shaped, schema, wanted or list(schema.model_fields))
    page = paging.of(rows, columns=columns, counting=counting)
    page["items"] = [shape(row) for row in page["items"]]
    return page


def fast(answer: Any) -> Any:
    """A page as JSON at once: its rows are already plain values of the declared shape, so nothing checks them again."""
    if isinstance(answer, HttpResponse):
        return answer
    return HttpResponse(msgspec.json.encode(answer), content_type="application/json; charset=utf-8")
