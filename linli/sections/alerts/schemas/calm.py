"""Shapes of silences, inhibition, and notifications."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from django.utils import timezone
from ninja import Schema
from pydantic import AwareDatetime, Field


class SilenceIn(Schema):
    """What is silenced, when and why; weekdays with hours make it a weekly window."""

    area_id: int
    starts_at: AwareDatetime
    ends_at: AwareDatetime
    reason: str = Field(max_length=120)
    kind: str = Field("", max_length=40)
    device_id: int | None = None
    weekdays: list[int] = Field([], max_length=7)
    opens: dt.time | None = None
    closes: dt.time | None = None


class SilenceSourceIn(Schema):
    """Until when the source of an alert is silenced, and why."""

    until: AwareDatetime
    reason: str = Field(max_length=120)


class SilenceOut(Schema):
    """A silence and whether it holds."""

    id: int
    area_id: int
    area: str = Field(alias="area.name")
    kind: str = ""
    kind_title: str = ""
    device_id: int | None = None
    source_title: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    weekdays: list[int]
    opens: dt.time | None = None
    closes: dt.time | None = None
    reason: str
    author: str = ""
    lifted_at: dt.datetime | None = None
    state: Literal["waiting", "holding", "ended"]

    @staticmethod
    def resolve_kind(row: Any) -> str:
        """The code of the kind, "" for all."""
        return row.kind.code if row.kind else ""

    @staticmethod
    def resolve_kind_title(row: Any) -> str:
        """The name of the kind."""
        return row.kind.title if row.kind else ""

    @staticmethod
    def resolve_source_title(row: Any) -> str:
        """The name of the one source or device meant."""
        return row.source_title or (row.device.name if row.device else "")

    @staticmethod
    def resolve_author(row: Any) -> str:
        """Who set it."""
        return row.author.name if row.author else "系统"

    @staticmethod
    def resolve_state(row: Any) -> str:
        """Whether it is still to come, holds, or is over."""
        now = timezone.now()
        if row.lifted_at or row.ends_at <= now:
            return "ended"
        return "waiting" if row.starts_at > now else "holding"


class InhibitionIn(Schema):
    """While an alert of the kind `cause` is live, those of the kind `hidden` in its reach are not told."""

    cause: str = Field(max_length=40)
    hidden: str = Field(max_length=40)
    reach: Literal["gateway", "source", "building", "area"]


class InhibitionOut(Schema):
    """A pair of the table."""

    id: int
    cause: str = Field(alias="cause.code")
    cause_title: str = Field(alias="cause.title")
    hidden: str = Field(alias="hidden.code")
    hidden_title: str = Field(alias="hidden.title")
    reach: str
    reach_title: str = Field(alias="get_reach_display")


class NotificationOut(Schema):
    """Who was told by which channel, when, and whether it arrived."""

    at: dt.datetime
    name: str
    who: str
    who_title: str = ""
    channel: str
    channel_title: str = Field(alias="get_channel_display")
    reason_title: str = Field(alias="get_reason_display")
    state: str
    state_title: str = Field(alias="get_state_display")
    sent_at: dt.datetime | None = None
    seen_at: dt.datetime | None = None
    error: str

    @staticmethod
    def resolve_who_title(row: Any) -> str:
        """In which part: 主班, 网格员, 家属 …"""
        from linli.sections.alerts.chain import WHO

        return WHO.get(row.who, "")
