"""Shapes of alerts over REST."""

from __future__ import annotations

import datetime as dt
from typing import Any, ClassVar, Literal

from ninja import Schema
from pydantic import Field

from linli.kernel.api import Paging
from linli.sections.alerts.models import Alert, PlanTick
from linli.sections.alerts.queries.calm import notifications_of
from linli.sections.alerts.queries.persons import concerned
from linli.sections.alerts.schemas.calm import NotificationOut


class AlertPaging(Paging):
    """Alerts sort by when they began, how bad they are, and where they stand."""

    sortable: ClassVar[tuple[str, ...]] = ("raised_at", "last_at", "severity", "status", "closed_at", "count")


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


class ConcernedOut(Schema):
    """Whom a health alert is about."""

    name: str
    address: str
    phone_masked: str


class AlertDetail(AlertOut):
    """One alert with its plan and story."""

    plan: list[PlanStepOut]
    entries: list[AlertEntryOut]
    notifications: list[NotificationOut]
    concerned: ConcernedOut | None = None

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

    @staticmethod
    def resolve_concerned(row: Alert) -> dict[str, str] | None:
        """Whom it is about; who may see a health alert may know."""
        return concerned(row)


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
