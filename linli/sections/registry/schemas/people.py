"""Shapes of people, households and occupancies."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from ninja import Schema
from pydantic import Field, StringConstraints

from linli.kernel.api import Paging

Kinds = Literal["owner", "tenant", "family", "guest"]
Present = Literal["resident", "tenant", "away"]
Sex = Literal["男", "女", ""]
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Short = Annotated[str, StringConstraints(max_length=60, strip_whitespace=True)]
Text = Annotated[str, StringConstraints(max_length=200, strip_whitespace=True)]
Name = Annotated[str, StringConstraints(min_length=1, max_length=60, strip_whitespace=True)]


class PeopleFilters(Schema):
    """Filters of the people list."""

    q: str = Field("", max_length=60, description="姓名、拼音首字母、电话后四位、电话或身份证号")
    building_id: Id | None = None
    tag_id: Id | None = None
    age_min: int | None = Field(None, ge=0, le=150)
    age_max: int | None = Field(None, ge=0, le=150)
    sex: Literal["男", "女"] | None = None
    status: list[Literal["resident", "tenant", "away", "moved", "dead"]] = Field([], max_length=5)
    lives_alone: bool | None = None
    lacks: Literal["", "id", "phone", "birth"] = ""


class PeoplePaging(Paging):
    """Sorting of the people list."""

    sortable: ClassVar[tuple[str, ...]] = ("name", "born_on", "address", "id")


class PersonRow(Schema):
    """A line of the people list."""

    id: int = Field(title="编号")
    name: str = Field(title="姓名")
    sex: str = Field(title="性别")
    age: int | None = Field(title="年龄")
    born_on: dt.date | None = Field(title="出生日期")
    address: str = Field(title="住址")
    home_id: int | None = Field(title="房屋编号")
    status: str = Field(title="居住情况代码")
    status_text: str = Field(title="居住情况")
    lives_alone: bool = Field(title="独自居住")
    tags: str = Field(title="标签")
    phone_masked: str = Field(title="电话")
    id_masked: str = Field(title="身份证号")


class OccupancyOut(Schema):
    """A person and a home, from–to."""

    id: int
    person_id: int
    person_name: str
    home_id: int
    address: str
    kind: str
    kind_text: str
    resides: bool
    since: dt.date | None
    until: dt.date | None
    reason: str


class ContactOut(Schema):
    """A contact person."""

    id: int
    name: str
    relation: str
    phone_masked: str


class PersonTagOut(Schema):
    """A tag on a person."""

    tag_id: int
    name: str
    source: str
    since: dt.date
    review_on: dt.date | None


class CardOut(Schema):
    """The head of a person's page."""

    id: int
    name: str
    sex: str
    born_on: dt.date | None
    age: int | None
    estate_id: int
    area_id: int
    address: str
    home_id: int | None
    status: str
    status_text: str
    lives_alone: bool
    hukou: str
    phone_masked: str
    id_masked: str
    id_doubtful_masked: str
    tags: str
    verified_at: dt.datetime | None
    updated_at: dt.datetime


class PersonOut(CardOut):
    """A person's page."""

    household_id: int | None
    relation: str
    note: str
    revision: int
    occupancies: list[OccupancyOut]
    contacts: list[ContactOut]
    tag_list: list[PersonTagOut]


class PartOut(Schema):
    """What one section knows of a person."""

    section: str
    title: str
    rows: list[dict[str, str]]
    link: str


class ProfileOut(Schema):
    """一人一档."""

    person: CardOut
    parts: list[PartOut]


class PersonIn(Schema):
    """A new person."""

    area_id: Id
    name: Name
    sex: Sex = ""
    born_on: dt.date | None = None
    id_number: str = Field("", max_length=30)
    phones: list[Annotated[str, StringConstraints(max_length=30)]] = Field([], max_length=5)
    hukou: Short = ""
    note: Text = ""
    home_id: Id | None = None
    kind: Kinds = "family"
    relation: str = Field("", max_length=20)


class PersonChange(Schema):
    """Changed fields of a person; `revision` as read, to notice somebody faster."""

    revision: int | None = Field(None, ge=1, le=2**31 - 1)
    name: Name | None = None
    sex: Sex | None = None
    born_on: dt.date | None = None
    id_number: str | None = Field(None, max_length=30)
    phones: list[Annotated[str, StringConstraints(max_length=30)]] | None = Field(None, max_length=5)
    hukou: Short | None = None
    status: Present | None = None
    note: Text | None = None


class CloseIn(Schema):
    """Moved away or died."""

    status: Literal["moved", "dead"]
    on: dt.date
    reason: str = Field("", max_length=100)


class MergeIn(Schema):
    """The other record of the same person."""

    other_id: Id


class ContactIn(Schema):
    """A new contact person."""

    name: Name
    relation: str = Field(min_length=1, max_length=20)
    phone: str = Field(min_length=1, max_length=30)


class MoveIn(Schema):
    """A person comes to a home."""

    home_id: Id
    kind: Kinds
    relation: str = Field("", max_length=20)
    resides: bool = True
    since: dt.date | None = None


class EndIn(Schema):
    """The end of an occupancy."""

    until: dt.date
    reason: str = Field("", max_length=100)


class HouseholdFilters(Schema):
    """Filters of the household list."""

    q: str = Field("", max_length=60)
    building_id: Id | None = None
    members: int | None = Field(None, ge=1, le=50, description="户内人数，6 表示 6 人及以上")


class HouseholdPaging(Paging):
    """Sorting of the household list."""

    sortable: ClassVar[tuple[str, ...]] = ("size", "id")


class HouseholdRow(Schema):
    """A household in the list."""

    id: int = Field(title="编号")
    home_id: int = Field(title="房屋编号")
    address: str = Field(title="住址")
    head_id: int | None = Field(title="户主编号")
    head_name: str = Field(title="户主")
    size: int = Field(title="人数")
    status_text: str = Field(title="居住状态")


class HouseholdOut(HouseholdRow):
    """A household with its members."""

    members: list[dict[str, Any]]


class RelationIn(Schema):
    """The kinship of a member; 户主 makes that member the head."""

    person_id: Id
    relation: str = Field(min_length=1, max_length=20)


class Removed(Schema):
    """It is done."""

    ok: bool = True
