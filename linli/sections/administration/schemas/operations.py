"""Shapes of privacy, audit and health."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema
from pydantic import Field

from linli.sections.administration.models import Consent, DataRequest

Id = Field(ge=1, le=2**53)


class RevealIn(Schema):
    """One personal field of one row, and why it must be seen. `model` as in “registry.person”."""

    model: str = Field(pattern=r"^[a-z_]+\.[A-Za-z_]+$", max_length=80)
    id: int = Id
    field: str = Field(pattern=r"^[a-z_0-9]+$", max_length=60)
    reason: str = Field(min_length=4, max_length=200)


class RevealOut(Schema):
    """The value, now written down with its reason."""

    value: str


class RevealRow(Schema):
    """Who looked at what, and why."""

    id: int = Field(title="编号")
    at: dt.datetime = Field(title="时间")
    actor_name: str = Field(title="查看人")
    target: str = Field(title="对象")
    field: str = Field(title="字段")
    reason: str = Field(title="原因")


class ConsentIn(Schema):
    """A consent given by a person."""

    person_id: int = Id
    purpose: Consent.Purpose
    way: Consent.Way
    wording: str = Field(min_length=4, max_length=300)


class ConsentOut(Schema):
    """A consent, in force until withdrawn."""

    id: int = Field(title="编号")
    person_id: int = Field(title="人口档案")
    person_name: str = Field(title="姓名")
    purpose: str
    purpose_title: str = Field(title="用途")
    way_title: str = Field(title="方式")
    wording: str = Field(title="告知内容")
    given_at: dt.datetime = Field(title="同意时间")
    withdrawn_at: dt.datetime | None = Field(None, title="撤回时间")


class ConsentFilters(Schema):
    """Filters of the consents."""

    person_id: int | None = Field(None, ge=1, le=2**53)
    purpose: str = Field("", max_length=12)
    in_force: bool | None = None


class MyConsentIn(Schema):
    """A resident agrees or withdraws."""

    purpose: Consent.Purpose
    agreed: bool


class PurposeOut(Schema):
    """One use of data and whether the person agrees to it now."""

    purpose: str
    title: str
    wording: str
    agreed: bool
    since: dt.datetime | None = None


class PersonRequestIn(Schema):
    """Why the person's data is copied or erased."""

    reason: str = Field(min_length=4, max_length=300)


class EraseIn(PersonRequestIn):
    """Erasing cannot be undone: the person's name must be typed."""

    confirm_name: str = Field(min_length=1, max_length=60)


class PersonDataPart(Schema):
    """What one section knows about the person."""

    title: str
    rows: list[dict[str, Any]]


class PersonDataOut(Schema):
    """Everything the platform knows about one person."""

    person_id: int
    person_name: str
    made_at: dt.datetime
    parts: list[PersonDataPart]


class DataRequestOut(Schema):
    """A request that was carried out."""

    id: int = Field(title="编号")
    person_id: int = Field(title="人口档案")
    kind: DataRequest.Kind = Field(title="类别")
    kind_title: str = Field(title="事项")
    reason: str = Field(title="缘由")
    done_by: str = Field(title="办理人")
    done_at: dt.datetime = Field(title="办理时间")


class AuditFilters(Schema):
    """Filters of the audit trail."""

    action: str = Field("", max_length=80, description="动作，可只写开头，如 cases.case")
    actor_id: int | None = Field(None, ge=1, le=2**53)
    actor: str = Field("", max_length=60, description="操作人姓名")
    target_model: str = Field("", max_length=80)
    target_id: str = Field("", max_length=40)
    area_id: int | None = Field(None, ge=1, le=2**53)
    since: dt.datetime | None = None
    until: dt.datetime | None = None


class AuditRow(Schema):
    """One entry of the audit trail."""

    id: int = Field(title="编号")
    at: dt.datetime = Field(title="时间")
    actor_id: int | None = Field(None, title="操作人编号")
    actor_name: str = Field(title="操作人")
    action: str = Field(title="动作")
    target_model: str = Field(title="对象类别")
    target_id: str = Field(title="对象编号")
    area_name: str = Field(title="区域")
    detail: dict[str, Any] = Field(title="详情")
    hash: str = Field(title="哈希")


class VerifyOut(Schema):
    """Whether the hash chain is whole; `broken_id` is the first entry that does not fit."""

    whole: bool
    entries: int
    broken_id: int | None = None
    broken_at: dt.datetime | None = None
    last_hash: str


class HealthLine(Schema):
    """One line of the health page: `state` is ok, warn or bad; `advice` says what to do."""

    name: str
    title: str
    state: str
    value: str
    advice: str = ""


class HealthOut(Schema):
    """How the platform is doing."""

    at: dt.datetime
    state: str
    lines: list[HealthLine]


class FailedEventOut(Schema):
    """An event whose handler gave up."""

    id: int = Field(title="编号")
    event: str = Field(title="事件")
    handler: str = Field(title="处理者")
    attempts: int = Field(title="失败次数")
    created_at: dt.datetime = Field(title="产生时间")
    last_error: str = Field(title="最近的错误")
    given_up: bool = Field(title="已放弃")


class ResendIn(Schema):
    """Which given-up events to send again; none means all."""

    ids: list[int] = Field([], max_length=1000)


class CountOut(Schema):
    """How many."""

    count: int


class JobOut(Schema):
    """A background job."""

    id: int = Field(title="编号")
    function: str = Field(title="任务")
    schedule: str = Field(title="周期")
    state: str = Field(title="状态")
    due_at: dt.datetime | None = Field(None, title="下次执行")
    started_at: dt.datetime | None = Field(None, title="开始")
    finished_at: dt.datetime | None = Field(None, title="结束")
    attempts: int = Field(title="失败次数")
    last_error: str = Field(title="最近的错误")


class BackupOut(Schema):
    """A backup file."""

    name: str
    size: int
    made_at: dt.datetime


class JobStartedOut(Schema):
    """The background job that does it."""

    job_id: int
    message: str


class SmsOut(Schema):
    """A message in the demo gateway's outbox."""

    id: str
    at: dt.datetime
    phone: str
    text: str
    parts: int
