"""What comes in: filters, reports, and the body of each action (always with the `version` the sender saw)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field, field_validator

from linli.kernel.api import Paging
from linli.sections.cases.flow import State
from linli.sections.cases.models import Source

Ids = Annotated[list[int], Field(max_length=10)]
Text = Annotated[str, Field(max_length=4000)]
Short = Annotated[str, Field(max_length=120)]
Metres = Annotated[float, Field(ge=-100_000, le=100_000)]
STATES = frozenset(State.values)


class BoardFilters(Schema):
    """Filters shared by the list and the board."""

    category: str = Field("", max_length=20)
    source: Literal[
        "", "resident", "grid", "patrol", "alert", "hotline", "walk_in", "board", "open311", "chat"
    ] = ""
    text: str = Field("", max_length=60)
    overdue: bool = False
    urgent: bool = False
    mine: bool = False
    waiting: bool = Field(False, description="有申请等待审批")
    area_id: int | None = None
    since: dt.date | None = Field(None, ge=dt.date(2000, 1, 1), le=dt.date(2100, 1, 1))
    until: dt.date | None = Field(None, ge=dt.date(2000, 1, 1), le=dt.date(2100, 1, 1))


class CaseFilters(BoardFilters):
    """Filters of the list. `state`: "open", or one or several states with commas."""

    state: str = Field("", max_length=80)
    of: str = Field("", max_length=30, description="统计指标的行：指标.part、指标.whole 或 指标.rest")
    slice: str = Field(
        "", max_length=40, description="统计的一行：grid:12、category:3、party:role:grid、week:2026-11-16"
    )

    @field_validator("state")
    @classmethod
    def known(cls, value: str) -> str:
        """Only states that exist."""
        if value and value != "open" and not set(value.split(",")) <= STATES:
            raise ValueError("没有这个状态。")
        return value


class CasePaging(Paging):
    """Paging of the case list."""

    sortable: ClassVar[tuple[str, ...]] = ("created_at", "due_at", "updated_at", "number")


class MinePaging(Paging):
    """Paging of one's own cases."""

    sortable: ClassVar[tuple[str, ...]] = ("created_at",)


class CaseReportIn(Schema):
    """A report by oneself: a photo or one sentence is enough."""

    text: Text = ""
    category: str = Field("", max_length=20)
    place: Short = ""
    area_id: int | None = None
    home_id: int | None = None
    building_id: int | None = None
    point: tuple[Metres, Metres] | None = Field(None, description="平面图上的位置（米）")
    photos: Ids = []
    sounds: Annotated[list[int], Field(max_length=3)] = []
    urgent: bool = False
    source: Literal["grid", "patrol"] = Field("grid", description="只对工作人员有效")


class CaseEntryIn(CaseReportIn):
    """An entry on behalf of somebody: a name or a phone is enough. On rounds (网格, 巡查) it may be one's own find."""

    source: Literal["hotline", "walk_in", "grid", "patrol"] = Source.WALK_IN.value  # type: ignore[assignment]
    reporter_name: str = Field("", max_length=40)
    reporter_phone: str = Field("", max_length=20)
    person_id: int | None = None


class CaseSeen(Schema):
    """The version of the case that the sender saw."""

    version: int = Field(ge=1)


class CaseAcceptIn(CaseSeen):
    """受理."""

    category: str = Field("", max_length=20)
    urgent: bool | None = None
    note: Text = ""
    by_rule: bool = Field(True, description="派遣规则说“自动”时，受理后立即派遣")


class CaseRejectIn(CaseSeen):
    """不予受理."""

    reason: Text
    where_to: Short


class CaseDispatchIn(CaseSeen):
    """派遣: exactly one of role, user_id and organisation_id."""

    role: str = Field("", max_length=20)
    user_id: int | None = None
    organisation_id: int | None = None
    note: Text = ""


class CaseTakeIn(CaseSeen):
    """接单."""

    expected_at: AwareDatetime | None = None
    note: Text = ""


class CaseReasonIn(CaseSeen):
    """An action that only needs its reason."""

    reason: Text


class CaseHandleIn(CaseSeen):
    """处置完成."""

    note: Text
    photos: Ids = []


class CaseVerifyIn(CaseHandleIn):
    """核查结案."""

    resolved: bool


class CaseNoteIn(CaseHandleIn):
    """记录进展."""

    public: bool = False


class CaseAppendIn(CaseHandleIn):
    """补充说明."""


class CaseConfirmIn(CaseSeen):
    """确认已解决."""

    rating: int = Field(ge=1, le=5)
    note: Text = ""


class CaseRedispatchIn(CaseDispatchIn):
    """督办派遣."""

    note: Text


class CaseAnswerIn(CaseSeen):
    """The decision on a request, with its reason."""

    answer: Text


class CaseExtendIn(CaseReasonIn):
    """申请延期, in working days."""

    days: int = Field(ge=1, le=60)


class CaseSuspendIn(CaseSeen):
    """挂起."""

    waiting_for: str = Field(max_length=200)
    until: AwareDatetime


class CaseResumeIn(CaseSeen):
    """恢复办理."""

    note: Text = ""


class CaseAssistIn(CaseSeen):
    """请人协办: exactly one of role, user_id and organisation_id."""

    role: str = Field("", max_length=20)
    user_id: int | None = None
    organisation_id: int | None = None
    task: Text


class CaseAssistOffIn(CaseReasonIn):
    """撤销协办."""

    assist_id: int


class CaseMergeIn(CaseReasonIn):
    """合并: `into` is the number of the other case."""

    into: str = Field(max_length=20)


class CaseDisputeIn(CaseReasonIn):
    """反映没有解决, 核查不通过, 申诉重开."""

    photos: Ids = []


class CaseRevealIn(Schema):
    """Why the contact is needed."""

    reason: str = Field(max_length=200)


class CaseCategoryIn(Schema):
    """What may be changed of a category."""

    name: str = Field(max_length=30)
    limit_days: int
    urgent_days: int = 1
    urgent_hours: int | None = None
    role: str = Field("", max_length=20)
    active: bool = True


class CaseCategoryNew(CaseCategoryIn):
    """A new category."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]{1,19}$")
    parent: str = Field("", max_length=20)
