"""What staff see: states by name, masked contacts, the actions they may take."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema
from pydantic import Field

from linli.kernel.access import ROLES
from linli.kernel.privacy import masked
from linli.sections.cases import flow
from linli.sections.cases.models import (
    Case,
    CaseAssist,
    CasePhoto,
    CaseRequest,
    Category,
    Source,
    TimelineEntry,
)
from linli.sections.cases.schemas.detail import (
    CaseAssistOut,
    CaseLinkOut,
    CaseRequestOut,
    CaseShareOut,
)


class CaseRow(Schema):
    """A line of the list, made by `queries.rows.case_row`; titles are the headings of the export."""

    id: int = Field(title="序号")
    number: str = Field(title="编号")
    text: str = Field(title="内容")
    category: str = Field(title="分类")
    area: str = Field(title="小区")
    place: str = Field(title="地点")
    source: str = Field(title="来源")
    state: str = Field(title="状态代码")
    state_title: str = Field(title="状态")
    urgent: bool = Field(title="紧急")
    overdue: bool = Field(title="超期")
    party: str = Field(title="责任方")
    reporter: str = Field(title="诉求人")
    due_at: dt.datetime = Field(title="办理时限")
    created_at: dt.datetime = Field(title="上报时间")
    updated_at: dt.datetime = Field(title="更新时间")
    version: int = Field(title="版本")


class CasePhotoOut(Schema):
    """A stored photo and where to read it."""

    id: int
    url: str


class CaseFieldOut(Schema):
    """A field an action asks for."""

    name: str
    label: str
    kind: str
    required: bool


class CaseActionOut(Schema):
    """An action this actor may take now."""

    action: str
    title: str
    fields: list[CaseFieldOut]


class CaseEntryOut(Schema):
    """One timeline entry, with who did it."""

    id: int
    at: dt.datetime
    action: str
    title: str
    who: str
    text: str
    public: bool
    to_state_title: str
    photos: list[CasePhotoOut]
    sounds: list[str] = Field(description="语音的地址")

    @staticmethod
    def resolve_sounds(entry: TimelineEntry) -> list[str]:
        """Voice notes by the kernel's file address."""
        return [f"/api/kernel/files/{sound.file_id}" for sound in entry.sounds.all()]

    @staticmethod
    def resolve_title(entry: TimelineEntry) -> str:
        """Title of the action."""
        if entry.action == "merge":
            return f"合并到 {entry.data.get('into', '另一条')}"
        return flow.titles().get(entry.action, entry.action)

    @staticmethod
    def resolve_to_state_title(entry: TimelineEntry) -> str:
        """Title of the state it led to."""
        return str(flow.State(entry.to_state).label) if entry.to_state else ""

    @staticmethod
    def resolve_photos(entry: TimelineEntry) -> list[dict[str, Any]]:
        """Photos by the kernel's file address."""
        return [_photo(p) for p in entry.photos.all()]


def _photo(photo: CasePhoto) -> dict[str, Any]:
    return {"id": photo.file_id, "url": f"/api/kernel/files/{photo.file_id}"}


