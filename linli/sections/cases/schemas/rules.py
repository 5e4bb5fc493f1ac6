"""Shapes of dispatch rules, their dry run, and what they suggest for a case."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import Field

from linli.sections.cases.models import DispatchRule
from linli.sections.cases.queries.rules import RuleBook, Suggestion
from linli.sections.cases.schemas.bodies import CaseSeen
from linli.sections.cases.schemas.staff import CasePartyOut

Id = Annotated[int | None, Field(ge=1)]


class CaseRuleIn(Schema):
    """A rule as it is proposed; blank conditions hold always, exactly one of the four parties is named."""

    name: str = Field(max_length=40)
    category: str = Field("", max_length=20)
    place_id: Id = None
    building_id: Id = None
    hours: Literal["any", "work", "off", "night", "weekend"] = "any"
    urgency: Literal["any", "urgent", "normal"] = "any"
    role: str = Field("", max_length=20)
    user_id: Id = None
    organisation_id: Id = None
    warden: bool = False
    auto: bool = False
    active: bool = True


class CaseRulesIn(Schema):
    """The whole list of an area, in its order; `revision` is that of the list the sender saw."""

    revision: str = Field(max_length=40)
    rules: Annotated[list[CaseRuleIn], Field(max_length=60)]


class CaseDryRunIn(Schema):
    """A list to be tried on the cases of the last `days` days."""

    days: int = Field(30, ge=1, le=366)
    rules: Annotated[list[CaseRuleIn], Field(max_length=60)]


class CaseRuleOut(CaseRuleIn):
    """A rule with its words; `area` says whose it is."""

    id: int
    area: str
    party: str
    conditions: str

    @staticmethod
    def resolve_category(rule: DispatchRule) -> str:
        """Code of the category, or ""."""
        return rule.category.code if rule.category else ""

    @staticmethod
    def resolve_area(rule: DispatchRule) -> str:
        """Name of the area."""
        return rule.area.name

    @staticmethod
    def resolve_conditions(rule: DispatchRule) -> str:
        """The conditions in words."""
        from linli.sections.cases.rules import why

        return why(rule)


class CaseRuleAreaOut(Schema):
    """An area that can have rules of its own."""

    id: int
    name: str
    depth: int

    @staticmethod
    def resolve_depth(area: Any) -> int:
        """How deep it lies in the tree."""
        return int(area.path.count("/"))


class CaseRuleBookOut(Schema):
    """The rules of an area, and those from above that follow after them."""

    area_id: int
    revision: str
    rules: list[CaseRuleOut]
    inherited: list[CaseRuleOut]

    @staticmethod
    def resolve_area_id(book: RuleBook) -> int:
        """Whose rules these are."""
        return book.area.pk


class CaseRulePlaceOut(Schema):
    """A place a rule may name: an area, or a building."""

    title: str
    place_id: int | None = None
    building_id: int | None = None


class CaseRuleChoicesOut(Schema):
    """What a rule of an area may choose from."""

    places: list[CaseRulePlaceOut]
    parties: list[CasePartyOut]


class CaseRuleTallyOut(Schema):
    """What one rule would have taken; `same` as in truth; `unserved`: it names somebody who is not there."""

    name: str
    party: str
    auto: bool
    cases: int
    same: int
    unserved: int


class CasePairOut(Schema):
    """How often a rule's party stands beside who really handled."""

    rule: str
    really: str
    cases: int


class CaseRefOut(Schema):
    """A case by number."""

    id: int
    number: str
    category: str = ""


class CaseDryRunOut(Schema):
    """A list of rules tried on real cases; nothing is saved or dispatched."""

    days: int
    cases: int
    capped: bool
    rules: list[CaseRuleTallyOut]
    nobody: int
    examples: list[CaseRefOut]
    pairs: list[CasePairOut]


class CaseSuggestionOut(Schema):
    """What the rules say of a case, and whether it would go there by itself."""

    words: str
    auto: bool
    party: CasePartyOut | None

    @staticmethod
    def resolve_auto(found: Suggestion) -> bool:
        """True when the rule dispatches by itself."""
        return found.auto


class CaseReassignIn(CaseSeen):
    """改派: exactly one of role, user_id and organisation_id, and why."""

    role: str = Field("", max_length=20)
    user_id: int | None = None
    organisation_id: int | None = None
    reason: str = Field(max_length=4000)
