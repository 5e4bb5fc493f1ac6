"""Shapes of 督办, the levels of escalation, and the what-if of a limit."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from ninja import Schema
from pydantic import Field

from linli.sections.cases.models import Ladder
from linli.sections.cases.schemas.bodies import CaseSeen
from linli.sections.cases.schemas.rules import CaseRefOut
from linli.sections.cases.schemas.staff import CaseRow


class CasePressingFilters(Schema):
    """Filters of the 督办 page."""

    only: Literal["", "late", "near"] = ""
    level: Annotated[int | None, Field(ge=0, le=9)] = None
    category: str = Field("", max_length=20)


class CasePressingRow(CaseRow):
    """A running case near or past its limit; `late_hours` are working hours, negative while time is left."""

    level: int = Field(title="督办级别", description="0：只预警过")
    desk: str = Field(title="现在由谁督办")
    late_hours: float = Field(title="超期工作小时")
    late_words: str = Field(title="超期")
    urged_at: dt.datetime | None = Field(title="上次督办")
    redo_reason: str = Field(title="返工原因")


class CaseUrgeIn(CaseSeen):
    """督办: what the party has to do."""

    note: str = Field(max_length=4000)


class CaseRungIn(Schema):
    """One level: working days after the limit, and the role it comes to."""

    days: int = Field(ge=0, le=30)
    role: str = Field(max_length=20)


class CaseLadderIn(Schema):
    """The levels of an area, for one category or ("") for all."""

    area_id: int = Field(ge=1)
    category: str = Field("", max_length=20)
    steps: Annotated[list[CaseRungIn], Field(max_length=5)]


class CaseLadderOut(Schema):
    """Levels that an area has set of its own."""

    id: int
    area_id: int
    area: str
    category: str
    category_name: str
    steps: list[CaseRungIn]

    @staticmethod
    def resolve_area(ladder: Ladder) -> str:
        """Name of the area."""
        return ladder.area.name

    @staticmethod
    def resolve_category(ladder: Ladder) -> str:
        """Code of the category, or ""."""
        return ladder.category.code if ladder.category else ""

    @staticmethod
    def resolve_category_name(ladder: Ladder) -> str:
        """Name of the category."""
        return ladder.category.name if ladder.category else "所有分类"


class CaseLaddersOut(Schema):
    """What areas have set, and what holds elsewhere."""

    default: list[CaseRungIn]
    own: list[CaseLadderOut]


class CaseWhatIfQuery(Schema):
    """A category and the limits to try on its real cases."""

    category: str = Field("", max_length=20)
    limit_days: int = Field(5, ge=1, le=60)
    urgent_days: int = Field(1, ge=1, le=60)
    urgent_hours: Annotated[int | None, Field(ge=1, le=240)] = None
    months: int = Field(3, ge=1, le=24)


class CaseTallyOut(Schema):
    """How cases fare under limits."""

    in_time: int
    late: int
    running: int
    warned: int


class CaseWhatIfOut(Schema):
    """The same cases under the limits of now and of then; `worse` are the newest that would become late."""

    cases: int
    capped: bool
    now: CaseTallyOut
    then: CaseTallyOut
    worse: list[CaseRefOut]
    better: int
