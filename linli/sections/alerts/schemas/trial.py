"""Shapes of a rule's trial over REST."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import Field

from linli.sections.alerts.schemas.rules import AlertRuleIn


class TrialIn(Schema):
    """A rule as it stands in the form, saved or not; `after` is where the last part ended."""

    rule: AlertRuleIn
    rule_id: int | None = None
    days: int = Field(30, ge=1, le=30)
    after: int = Field(0, ge=0)


class TrialSpan(Schema):
    """One alert that there would have been."""

    at: dt.datetime
    ended_at: dt.datetime | None = None
    value: float | None = None


class TrialDevice(Schema):
    """What the rule as written, and as it is saved now, would have raised for a device."""

    device_id: int
    title: str
    count: int
    spans: list[TrialSpan]
    saved_count: int
    saved: list[TrialSpan]


class TrialLimit(Schema):
    """How many there would have been with another limit."""

    limit: float
    count: int


class TrialReal(Schema):
    """Alerts that the saved rule really raised in that time, and how many of them were false."""

    count: int = 0
    false: int = 0


class TrialPart(Schema):
    """A part of a trial; `told` is false when values are of somebody's health and not for this user."""

    covered: int
    looked: int
    messages: int
    since: dt.datetime
    until: dt.datetime
    after: int | None = None
    told: bool
    devices: list[TrialDevice]
    per_day: dict[str, int]
    limits: list[TrialLimit]
    real: TrialReal
