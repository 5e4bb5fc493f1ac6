"""Shapes of the statistics of alerts."""

from __future__ import annotations

import datetime as dt

from ninja import Schema


class Quick(Schema):
    """How long it took: median and 90th percentile in seconds; None without any."""

    count: int
    p50_s: int | None = None
    p90_s: int | None = None


class AlertGroupCount(Schema):
    """Alerts of one kind, area or building: how many, how many false, and the share in per cent of those that ended."""

    name: str
    count: int
    wrong: int
    ended: int
    share: int


class TimedCount(AlertGroupCount):
    """The same with response times."""

    accept: Quick
    end: Quick


class AlertStatistics(Schema):
    """Everything of the page; `hours` are seven rows (Monday first) of 24 numbers."""

    since: dt.date
    until: dt.date
    total: int
    false: int
    by_itself: int
    case: int
    accept: Quick
    end: Quick
    kinds: list[TimedCount]
    areas: list[TimedCount]
    places: list[AlertGroupCount]
    hours: list[list[int]]


class OftenFalse(Schema):
    """A source with its false alarms, the rule to tune, and a limit that would fit, if there is one."""

    source: str
    source_title: str
    thing: str
    device_id: int | None = None
    rule_id: int | None = None
    rule: str
    kind: str
    kind_title: str
    total: int
    wrong: int
    share: int
    alert_id: int
    suggested_limit: float | None = None


class FalseCause(Schema):
    """How often a cause was given for a kind."""

    kind: str
    cause: str
    count: int


class Tuning(Schema):
    """What is often false, and why."""

    sources: list[OftenFalse]
    causes: list[FalseCause]
