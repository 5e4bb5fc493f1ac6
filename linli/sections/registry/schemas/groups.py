"""Shapes of tags, organisations and corrections."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from linli.kernel.api import Paging
from linli.sections.registry.schemas.people import Id, Name, Sex, Short, Text

Kind = Literal["unit", "social", "property", "committee", "party"]


class TagOut(Schema):
    """A tag with how many people have it."""

    id: int
    name: str
    area_id: int
    area: str
    rule: dict[str, Any] | None
    rule_text: str
    review_days: int | None
    note: str
    count: int
    evaluated_at: dt.datetime | None


class TagIn(Schema):
    """A new tag; with a rule it is worked out by the system."""

    area_id: Id
    name: str = Field(min_length=1, max_length=20)
    rule: dict[str, Any] | None = None
    review_days: int | None = Field(None, ge=1, le=3650)
    note: Text = ""


class TagChange(Schema):
    """Changed fields of a tag."""

    rule: dict[str, Any] | None = None
    review_days: int | None = Field(None, ge=1, le=3650)
    note: Text | None = None


class RuleIn(Schema):
    """A rule to try: how many people it would find."""

    area_id: Id
    rule: dict[str, Any]


class RuleCount(Schema):
    """What a rule finds; of `unknown` something that decides is not registered."""

    count: int
    unknown: int
    text: str


class RuleChoice(Schema):
    """One of the values of a field."""

    value: str
    label: str


class RuleFieldOut(Schema):
    """A field of the rule language: what kind of value it takes, and the words for yes and no."""

    field: str
    title: str
    kind: Literal["number", "date", "choice", "names", "text", "yes"]
    ops: list[str]
    unit: str
    choices: list[RuleChoice]
    yes_no: list[str]
    most: int


class SetTag(Schema):
    """Puts a tag on a person."""

    tag_id: Id
    review_on: dt.date | None = None


class ReviewIn(Schema):
    """The outcome of a review."""

    keep: bool
    review_on: dt.date | None = None


class ReviewRow(Schema):
    """A review that is due."""

    person_id: int
    person_name: str = Field(title="姓名")
    address: str = Field(title="住址")
    tag_id: int
    tag: str = Field(title="标签")
    since: dt.date = Field(title="起")
    review_on: dt.date = Field(title="复核日期")


class OrganisationFilters(Schema):
    """Filters of the organisations."""

    q: str = Field("", max_length=60)
    kind: list[Kind] = Field([], max_length=5)


class OrganisationPaging(Paging):
    """Sorting of the organisations."""

    sortable: ClassVar[tuple[str, ...]] = ("name", "kind")


class OrganisationOut(Schema):
    """An organisation."""

    id: int = Field(title="编号")
    name: str = Field(title="名称")
    kind: str = Field(title="类别代码")
    kind_text: str = Field(title="类别")
    area: str = Field(title="区域")
    area_id: int = Field(title="区域编号")
    uscc: str = Field(title="统一社会信用代码")
    contact_name: str = Field(title="联系人")
    phone_masked: str = Field(title="电话")
    address: str = Field(title="地址")
    note: str = Field(title="备注")
    active: bool = Field(title="在册")
    members: int = Field(title="报到党员")


class OrganisationIn(Schema):
    """A new organisation."""

    area_id: Id
    kind: Kind
    name: str = Field(min_length=1, max_length=80)
    uscc: str = Field("", max_length=30)
    contact_name: Short = ""
    phone: str = Field("", max_length=30)
    address: str = Field("", max_length=120)
    note: Text = ""


class OrganisationChange(Schema):
    """Changed fields of an organisation."""

    name: str | None = Field(None, min_length=1, max_length=80)
    uscc: str | None = Field(None, max_length=30)
    contact_name: Short | None = None
    phone: str | None = Field(None, max_length=30)
    address: str | None = Field(None, max_length=120)
    note: Text | None = None
    active: bool | None = None


class MemberReportIn(Schema):
    """A party member who reports."""

    name: Name
    phone: str = Field("", max_length=30)
    post: Short = ""
    skills: str = Field("", max_length=100)
    reported_on: dt.date | None = None


class MemberReportOut(Schema):
    """A party member who reported."""

    id: int
    name: str = Field(title="姓名")
    organisation: str = Field(title="单位")
    organisation_id: int
    phone_masked: str = Field(title="电话")
    post: str = Field(title="认领岗位")
    skills: str = Field(title="特长")
    reported_on: dt.date = Field(title="报到日期")


class ChangeOut(Schema):
    """One field of a correction, old beside new."""

    field: str
    title: str
    old: str
    new: str


class CorrectionOut(Schema):
    """A correction."""

    id: int
    person_id: int
    person_name: str = Field(title="姓名")
    address: str = Field(title="住址")
    changes: list[ChangeOut]
    explanation: str = Field(title="说明")
    state: str
    state_text: str = Field(title="状态")
    reason: str = Field(title="审核意见")
    submitted_at: dt.datetime = Field(title="提交时间")
    decided_at: dt.datetime | None
    decided_by: str


class CorrectionFilters(Schema):
    """Filters of the corrections."""

    state: list[Literal["pending", "accepted", "refused"]] = Field([], max_length=3)


class DecideIn(Schema):
    """Accept or refuse; a refusal needs a reason."""

    accept: bool
    reason: str = Field("", max_length=300)


class OwnOut(Schema):
    """What a resident sees of the own record."""

    name: str
    sex: str
    born_on: dt.date | None
    age: int | None
    address: str
    hukou: str
    phone_masked: str
    id_masked: str
    verified_at: dt.datetime | None
    family: list[dict[str, str]]
    corrections: list[CorrectionOut]


class CorrectionIn(Schema):
    """What a resident wants changed."""

    name: Name | None = None
    sex: Sex | None = None
    born_on: dt.date | None = None
    id_number: str | None = Field(None, max_length=30)
    phones: list[Annotated[str, StringConstraints(max_length=30)]] | None = Field(None, max_length=5)
    hukou: Short | None = None
    explanation: str = Field("", max_length=300)
