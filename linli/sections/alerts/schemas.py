"""Shapes of alerts over REST."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from linli.kernel.api import Paging
from linli.sections.alerts.models import Alert, PlanTick
from linli.sections.alerts.queries.calm import notifications_of
from linli.sections.alerts.schemas_calm import NotificationOut

Code = Field(max_length=40, pattern=r"^[a-z][a-z0-9_]*$")
Name = Field("", max_length=120)
Finite = Field(None, ge=-1e12, le=1e12)


class AlertPaging(Paging):
    """Alerts sort by when they began, how bad they are, and where they stand."""

    sortable: ClassVar[tuple[str, ...]] = ("raised_at", "last_at", "severity", "status", "closed_at", "count")


class RulePaging(Paging):
    """Rules sort by name and last change."""

    sortable: ClassVar[tuple[str, ...]] = ("title", "updated_at", "device_type")


class AlertOut(Schema):
    """One line of the list of alerts."""

    id: int
    kind: str = Field(alias="kind.code", title="类型编码")
    kind_title: str = Field(alias="kind.title", title="类型")
    latched: bool = Field(alias="kind.latched", title="须人工解除")
    severity: int = Field(title="级别")
    severity_title: str = Field(alias="get_severity_display", title="级别名称")
    status: str = Field(title="状态")
    status_title: str = Field(alias="get_status_display", title="状态名称")
    area_id: int
    area: str = Field(alias="area.name", title="区域")
    device_id: int | None = None
    rule_id: int | None = None
    source_title: str = Field(title="来源")
    thing: str = Field(title="来源类型")
    health: bool = Field(alias="kind.health", title="健康类")
    person_id: int | None = None
    building: str = Field(title="楼栋")
    place: str = Field(title="位置")
    message: str = Field("", title="说明")
    private: bool = Field(False, title="内容不公开")
    metric: str
    value: float | None = Field(None, title="数值")
    count: int = Field(title="次数")
    raised_at: dt.datetime = Field(title="发生时间")
    last_at: dt.datetime = Field(title="最近发生")
    ended_at: dt.datetime | None = Field(None, title="条件结束")
    addressed_to: str = Field("", title="值班人")
    escalated_at: dt.datetime | None = Field(None, title="升级时间")
    accepted_by: str = Field("", title="接警人")
    accepted_at: dt.datetime | None = Field(None, title="接警时间")
    closed_by: str = Field("", title="结束人")
    closed_at: dt.datetime | None = Field(None, title="结束时间")
    resolution: str = Field(title="处置结果")
    case_id: int | None = None
    case_number: str = Field(title="工单")
    steps: int = Field(0, title="预案步骤")
    steps_done: int = Field(0, title="已做步骤")
    flaps: int = Field(0, title="抖动次数")
    close_at: dt.datetime | None = Field(None, title="自动解除时间")
    notified_at: dt.datetime | None = Field(None, title="通知时间")
    inhibited_by_id: int | None = None
    hidden_count: int = Field(0, title="引起的预警")
    group_id: int | None = None
    group_size: int = Field(0, title="同组待接警")
    silence: str = Field("", title="静默原因")
    silenced_until: dt.datetime | None = Field(None, title="静默至")

    @staticmethod
    def resolve_message(row: Alert) -> str:
        """What was found; health values only for those who may know them."""
        return "内容仅向照护人员显示" if getattr(row, "private", False) else row.message

    @staticmethod
    def resolve_value(row: Alert) -> float | None:
        """The value, for the same people."""
        return None if getattr(row, "private", False) else row.value

    @staticmethod
    def resolve_silence(row: Alert) -> str:
        """Why nobody is told."""
        return row.silenced_by.reason if row.silenced_by else ""

    @staticmethod
    def resolve_silenced_until(row: Alert) -> dt.datetime | None:
        """Until when."""
        return row.silenced_by.ends_at if row.silenced_by else None

    @staticmethod
    def resolve_addressed_to(row: Alert) -> str:
        """The name of whoever was on duty."""
        return row.addressed_to.name if row.addressed_to else ""

    @staticmethod
    def resolve_accepted_by(row: Alert) -> str:
        """The name of whoever accepted."""
        return row.accepted_by.name if row.accepted_by else ""

    @staticmethod
    def resolve_closed_by(row: Alert) -> str:
        """The name of whoever ended it."""
        return row.closed_by.name if row.closed_by else ""

    @staticmethod
    def resolve_steps(row: Alert) -> int:
        """How many steps the plan has."""
        return len(row.plan)


class AlertEntryOut(Schema):
    """A line of the story."""

    at: dt.datetime
    actor_name: str
    verb: str
    note: str


class PlanStepOut(Schema):
    """A step of the plan and who has done it."""

    step: int
    text: str
    done: bool
    done_by: str = ""
    done_at: dt.datetime | None = None


def _done(tick: PlanTick | None) -> dict[str, Any]:
    """Who did a step, and when."""
    if tick is None:
        return {"done": False}
    return {"done": True, "done_by": tick.user.name if tick.user else "", "done_at": tick.at}


class AlertDetail(AlertOut):
    """One alert with its plan and story."""

    plan: list[PlanStepOut]
    entries: list[AlertEntryOut]
    notifications: list[NotificationOut]

    @staticmethod
    def resolve_plan(row: Alert) -> list[dict[str, Any]]:
        """The plan with its ticks."""
        ticks = {tick.step: tick for tick in row.ticks.all()}
        return [{"step": i, "text": text, **_done(ticks.get(i))} for i, text in enumerate(row.plan)]

    @staticmethod
    def resolve_entries(row: Alert) -> list[Any]:
        """The story, oldest first."""
        return list(row.entries.all())

    @staticmethod
    def resolve_notifications(row: Alert) -> list[Any]:
        """Who was told."""
        return notifications_of(row)


class AlertCounts(Schema):
    """Live alerts by status, the critical ones among them, and how many began today."""

    open: int
    accepted: int
    handling: int
    critical: int
    today: int


class AlertCurvePoint(Schema):
    """One value."""

    at: dt.datetime
    value: float


class AlertCurve(Schema):
    """A metric around an alert, with the limits of the rule."""

    metric: str
    unit: str
    since: dt.datetime
    until: dt.datetime
    operator: str
    limit: float | None = None
    clear_limit: float | None = None
    points: list[AlertCurvePoint]


class AlertText(Schema):
    """A remark."""

    text: str = Field("", max_length=300)


class AlertResult(Schema):
    """What was done."""

    result: str = Field(max_length=300)


class FalseAlarmIn(Schema):
    """Why it was a false alarm; a reason in words is asked for with “other”."""

    reason: str = Field("", max_length=300)
    cause: Literal["mistouch", "worn", "environment", "threshold", "device", "test", "other"] = "other"


class LevelIn(Schema):
    """One level of the chain: who is told how many seconds after the first."""

    who: Literal["duty", "second", "grid", "relatives", "doctor", "secretary"]
    after_s: int = Field(0, ge=0, le=86_400)


class KindIn(Schema):
    """What may be changed of a kind."""

    title: str = Field(max_length=40)
    severity: int = Field(2, ge=1, le=4)
    plan: list[str] = Field([], max_length=20)
    latched: bool = False
    health: bool = False
    auto_case: bool = False
    case_category: str = Field("", max_length=60)
    immediate: bool = False
    chain: list[LevelIn] = Field([], max_length=10)
    hold_s: int = Field(0, ge=0, le=86_400)
    speech: str = Field("", max_length=60)
    enabled: bool = True


class NewKind(KindIn):
    """A new kind."""

    code: str = Code


class KindOut(KindIn):
    """A kind in the library."""

    code: str
    severity_title: str = Field(alias="get_severity_display")
    rule_count: int = 0


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


class ShiftIn(Schema):
    """A weekly shift; weekdays 0 = Monday; equal start and end mean 24 hours."""

    area_id: int
    title: str = Field(max_length=40)
    weekdays: list[int] = Field([], max_length=7)
    starts: dt.time
    ends: dt.time
    first_id: int
    second_id: int | None = None
    holiday: bool = False


class ShiftOut(ShiftIn):
    """A shift with names."""

    id: int
    area: str = Field(alias="area.name")
    first: str = Field(alias="first.name")
    second: str = ""

    @staticmethod
    def resolve_second(row: Any) -> str:
        """The name of the 备班."""
        return row.second.name if row.second else ""


class CandidateOut(Schema):
    """Somebody who may be put on duty."""

    id: int
    name: str


class EventIn(Schema):
    """An event from an outside system."""

    source: str = Code
    event_id: str = Field(min_length=1, max_length=80)
    kind: str = Field(max_length=40)
    key: str = Field(min_length=1, max_length=60)
    title: str = Field(min_length=1, max_length=120)
    at: AwareDatetime
    message: str = Field("", max_length=300)
    thing: str = Field("", max_length=40)
    building: str = Field("", max_length=40)
    place: str = Name
    ended: bool = False


class EventTaken(Schema):
    """What became of an event; `repeated` when it had been taken before."""

    alert_id: int | None = None
    status: str = ""
    repeated: bool


class SourceIn(Schema):
    """A new event source."""

    code: str = Code
    title: str = Field(min_length=1, max_length=60)
    area_id: int


class SourceSwitch(Schema):
    """On or off."""

    enabled: bool


class SourceOut(Schema):
    """An event source."""

    id: int
    code: str
    title: str
    area_id: int
    area: str = Field(alias="area.name")
    enabled: bool
    refused: int
    last_event_at: dt.datetime | None = None


class SourceCreated(SourceOut):
    """A new event source with its signing secret, shown this once."""

    secret: str
