"""Whom a rule for listed people only (名单规则) looks at: kept in line by the section that knows the people."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError, NotFound
from linli.sections.alerts.models import Rule, RuleOverride
from linli.sections.alerts.services.rules import MAX_SECONDS, check_numbers, told_evaluator


@dataclass(frozen=True)
class Listed:
    """Somebody on the list: where they live, and whether nothing is expected of them just now (`resting`)."""

    person_id: int
    home_id: int | None
    area_path: str
    resting: bool = False


@transaction.atomic
def keep_list(
    *, actor: Actor, kind: str, people: Iterable[Listed], only: Collection[int] | None = None
) -> int:
    """Brings the listed rules of a kind in line with who is to be looked at; numbers set for a person stay.

    `only` narrows to these persons; otherwise whoever is not in `people` goes from the list. Returns how many changed.
    """
    rules = list(Rule.objects.select_related("area").filter(kind__code=kind, listed=True))
    wanted = {
        (rule.pk, one.person_id): one for one in people for rule in rules if one.area_path.startswith(rule.area.path)
    }  # fmt: skip
    rows = RuleOverride.objects.select_for_update(of=("self",)).filter(
        rule__in=rules, person_id__isnull=False
    )
    held = {
        (row.rule_id, row.person_id): row
        for row in (rows if only is None else rows.filter(person_id__in=only))
    }
    gone = [row.pk for key, row in held.items() if key not in wanted]
    changed = [row for key, row in held.items() if key in wanted and _follows(row, wanted[key])]
    new = [
        RuleOverride(rule_id=rule_id, person_id=one.person_id, home_id=one.home_id, muted=one.resting)
        for (rule_id, _), one in wanted.items()
        if (rule_id, one.person_id) not in held
    ]
    RuleOverride.objects.filter(pk__in=gone).delete()
    RuleOverride.objects.bulk_update(changed, ["home_id", "muted"], batch_size=500)
    RuleOverride.objects.bulk_create(new, batch_size=500)
    count = len(gone) + len(changed) + len(new)
    if count:
        told_evaluator()
        audit.record(actor, "alerts.rule.listed", detail={"kind": kind, "on": len(new), "off": len(gone)})
    return count


def _follows(row: RuleOverride, one: Listed) -> bool:
    """Takes over home and rest; True when either is new. One that was silenced for good (`off`) stays so."""
    before = row.home_id, row.muted
    row.home_id, row.muted = one.home_id, one.resting or row.off
    return before != (row.home_id, row.muted)


@transaction.atomic
def set_numbers(
    *, actor: Actor, rule_id: int, person_id: int, limit: float | None, duration_s: int | None, off: bool
) -> None:
    """Other numbers for a listed person, or none of this rule. The caller knows the person. Raises DomainError, NotFound."""
    row = RuleOverride.objects.select_related("rule").filter(rule=rule_id, person_id=person_id).first()
    if row is None or not row.rule.listed:
        raise NotFound
    if duration_s is not None and not 60 <= duration_s <= MAX_SECONDS:
        raise DomainError("时间不正确。", fields={"duration_s": "请填写 1 分钟到 7 天。"})
    row.muted = off or (row.muted and not row.off)
    row.limit, row.duration_s, row.off = limit, duration_s, off
    check_numbers(row.rule, row)
    row.save()
    told_evaluator()
    audit.record(
        actor, "alerts.rule.override_set", target=row.rule, detail={"person_id": person_id, "muted": off}
    )
