"""Shapes of elders, categories and assessments."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from linli.kernel.api import Paging

Key = Annotated[int, Field(ge=1, le=2**53)]
Day = Annotated[dt.date, Field(ge=dt.date(1900, 1, 1), le=dt.date(2199, 12, 31))]
Code = Annotated[str, StringConstraints(max_length=20)]
Reason = Annotated[str, StringConstraints(max_length=200)]


class ElderFilters(Schema):
    """What a list of elders may be narrowed to."""

    q: str = Field("", max_length=60, description="姓名、拼音首字母或住址")
    category: list[Code] = Field([], max_length=10, description="分类，可多选，须同时符合")
    risk: int | None = Field(None, ge=1, le=3)
    grade: int | None = Field(None, ge=-1, le=4)
    building_id: Key | None = None
    area_id: Key | None = None
    state: Literal["", "due", "conflict", "banded", "unbanded", "unassessed"] = ""
    followed: bool = True


class ElderPaging(Paging):
    """Elders sort by need, name, address and ability."""

    sortable: ClassVar[tuple[str, ...]] = ("risk", "risk_score", "grade", "person__name", "person__address",
                                           "person__born_on")  # fmt: skip


class ElderRow(Schema):
    """A line of the list of elders."""

    id: int = Field(title="编号")
    person_id: int = Field(title="人口编号")
    name: str = Field(title="姓名")
    sex: str = Field(title="性别")
    age: int | None = Field(title="年龄")
    address: str = Field(title="住址")
    area: str = Field(title="区域")
    risk: int = Field(title="关爱等级代码")
    risk_title: str = Field(title="关爱等级")
    grade: int = Field(title="能力等级代码")
    grade_title: str = Field(title="能力等级")
    categories: str = Field(title="分类")
    conflict: bool = Field(title="分类有矛盾")
    review_on: dt.date | None = Field(title="复核日期")
    live_alerts: int = Field(title="未处理预警")
    banded: bool = Field(title="佩戴手环")


class ElderCategoryCount(Schema):
    """A category with how many are in it."""

    code: str
    title: str
    note: str
    group: str
    by_hand: bool
    by_rule: bool
    count: int


class ElderShare(Schema):
    """How many have a value."""

    value: int
    title: str
    count: int


class ElderStatistics(Schema):
    """Counts of elders."""

    total: int
    categories: list[ElderCategoryCount]
    risks: list[ElderShare]
    grades: list[ElderShare]
    due: int


class HeldCategory(Schema):
    """A category of an elder, in force or ended."""

    id: int
    code: str = Field(alias="category.code")
    title: str = Field(alias="category.title")
    source: str
    source_title: str = Field(alias="get_source_display")
    reason: str
    rule_version: int | None
    since: dt.date
    review_on: dt.date | None
    ended_on: dt.date | None
    end_reason: str
    user: str = ""

    @staticmethod
    def resolve_user(row: object) -> str:
        """Who set it."""
        user = getattr(row, "user", None)
        return user.name if user else ""


class AssessmentOut(Schema):
    """One assessment of ability."""

    id: int
    grade: int
    grade_title: str = Field(alias="get_grade_display")
    assessed_on: dt.date
    review_on: dt.date | None
    note: str
    user: str = ""

    @staticmethod
    def resolve_user(row: object) -> str:
        """Who assessed."""
        user = getattr(row, "user", None)
        return user.name if user else ""


class ElderIn(Schema):
    """Somebody to look after who is not in the list by age."""

    person_id: Key
    reason: Reason


class CategoryIn(Schema):
    """A category set by hand."""

    code: Code
    reason: Reason
    review_on: Day | None = None


class CategoryReview(Schema):
    """The outcome of a review: it holds until the next, or it ends with a reason."""

    holds: bool
    review_on: Day | None = None
    reason: Reason = ""


class AssessmentIn(Schema):
    """An assessment of ability."""

    grade: int = Field(ge=0, le=4)
    assessed_on: Day
    review_on: Day | None = None
    note: Reason = ""


class CareDone(Schema):
    """Done."""

    ok: bool = True


class ReasonOut(Schema):
    """One reason for the level of care; those of health only for who may know them."""

    text: str
    points: int


class ContactCard(Schema):
    """Somebody to call about the elder."""

    id: int
    name: str
    relation: str
    phone_masked: str


class ElderOut(ElderRow):
    """An elder's page, apart from health."""

    area_id: int
    home_id: int | None
    building_id: int | None
    phone_masked: str
    followed: bool
    risk_score: int
    reasons: list[ReasonOut]
    conflicts: list[str]
    held: list[HeldCategory]
    ended: list[HeldCategory]
    assessments: list[AssessmentOut]
    contacts: list[ContactCard]
    health_visible: bool
    """Whether the viewer may know the elder's health."""


class ElderMessageIn(Schema):
    """A few words, and to whom."""

    text: str = Field(max_length=200)
    to: list[Literal["relatives", "band", "speaker"]] = Field(max_length=3)


class ElderMessageOut(Schema):
    """What became of it on one way."""

    to: str
    name: str
    ok: bool
    problem: str
