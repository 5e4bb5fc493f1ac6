"""Shapes of the broadcasts."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, Field

from linli.kernel.api import Paging


def _readable(text: str) -> str:
    if any(not c.isprintable() and c != "\n" for c in text):
        raise ValueError("不能含有控制字符。")
    return text


Text = Annotated[str, AfterValidator(_readable)]
Id = Annotated[int, Field(ge=1, le=2**53)]
Percent = Annotated[int, Field(ge=0, le=100)]
Hours = Annotated[list[Percent], Field(min_length=24, max_length=24)]
State = Literal["", "planned", "playing", "done", "withdrawn"]
PlayState = Literal[
    "", "waiting", "accepted", "playing", "paused", "played", "skipped", "missed", "failed", "withdrawn"
]
What = Literal[
    "accepted", "started", "paused", "resumed", "cut", "finished", "skipped", "failed", "cancelled"
]


class ZonePatch(Schema):
    """What may be changed of a zone."""

    name: Text | None = Field(None, min_length=1, max_length=40)
    device_ids: list[Id] | None = Field(None, max_length=500)
    volumes: Hours | None = None
    urgent_volume: int | None = Field(None, ge=1, le=100)


class ZoneIn(ZonePatch):
    """A new zone."""

    area_id: Id
    name: Text = Field(min_length=1, max_length=40)


class ZoneSpeaker(Schema):
    """A loudspeaker of a zone."""

    id: int
    name: str
    place: str
    online: bool | None


class ZoneOut(Schema):
    """A zone with its loudspeakers and volumes."""

    id: int
    name: str
    area_id: int
    area_name: str = Field(alias="area.name")
    devices: list[ZoneSpeaker]
    volumes: list[int]
    urgent_volume: int


class ZoneName(Schema):
    """A zone by its name."""

    id: int
    name: str


class BroadcastIn(Schema):
    """What is to be said: a text, or a recording; at once, or at a time."""

    area_id: Id
    zones: list[Id] = Field(default_factory=list, max_length=100)
    title: Text = Field("", max_length=60)
    text: Text = Field("", max_length=500)
    audio: Id | None = None
    urgent: bool = False
    at: AwareDatetime | None = None
    repeats: int = Field(1, ge=1, le=5)
    late_minutes: int | None = Field(None, ge=0, le=1440)


class WithdrawIn(Schema):
    """Why."""

    reason: Text = Field("", max_length=200)


class SpeechIn(Schema):
    """A text to listen to."""

    text: Text = Field(min_length=1, max_length=500)


class SpeechOut(Schema):
    """How a text will be read, and the sound in base64."""

    words: str
    pinyin: str
    seconds: float
    content_type: str
    sound: str


class RecordingOut(Schema):
    """A recording that was taken in."""

    id: int
    name: str
    seconds: float


class StepOut(Schema):
    """One thing that a loudspeaker reported."""

    what: str
    title: str = Field(alias="get_what_display")
    at: dt.datetime
    second: float
    reason: str


class PlayOut(Schema):
    """A broadcast on one loudspeaker."""

    id: int = Field(title="编号")
    device_id: int = Field(title="设备号")
    device_name: str = Field(alias="device.name", title="音箱")
    device_place: str = Field(alias="device.place", title="位置")
    state: str = Field(title="结果编码")
    state_title: str = Field(alias="get_state_display", title="结果")
    volume: int = Field(title="音量（%）")
    overrides_hours: bool = Field(title="静音时段破例")
    started_at: dt.datetime | None = Field(title="实际开始")
    ended_at: dt.datetime | None = Field(title="结束")
    made_up: bool = Field(title="补播")
    reason: str = Field(title="原因")


class PlaySteps(PlayOut):
    """The same with everything that the loudspeaker reported."""

    steps: list[StepOut]

    @staticmethod
    def resolve_steps(row: Any) -> list[Any]:
        """In the loudspeaker's order."""
        return list(row.steps.all())


class PlayRow(PlayOut):
    """A line of the execution log."""

    broadcast_id: int = Field(title="广播编号")
    title: str = Field(alias="broadcast.title", title="广播")
    urgent: bool = Field(alias="broadcast.urgent", title="紧急")
    play_at: dt.datetime = Field(alias="broadcast.play_at", title="应播时间")


class BroadcastRow(Schema):
    """A line of the list."""

    id: int = Field(title="编号")
    title: str = Field(title="广播")
    area_id: int = Field(title="区域编号")
    area_name: str = Field(alias="area.name", title="区域")
    zones: list[ZoneName] = Field(title="分区")
    urgent: bool = Field(title="紧急")
    recorded: bool = Field(title="录音")
    state: str = Field(title="状态编码")
    state_title: str = Field(alias="get_state_display", title="状态")
    play_at: dt.datetime = Field(title="播放时间")
    seconds: float = Field(title="时长（秒）")
    repeats: int = Field(title="播几遍")
    actor_name: str = Field(title="发起人")
    ref: str = Field(title="来源")
    trouble: str = Field(title="问题")
    speakers: int = Field(title="音箱数")
    played: int = Field(title="播完")
    lost: int = Field(title="没播")


class BroadcastOut(BroadcastRow):
    """A broadcast with what became of it on each loudspeaker."""

    text: str
    words: str
    pinyin: str
    expires_at: dt.datetime
    sound_id: int | None
    plays: list[PlaySteps]


class LoudspeakerOut(Schema):
    """A loudspeaker: where it is, whether it is there, what it played last."""

    id: int
    number: str
    name: str
    area_id: int
    area_name: str
    place: str
    online: bool | None
    last_seen_at: dt.datetime | None
    zones: list[str]
    last: PlayRow | None


class BroadcastFilters(Schema):
    """Filters of the list."""

    q: str = Field("", max_length=60)
    state: State = ""
    urgent: bool | None = None


class BroadcastPaging(Paging):
    """Paging of the list."""

    sortable: ClassVar[tuple[str, ...]] = ("play_at", "title")


class PlayFilters(Schema):
    """Filters of the execution log."""

    device_id: Id | None = None
    state: PlayState = ""
    since: dt.date | None = None
    until: dt.date | None = None


class PlayPaging(Paging):
    """Paging of the execution log."""

    sortable: ClassVar[tuple[str, ...]] = ("started_at",)


class ReportIn(Schema):
    """One step that a loudspeaker tells; `at` in epoch milliseconds by its own clock."""

    play: Id
    nth: Id
    what: What
    at: int = Field(ge=0, le=4_102_444_800_000)
    second: float = Field(0, ge=0, le=86_400, allow_inf_nan=False)
    reason: Text = Field("", max_length=200)


class ReportsIn(Schema):
    """What a loudspeaker has to tell."""

    reports: list[ReportIn] = Field(min_length=1, max_length=200)


class ReportsOut(Schema):
    """How many of them were new."""

    taken: int
