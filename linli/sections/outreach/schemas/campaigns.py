"""Shapes of campaigns, their people and their messages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from ninja import Schema
from pydantic import Field

from linli.kernel.api import Paging

Way = Literal["app", "sms", "phone", "visit"]
Sort = Literal["notice", "event", "policy", "matter", "emergency"]


WORDS = {
    ("phone", "planned"): "待拨打", ("visit", "planned"): "待上门", ("phone", "read"): "已告知", ("visit", "read"): "已告知",
    ("sms", "read"): "已回复",
}  # fmt: skip
"""States as they are called of a way; the others are called the same everywhere."""


class LadderStep(Schema):
    """One way, and how many hours it has before the next."""

    channel: Way
    wait_h: Annotated[float, Field(ge=0, le=720)] = 0


class CampaignIn(Schema):
    """A campaign to plan. `brief` is what the SMS says; empty takes the beginning of the text."""

    title: Annotated[str, Field(max_length=80)]
    text: Annotated[str, Field(max_length=4000)]
    brief: Annotated[str, Field(max_length=35)] = ""
    audience_id: Annotated[int, Field(ge=1, le=2**53)]
    kind: Sort = "notice"
    ref: Annotated[str, Field(max_length=60)] = ""
    emergency: bool = False
    confirm: bool = False
    ladder: Annotated[list[LadderStep] | None, Field(max_length=4)] = None


class CampaignStart(Schema):
    """`override`: why it is to be sent in the quiet hours too."""

    override: Annotated[str, Field(max_length=200)] = ""


class CampaignReason(Schema):
    """A reason in words."""

    reason: Annotated[str, Field(max_length=200)] = ""


class CampaignRow(Schema):
    """A campaign for the list."""

    id: int
    title: str
    kind: str
    kind_title: str
    state: str
    state_title: str
    area: str
    emergency: bool
    ref: str
    people: int
    reached: int = 0
    written_off: int = 0
    left: int = 0
    created_at: dt.datetime
    started_at: dt.datetime | None
    ended_at: dt.datetime | None
    created_by: str

    @staticmethod
    def resolve_kind_title(row: Any) -> str:
        return str(row.get_kind_display())

    @staticmethod
    def resolve_state_title(row: Any) -> str:
        return str(row.get_state_display())

    @staticmethod
    def resolve_area(row: Any) -> str:
        return str(row.area.name)

    @staticmethod
    def resolve_written_off(row: Any) -> int:
        return int(getattr(row, "off", 0))

    @staticmethod
    def resolve_created_by(row: Any) -> str:
        return row.created_by.name if row.created_by else "系统"


class CampaignOut(CampaignRow):
    """One campaign."""

    text: str
    brief: str
    confirm: bool
    audience_id: int
    ladder: list[LadderStep]
    quiet_override: str


class CampaignPreview(Schema):
    """Who will be reached how, and what the SMS cost at most, in 分."""

    people: int
    first: dict[str, int]
    nobody: int
    opted_out: int
    sms_people: int
    sms_phones: int
    sms_parts: int
    price_fen: int
    sms_text: str
    quiet: bool
    told: str


class WithdrawnOut(Schema):
    """What a withdrawal stopped, and what had gone out, in people."""

    stopped: int
    out: int
    read: int


class WayCounts(Schema):
    """One way of the funnel."""

    channel: str
    title: str
    planned: int
    sent: int
    delivered: int
    read: int
    failed: int
    unknown: int
    skipped: int
    dropped: int
    reached: int
    left: int


class CauseCount(Schema):
    """How many messages stopped for one cause."""

    channel: str
    channel_title: str
    state: str
    state_title: str
    cause: str
    n: int


class FunnelOut(Schema):
    """The funnel of a campaign; `nowhere`: people no way is left for."""

    ways: list[WayCounts]
    nowhere: int
    causes: list[CauseCount]


class CampaignPaging(Paging):
    """Lists of campaigns."""

    sortable: ClassVar[tuple[str, ...]] = ("created_at", "people")


class CampaignTarget(Schema):
    """One person of a campaign."""

    id: int
    person_id: int
    name: str
    address: str
    area: str
    state: str
    state_title: str
    channel: str
    channel_title: str
    due_at: dt.datetime | None
    reached_by_title: str
    reached_at: dt.datetime | None
    reason: str

    @staticmethod
    def resolve_area(row: Any) -> str:
        return str(row.area.name)

    @staticmethod
    def resolve_state_title(row: Any) -> str:
        return str(row.get_state_display())

    @staticmethod
    def resolve_channel_title(row: Any) -> str:
        return row.get_channel_display() if row.channel else "没有可用的方式"

    @staticmethod
    def resolve_reached_by_title(row: Any) -> str:
        return row.get_reached_by_display() if row.reached_by else ""


class ReachMessage(Schema):
    """One message: per person and way what became of it."""

    id: int
    person_id: int
    name: str = ""
    address: str = ""
    channel: str
    channel_title: str
    round: int
    state: str
    state_title: str
    cause: str
    tries: int
    done_by: str
    planned_at: dt.datetime
    sent_at: dt.datetime | None
    delivered_at: dt.datetime | None
    read_at: dt.datetime | None

    @staticmethod
    def resolve_channel_title(row: Any) -> str:
        return str(row.get_channel_display())

    @staticmethod
    def resolve_state_title(row: Any) -> str:
        return WORDS.get((row.channel, row.state)) or str(row.get_state_display())

    @staticmethod
    def resolve_done_by(row: Any) -> str:
        return row.done_by.name if row.done_by else ""


class TargetStory(Schema):
    """One person with everything that was tried."""

    target: CampaignTarget
    messages: list[ReachMessage]


class UnknownSms(Schema):
    """One SMS of which it is not known whether it went out."""

    id: int
    phone_masked: str
    names: str
    state: str
    cause: str
    claimed_at: dt.datetime | None


class SmsSettle(Schema):
    """What a person found out: it arrived, it did not, or it is to be sent once more."""

    outcome: Literal["delivered", "failed", "again"]
    note: Annotated[str, Field(max_length=100)] = ""
