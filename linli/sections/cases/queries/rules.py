"""Dispatch rules as they hold for an area, what a rule may choose from, and what they say of a case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from linli.kernel.access import GRID, ROLES, Actor
from linli.kernel.errors import NotFound
from linli.kernel.models import Area, RoleHolding
from linli.sections.cases import rules as logic
from linli.sections.cases.flow import PARTY_ROLES
from linli.sections.cases.models import Case, DispatchRule
from linli.sections.cases.queries import door
from linli.sections.cases.queries.parties import Choice

MANAGE = "cases.rule.manage"
RELATED = ("area", "category", "place", "building", "user", "organisation")


@dataclass
class RuleBook:
    """The rules of one area, and those from the areas above that follow after them."""

    area: Area
    revision: str
    rules: list[DispatchRule]
    inherited: list[DispatchRule]


@dataclass(frozen=True)
class Suggestion:
    """What the rules say of a case; `party` is None when no rule holds or nobody can be found."""

    rule: DispatchRule | None = None
    party: Choice | None = None
    words: str = "没有派遣规则适用，请人工选择责任方"

    @property
    def auto(self) -> bool:
        """True when the case goes there by itself once accepted."""
        return self.rule is not None and self.rule.auto and self.party is not None


@dataclass
class Roster:
    """Who serves: wardens by grid, and the paths on which each role is held."""

    wardens: dict[int, list[tuple[int, str]]] = field(default_factory=lambda: defaultdict(list))
    held: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def serves(self, role: str, path: str) -> bool:
        """True when somebody holds the role on an area around `path`."""
        return any(path.startswith(held) for held in self.held[role])


def managed_area(actor: Actor, area_id: int) -> Area:
    """The area whose rules the actor may set. Raises NotFound for others."""
    found = actor.areas(MANAGE).filter(pk=area_id).first()
    if found is None:
        raise NotFound
    return found


def managed_areas(actor: Actor) -> list[Area]:
    """The areas that can have rules of their own: streets, communities and estates."""
    kinds = (Area.Kind.STREET, Area.Kind.TOWN, Area.Kind.COMMUNITY, Area.Kind.VILLAGE, Area.Kind.ESTATE)
    return list(actor.areas(MANAGE).filter(kind__in=kinds).order_by("path"))


def rules_for(area: Area, *, active: bool = True) -> list[DispatchRule]:
    """Every rule that holds there, in the order of trial: the nearest area's first. One query."""
    rows = DispatchRule.objects.select_related(*RELATED).filter(area_id__in=area.around)
    rows = rows.filter(active=True) if active else rows
    return sorted(rows, key=lambda rule: (-len(rule.area.path), rule.order, rule.pk))


def rule_book(actor: Actor, area_id: int) -> RuleBook:
    """The rules of one area that the actor manages, with what follows from above."""
    area = managed_area(actor, area_id)
    found = rules_for(area, active=False)
    own = [rule for rule in found if rule.area_id == area.pk]
    return RuleBook(area, revision(own), own, [rule for rule in found if rule.area_id != area.pk])


def revision(rules: Sequence[DispatchRule]) -> str:
    """Changes whenever the list is saved: rules are written anew each time."""
    return f"{len(rules)}-{max((rule.pk for rule in rules), default=0)}"


def rule_parties(actor: Actor, area: Area) -> list[Choice]:
    """Whom a rule of that area may name: the warden of the grid, roles, people who serve in it, organisations."""
    rows = _serving(area, PARTY_ROLES).order_by("role", "user__name")
    held = {holding.role for holding in rows}
    choices = [Choice(ROLES[role].title, "角色", role=role) for role in PARTY_ROLES if role in held]
    people = {h.user_id: f"{h.user.name}（{ROLES[h.role].title}）" for h in rows}
    choices += [Choice(title, "人员", user_id=user_id) for user_id, title in people.items()]
    return choices + [Choice(name, "单位", organisation_id=pk) for pk, name in door.organisations(actor)]


def roster(area: Area) -> Roster:
    """Who serves in an area and around it; one query."""
    found = Roster()
    for holding in _serving(area, PARTY_ROLES).order_by("user_id"):
        found.held[holding.role].add(holding.area.path)
        if holding.role == GRID:
            found.wardens[holding.area_id].append((holding.user_id, holding.user.name))
    return found


def suggestion(case: Case) -> Suggestion:
    """The first rule that holds for the case and whom it names, with the reason in words."""
    rule = logic.first(rules_for(case.area), logic.facts_of(case))
    if rule is None:
        return Suggestion()
    grid_id = case.grid_id or (case.area_id if case.area.kind == Area.Kind.GRID else None)
    party = party_of(rule, roster(case.area), grid_id, case.area.path)
    reason = f"规则「{rule.name}」（{logic.why(rule)}）"
    words = f"{reason}派给{party.title}" if party else f"{reason}派给{rule.party}，但这里没有人担任"
    return Suggestion(rule, party, words)


def party_of(rule: DispatchRule, serving: Roster, grid_id: int | None, path: str) -> Choice | None:
    """Whom the rule names for a case there; None when nobody serves. Several wardens of a grid share it as a role."""
    if rule.warden:
        wardens = serving.wardens.get(grid_id or 0, [])
        if len(wardens) == 1:
            return Choice(f"{wardens[0][1]}（网格员）", "人员", user_id=wardens[0][0])
        return Choice(ROLES[GRID].title, "角色", role=GRID) if wardens else None
    if rule.user_id:
        return Choice(rule.party, "人员", user_id=rule.user_id)
    if rule.organisation_id:
        return Choice(rule.party, "单位", organisation_id=rule.organisation_id)
    return Choice(rule.party, "角色", role=rule.role) if serving.serves(rule.role, path) else None


def _serving(area: Area, roles: Sequence[str]) -> QuerySet[RoleHolding]:
    """Holdings on the area, around it, and inside it."""
    near = Q(area_id__in=area.around) | Q(area__path__startswith=area.path)
    rows = RoleHolding.objects.select_related("user", "area").filter(near)
    return rows.filter(role__in=roles, user__is_active=True)
