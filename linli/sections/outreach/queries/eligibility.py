"""Rules with their versions, and how example people come out."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet

from linli.kernel.access import Actor, around, visible
from linli.kernel.errors import NotFound
from linli.sections.outreach.models import AudienceMember, Rule, RuleVersion
from linli.sections.registry.queries import eligible

READ = "outreach.audience.read"
VERDICTS = {str(v.value): str(v.label) for v in AudienceMember.Verdict} | {"out": "不符合"}


def rules(actor: Actor) -> QuerySet[Rule]:
    """The rules that count where the actor works: of those areas, and of the areas above them."""
    rows = Rule.objects.select_related("area").prefetch_related("versions__published_by")
    return around(rows, actor, READ)


def rule(actor: Actor, rule_id: int, permission: str = "") -> Rule:
    """One of them; with a permission only one of the actor's own areas. Raises NotFound."""
    rows = rules(actor)
    if permission:
        rows = visible(rows, actor, permission)
    found = rows.filter(pk=rule_id).first()
    if found is None:
        raise NotFound
    return found


def in_force(rule: Rule, day: dt.date) -> RuleVersion | None:
    """The version that counts on a day: the last published one that had begun."""
    rows = rule.versions.filter(state=RuleVersion.State.PUBLISHED, valid_from__lte=day)
    return rows.order_by("-valid_from", "-number").first()


def tried(tree: Any, examples: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """How each example person comes out, and why."""
    outcomes = []
    for one in examples:
        day = dt.date.fromisoformat(one["as_of"])
        said = eligible.judge(tree, eligible.facts_from(one["facts"]), day)
        outcomes.append(
            {
                "label": one["label"],
                "expected": one["expected"],
                "expected_text": VERDICTS[one["expected"]],
                "verdict": said.verdict,
                "verdict_text": VERDICTS[said.verdict],
                "passed": said.verdict == one["expected"],
                "findings": findings(said),
            }
        )
    return outcomes


def findings(said: eligible.Judgement) -> list[dict[str, Any]]:
    """Every condition with whether it is as the rule wants it, and what is registered."""
    return [{"text": f.text, "truth": f.truth, "found": f.found, "wanted": f.wanted} for f in said.findings]


def rule_row(row: Rule, today: dt.date) -> dict[str, Any]:
    """A rule with its versions, newest first; needs them prefetched."""
    versions = list(row.versions.all())
    live = [v for v in versions if v.state == RuleVersion.State.PUBLISHED and v.valid_from <= today]
    now = max(live, key=lambda v: (v.valid_from, v.number), default=None)
    return {
        "id": row.pk,
        "name": row.name,
        "note": row.note,
        "area_id": row.area_id,
        "area": row.area.name,
        "in_force": now.number if now else None,
        "text": eligible.sentence((now or versions[0]).tree) if versions else "",
        "versions": [version_row(v) for v in versions],
    }


def version_row(row: RuleVersion) -> dict[str, Any]:
    """A version."""
    return {
        "id": row.pk,
        "number": row.number,
        "tree": row.tree,
        "text": eligible.sentence(row.tree),
        "basis": row.basis,
        "basis_url": row.basis_url,
        "valid_from": row.valid_from,
        "examples": row.examples,
        "state": row.state,
        "state_text": row.get_state_display(),
        "published_at": row.published_at,
        "published_by": row.published_by.name if row.published_by else "",
    }
