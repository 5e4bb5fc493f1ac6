"""Shapes of the section's REST endpoints."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from linli.kernel.api import Paging
from linli.sections.insight.models import Bulletin


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


class BulletinFilters(Schema):
    """Filters of the list."""

    status: Literal["", "waiting", "running", "over", "withdrawn"] = ""


class BulletinPaging(Paging):
    """Paging of the list."""

    sortable: ClassVar[tuple[str, ...]] = ("starts_at", "ends_at", "created_at")


class BulletinIn(Schema):
    """What is written on a bulletin."""

    kind: Literal["notice", "event", "policy"] = "notice"
    text: str = Field(max_length=120)
    starts_at: AwareDatetime
    ends_at: AwareDatetime


class BulletinNew(BulletinIn):
    """A new bulletin; without `area_id` it is for all of the writer's one area."""

    area_id: int | None = None


class BulletinOut(Schema):
    """One bulletin."""

    id: int = Field(title="序号")
    kind: str = Field(title="类别代码")
    kind_title: str = Field(title="类别")
    text: str = Field(title="内容")
    area: str = Field(title="范围")
    starts_at: dt.datetime = Field(title="开始")
    ends_at: dt.datetime = Field(title="结束")
    status: str = Field(title="状态")
    written_by: str = Field(title="编写人")

    @staticmethod
    def resolve_kind_title(bulletin: Bulletin) -> str:
        """Title of the kind."""
        return str(Bulletin.Kind(bulletin.kind).label)

    @staticmethod
    def resolve_area(bulletin: Bulletin) -> str:
        """Name of the area."""
        return bulletin.area.name

    @staticmethod
    def resolve_written_by(bulletin: Bulletin) -> str:
        """Name of the writer."""
        return bulletin.written_by.name if bulletin.written_by else ""