class CaseOut(CaseRow):
    """One case, whole."""

    category_code: str
    area_id: int
    home_id: int | None
    building_id: int | None
    point: list[float] | None = Field(description="平面图上的位置（米）")
    entered_by: str = Field(description="代报时由谁写下")
    round: int
    returned: int
    return_barred: bool
    respond_by_at: dt.datetime
    responded_at: dt.datetime | None
    warn_at: dt.datetime
    expected_at: dt.datetime | None
    handled_at: dt.datetime | None
    ended_at: dt.datetime | None
    resolved: bool | None
    rating: int | None
    owner: str = Field(description="首接负责人：接单以前由谁跟")
    reached: int = Field(description="七步流程走到第几步")
    suspended_for: str
    suspended_until: dt.datetime | None
    extended: int
    redone: int
    redo_reason: str
    supervised: bool
    merged_into: CaseLinkOut | None
    merged: list[CaseLinkOut]
    followers: int
    requests: list[CaseRequestOut]
    assists: list[CaseAssistOut]
    share: CaseShareOut | None = Field(description="有延期申请待审批时，延期诉求的占比")
    timeline: list[CaseEntryOut]
    actions: list[CaseActionOut]

    @staticmethod
    def resolve_category(case: Case) -> str:
        """Name of the category."""
        return case.category.name

    @staticmethod
    def resolve_area(case: Case) -> str:
        """Name of the area."""
        return case.area.name

    @staticmethod
    def resolve_source(case: Case) -> str:
        """Title of the door it came through."""
        return str(Source(case.source).label)

    @staticmethod
    def resolve_state_title(case: Case) -> str:
        """Title of the state."""
        return str(flow.State(case.state).label)

    @staticmethod
    def resolve_reporter(case: Case) -> str:
        """Masked name and phone."""
        return " ".join(filter(None, (masked(case, "reporter_name"), masked(case, "reporter_phone"))))

    @staticmethod
    def resolve_entered_by(case: Case) -> str:
        """Who wrote it down for somebody else, or ""."""
        return case.entered_by.name if case.entered_by else ""

    @staticmethod
    def resolve_category_code(case: Case) -> str:
        """Code of the category."""
        return case.category.code

    @staticmethod
    def resolve_owner(case: Case) -> str:
        """Name of who received it first, or ""."""
        return case.owner_user.name if case.owner_user else ""

    @staticmethod
    def resolve_reached(case: Case) -> int:
        """1 to 7."""
        return flow.REACHED[flow.State(case.state)]

    @staticmethod
    def resolve_merged(case: Case) -> list[Case]:
        """Cases merged into this one."""
        return list(case.merged.all())

    @staticmethod
    def resolve_followers(case: Case) -> int:
        """How many people besides the reporter wait for it."""
        return int(getattr(case, "waiting_people", 0))

    @staticmethod
    def resolve_requests(case: Case) -> list[CaseRequest]:
        """In the order of asking."""
        return list(case.requests.all())

    @staticmethod
    def resolve_assists(case: Case) -> list[CaseAssist]:
        """In the order of asking."""
        return list(case.assists.all())

    @staticmethod
    def resolve_share(case: Case) -> Any:
        """Only while somebody has to decide an extension."""
        from linli.sections.cases import queries

        return queries.extension_share(case) if queries.waiting(case, flow.EXTENSION) else None

    @staticmethod
    def resolve_timeline(case: Case) -> list[TimelineEntry]:
        """In the order of happening."""
        return list(case.timeline.all())

    @staticmethod
    def resolve_actions(case: Case, context: Any) -> list[flow.Step]:
        """What the asking actor may do now."""
        from linli.sections.cases import queries

        return queries.actions(context["request"].actor, case)


class CaseCategoryOut(Schema):
    """A node of the category tree; `grouping` nodes cannot be picked."""

    id: int
    code: str
    name: str
    parent: str
    limit_days: int
    urgent_days: int
    urgent_hours: int | None
    role: str
    role_title: str
    active: bool
    grouping: bool
    used: int

    @staticmethod
    def resolve_parent(category: Category) -> str:
        """Code of the parent, or ""."""
        return category.parent.code if category.parent else ""

    @staticmethod
    def resolve_role_title(category: Category) -> str:
        """Title of the suggested role, or ""."""
        return ROLES[category.role].title if category.role else ""


class CaseColumnOut(Schema):
    """One column of the board."""

    state: str
    title: str
    total: int
    cases: list[CaseRow]


class CasePartyOut(Schema):
    """One choice of responsible party."""

    title: str
    group: str
    role: str
    user_id: int | None
    organisation_id: int | None


class CaseContactOut(Schema):
    """The reporter's contact in the clear."""

    name: str
    phone: str
