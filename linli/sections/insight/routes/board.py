"""The workbench, the hall screen's tiles, 一张图, 四全, 多级汇总 (1.1, 1.3–1.6)."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Query
from pydantic import Field

from linli.kernel.api import Page, Paging, Request
from linli.kernel.api.export import XLSX, as_sheet, as_xlsx
from linli.kernel.api.paging import EXPORT_CAP
from linli.kernel.errors import NotFound
from linli.sections.insight import queries
from linli.sections.insight.routes import router
from linli.sections.insight.schemas import board as shapes

Id = Annotated[int, Field(ge=1, le=2**53)]


@router.get("/todos", gate="insight.todo.read", response=list[shapes.TodoOut])
def read_todos(request: Request) -> Any:
    """我的工作台：各板块的待办，超期在前"""
    return queries.todos(request.actor)


@router.get("/tiles", gate="insight.screen.read", response=list[shapes.TileOut])
def read_tiles(request: Request) -> Any:
    """大屏各板块"""
    return queries.tiles(request.actor)


@router.get("/map", gate="insight.map.read", response=shapes.MapOut)
def read_map(request: Request, area_id: Query[Id | None] = None) -> Any:
    """一张图：小区平面图和各板块的标注"""
    found = queries.plan_map(request.actor, area_id)
    if found is None:
        raise NotFound("还没有小区。请先在基础信息库建小区、上传平面图。")
    return found


@router.get("/goals", gate="insight.goal.read", response=list[shapes.GoalOut])
def read_goals(request: Request) -> Any:
    """治理“四全”指标，各带公式"""
    return queries.goals(request.actor)


@router.get("/goals/rows", gate="insight.goal.read", response=Page[shapes.GoalRow])
def read_goal_rows(request: Request, filters: Query[shapes.GoalRowFilters], paging: Query[Paging]) -> Any:
    """指标背后的明细"""
    _, rows, line = queries.rows_behind(request.actor, filters.share, filters.met)
    if paging.format == "xlsx":
        shown = (queries.line_row(line(row)) for row in rows[:EXPORT_CAP])
        return as_xlsx(shown, shapes.GoalRow, ["title", "detail"])
    page = paging.of(rows)
    page["items"] = [queries.line_row(line(row)) for row in page["items"]]
    return page


SHEET: dict[str, Any] = {
    "responses": {200: {"content": {XLSX: {"schema": {"type": "string", "format": "binary"}}}}}
}


@router.get("/rollup", gate="insight.rollup.read", response=shapes.RollOut, openapi_extra=SHEET)
def read_rollup(
    request: Request, area_id: Query[Id | None] = None, format: Literal["json", "xlsx"] = "json"
) -> Any:
    """多级汇总：下一级各区域、本级和合计"""
    found = queries.roll_up(request.actor, area_id)
    return _as_sheet(found) if format == "xlsx" else found


def _as_sheet(found: dict[str, Any]) -> Any:
    names = [column["id"] for column in found["columns"]]
    headings = [
        "区域",
        *(f"{c['title']}（{c['unit']}）" if c["unit"] else c["title"] for c in found["columns"]),
    ]
    lines = [(row["name"], row["numbers"]) for row in found["rows"]]
    lines += [("本级", found["own"])] if found["own"] else []
    lines += [("合计", found["total"])]
    return as_sheet(headings, ([name, *(numbers[column] for column in names)] for name, numbers in lines))
