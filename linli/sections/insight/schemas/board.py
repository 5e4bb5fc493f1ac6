"""Shapes of the workbench, the wall, the plan, the goals and the roll-up."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

Tone = Literal["ok", "info", "warn", "danger", "muted"]


class TodoOut(Schema):
    """One thing to do; `section` is the section's title, `section_key` its name."""

    section: str
    section_key: str
    title: str
    detail: str
    link: str
    due_at: dt.datetime | None
    urgent: bool
    overdue: bool


class TileOut(Schema):
    """A tile of the hall screen; `data` is what the section's component draws."""

    id: str
    title: str
    column: Literal["left", "middle", "right"]
    order: int
    data: Any = None


class MapEstate(Schema):
    """An estate whose plan may be chosen."""

    area_id: int
    area: str


class MapMark(Schema):
    """A mark; x and y in metres, null when nobody said where it is."""

    tone: Tone
    label: str
    detail: str
    link: str
    x: float | None
    y: float | None


class MapLayer(Schema):
    """A layer with its marks; `failed` when its section could not answer."""

    id: str
    title: str
    shape: Literal["circle", "square", "diamond", "triangle"]
    failed: bool
    total: int
    marks: list[MapMark]


class MapOut(Schema):
    """The plan of one estate with its layers. `plan` is GeoJSON in metres."""

    area_id: int
    area: str
    estates: list[MapEstate]
    plan: dict[str, Any]
    layers: list[MapLayer]


class GoalPart(Schema):
    """A part of a goal: `percent` of `whole`, null when there is nothing to measure."""

    id: str
    title: str
    formula: str
    part: int
    whole: int | None
    percent: float | None
    met_title: str
    missing_title: str
    rows: bool


class GoalOut(Schema):
    """One of the four goals (四全) with its formula and its parts."""

    key: str
    title: str
    meaning: str
    percent: float | None
    formula: str
    parts: list[GoalPart]


class GoalRow(Schema):
    """A row behind a number."""

    title: str = Field(title="名称")
    detail: str = Field(title="情况")
    link: str = Field(title="链接")


class GoalRowFilters(Schema):
    """Which part of a goal, and which side of it."""

    share: str = Field(max_length=60)
    met: bool = False


class RollColumn(Schema):
    """A number of the roll-up."""

    id: str
    title: str
    unit: str


class RollArea(Schema):
    """An area of the tree; `kind` in words."""

    area_id: int
    name: str
    kind: str


class RollRow(RollArea):
    """A child with its numbers by column."""

    numbers: dict[str, int]


class RollOut(Schema):
    """One level: children, what hangs on the area itself (本级, null when nothing does), and the sum of both."""

    area: RollArea | None
    way: list[RollArea]
    columns: list[RollColumn]
    rows: list[RollRow]
    own: dict[str, int] | None
    total: dict[str, int]
