"""Rules over people and the audiences they make (4.2)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from ninja import Query, Status

from linli.kernel.api import Page, Paging, Request
from linli.kernel.api.listing import listed
from linli.kernel.errors import DomainError
from linli.sections.outreach.models import Audience
from linli.sections.outreach.queries import audiencelists as lists
from linli.sections.outreach.queries import audiences as found
from linli.sections.outreach.queries import eligibility as rules
from linli.sections.outreach.routes.base import Id, router
from linli.sections.outreach.schemas import eligibility as s
from linli.sections.outreach.services import audiences, eligibility
from linli.sections.registry.queries import area_of, eligible

READ, MANAGE, RULE = "outreach.audience.read", "outreach.audience.manage", "outreach.rule.manage"


@router.get("/eligibility-rules", gate=READ, response=list[s.EligibilityRule])
def list_eligibility_rules(request: Request) -> Any:
    """圈选规则"""
    today = timezone.localdate()
    return [rules.rule_row(row, today) for row in rules.rules(request.actor)]


@router.post("/eligibility-rules/try", gate=READ, response=s.ExamplesOut)
def try_examples(request: Request, body: s.ExamplesIn) -> Any:
    """用示例试算"""
    tree = eligible.checked_rule(body.tree)
    outcomes = rules.tried(tree, [one.dict() for one in body.examples])
    return {"text": eligible.sentence(tree), "outcomes": outcomes}


@router.get("/eligibility-rules/{rule_id}", gate=READ, response=s.EligibilityRule)
def read_eligibility_rule(request: Request, rule_id: Id) -> Any:
    """一条圈选规则"""
    return _rule(request, rule_id)


@router.post("/eligibility-rules", gate=RULE, response={201: s.EligibilityRule})
def create_eligibility_rule(request: Request, body: s.RuleNew) -> Any:
    """新建圈选规则"""
    area = area_of(request.actor, RULE, body.area_id)
    draft = body.dict(include={*s.RuleDraftIn.model_fields}) | {"valid_from": body.valid_from}
    made = eligibility.create_rule(
        actor=request.actor, area=area, name=body.name, note=body.note, draft=draft
    )
    return Status(201, _rule(request, made.pk))


@router.put("/eligibility-rules/{rule_id}/draft", gate=RULE, response=s.EligibilityRule)
def save_eligibility_draft(request: Request, rule_id: Id, body: s.RuleDraftIn) -> Any:
    """修改草稿，或起草下一版"""
    draft = body.dict() | {"valid_from": body.valid_from}
    eligibility.save_draft(actor=request.actor, rule_id=rule_id, draft=draft)
    return _rule(request, rule_id)


@router.post("/eligibility-rules/{rule_id}/publish", gate=RULE, response=s.EligibilityRule)
def publish_eligibility_rule(request: Request, rule_id: Id) -> Any:
    """发布规则"""
    eligibility.publish_rule(actor=request.actor, rule_id=rule_id)
    return _rule(request, rule_id)


@router.post("/audiences/count", gate=MANAGE, response=s.AudienceCountOut)
def count_audience(request: Request, body: s.AudienceCountIn) -> Any:
    """边选边算人数"""
    area = area_of(request.actor, MANAGE, body.area_id)
    people, day = eligible.people_within(area), body.as_of or timezone.localdate()
    counted = eligible.count(people, body.rule, day)
    rest = eligible.meant_people(people, body.rule).count() - counted.certain - counted.to_check
    text = eligible.sentence(body.rule)
    return {
        "certain": counted.certain,
        "to_check": counted.to_check,
        "left_out": rest,
        "text": text,
        "as_of": day,
    }


@router.get("/audiences", gate=READ, response=Page[s.AudienceOut])
def list_audiences(
    request: Request, filters: Query[s.AudienceFilters], paging: Query[s.AudiencePaging]
) -> Any:
    """圈选名单"""
    return listed(paging, found.audiences(request.actor, filters.q), lists.audience_row, s.AudienceOut)


@router.post("/audiences", gate=MANAGE, response={201: s.AudienceOut})
def make_audience(request: Request, body: s.AudienceIn) -> Any:
    """圈选人员"""
    return Status(201, lists.audience_row(found.audience(request.actor, _made(request, body).pk)))


def _made(request: Request, body: s.AudienceIn) -> Audience:
    area = area_of(request.actor, MANAGE, body.area_id)
    if body.person_ids is not None:
        return audiences.pick(actor=request.actor, area=area, person_ids=body.person_ids, title=body.title)
    if body.rule_id is None:
        if body.rule is None:
            raise DomainError("请选择条件、规则或人员。", fields={"rule": "请填写条件"})
        return audiences.freeze(
            actor=request.actor, area=area, rule=body.rule, as_of=body.as_of, title=body.title
        )  # fmt: skip
    rule = rules.rule(request.actor, body.rule_id)
    version = rules.in_force(rule, body.as_of or timezone.localdate())
    if version is None:
        raise DomainError("规则还没有发布，或还没有到施行日期。", fields={"rule_id": "请另选规则"})
    title = body.title or f"{rule.name}（第{version.number}版）"
    return audiences.freeze(
        actor=request.actor, area=area, rule_version=version, as_of=body.as_of, title=title
    )


@router.get("/audiences/{audience_id}", gate=READ, response=s.AudienceOut)
def read_audience(request: Request, audience_id: Id) -> Any:
    """一份名单"""
    return lists.audience_row(found.audience(request.actor, audience_id))


@router.get("/audiences/{audience_id}/people", gate=READ, response=Page[s.MemberOut])
def list_members(
    request: Request, audience_id: Id, filters: Query[s.MemberFilters], paging: Query[Paging]
) -> Any:
    """名单人员，连同不符合的人和理由"""
    one = found.audience(request.actor, audience_id)
    rows = lists.listed_people(request.actor, one, filters)
    if paging.format == "xlsx":
        audiences.note_export(actor=request.actor, audience=one, verdict=filters.verdict)
        return lists.exported(paging, one, filters.verdict, rows, s.MemberOut)
    page = paging.of(rows)
    page["items"] = [*map(lists.Shaper(one, filters.verdict, page["items"]), page["items"])]
    return page


@router.get("/audiences/{audience_id}/people/{person_id}", gate=READ, response=s.MemberWhy)
def why_in_audience(request: Request, audience_id: Id, person_id: Id) -> Any:
    """此人为什么在（不在）名单里"""
    return lists.why(request.actor, audience_id, person_id)


@router.post("/audiences/{audience_id}/people/{person_id}/settle", gate=MANAGE, response=s.MemberWhy)
def settle_member(request: Request, audience_id: Id, person_id: Id, body: s.MemberSettleIn) -> Any:
    """核实后列入或移出"""
    audiences.settle(actor=request.actor, audience_id=audience_id, person_id=person_id, **body.dict())
    return lists.why(request.actor, audience_id, person_id)


@router.post("/audiences/{audience_id}/run-again", gate=MANAGE, response={201: s.AudienceOut})
def run_audience_again(request: Request, audience_id: Id) -> Any:
    """按同样条件重新圈选"""
    made = audiences.run_again(actor=request.actor, audience_id=audience_id)
    return Status(201, lists.audience_row(found.audience(request.actor, made.pk)))


@router.get("/audiences/{audience_id}/changes", gate=READ, response=s.AudienceChanges)
def audience_changes(request: Request, audience_id: Id) -> Any:
    """与上次圈选相比谁来了、谁走了"""
    return lists.changes(request.actor, audience_id)


def _rule(request: Request, rule_id: int) -> dict[str, Any]:
    return rules.rule_row(rules.rule(request.actor, rule_id), timezone.localdate())
