"""Shapes of call-backs (回访), their draws, and the rating by number and code."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from django.utils import timezone
from ninja import Schema
from pydantic import Field

from linli.kernel.privacy import masked
from linli.sections.cases.models import Callback, CallbackDraw

TERMS = Callback.State


class CallbackFilters(Schema):
    """Filters of the list."""

    state: Literal["", "waiting", "reached", "written_off", "dropped"] = ""
    kind: Literal["", "phone", "visit"] = ""
    mine: bool = False
    redone: bool = False


class CallbackRow(Schema):
    """A reporter to be asked; titles are the headings of the export."""

    id: int = Field(title="序号")
    case_id: int = Field(title="诉求序号")
    number: str = Field(title="编号")
    category: str = Field(title="分类")
    text: str = Field(title="内容")
    place: str = Field(title="地点")
    area: str = Field(title="小区")
    party: str = Field(title="责任方")
    reporter: str = Field(title="诉求人")
    kind: str = Field(title="方式代码")
    kind_title: str = Field(title="方式")
    state: str = Field(title="状态代码")
    state_title: str = Field(title="状态")
    who: str = Field(title="回访人")
    tries: int = Field(title="未接通次数")
    due_at: dt.datetime = Field(title="回访期限")
    late: bool = Field(title="超期")
    done_at: dt.datetime | None = Field(title="回访时间")
    rating: int | None = Field(title="满意程度")
    solved: bool | None = Field(title="确已解决")
    note: str = Field(title="情况")
    redone: bool = Field(title="退回重办")
    drawn: str = Field(title="抽样周")

    @staticmethod
    def resolve_number(one: Callback) -> str:
        """Number of the case."""
        return one.case.number

    @staticmethod
    def resolve_category(one: Callback) -> str:
        """Name of the category."""
        return one.case.category.name

    @staticmethod
    def resolve_text(one: Callback) -> str:
        """What was asked for."""
        return one.case.text

    @staticmethod
    def resolve_place(one: Callback) -> str:
        """Where."""
        return one.case.place

    @staticmethod
    def resolve_area(one: Callback) -> str:
        """Name of the area."""
        return one.area.name

    @staticmethod
    def resolve_party(one: Callback) -> str:
        """Who handled it."""
        return one.case.party

    @staticmethod
    def resolve_reporter(one: Callback) -> str:
        """Masked name and phone."""
        return " ".join(filter(None, (masked(one.case, "reporter_name"), masked(one.case, "reporter_phone"))))

    @staticmethod
    def resolve_kind_title(one: Callback) -> str:
        """By phone or at the door."""
        return str(Callback.Kind(one.kind).label)

    @staticmethod
    def resolve_state_title(one: Callback) -> str:
        """Title of the state."""
        return str(TERMS(one.state).label)

    @staticmethod
    def resolve_late(one: Callback) -> bool:
        """True while it waits beyond its term."""
        return one.state == TERMS.WAITING and one.due_at < timezone.now()

    @staticmethod
    def resolve_drawn(one: Callback) -> str:
        """The week of the draw; 重办后 when it follows a case redone."""
        return one.draw.period if one.draw else "重办后"


class CallbackOutcomeIn(Schema):
    """One attempt; `tries` is how many had failed when the sender looked."""

    tries: int = Field(ge=0, le=99)
    reached: bool
    rating: int | None = Field(None, ge=1, le=5)
    solved: bool | None = None
    note: str = Field("", max_length=1000)


class CallbackAssignIn(Schema):
    """Who is to ask."""

    user_id: int = Field(ge=1)


class CallbackAskerOut(Schema):
    """Somebody who may be asked to call back."""

    id: int
    name: str


class CallbackSummaryOut(Schema):
    """How the call-backs stand; `stars` is the mean of the ratings."""

    waiting: int
    late: int
    reached: int
    written_off: int
    dropped: int
    redone: int
    stars: float | None


class CallbackDrawOut(Schema):
    """One draw: from how many, how many, and the fingerprint of its seed."""

    period: str
    area: str
    share: float
    eligible: int
    chosen: int
    fingerprint: str
    drawn_at: dt.datetime

    @staticmethod
    def resolve_area(draw: CallbackDraw) -> str:
        """Name of the community."""
        return draw.area.name


class CaseRatingIn(Schema):
    """A rating by number and query code (the code comes in the header)."""

    number: str = Field(max_length=20)
    rating: int = Field(ge=1, le=5)
    note: str = Field("", max_length=1000)
