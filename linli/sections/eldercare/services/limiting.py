"""Limits for one person (个人阈值): the order with its reason here, the exception itself in the alert rules."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.live import touch
from linli.sections.alerts import services as alerts
from linli.sections.alerts.queries.persons import threshold_rules
from linli.sections.eldercare import vitals
from linli.sections.eldercare.access import LIMIT, lock_elder
from linli.sections.eldercare.models import Elder, PersonLimit

BAND = "wristband"
OPERATORS = {True: (">", ">="), False: ("<", "<=")}


@transaction.atomic
def set_limit(
    *, actor: Actor, elder_id: int, vital: str, above: bool, limit: float, duration_s: int, reason: str,
    muted: bool = False, review_on: dt.date | None = None, starts: dt.time | None = None, ends: dt.time | None = None,
) -> PersonLimit:  # fmt: skip
    """Sets a limit for this elder alone, within hours if given, or silences one; the old one stays readable.

    Raises NotFound, DomainError with a message per field.
    """
    elder = lock_elder(actor, elder_id, LIMIT)
    _check(vital, limit, reason, review_on, (starts, ends))
    hours = (
        {"node": "time", "starts": starts.isoformat(), "ends": ends.isoformat()} if starts and ends else None
    )
    elder.limits.filter(vital=vital, above=above, ended_at=None).update(ended_at=timezone.now())
    rules = threshold_rules(elder.area, BAND, vitals.VITALS[vital].band or "-", OPERATORS[above])
    for rule in rules:
        alerts.set_override(
            actor=SYSTEM, rule_id=rule.pk, person_id=elder.person_id, limit=None if muted else limit,
            duration_s=duration_s, muted=muted, tree=_within(rule, limit, duration_s, hours) if hours else None,
        )  # fmt: skip
    row = PersonLimit.objects.create(
        elder=elder, vital=vital, above=above, limit=limit, duration_s=duration_s, rules=[rule.pk for rule in rules],
        muted=muted, reason=reason.strip()[:200], review_on=review_on, user_id=actor.user_id, starts=starts, ends=ends,
    )  # fmt: skip
    _note(actor, "eldercare.limit.set", elder, vital, above)
    return row


@transaction.atomic
def end_limit(*, actor: Actor, elder_id: int, limit_id: int) -> None:
    """What holds for everybody holds for this elder again. Raises NotFound."""
    elder = lock_elder(actor, elder_id, LIMIT)
    row = elder.limits.filter(pk=limit_id, ended_at=None).first()
    if row is None:
        raise NotFound
    _end(elder, row)
    _note(actor, "eldercare.limit.ended", elder, row.vital, row.above)


def end_all(elder: Elder) -> None:
    """The elder is no longer looked after."""
    for row in elder.limits.filter(ended_at=None):
        _end(elder, row)


def _end(elder: Elder, row: PersonLimit) -> None:
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    for rule_id in row.rules:
        try:
            alerts.remove_override(actor=SYSTEM, rule_id=rule_id, person_id=elder.person_id)
        except NotFound:
            continue  # the rule, or its exception, was deleted by hand: there is nothing left to take back


def _within(rule: Any, limit: float, duration_s: int, hours: dict[str, Any]) -> dict[str, Any]:
    """The rule's comparison with this limit, only within the hours, for so long."""
    value = {
        "node": "value",
        "metric": rule.metric,
        "op": rule.operator,
        "limit": limit,
        "max_gap_s": rule.max_gap_s,
    }
    both = {"node": "all", "of": [value, hours]}
    return {"node": "for", "seconds": duration_s, "of": both} if duration_s else both


def _check(
    vital: str, limit: float, reason: str, review_on: dt.date | None, hours: tuple[dt.time | None, dt.time | None]
) -> None:  # fmt: skip
    known = vitals.VITALS.get(vital)
    wrong = {
        "vital": "" if known and vital != "consciousness" else "请选择体征。",
        "limit": "" if known and known.low <= limit <= known.high else "这个数值不可能，请核对。",
        "reason": "" if reason.strip() else "请填写依据，例如医嘱。",
        "ends": "" if (hours[0] is None) == (hours[1] is None) else "生效开始和结束要么都填，要么都不填。",
        "review_on": "复核日期应在今天以后。" if review_on and review_on <= timezone.localdate() else "",
    }
    wrong = {name: text for name, text in wrong.items() if text}
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)


def _note(actor: Actor, action: str, elder: Elder, vital: str, above: bool) -> None:
    audit.record(actor, action, target=elder, area=elder.area, detail={"vital": vital, "above": above})
    touch("eldercare", elder.area_id)
