"""Shapes of rules, audiences and why somebody is in."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, ClassVar, Literal

from ninja import Schema
from pydantic import Field, StringConstraints, field_serializer

from linli.kernel.api import Paging

Id = Annotated[int, Field(ge=1, le=2**53)]
Verdict = Literal["in", "check", "out"]
Word = Annotated[str, StringConstraints(min_length=1, max_length=20, strip_whitespace=True)]
Tree = dict[str, Any]


class ExampleFacts(Schema):
    """An invented person: null and empty are what is not known."""

    born_on: dt.date | None = None
    sex: Literal["男", "女", ""] = ""
    status: Literal["resident", "tenant", "away", "moved", "dead"] = "resident"
    lives_alone: bool = False
    hukou: str = Field("", max_length=60)
    tags: list[Word] = Field([], max_length=20)
    occupancies: list[Literal["owner", "tenant", "family", "guest"]] = Field([], max_length=4)
    building: str | None = Field(None, max_length=20)
    entrance: str | None = Field(None, max_length=20)
    has_phone: bool = True
    has_id: bool = True

    @field_serializer("born_on")
    def _day(self, value: dt.date | None) -> str | None:
        """As text: examples are kept as JSON."""
        return value.isoformat() if value else None


class Example(Schema):
    """An example person, the day, and how it must come out."""

    label: str = Field(min_length=1, max_length=60)
    facts: ExampleFacts
    as_of: dt.date
    expected: Verdict

    @field_serializer("as_of")
    def _day(self, value: dt.date) -> str:
        """As text: examples are kept as JSON."""
        return value.isoformat()


class FindingOut(Schema):
    """One condition: whether it holds (null: unknown) and what is registered."""

    text: str
    truth: bool | None
    found: str


class ExampleOutcome(Schema):
    """How an example came out."""

    label: str
    expected: Verdict
    expected_text: str
    verdict: Verdict
    verdict_text: str
    passed: bool
    findings: list[FindingOut]


class RuleDraftIn(Schema):
    """What the next version of a rule says."""

    tree: Tree
    basis: str = Field("", max_length=300)
    basis_url: str = Field("", max_length=300, pattern=r"^(https?://\S+)?$")
    valid_from: dt.date
    examples: list[Example] = Field([], max_length=30)


class RuleNew(RuleDraftIn):
    """A new rule with its first draft."""

    area_id: Id
    name: str = Field(min_length=1, max_length=60)
    note: str = Field("", max_length=300)


class ExamplesIn(Schema):
    """A rule to try on examples."""

    tree: Tree
    examples: list[Example] = Field(max_length=30)


class ExamplesOut(Schema):
    """The rule in words, and how each example came out."""

    text: str
    outcomes: list[ExampleOutcome]


class RuleVersionOut(Schema):
    """A version of a rule."""

    id: int
    number: int
    tree: Tree
    text: str
    basis: str
    basis_url: str
    valid_from: dt.date
    examples: list[Example]
    state: Literal["draft", "published"]
    state_text: str
    published_at: dt.datetime | None
    published_by: str


class EligibilityRule(Schema):
    """A rule with its versions, newest first; `in_force` is the number of the one that counts today."""

    id: int
    name: str
    note: str
    area_id: int
    area: str
    in_force: int | None
    text: str
    versions: list[RuleVersionOut]


class AudienceCountIn(Schema):
    """A rule to count while it is being put together."""

    area_id: Id
    rule: Tree
    as_of: dt.date | None = None


class AudienceCountOut(Schema):
    """How many of the area certainly meet it, may meet it, and do not."""

    certain: int
    to_check: int
    left_out: int
    text: str
    as_of: dt.date


class AudienceIn(Schema):
    """A new audience: by a rule put together here, by a kept rule in its version of the day, or by hand."""

    area_id: Id
    title: str = Field("", max_length=80)
    rule: Tree | None = None
    rule_id: Id | None = None
    person_ids: list[Id] | None = Field(None, max_length=5000)
    as_of: dt.date | None = None


class AudienceFilters(Schema):
    """Filters of the audiences."""

    q: str = Field("", max_length=60)


class AudiencePaging(Paging):
    """Sorting of the audiences."""

    sortable: ClassVar[tuple[str, ...]] = ("created_at", "certain")


class AudienceOut(Schema):
    """A frozen audience."""

    id: int = Field(title="编号")
    title: str = Field(title="名称")
    area: str = Field(title="区域")
    area_id: int = Field(title="区域编号")
    way: str
    way_text: str = Field(title="方式")
    rule: Tree | None
    text: str = Field(title="条件")
    rule_name: str = Field(title="规则")
    version: int | None = Field(title="版本")
    as_of: dt.date = Field(title="截至日期")
    certain: int = Field(title="符合")
    to_check: int = Field(title="待核实")
    left_out: int = Field(title="不符合")
    previous_id: int | None
    created_by: str = Field(title="圈选人")
    created_at: dt.datetime = Field(title="圈选时间")


class MemberFilters(Schema):
    """Which list: in, to check, taken out by hand."""

    verdict: Verdict = "in"
    q: str = Field("", max_length=60)


class MemberOut(Schema):
    """A person of an audience. `why` tells what is unknown, or who decided what for which reason."""

    person_id: int
    name: str = Field(title="姓名")
    sex: str = Field(title="性别")
    born_on: dt.date | None = Field(title="出生日期")
    address: str = Field(title="住址")
    verdict: str
    verdict_text: str = Field(title="结论")
    why: str = Field(title="说明")


class MemberWhy(Schema):
    """Why a person is in, out, or to be checked: as frozen, and by what is registered now."""

    person_id: int
    name: str
    verdict: Verdict | None
    verdict_text: str
    reason: str
    decided_by: str
    findings: list[FindingOut]
    verdict_now: Verdict | None


class MemberSettleIn(Schema):
    """A doubt settled by a person."""

    verdict: Literal["in", "out"]
    reason: str = Field(max_length=200)


class AudienceChange(Schema):
    """Somebody who came onto the list since the run before, or went from it."""

    person_id: int
    name: str
    address: str
    came: bool
    why: str


class AudienceChanges(Schema):
    """Who came and who went since the run before, the first 500 of each."""

    previous_id: int | None
    previous_as_of: dt.date | None
    came: int
    went: int
    rows: list[AudienceChange]
