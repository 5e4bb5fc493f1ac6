"""Shapes of imports."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from linli.sections.registry.schemas.people import CardOut

SheetName = Annotated[str, StringConstraints(min_length=1, max_length=60)]
Line = Annotated[int, Field(ge=1, le=1_048_576)]


class SheetOut(Schema):
    """How a sheet was understood: header rows, and the column letter of each field."""

    name: str
    header: list[int] | None
    columns: dict[str, str]
    labels: list[str]
    used: bool
    why: str
    rows: int
    missing: list[str]


class ProgressOut(Schema):
    """How far a running import is."""

    done: int
    total: int
    note: str
    rest_seconds: int | None


class BatchOut(Schema):
    """An import."""

    id: int
    name: str = Field(title="文件")
    area: str = Field(title="小区")
    area_id: int
    state: str
    state_text: str = Field(title="状态")
    error: str
    progress: ProgressOut | None
    sheets: list[SheetOut]
    summary: dict[str, Any]
    result: dict[str, Any]
    created_by: str = Field(title="上传人")
    created_at: dt.datetime = Field(title="上传时间")
    finished_at: dt.datetime | None
    undone_at: dt.datetime | None


class SheetCorrection(Schema):
    """What a person sets by hand for one sheet."""

    use: bool | None = None
    header: Annotated[list[Line], Field(min_length=2, max_length=2)] | None = None
    columns: dict[str, Annotated[str, StringConstraints(max_length=3)]] | None = None


class ColumnsIn(Schema):
    """Corrections by sheet name."""

    sheets: dict[Annotated[str, StringConstraints(max_length=60)], SheetCorrection] = Field(max_length=50)


class PictureRow(Schema):
    """A row of the picture."""

    line: int
    kind: Literal["title", "header", "data"]
    cells: list[str]


class PictureOut(Schema):
    """The first rows of a sheet, and what each column was taken for."""

    sheet: str
    letters: list[str]
    fields: list[str]
    titles: list[str]
    rows: list[PictureRow]
    choices: list[dict[str, str]]


class IssueOut(Schema):
    """One doubtful cell."""

    code: str
    title: str
    level: str
    field: str
    field_title: str
    value: str
    reason: str
    suggestion: str
    can_repair: bool


class ImportRowOut(Schema):
    """A row that wants a look."""

    id: int
    sheet: str = Field(title="工作表")
    line: int = Field(title="行")
    kind: str
    level: str
    name: str = Field(title="姓名")
    place: str = Field(title="房屋")
    decision: str
    decision_text: str = Field(title="处理")
    issues: list[IssueOut]
    cells: dict[str, str]
    fixes: dict[str, str]
    person: CardOut | None


class RowFilters(Schema):
    """Filters of the doubtful rows."""

    kind: Literal["", "doubt", "duplicate"] = ""
    level: Literal["", "error", "warning"] = ""
    code: str = Field("", max_length=40)
    open_only: bool = False


class DecisionIn(Schema):
    """What to do with a row. `repair` takes the suggested values, `fixes` are typed by hand."""

    decision: Literal["open", "keep", "fix", "skip", "merge", "new"]
    repair: bool = False
    fixes: dict[str, Annotated[str, StringConstraints(max_length=200)]] = Field({}, max_length=20)
