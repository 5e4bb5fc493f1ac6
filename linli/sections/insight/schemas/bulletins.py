"""Shapes of the bulletins and the playlist."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from linli.kernel.api import Paging
from linli.sections.insight.models import Bulletin

Weekday = Annotated[int, Field(ge=1, le=7)]


class BulletinFilters(Schema):
    """Filters of the list."""

    status: Literal["", "waiting", "running", "over", "withdrawn"] = ""


class BulletinPaging(Paging):
    """Paging of the list."""

    sortable: ClassVar[tuple[str, ...]] = ("order", "starts_at", "ends_at", "created_at")


class BulletinIn(Schema):
    """What is written on a bulletin."""

    kind: Literal["notice", "event", "policy"] = "notice"
    text: str = Field(max_length=300)
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    weekdays: list[Weekday] = Field([], max_length=7, description="1 星期一 … 7 星期日；空为每天")
    from_time: dt.time | None = None
    to_time: dt.time | None = None
    seconds: int = Field(15, ge=5, le=120, description="停留秒数")


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
    weekdays: list[int] = Field(title="星期")
    from_time: dt.time | None = Field(title="每天从")
    to_time: dt.time | None = Field(title="每天到")
    seconds: int = Field(title="停留秒数")
    order: int = Field(title="次序")
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


class BulletinOrder(Schema):
    """The playlist from first to last."""

    ids: list[Annotated[int, Field(ge=1, le=2**53)]] = Field(min_length=1, max_length=200)


class PlaylistItem(Schema):
    """A bulletin as the screen plays it; times of day are HH:MM in China. `own`: the reader may change it."""

    id: int
    kind: str
    text: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    weekdays: list[int]
    from_time: str | None
    to_time: str | None
    seconds: int
    on_air: bool
    own: bool
