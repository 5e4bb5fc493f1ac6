"""Guarding those who live alone (安全守护): by hand, with numbers of their own, and what a silent home leads to.

What a silent home is, alert rules say, run by the rules engine like all others.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from linli.kernel import audit, live
from linli.kernel.access import SYSTEM, Actor
from linli.sections.alerts import services as alerts
from linli.sections.alerts.queries import persons
from linli.sections.eldercare.models import Elder, Guard
from linli.sections.eldercare.reach import elder_for
from linli.sections.eldercare.services.away import away_at
from linli.sections.eldercare.services.guardlist import keep_lists
from linli.sections.eldercare.services.planning import visit_for_alert

MANAGE = "eldercare.guard.manage"


@transaction.atomic
def set_guard(*, actor: Actor, elder_id: int, active: bool) -> Guard:
    """守护设定: whether an elder is watched over. Raises NotFound outside the actor's areas."""
    elder = elder_for(actor, MANAGE, elder_id)
    guard, _ = Guard.objects.update_or_create(elder=elder, defaults={"active": active})
    keep_lists(elders=[elder.pk])
    audit.record(actor, "eldercare.guard.set", target=guard, area=elder.area, detail={"active": active})
    live.touch("eldercare", elder.area_id)
    return guard


@transaction.atomic
def set_rule(
    *, actor: Actor, elder_id: int, rule_id: int, limit: float | None, duration_s: int | None, off: bool
) -> None:
    """Other numbers of one rule for this elder, or none of it. Raises DomainError with a message per field, NotFound."""
    elder = elder_for(actor, MANAGE, elder_id)
    alerts.set_numbers(
        actor=actor, rule_id=rule_id, person_id=elder.person_id, limit=limit, duration_s=duration_s, off=off
    )
    live.touch("eldercare", elder.area_id)


@transaction.atomic
def answer_silence(*, alert_id: int, at: dt.datetime) -> None:
    """An elder was found to be inactive: somebody knocks; who is known to be away is not missed."""
    person_id = persons.person_of(alert_id)
    elder = Elder.objects.select_related("area").filter(person_id=person_id or 0).first()
    if elder is None:
        return
    if away_at(elder, at):
        alerts.withdraw_alert(actor=SYSTEM, alert_id=alert_id, text="已登记外出，不作久未活动处理")
    else:
        visit_for_alert(elder=elder, alert_id=alert_id, reason="久未活动")
