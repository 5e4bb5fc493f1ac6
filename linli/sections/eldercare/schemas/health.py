"""Shapes of the health file: values now with their sources, NEWS2, measurements, curves, limits, who looked."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from linli.kernel.api import Paging
from linli.sections.eldercare.schemas.elders import Day, Reason

Line = Annotated[str, StringConstraints(max_length=100)]
Number = Annotated[float, Field(ge=-1e6, le=1e6)]
Code = Annotated[str, StringConstraints(max_length=20)]
Values = Annotated[dict[Code, Number], Field(max_length=12)]
When = Annotated[
    AwareDatetime, Field(ge=dt.datetime(1990, 1, 1, tzinfo=dt.UTC), le=dt.datetime(2199, 1, 1, tzinfo=dt.UTC))
]


class VitalValue(Schema):
    """The newest value of a vital sign, as text with its unit, when and from where."""

    vital: str
    title: str
    value: float
    text: str
    at: dt.datetime
    source: str
    outside: bool
    """Beyond the limit that holds for this elder."""


class NewsParameter(Schema):
    """One of NEWS2's seven parameters; `points` is None when the value is missing or too old."""

    name: str
    title: str
    points: int | None
    text: str
    at: dt.datetime | None
    source: str
    state: Literal["ok", "stale", "missing"]


class NewsOut(Schema):
    """NEWS2 now: an aid to triage, with what is missing."""

    total: int
    level: int
    label: str
    response: str
    complete: bool
    scale: int
    parameters: list[NewsParameter]


class StandingOut(Schema):
    """Standing facts of the health file."""

    revision: int
    blood_group: str
    conditions: list[str]
    allergies: list[str]
    medications: list[str]
    note: str
    on_oxygen: bool | None
    spo2_scale: int
    changed_by: str
    changed_at: dt.datetime | None


class VitalSign(Schema):
    """A vital sign that can be written down."""

    code: str
    title: str
    unit: str
    low: float
    high: float
    decimals: int


class LimitOut(Schema):
    """A limit set for this elder."""

    id: int
    vital: str
    title: str
    above: bool
    limit: float
    duration_s: int
    muted: bool
    starts: dt.time | None
    ends: dt.time | None
    reason: str
    review_on: dt.date | None
    user: str
    set_at: dt.datetime
    for_band: bool
    """Whether the alert rules of the band use it."""


class ElderAlert(Schema):
    """An alert about an elder, in plain words."""

    id: int
    title: str
    at: dt.datetime
    state: str
    live: bool
    by_relative: bool
    """Whether a relative has said “我来联系”."""


class ElderHealth(Schema):
    """An elder's health as it stands."""

    elder_id: int
    name: str
    values: list[VitalValue]
    news2: NewsOut
    standing: StandingOut
    limits: list[LimitOut]
    alerts: list[ElderAlert]
    vitals: list[VitalSign]
    consented: bool


class MeasurementPaging(Paging):
    """Measurements, newest first."""

    sortable: ClassVar[tuple[str, ...]] = ("at", "recorded_at")


class MeasurementOut(Schema):
    """One occasion."""

    id: int
    at: dt.datetime
    values: dict[str, float]
    text: str
    source: str
    source_title: str
    note: str
    user: str
    recorded_at: dt.datetime
    replaced: bool
    withdrawn: bool
    why: str


class MeasurementIn(Schema):
    """What somebody measured."""

    at: When
    values: Values
    source: Literal["doctor", "staff", "cabinet", "self"] = "staff"
    note: Reason = ""


class MeasurementFix(Schema):
    """The right values, or none: then the measurement is withdrawn."""

    values: Values | None = None
    reason: Reason


class StandingIn(Schema):
    """Changed standing facts; `revision` as read."""

    revision: int = Field(ge=0, le=2**31 - 1)
    blood_group: str = Field("", max_length=10)
    conditions: list[Line] = Field([], max_length=30)
    allergies: list[Line] = Field([], max_length=30)
    medications: list[Line] = Field([], max_length=30)
    note: str = Field("", max_length=500)
    on_oxygen: bool | None = None
    spo2_scale: Literal[1, 2] = 1


class CurveIn(Schema):
    """Which vital sign, and from when to when (the last day unless said)."""

    vital: Code
    since: When | None = None
    until: When | None = None


class VitalPoint(Schema):
    """A value that somebody measured."""

    at: dt.datetime
    value: float
    source: str


class VitalCurve(Schema):
    """A curve with the limits that hold for this elder. `band`: [ms, mean, least, greatest, count], None is a gap."""

    vital: str
    title: str
    unit: str
    since: dt.datetime
    until: dt.datetime
    band: list[list[float | None]]
    points: list[VitalPoint]
    limits: dict[str, float | None]


class LimitIn(Schema):
    """A limit for one elder, with its reason and when it must be looked at again."""

    vital: Code
    above: bool
    limit: Number
    duration_s: int = Field(60, ge=0, le=86_400)
    muted: bool = False
    starts: dt.time | None = Field(None, description="只在这段时间内预警（手环）")
    ends: dt.time | None = None
    reason: Reason
    review_on: Day | None = None


class ViewPaging(Paging):
    """Looks, newest first."""

    sortable: ClassVar[tuple[str, ...]] = ("last_at",)


class ViewOut(Schema):
    """Somebody looked."""

    viewer: str
    capacity: str
    part: str = Field(alias="get_part_display")
    at: dt.datetime
    last_at: dt.datetime
    times: int
