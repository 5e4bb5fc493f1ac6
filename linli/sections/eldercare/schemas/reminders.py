"""Shapes of reminders over REST."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from ninja import Schema
from pydantic import Field

from linli.kernel.api import Paging
from linli.sections.eldercare.models import Reminder

Clock = Annotated[str, Field(max_length=5)]
Weekday = Annotated[int, Field(ge=0, le=6)]


Key = Annotated[int, Field(ge=1, le=2**53)]


class ReminderIn(Schema):
    """A reminder as it shall be; times in Shanghai time, 0 is Monday."""

    text: str = Field(max_length=100)
    about: Literal["medicine", "checkup", "other"] = "medicine"
    repeat: Literal["daily", "weekdays", "every", "once"] = "daily"
    times: list[Clock] = Field(max_length=8)
    weekdays: list[Weekday] = Field([], max_length=7)
    every_days: int = Field(1, ge=1, le=365)
    starts_on: dt.date | None = None
    until: dt.date | None = None
    channel: Literal["speaker", "sms", "page"] = "page"
    device_id: Key | None = None
    at_night: bool = False


class ReminderNew(ReminderIn):
    """A reminder for an elder."""

    elder_id: Key


class ReminderOut(ReminderIn):
    """A reminder."""

    id: int
    elder_id: int
    name: str = Field(alias="elder.person.name", title="老人")
    about_title: str = Field(alias="get_about_display", title="类别")
    channel_title: str = Field(alias="get_channel_display", title="方式")
    device: str = Field("", title="音箱")
    active: bool
    next_at: dt.datetime | None = Field(title="下次")
    made_by: str = Field(title="登记人")

    @staticmethod
    def resolve_device(row: Reminder) -> str:
        """The speaker's name."""
        return row.device.name if row.device else ""


class RingOut(Schema):
    """One time a reminder was due."""

    id: int
    text: str = Field(alias="reminder.text", title="内容")
    about: str = Field(alias="reminder.about")
    due_at: dt.datetime = Field(title="时间")
    state: str
    state_title: str = Field(alias="get_state_display", title="状态")
    channel_title: str = Field(alias="get_channel_display", title="方式")
    problem: str = Field(title="没有送达的原因")
    confirmed_at: dt.datetime | None = Field(None, title="确认时间")


class RingRow(RingOut):
    """For staff: also whose."""

    elder_id: int
    name: str = Field(alias="elder.person.name", title="老人")


class NextReminder(Schema):
    """What comes next, for the elder."""

    id: int
    text: str
    about: str
    next_at: dt.datetime


class MyReminders(Schema):
    """The elder's day."""

    rings: list[RingOut]
    coming: list[NextReminder]


class SpeakerOut(Schema):
    """A speaker that may be used."""

    id: int
    name: str
    place: str


class RingPaging(Paging):
    """By time."""

    sortable: ClassVar[tuple[str, ...]] = ("due_at",)
