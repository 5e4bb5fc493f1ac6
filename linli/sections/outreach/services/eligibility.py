"""Rules (圈选规则): drafted, tried on example people, published; what is published never changes."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.outreach.models import Rule, RuleVersion
from linli.sections.outreach.queries.eligibility import rule as found_rule
from linli.sections.outreach.queries.eligibility import tried
from linli.sections.registry.queries import eligible

MANAGE = "outreach.rule.manage"
MOST_EXAMPLES = 30
Draft = dict[str, Any]
"""What a version says: tree, basis, basis_url, valid_from, examples."""


@transaction.atomic
def create_rule(*, actor: Actor, area: Area, name: str, note: str = "", draft: Draft) -> Rule:
    """A rule with its first draft. Raises Conflict for a name that the area has, DomainError beside the wrong field."""
    actor.require(MANAGE, area)
    if not name.strip():
        raise DomainError("请填写规则名称。", fields={"name": "不能为空"})
    try:
        with transaction.atomic():
            made = Rule.objects.create(area=area, name=name.strip()[:60], note=note.strip()[:300])
    except IntegrityError:
        raise Conflict("这个区域已有同名规则。") from None
    RuleVersion.objects.create(rule=made, number=1, **_checked(draft))
    _noted(actor, "created", made)
    return made


@transaction.atomic
def save_draft(*, actor: Actor, rule_id: int, draft: Draft) -> RuleVersion:
    """Changes the draft of a rule, or begins the next version. Raises NotFound, DomainError."""
    rule = found_rule(actor, rule_id, MANAGE)
    Rule.objects.select_for_update().get(pk=rule.pk)
    newest = rule.versions.order_by("-number").first()
    number = newest.number if newest else 0
    if newest and newest.state == RuleVersion.State.PUBLISHED:
        number += 1
    version, _ = RuleVersion.objects.update_or_create(
        rule=rule, number=max(number, 1), defaults=_checked(draft)
    )  # fmt: skip
    _noted(actor, "drafted", rule, version=version.number)
    return version


@transaction.atomic
def publish_rule(*, actor: Actor, rule_id: int) -> RuleVersion:
    """发布: the draft counts from its date on. Raises DomainError while an example comes out otherwise than expected."""
    rule = found_rule(actor, rule_id, MANAGE)
    version = RuleVersion.objects.select_for_update().filter(rule=rule, state=RuleVersion.State.DRAFT).first()
    if version is None:
        raise Conflict("没有待发布的草稿。")
    if wrong := _obstacles(version):
        raise DomainError("还不能发布，请检查标出的内容。", fields=wrong)
    version.state, version.published_at = RuleVersion.State.PUBLISHED, timezone.now()
    version.published_by_id = actor.user_id
    version.save(update_fields=["state", "published_at", "published_by"])
    _noted(actor, "published", rule, version=version.number, valid_from=version.valid_from.isoformat())
    return version


def _obstacles(version: RuleVersion) -> dict[str, str]:
    """What keeps a draft from being published, by field."""
    wrong: dict[str, str] = {}
    if not version.basis.strip():
        wrong["basis"] = "请填写政策依据（文件名称、文号）"
    outcomes = tried(version.tree, version.examples)
    for number, one in enumerate(outcomes):
        if not one["passed"]:
            wrong[f"examples.{number}"] = (
                f"“{one['label']}”应为{one['expected_text']}，算出来是{one['verdict_text']}"
            )
    if not {"in", "out"} <= {one["expected"] for one in outcomes}:
        wrong["examples"] = "至少要有一个符合的示例和一个不符合的示例"
    newer = version.rule.versions.filter(
        state=RuleVersion.State.PUBLISHED, valid_from__gte=version.valid_from
    )
    if newer.exists():
        wrong["valid_from"] = "应晚于已发布版本的施行日期"
    return wrong


def _checked(draft: Draft) -> Draft:
    """The columns of a draft. Raises DomainError."""
    if len(draft.get("examples", ())) > MOST_EXAMPLES:
        raise DomainError("示例太多。", fields={"examples": f"最多 {MOST_EXAMPLES} 个"})
    valid_from: dt.date = draft["valid_from"]
    return {
        "tree": eligible.checked_rule(draft["tree"]),
        "basis": str(draft.get("basis", "")).strip()[:300],
        "basis_url": str(draft.get("basis_url", "")).strip()[:300],
        "valid_from": valid_from,
        "examples": draft.get("examples", []),
        "state": RuleVersion.State.DRAFT,
    }


def _noted(actor: Actor, what: str, rule: Rule, **detail: Any) -> None:
    audit.record(
        actor, f"outreach.rule.{what}", target=rule, area=rule.area, detail={"name": rule.name, **detail}
    )
    touch("outreach", rule.area_id)
