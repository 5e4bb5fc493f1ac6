"""Shapes of notices: as they are written, listed, read and signed up for."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

from linli.kernel.api import Paging
from linli.sections.outreach.models import Notice, Reading, SignUp
from linli.sections.outreach.queries.notices import standing

Kind = Literal["notice", "event", "policy"]
KindAsked = Literal["", "notice", "event", "policy"]
Key = Annotated[int, Field(ge=1, le=2**53)]


class NoticeFilters(Schema):
    """Filters of the list."""

    state: Literal["", "draft", "review", "planned", "published", "withdrawn"] = ""
    kind: KindAsked = ""
    text: str = Field("", max_length=60)


class NoticePaging(Paging):
    """Paging of the list."""

    sortable: ClassVar[tuple[str, ...]] = ("changed_at", "published_at", "publish_at", "title")


class NoticeFile(Schema):
    """An attachment."""

    id: int
    name: str
    type: str
    size: int


class NoticeWords(Schema):
    """What it says."""

    kind: Kind = "notice"
    title: str = Field(max_length=60)
    brief: str = Field("", max_length=35, description="短信和大屏上说的一句话；空为标题")
    html: str = Field(max_length=100_000)
    file_ids: list[Key] = Field([], max_length=20)
    source: str = Field("", max_length=60)
    document: str = Field("", max_length=60)
    starts_at: AwareDatetime | None = None
    ends_at: AwareDatetime | None = None
    place: str = Field("", max_length=80)
    seats: int | None = Field(None, ge=0, le=100_000)
    sign_up: bool = False
    sign_up_until: AwareDatetime | None = None
    audience_id: Key | None = None
    open: bool = True
    receipt: bool = False
    tell: bool = False
    screen_days: int = Field(0, ge=0, le=90)
    publish_at: AwareDatetime | None = None
    shown_until: AwareDatetime | None = None


class NoticeNew(NoticeWords):
    """A new draft."""

    area_id: Key


class NoticeChange(NoticeWords):
    """New words; `revision` is the one that was read."""

    revision: int = Field(ge=1, le=2**31 - 1)


class NoticeRow(Schema):
    """One line of the list."""

    id: int = Field(title="序号")
    kind: str = Field(title="类别代码")
    kind_title: str = Field(title="类别")
    title: str = Field(title="标题")
    area: str = Field(title="范围")
    state: str = Field(title="状态代码")
    standing: str = Field(title="状态")
    on_show: bool = Field(title="正在展示")
    pinned_until: dt.datetime | None = Field(title="置顶到")
    publish_at: dt.datetime | None = Field(title="定时发布")
    published_at: dt.datetime | None = Field(title="首次发布")
    changed_at: dt.datetime = Field(title="最近变化")
    written_by: str = Field(title="编写人")
    reviewed_by: str = Field(title="审核人")
    read: int = Field(title="已读")
    confirmed: int = Field(title="已确认")
    signed_up: int = Field(title="报名")

    @staticmethod
    def resolve_kind_title(row: Notice) -> str:
        """Title of the kind."""
        return str(Notice.Kind(row.kind).label)

    @staticmethod
    def resolve_area(row: Notice) -> str:
        """Name of the area."""
        return row.area.name

    @staticmethod
    def resolve_standing(row: Notice) -> str:
        """Where it stands."""
        return standing(row)

    @staticmethod
    def resolve_on_show(row: Notice) -> bool:
        """True while people see a version of it."""
        return row.shown_id is not None

    @staticmethod
    def resolve_written_by(row: Notice) -> str:
        """Name of the writer."""
        return row.written_by.name if row.written_by else ""

    @staticmethod
    def resolve_reviewed_by(row: Notice) -> str:
        """Name of the reviewer."""
        return row.reviewed_by.name if row.reviewed_by else ""


class NoticeOut(NoticeRow):
    """One notice for its writers."""

    area_id: int
    brief: str
    html: str
    text: str
    files: list[NoticeFile]
    source: str
    document: str
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    place: str
    seats: int | None
    sign_up: bool
    sign_up_until: dt.datetime | None
    audience_id: int | None
    open: bool
    receipt: bool
    tell: bool
    screen_days: int
    shown_until: dt.datetime | None
    withdrawn_at: dt.datetime | None
    withdrawal: dict[str, Any] | None
    campaign_id: int | None
    trouble: str
    review_note: str
    revision: int
    own: bool
    within: bool
    """It lies in the areas of the one who asks, who may change it and see who has read it."""

    @staticmethod
    def resolve_own(row: Notice, context: Any) -> bool:
        """True for who wrote it: somebody else reviews it."""
        return bool(row.written_by_id == context["request"].actor.user_id)


class NoticeVersionOut(Schema):
    """A version as it was published."""

    number: int
    title: str
    html: str
    files: list[NoticeFile]
    written_by: str
    reviewed_by: str
    published_at: dt.datetime


class NoticeReview(Schema):
    """What the second person says."""

    revision: int = Field(ge=1, le=2**31 - 1)
    approve: bool
    note: str = Field("", max_length=200)


class NoticeReason(Schema):
    """Why."""

    reason: str = Field(max_length=200)


class NoticePin(Schema):
    """For how many days on top."""

    days: int = Field(ge=0, le=90)


class NoticeReading(Schema):
    """A reading receipt."""

    id: int = Field(title="序号")
    name: str = Field(title="姓名")
    address: str = Field(title="住址")
    version: int = Field(title="版本")
    read_at: dt.datetime = Field(title="首次阅读")
    confirmed_at: dt.datetime | None = Field(title="确认时间")

    @staticmethod
    def resolve_name(row: Reading) -> str:
        """The person's name, else the account's."""
        return getattr(row, "name", "") or row.user.name


class SignUpOut(Schema):
    """Somebody who comes."""

    id: int = Field(title="序号")
    name: str = Field(title="姓名")
    address: str = Field(title="住址")
    people: int = Field(title="人数")
    note: str = Field(title="备注")
    state: str = Field(title="状态代码")
    state_title: str = Field(title="状态")
    came: bool | None = Field(title="到场")
    at: dt.datetime = Field(title="报名时间")

    @staticmethod
    def resolve_state_title(row: SignUp) -> str:
        """Title of the state."""
        return str(SignUp.State(row.state).label)


class Attendance(Schema):
    """Whether somebody was there."""

    came: bool


class ShownRow(Schema):
    """A notice in the resident's list."""

    id: int
    kind: str
    kind_title: str
    title: str
    brief: str
    area: str
    pinned: bool
    published_at: dt.datetime
    starts_at: dt.datetime | None
    ends_at: dt.datetime | None
    place: str
    receipt: bool
    read: bool
    confirmed: bool
    my_state: str


class ShownNotice(ShownRow):
    """A notice as residents read it; `seats_left` None when there is no limit."""

    html: str
    text: str
    files: list[NoticeFile]
    source: str
    document: str
    sign_up: bool
    sign_up_until: dt.datetime | None
    seats_left: int | None
    my_people: int
    version: int


class SignUpIn(Schema):
    """How many come."""

    people: int = Field(1, ge=1, le=100)
    note: str = Field("", max_length=60)
