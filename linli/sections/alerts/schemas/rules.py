"""Shapes of rules, their exceptions, and where they are under way."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Literal

from ninja import Schema
from pydantic import Field

from linli.kernel.api import Paging

Finite = Field(None, ge=-1e12, le=1e12)


class RulePaging(Paging):
    """Rules sort by name and last change."""

    sortable: ClassVar[tuple[str, ...]] = ("title", "updated_at", "device_type")


class MetricOut(Schema):
    """What a device measures, or an event that it reports."""

    code: str
    title: str
    unit: str
    labels: dict[str, str] = {}


class RuleDeviceType(Schema):
    """A type of device that rules can watch."""

    code: str
    title: str
    metrics: list[MetricOut]
    events: list[MetricOut]


class AlertRuleIn(Schema):
    """What a rule says; times in seconds of event time."""

    title: str = Field(max_length=60)
    form: Literal["threshold", "event", "offline", "tree"]
    kind: str = Field(max_length=40)
    area_id: int
    device_type: str = Field(max_length=40)
    duration_s: int = Field(0, ge=0, le=604_800)
    metric: str = Field("", max_length=40)
    operator: Literal["", ">", ">=", "<", "<=", "==", "!="] = ""
    limit: float | None = Finite
    clear_limit: float | None = Finite
    max_gap_s: int = Field(300, ge=1, le=604_800)
    severity: int | None = Field(None, ge=1, le=4)
    starts: dt.time | None = None
    ends: dt.time | None = None
    weekdays: list[int] = Field([], max_length=7)
    enabled: bool = True
    tree: dict[str, Any] | None = None
    scope: Literal["device", "home", "person"] = "device"
    listed: bool = False


class PresetOut(Schema):
    """A ready-made condition; what it raises may be changed before it is saved."""

    title: str
    kind: str
    device_type: str
    tree: dict[str, Any]
    scope: Literal["device", "home", "person"]
    listed: bool
    enabled: bool


class OverrideIn(Schema):
    """Other numbers, or silence, for one device; empty means as in the rule."""

    limit: float | None = Finite
    clear_limit: float | None = Finite
    duration_s: int | None = Field(None, ge=0, le=604_800)
    tree: dict[str, Any] | None = None
    muted: bool = False


class OverrideOut(OverrideIn):
    """An exception."""

    device_id: int
    device_title: str = Field(alias="device.name")


class RuleOut(AlertRuleIn):
    """A rule and what is under way."""

    id: int
    kind: str = Field(alias="kind.code")
    kind_title: str = Field(alias="kind.title", title="预警类型")
    area: str = Field(alias="area.name", title="区域")
    form_title: str = Field(alias="get_form_display", title="形式")
    updated_at: dt.datetime
    raised_count: int = 0
    pending_count: int = 0
    override_count: int = 0
    over_count: int = Field(0, title="近 30 天结束")
    false_count: int = Field(0, title="近 30 天误报")


class RuleDetail(RuleOut):
    """A rule with its exceptions for devices; those for persons are told to nobody here."""

    overrides: list[OverrideOut]

    @staticmethod
    def resolve_overrides(row: Any) -> list[Any]:
        """The exceptions."""
        return list(row.overrides.all())


class RuleStateOut(Schema):
    """Where a rule is under way."""

    device_id: int | None = None
    device_title: str
    subject: str
    pending_since: dt.datetime | None = None
    due_at: dt.datetime | None = None
    raised_at: dt.datetime | None = None
    last_at: dt.datetime | None = None
    last_value: float | None = None
    late: int
