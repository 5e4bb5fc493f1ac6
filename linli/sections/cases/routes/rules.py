"""派遣规则: the list of an area, its dry run, and what the rules say of a case."""

from __future__ import annotations

from typing import Any

from linli.kernel.api import Request
from linli.kernel.models import Area
from linli.sections.cases import queries, services
from linli.sections.cases.queries import door
from linli.sections.cases.queries.dryrun import dry_run
from linli.sections.cases.queries.rules import (
    MANAGE,
    managed_area,
    managed_areas,
    rule_book,
    rule_parties,
    rules_for,
    suggestion,
)
from linli.sections.cases.routes.base import router
from linli.sections.cases.schemas import CaseOut
from linli.sections.cases.schemas.rules import (
    CaseDryRunIn,
    CaseDryRunOut,
    CaseReassignIn,
    CaseRuleAreaOut,
    CaseRuleBookOut,
    CaseRuleChoicesOut,
    CaseRuleIn,
    CaseRulesIn,
    CaseSuggestionOut,
)
from linli.sections.cases.services.rules import RuleDraft, drafted, reassign_case, save_rules

DISPATCH = "cases.case.dispatch"
ONE = "/rules/{int:area_id}"


@router.get("/rules", gate=MANAGE, response=list[CaseRuleAreaOut])
def list_rule_areas(request: Request) -> Any:
    """可以设派遣规则的区域"""
    return managed_areas(request.actor)


@router.get(ONE, gate=MANAGE, response=CaseRuleBookOut)
def read_rules(request: Request, area_id: int) -> Any:
    """一个区域的派遣规则，以及上级区域的规则"""
    return rule_book(request.actor, area_id)


@router.get(f"{ONE}/choices", gate=MANAGE, response=CaseRuleChoicesOut)
def list_rule_choices(request: Request, area_id: int) -> Any:
    """派遣规则可以选的地点和责任方"""
    area = managed_area(request.actor, area_id)
    below = Area.objects.filter(path__startswith=area.path).exclude(pk=area.pk)
    places = [{"title": one.name, "place_id": one.pk} for one in below.order_by("path")]
    houses = [{"title": str(one), "building_id": one.pk} for one in door.buildings_in(area)]
    return {"places": places + houses, "parties": rule_parties(request.actor, area)}


@router.put(ONE, gate=MANAGE, response=CaseRuleBookOut)
def save_rule_list(request: Request, area_id: int, body: CaseRulesIn) -> Any:
    """保存一个区域的派遣规则（整份按次序替换）"""
    save_rules(actor=request.actor, area_id=area_id, drafts=_drafts(body.rules), revision=body.revision)
    return rule_book(request.actor, area_id)


@router.post(f"{ONE}/dry-run", gate=MANAGE, response=CaseDryRunOut)
def try_rules(request: Request, area_id: int, body: CaseDryRunIn) -> Any:
    """试跑：用真实诉求检验一份还没保存的规则"""
    area = managed_area(request.actor, area_id)
    above = [rule for rule in rules_for(area) if rule.area_id != area.pk]
    rules = [*drafted(request.actor, area, _drafts(body.rules)), *above]
    return dry_run(request.actor, area, rules, days=body.days)


@router.get("/cases/{int:case_id}/suggestion", gate=DISPATCH, response=CaseSuggestionOut)
def read_suggestion(request: Request, case_id: int) -> Any:
    """派遣建议：哪条规则适用、派给谁、为什么"""
    case = queries.case(request.actor, case_id)
    request.actor.require(DISPATCH, case.area)
    return suggestion(case)


@router.post("/cases/{int:case_id}/reassign", gate=DISPATCH, response=CaseOut)
def reassign(request: Request, case_id: int, body: CaseReassignIn) -> Any:
    """改派：还没有接单的诉求换一个责任方"""
    party = services.Party(body.role, body.user_id, body.organisation_id)
    rest = body.model_dump(include={"version", "reason"})
    case = reassign_case(actor=request.actor, case_id=case_id, party=party, **rest)
    return queries.case(request.actor, case.pk)


def _drafts(rules: list[CaseRuleIn]) -> list[RuleDraft]:
    return [RuleDraft(**rule.model_dump()) for rule in rules]
