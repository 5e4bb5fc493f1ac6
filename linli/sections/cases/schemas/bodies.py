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
STATES = frozenset(State.values)


class BoardFilters(Schema):
    """Filters shared by the list and the board."""

    category: str = Field("", max_length=20)
    source: Literal["", "resident", "grid", "patrol", "alert", "hotline", "walk_in"] = ""
    text: str = Field("", max_length=60)
    overdue: bool = False
    urgent: bool = False
    mine: bool = False
    area_id: int | None = None
    since: dt.date | None = Field(None, ge=dt.date(2000, 1, 1), le=dt.date(2100, 1, 1))
    until: dt.date | None = Field(None, ge=dt.date(2000, 1, 1), le=dt.date(2100, 1, 1))


class CaseFilters(BoardFilters):
    """Filters of the list. `state`: "open", or one or several states with commas."""

    state: str = Field("", max_length=80)

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
    photos: Ids = []
    urgent: bool = False
    source: Literal["grid", "patrol"] = Field("grid", description="只对工作人员有效")


class CaseEntryIn(CaseReportIn):
    """An entry on behalf of somebody who called or came in: a name or a phone is enough."""

    source: Literal["hotline", "walk_in"] = Source.WALK_IN.value  # type: ignore[assignment]
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


class CaseRejectIn(CaseSeen):
    """不予受理."""

    reason: Text
    where_to: Short


class CaseDispatchIn(CaseSeen):
    """派遣: exactly one of role, user_id and organisation_id."""

    role: str = Field("", max_length=20)
    user_id: int | None = None
    organisation_id: int | None = None
    final: bool = False
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


class CaseDisputeIn(CaseReasonIn):
    """反映没有解决, 申诉重开."""

    photos: Ids = []


class CaseRevealIn(Schema):
    """Why the contact is needed."""

    reason: str = Field(max_length=200)


class CaseCategoryIn(Schema):
    """What may be changed of a category."""

    name: str = Field(max_length=30)
    limit_days: int
    urgent_days: int = 1
    role: str = Field("", max_length=20)
    active: bool = True


class CaseCategoryNew(CaseCategoryIn):
    """A new category."""

    code: str = Field(pattern=r"^[a-z][a-z0-9_]{1,19}$")
    parent: str = Field("", max_length=20)
