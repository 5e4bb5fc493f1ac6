"""Shapes of the duty roster: days, changes, hand-overs."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from ninja import Schema
from pydantic import Field

Reason = Field("", max_length=100)


class DutyOut(Schema):
    """Who is on duty now."""

    area_id: int
    area: str
    shift: str
    first: str
    second: str
    first_id: int | None = None
    second_id: int | None = None
    starts_at: dt.datetime | None = None
    ends_at: dt.datetime | None = None


class TurnOut(Schema):
    """A shift on a date with those who really serve; `changed` by swap or absence."""

    shift_id: int
    shift: str
    area: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    first: str
    second: str
    changed: bool


class GapOut(Schema):
    """A time without anybody on duty."""

    starts_at: dt.datetime
    ends_at: dt.datetime


class DutyDay(Schema):
    """One day of the roster."""

    on: dt.date
    holiday: str
    workday: bool
    turns: list[TurnOut]
    gaps: list[GapOut]


class SwapIn(Schema):
    """Who serves instead on a date."""

    shift_id: int
    on: dt.date
    slot: Literal["first", "second"] = "first"
    user_id: int
    reason: str = Reason


class SwapOut(SwapIn):
    """A swap with names."""

    id: int
    shift: str = Field(alias="shift.title")
    area: str = Field(alias="shift.area.name")
    user: str = Field(alias="user.name")
    planned: str = ""

    @staticmethod
    def resolve_planned(row: Any) -> str:
        """Whom the roster names."""
        planned = row.shift.first if row.slot == "first" else row.shift.second
        return planned.name if planned else ""


class AbsenceIn(Schema):
    """Who is away from when to when, and who serves instead."""

    area_id: int
    user_id: int
    starts_on: dt.date
    ends_on: dt.date
    substitute_id: int | None = None
    reason: str = Reason


class AbsenceOut(AbsenceIn):
    """An absence with names."""

    id: int
    area: str = Field(alias="area.name")
    user: str = Field(alias="user.name")
    substitute: str = ""

    @staticmethod
    def resolve_substitute(row: Any) -> str:
        """The name of whoever serves instead."""
        return row.substitute.name if row.substitute else ""


class DutyChanges(Schema):
    """What differs from the weekly roster from today on."""

    swaps: list[SwapOut]
    absences: list[AbsenceOut]


class HandoverIn(Schema):
    """What the next shift must know."""

    area_id: int
    notes: str = Field("", max_length=500)


class HandoverOut(Schema):
    """One hand-over; not confirmed while `confirmed_at` is empty."""

    id: int
    area: str = Field(alias="area.name")
    shift: str
    giver: str = Field(alias="giver.name")
    giver_id: int
    taker: str = Field(alias="taker.name")
    taker_id: int
    notes: str
    alerts: list[int]
    written_at: dt.datetime
    due_at: dt.datetime
    confirmed_at: dt.datetime | None = None
