"""What sections offer to the plan, the roll-up and the “四全” indicators; insight collects it and knows no section."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Q, QuerySet

Shape = Literal["circle", "square", "diamond", "triangle"]
Tone = Literal["ok", "info", "warn", "danger", "muted"]
Goal = Literal["coverage", "distance", "response", "participation"]


@dataclass(frozen=True)
class PlanSheet:
    """The plan of one estate: GeoJSON features in metres, and (id, name) of every estate the actor may choose."""

    area_id: int
    area: str
    features: list[dict[str, Any]]
    estates: list[tuple[int, str]]


@dataclass(frozen=True)
class Layer:
    """A layer of 一张图. `query` is the dotted path of fn(actor, areas) -> list[Mark]; `permissions`: any opens it."""

    id: str
    title: str
    query: str
    permissions: tuple[str, ...]
    shape: Shape = "circle"
    order: int = 100


@dataclass(frozen=True)
class Mark:
    """One live thing on the plan, at a `point` in metres or at a building (its key, or its name as written on it).

    `label`, `detail` and `link` stay empty for those who may only count.
    """

    tone: Tone = "info"
    label: str = ""
    detail: str = ""
    link: str = ""
    point: list[float] | None = None
    building_id: int | None = None
    building: str = ""


@dataclass(frozen=True)
class Column:
    """One number of the roll-up (多级汇总)."""

    id: str
    title: str
    unit: str = ""


@dataclass(frozen=True)
class Tally:
    """A section's numbers for the roll-up.

    `query` is the dotted path of fn(actor, areas) -> iterable of (area path, column id, number): in one SQL query
    everything that lies in `areas` (a queryset of areas), grouped by the area it is attached to.
    """

    query: str
    permission: str
    columns: tuple[Column, ...] = ()


@dataclass(frozen=True)
class Line:
    """A row behind a number."""

    title: str
    detail: str = ""
    link: str = ""


@dataclass(frozen=True)
class Quota:
    """A share: of `rows` those that meet `met`. `line` says what a row is, for those who may see it."""

    rows: QuerySet[Any, Any]
    met: Q
    line: Callable[[Any], Line]


@dataclass(frozen=True)
class Share:
    """A part of one of the “四全” goals, with its formula in words.

    `query` is the dotted path of fn(actor, permission) -> Quota over what the actor holds `permission` for. The number
    needs `permission`; the rows behind it need `rows_permission`.
    """

    id: str
    goal: Goal
    title: str
    formula: str
    query: str
    permission: str
    rows_permission: str
    met_title: str = "已达到"
    missing_title: str = "未达到"
    order: int = 100
