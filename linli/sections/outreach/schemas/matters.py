"""Shapes of matters and their people."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from linli.kernel.api import Paging
from linli.sections.outreach.schemas.eligibility import FindingOut, Id, Verdict

Line = Annotated[str, StringConstraints(max_length=120)]
State = Literal[
    "check", "waiting", "told", "agreed", "handled", "done", "refused", "moved", "died", "dropped"
]
Way = Literal["", "app", "sms", "phone", "visit", "talk"]


class MatterCount(Schema):
    """How many people are in a state."""

    state: State
    title: str
    count: int


class MatterOut(Schema):
    """A matter with how far it is within the actor's areas; `left`: neither done nor ended."""

    id: int
    title: str
    summary: str
    area_id: int
    area: str
    rule_id: int
    rule: str
    rule_text: str
    audience_id: int | None
    as_of: dt.date | None
    materials: list[str]
    steps: list[str]
    place: str
    phone: str
    starts_on: dt.date
    deadline: dt.date | None
    days_left: int | None
    state: Literal["draft", "open", "closed"]
    state_text: str
    counts: list[MatterCount]
    people: int
    done: int
    left: int


class MatterChange(Schema):
    """What is said of a matter; what is left out stays."""

    title: str | None = Field(None, min_length=1, max_length=60)
    summary: str | None = Field(None, max_length=500)
    rule_id: Id | None = None
    materials: list[Line] | None = Field(None, max_length=20)
    steps: list[Line] | None = Field(None, max_length=20)
    place: str | None = Field(None, max_length=120)
    phone: str | None = Field(None, max_length=30)
    starts_on: dt.date | None = None
    deadline: dt.date | None = None


class MatterIn(Schema):
    """A new matter."""

    area_id: Id
    rule_id: Id
    title: str = Field(min_length=1, max_length=60)
    summary: str = Field("", max_length=500)
    materials: list[Line] = Field([], max_length=20)
    steps: list[Line] = Field([], max_length=20)
    place: str = Field("", max_length=120)
    phone: str = Field("", max_length=30)
    starts_on: dt.date
    deadline: dt.date | None = None


class MatterPeopleFilters(Schema):
    """Filters of the people of a matter."""

    state: list[State] = Field([], max_length=10)
    q: str = Field("", max_length=60)


class MatterPeoplePaging(Paging):
    """Sorting of the people of a matter."""

    sortable: ClassVar[tuple[str, ...]] = ("moved_at", "state")


class MatterPersonOut(Schema):
    """A person of a matter."""

    id: int = Field(title="编号")
    matter_id: int = Field(title="事项编号")
    matter: str = Field(title="事项")
    deadline: dt.date | None = Field(title="截止日期")
    person_id: int = Field(title="人口编号")
    name: str = Field(title="姓名")
    sex: str = Field(title="性别")
    born_on: dt.date | None = Field(title="出生日期")
    address: str = Field(title="住址")
    phone_masked: str = Field(title="电话")
    state: State
    state_text: str = Field(title="进度")
    told_way: str = Field(title="告知方式")
    reason: str = Field(title="理由")
    proxy: str = Field(title="代办人")
    moved_at: dt.datetime = Field(title="最近变化")
    done_at: dt.datetime | None = Field(title="办结时间")


class MatterEntryOut(Schema):
    """One line of the story."""

    at: dt.datetime
    by: str
    state_text: str
    text: str


class MatterPersonPage(MatterPersonOut):
    """A person of a matter with the story, and why the rule means them."""

    proxy_name: str
    proxy_relation: str
    proxy_phone_masked: str
    verdict: Verdict | None
    findings: list[FindingOut]
    entries: list[MatterEntryOut]


class MatterMoveIn(Schema):
    """The next step for some people of a matter."""

    row_ids: list[Id] = Field(min_length=1, max_length=500)
    state: State
    reason: str = Field("", max_length=200)
    way: Way = ""


class MatterMoved(Schema):
    """How many."""

    moved: int


class MatterProxyIn(Schema):
    """A relative who acts for the person; an empty name ends it."""

    name: str = Field("", max_length=60)
    relation: str = Field("", max_length=20)
    phone: str = Field("", max_length=30)


class MatterExportIn(Schema):
    """Why the list with id numbers is needed, and who is on it."""

    reason: str = Field(max_length=200)
    state: list[State] = Field(["agreed", "handled", "done"], min_length=1, max_length=10)


class MatterTellIn(Schema):
    """What those who wait are told."""

    title: str = Field(min_length=2, max_length=80)
    text: str = Field(min_length=2, max_length=2000)
    brief: str = Field("", max_length=35)


class MatterTellOut(Schema):
    """The campaign that tells them."""

    campaign_id: int
    people: int


class OwnMatter(Schema):
    """A matter as the person it is for (or the proxy) sees it."""

    id: int
    title: str
    summary: str
    materials: list[str]
    steps: list[str]
    place: str
    phone: str
    deadline: dt.date | None
    days_left: int | None
    state: State
    state_text: str
    for_name: str
    mine: bool
    proxy: str
    can_answer: bool


class MatterAnswerIn(Schema):
    """Agree, or give it up with a reason."""

    agree: bool
    reason: str = Field("", max_length=200)
