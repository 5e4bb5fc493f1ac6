"""Statistics (统计): the measures, broken down, and as a spreadsheet."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ninja import Query

from linli.kernel.api import Request
from linli.kernel.api.export import XLSX, as_xlsx
from linli.sections.cases import queries
from linli.sections.cases.measures import MEASURES
from linli.sections.cases.queries.measures import Line, Numbers
from linli.sections.cases.routes.base import router
from linli.sections.cases.schemas.numbers import CaseNumbersOut, CaseNumbersSheet, NumbersAsked

SHEET: dict[str, Any] = {
    "openapi_extra": {
        "responses": {200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}}
    }
}


@router.get("/measures", gate="cases.measures.read", response=CaseNumbersOut, **SHEET)
def read_measures(request: Request, asked: Query[NumbersAsked]) -> Any:
    """八项指标及算法，按网格、分类、责任方或周分列"""
    found = queries.measures(request.actor, since=asked.since, until=asked.until, by=asked.by)
    if asked.format == "xlsx":
        return as_xlsx(_sheet(found), CaseNumbersSheet, list(CaseNumbersSheet.model_fields))
    return found


def _sheet(found: Numbers) -> list[dict[str, Any]]:
    whole = Line("", "合计", found.cases, list(found.measures))
    return [_flat(line) for line in (*found.lines, whole)]


def _flat(line: Line) -> dict[str, Any]:
    cells: dict[str, Any] = {"title": line.title, "cases": line.cases}
    for measure, share in zip(MEASURES, line.shares, strict=True):
        cells |= {f"{measure.id}_{name}": value for name, value in asdict(share).items()}
    return cells
