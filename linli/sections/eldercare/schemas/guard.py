"""Shapes of guarding over REST."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from linli.sections.eldercare.models import Fall


class SensorOut(Schema):
    """A sensor and its last sign of life; `known` is false while it is not heard."""

    device_id: int
    device: str
    type: str
    type_title: str
    online: bool | None
    last_seen_at: dt.datetime | None
    last_sign_at: dt.datetime | None
    known: bool


class GuardRow(Schema):
    """An elder and what the sensors say."""

    elder_id: int
    name: str
    address: str
    risk: int
    risk_title: str
    guarded: bool
    state: Literal["fall", "away", "off", "wrong", "none", "unknown", "well"]
    wrong: list[str]
    away_where: str
    away_until: dt.datetime | None
    last_sign_at: dt.datetime | None
    sensors: list[SensorOut]


class GuardRuleOut(Schema):
    """A rule of long inactivity as it holds for this elder; `limit` is empty where times are counted."""

    rule_id: int
    title: str
    text: str
    off: bool
    seconds: int
    usual_seconds: int
    limit: float | None = None
    usual_limit: float | None = None
    unit: str


class FallOut(Schema):
    """A fall and how it was decided."""

    id: int
    alert_id: int
    elder_id: int | None
    fell_at: dt.datetime = Field(title="发生时间")
    due_at: dt.datetime
    state: str
    state_title: str = Field(alias="get_state_display", title="判定")
    reason: str = Field(title="依据")
    decided_at: dt.datetime | None = Field(None, title="判定时间")


class FallRow(FallOut):
    """For the list: also whose."""

    name: str = Field("", title="老人")
    address: str = Field("", title="住址")

    @staticmethod
    def resolve_name(row: Fall) -> str:
        """Empty for a band that nobody wears."""
        return row.elder.person.name if row.elder else "（手环未绑定）"

    @staticmethod
    def resolve_address(row: Fall) -> str:
        """Where the elder lives."""
        return row.elder.person.address if row.elder else ""


class AwayOut(Schema):
    """An absence."""

    id: int
    since: dt.datetime
    until: dt.datetime | None
    where: str
    back_at: dt.datetime | None
    noted_by: str


class GuardOut(GuardRow):
    """One elder in full."""

    rules: list[GuardRuleOut]
    falls: list[FallOut]
    absences: list[AwayOut]


class GuardIn(Schema):
    """Whether to watch over an elder."""

    active: bool = True


class GuardRuleIn(Schema):
    """Other numbers of one rule for this elder; empty means as usual."""

    limit: float | None = Field(None, ge=0, le=1e6)
    duration_s: int | None = Field(None, ge=60, le=604_800)
    off: bool = False


class AwayIn(Schema):
    """From when until when, and where; without an end until the elder is back."""

    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    where: str = Field("", max_length=60)


class OkIn(Schema):
    """How staff know that all is well."""

    note: str = Field(max_length=60)


class MySafety(Schema):
    """For the elder's phone page."""

    fell_at: dt.datetime | None
    answer_until: dt.datetime | None
    away: bool
    away_until: dt.datetime | None
    away_where: str
