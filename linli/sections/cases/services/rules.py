"""派遣规则: the list of an area is saved as a whole; on acceptance the first rule that holds suggests or dispatches."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.cases.flow import State
from linli.sections.cases.models import Case, Category, DispatchRule
from linli.sections.cases.queries import door
from linli.sections.cases.queries import rules as book
from linli.sections.cases.queries.parties import Choice
from linli.sections.cases.services.entry import write_entry
from linli.sections.cases.services.move import move
from linli.sections.cases.services.party import Party, check_party
from linli.sections.cases.services.steps import accept_case, dispatch_case, given
from linli.sections.cases.words import party_word

MAX_RULES = 60


@dataclass(frozen=True)
class RuleDraft:
    """A rule as it is proposed: blank conditions hold always; exactly one of the four parties."""

    name: str
    category: str = ""
    place_id: int | None = None
    building_id: int | None = None
    hours: str = "any"
    urgency: str = "any"
    role: str = ""
    user_id: int | None = None
    organisation_id: int | None = None
    warden: bool = False
    auto: bool = False
    active: bool = True


@transaction.atomic
def save_rules(
    *, actor: Actor, area_id: int, drafts: Sequence[RuleDraft], revision: str
) -> list[DispatchRule]:
    """Replaces the rules of an area by this list, in this order. Raises Conflict when somebody else saved meanwhile."""
    area = actor.areas(book.MANAGE).select_for_update().filter(pk=area_id).first()
    if area is None:
        raise NotFound
    before = list(DispatchRule.objects.filter(area=area))
    if book.revision(before) != revision:
        raise Conflict("别人刚刚改过这份规则，您的修改没有保存，请刷新后再改。")
    rules = drafted(actor, area, drafts)
    DispatchRule.objects.filter(area=area).delete()
    DispatchRule.objects.bulk_create(rules)
    detail = {"before": [rule.name for rule in before], "after": [rule.name for rule in rules]}
    audit.record(actor, "cases.rules.saved", target=area, area=area, detail=detail)
    touch("cases.rules", area.pk)
    return rules


def drafted(actor: Actor, area: Area, drafts: Sequence[RuleDraft]) -> list[DispatchRule]:
    """The drafts as rules that are not saved. Raises DomainError naming the rule that cannot be."""
    if len(drafts) > MAX_RULES:
        raise DomainError(f"一个区域最多 {MAX_RULES} 条规则。", fields={"rules": f"最多 {MAX_RULES} 条。"})
    categories = {c.code: c for c in Category.objects.all()}
    places = {a.pk: a for a in Area.objects.filter(path__startswith=area.path)}
    buildings = {b.pk: b for b in door.buildings_in(area)} if any(d.building_id for d in drafts) else {}
    parties = book.rule_parties(actor, area)
    rules = []
    for number, draft in enumerate(drafts, 1):
        known = {
            "category": categories.get(draft.category),
            "place": places.get(draft.place_id or 0),
            "building": buildings.get(draft.building_id or 0),
        }
        if wrong := _wrong(draft, known, parties):
            raise DomainError(f"第 {number} 条规则：{wrong}", fields={f"rules.{number - 1}": wrong})
        rules.append(_rule(area, number, draft, known))
    return rules


def _wrong(draft: RuleDraft, known: dict[str, Any], parties: list[Choice]) -> str:
    """What is wrong with a draft, or ""."""
    if not 1 <= len(draft.name.strip()) <= 40:
        return "请起一个 40 字以内的名称。"
    if draft.category and known["category"] is None:
        return "没有这个分类。"
    if (draft.place_id and known["place"] is None) or (draft.building_id and known["building"] is None):
        return "地点不在这个区域内。"
    if sum(map(bool, (draft.role, draft.user_id, draft.organisation_id, draft.warden))) != 1:
        return "请选定一个责任方。"
    wanted = (draft.role, draft.user_id, draft.organisation_id)
    if not draft.warden and wanted not in {(p.role, p.user_id, p.organisation_id) for p in parties}:
        return "这个责任方不在这个区域服务。"
    return ""


def _rule(area: Area, number: int, draft: RuleDraft, known: dict[str, Any]) -> DispatchRule:
    return DispatchRule(
        area=area,
        order=number,
        name=draft.name.strip(),
        hours=draft.hours,
        urgency=draft.urgency,
        role=draft.role,
        user_id=draft.user_id,
        organisation_id=draft.organisation_id,
        warden=draft.warden,
        auto=draft.auto,
        active=draft.active,
        **known,
    )


def accept_by_rules(*, actor: Actor, case_id: int, by_rule: bool = True, **values: Any) -> Case:
    """受理, then what the rules say: dispatched at once where the rule says 自动 and `by_rule`, else a suggestion."""
    with transaction.atomic():
        case = accept_case(actor=actor, case_id=case_id, **values)
        return follow_rules(case_id=case.pk, by_rule=by_rule)


@transaction.atomic
def follow_rules(*, case_id: int, by_rule: bool = True) -> Case:
    """Writes into the timeline which rule holds for an accepted case, and dispatches when it says so."""
    case = Case.objects.select_related("area", "category", "grid").get(pk=case_id)
    found = book.suggestion(case)
    if found.rule is None or case.state != State.ACCEPTED:
        return case
    if found.auto and by_rule and (sent := _dispatched(case, found)):
        return sent
    tail = "，受理人选择人工派遣" if found.auto and not by_rule else "，请人工派遣"
    data = {"rule": found.rule.pk}
    write_entry(SYSTEM, case, "suggest", case.state, text=found.words + tail, public=False, data=data)
    return case


def _dispatched(case: Case, found: book.Suggestion) -> Case | None:
    """The case with its new party; None when the party named cannot serve it after all."""
    if found.party is None:
        return None
    party = Party(found.party.role, found.party.user_id, found.party.organisation_id)
    try:
        with transaction.atomic():
            words = f"自动派遣：{found.words}"
            return dispatch_case(actor=SYSTEM, case_id=case.pk, version=None, party=party, note=words)
    except DomainError:
        return None


def reassign_case(*, actor: Actor, case_id: int, version: int | None, party: Party, reason: str) -> Case:
    """改派: a dispatcher gives a case that nobody has taken to somebody else; what a rule did is never final."""
    given(reason=reason)
    return move(
        actor=actor,
        case_id=case_id,
        action="reassign",
        version=version,
        text=reason,
        changes=lambda c: check_party(actor, c, party),
        data=lambda c: {"word": party_word(c), "internal": True},
    )
