"""Lists: server-side paging, sorting and export, always in two queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar, Generic, Literal, TypeVar

from django.db.models import QuerySet
from django.http import HttpResponse
from ninja import Schema
from pydantic import Field

from linli.kernel.api.export import as_xlsx
from linli.kernel.api.walk import in_key_order, walked
from linli.kernel.errors import DomainError

T = TypeVar("T")
COUNT_CAP, ROUGH_CAP = 10_000, 1_000
EXPORT_CAP = 50_000


class Page(Schema, Generic[T]):
    """One page of a list. `total` stops at 10,000 (search: 1,000); `total_exact` says whether it did."""

    items: list[T]
    total: int
    total_exact: bool = True
    page: int
    size: int


class Paging(Schema):
    """The paging part of a list's query string. A subclass names the `sortable` fields."""

    sortable: ClassVar[tuple[str, ...]] = ()

    page: int = Field(1, ge=1, le=100_000)
    size: int = Field(20, ge=1, le=200)
    sort: str = Field("", max_length=60, description="字段名，前加 - 为降序")
    format: Literal["json", "xlsx"] = "json"
    columns: str = Field("", max_length=600, description="导出的列，逗号分隔")

    def of(self, rows: QuerySet[Any, Any], schema: type[Schema] | None = None) -> Any:
        """The asked page of `rows` as a dict for `Page`, or the whole list as an XLSX answer (needs `schema`)."""
        ordered = self.ordered(rows)
        if self.format == "xlsx" and schema:
            return self._export(ordered[:EXPORT_CAP], schema)
        total = counted(rows)
        if total > COUNT_CAP and self.start < COUNT_CAP and in_key_order(ordered):
            ordered = walked(ordered)
        return self.answer(list(ordered[self.start : self.start + self.size]), total, COUNT_CAP)

    @property
    def start(self) -> int:
        """How many rows lie before the page."""
        return (self.page - 1) * self.size

    def answer(self, items: list[Any], total: int, cap: int) -> dict[str, Any]:
        """A dict for `Page`; `total` was counted up to `cap` + 1."""
        return {
            "items": items,
            "total": min(total, cap),
            "total_exact": total <= cap,
            "page": self.page,
            "size": self.size,
        }

    def ordered(self, rows: QuerySet[Any, Any]) -> QuerySet[Any, Any]:
        """`rows` in the asked order, the primary key settling ties. Raises DomainError for a field not declared."""
        if not self.sort:
            return rows
        name = self.sort.removeprefix("-")
        if name not in self.sortable:
            raise DomainError("不能按这一列排序。", fields={"sort": f"可用：{'、'.join(self.sortable)}"})
        return rows.order_by(self.sort, "-pk" if self.sort.startswith("-") else "pk")

    def _export(self, rows: Iterable[Any], schema: type[Schema]) -> HttpResponse:
        wanted = [c for c in self.columns.split(",") if c in schema.model_fields]
        return as_xlsx(rows, schema, wanted or list(schema.model_fields))


def counted(rows: QuerySet[Any, Any], cap: int = COUNT_CAP) -> int:
    """How many rows there are, up to `cap` + 1; keys are enough for that unless rows are grouped or distinct."""
    plain = not rows.query.distinct and not rows.query.annotation_select and rows.query.group_by is None
    keys = rows.values("pk") if plain else rows
    return keys.order_by()[: cap + 1].count()
