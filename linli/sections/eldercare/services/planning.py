"""Visit plans by risk (探访计划), and the visits that fall due from them."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils import timezone

from linli.kernel import audit, conf, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError
from linli.sections.eldercare.models import Elder, Visit, VisitPlan
from linli.sections.eldercare.reach import elder_for, locked

PLAN, DO = "eldercare.visit.plan", "eldercare.visit.do"
AHEAD_DAYS = 7
LONGEST_DAYS = 365
State = Visit.State


def usual_days(risk: int) -> int:
    """How often somebody of that risk level is visited, in days, unless set by hand."""
    return int(conf.get({1: "eldercare.visit_days_low", 2: "eldercare.visit_days_medium"}.get(
        risk, "eldercare.visit_days_high")))  # fmt: skip


def usual_way(risk: int) -> str:
    """Those of the lowest level are telephoned."""
    return str(VisitPlan.Way.PHONE if risk <= Elder.Risk.LOW else VisitPlan.Way.HOME)


@transaction.atomic
def plan_visits(*, today: dt.date | None = None) -> int:
    """Brings plans in line with who is looked after, and makes the visits of the next week. Returns how many."""
    day = today or timezone.localdate()
    plans = {plan.elder_id: plan for plan in VisitPlan.objects.select_for_update()}
    for elder in Elder.objects.filter(followed=True).exclude(pk__in=plans):
        spread = dt.timedelta(days=elder.pk % usual_days(elder.risk))  # not everybody on the first day
        plans[elder.pk] = VisitPlan(elder=elder, next_on=day + spread)
    elders = Elder.objects.in_bulk(plans)
    for plan in plans.values():
        _follow(plan, elders[plan.elder_id])
    VisitPlan.objects.bulk_create([plan for plan in plans.values() if plan.pk is None])
    made = [visit for plan in plans.values() if plan.active for visit in _due(plan, day)]
    Visit.objects.bulk_create(made, ignore_conflicts=True)
    VisitPlan.objects.bulk_update(plans.values(), ["active", "level", "every_days", "way", "next_on"])
    return len(made)


def _follow(plan: VisitPlan, elder: Elder) -> None:
    """The level decides, unless somebody set the plan by hand."""
    plan.active, plan.level = elder.followed, elder.risk
    if not plan.fixed:
        plan.every_days, plan.way = usual_days(elder.risk), usual_way(elder.risk)


def _due(plan: VisitPlan, day: dt.date) -> list[Visit]:
    """The visits that fall due up to a week ahead; days that nobody planned in time are not made up."""
    found = []
    plan.next_on = max(plan.next_on, day)
    while plan.next_on <= day + dt.timedelta(days=AHEAD_DAYS):
        found.append(
            Visit(elder_id=plan.elder_id, plan=plan, level=plan.level, way=plan.way, due_on=plan.next_on)
        )
        plan.next_on += dt.timedelta(days=plan.every_days)
    return found


@transaction.atomic
def settle_missed(*, today: dt.date | None = None) -> int:
    """A visit of yesterday that nobody made goes up to the secretary; once the next is due it counts as missed."""
    day = today or timezone.localdate()
    late = (
        Visit.objects.select_for_update(of=("self",))
        .filter(state=State.DUE, due_on__lt=day)
        .select_related("elder__area")
    )
    upto = Visit.objects.filter(plan__isnull=False, due_on__lte=day).order_by().values("plan")
    newest = dict(upto.annotate(last=Max("due_on")).values_list("plan", "last"))
    n = 0
    for visit in late:
        if visit.escalated_at is None:
            visit.escalated_at = timezone.now()
            audit.record(SYSTEM, "eldercare.visit.escalated", target=visit, area=visit.elder.area)
            live.touch("eldercare", visit.elder.area_id)
            n += 1
        if newest.get(visit.plan_id or 0, visit.due_on) > visit.due_on:
            visit.state = State.MISSED
        visit.save(update_fields=["escalated_at", "state"])
    return n


@transaction.atomic
def set_plan(*, actor: Actor, elder_id: int, every_days: int | None, way: str) -> VisitPlan:
    """设定探访频次: by hand, or `every_days=None` to follow the risk level again. Raises DomainError."""
    elder = elder_for(actor, PLAN, elder_id)
    if every_days is not None and not 1 <= every_days <= LONGEST_DAYS:
        raise DomainError("请检查标出的内容。", fields={"every_days": f"1 到 {LONGEST_DAYS} 天。"})
    plan, _ = VisitPlan.objects.select_for_update().get_or_create(elder=elder)
    plan.fixed, plan.way, plan.level = every_days is not None, way, elder.risk
    plan.every_days = every_days or usual_days(elder.risk)
    today = timezone.localdate()
    Visit.objects.filter(plan=plan, state=State.DUE, due_on__gt=today).delete()
    held = Visit.objects.filter(plan=plan).order_by("-due_on").values_list("due_on", flat=True).first()
    plan.next_on = max(today, held + dt.timedelta(days=plan.every_days)) if held else today
    Visit.objects.bulk_create(_due(plan, today), ignore_conflicts=True)
    plan.save()
    detail = {"elder": elder.pk, "every_days": every_days, "way": way}
    audit.record(actor, "eldercare.visit.planned", target=plan, area=elder.area, detail=detail)
    live.touch("eldercare", elder.area_id)
    return plan


@transaction.atomic
def add_visit(
    *,
    actor: Actor,
    elder_id: int,
    due_on: dt.date,
    reason: str,
    way: str = "home",
    alert_id: int | None = None,
) -> Visit:
    """安排一次探访: beside the plan; for an alert once, later calls return the first."""
    elder = elder_for(actor, DO, elder_id)
    if alert_id is not None and (known := Visit.objects.filter(alert_id=alert_id).first()):
        if known.elder_id != elder.pk:
            raise Conflict("这条预警已安排探访另一位老人。")
        return known
    if not timezone.localdate() <= due_on <= timezone.localdate() + dt.timedelta(days=LONGEST_DAYS):
        raise DomainError("请检查标出的内容。", fields={"due_on": "请选择今天或以后一年内的日期。"})
    visit = Visit.objects.create(
        elder=elder, level=elder.risk, due_on=due_on, way=way, reason=reason.strip()[:100], alert_id=alert_id
    )
    audit.record(actor, "eldercare.visit.added", target=visit, area=elder.area, detail={"alert": alert_id})
    live.touch("eldercare", elder.area_id)
    return visit


@transaction.atomic
def visit_for_alert(*, elder: Elder, alert_id: int, reason: str) -> Visit:
    """An alert wants a knock on the door: a visit due today, once per alert."""
    visit, new = Visit.objects.get_or_create(
        alert_id=alert_id,
        defaults={
            "elder": elder,
            "level": elder.risk,
            "due_on": timezone.localdate(),
            "reason": reason[:100],
        },
    )
    if new:
        audit.record(
            SYSTEM, "eldercare.visit.added", target=visit, area=elder.area, detail={"alert": alert_id}
        )
        live.touch("eldercare", elder.area_id)
    return visit


@transaction.atomic
def drop_for_alert(*, alert_id: int) -> int:
    """The alert is over without the visit: nobody needs to go any more. Returns how many were called off."""
    return due_for_alert(alert_id).update(state=State.SKIPPED, note="预警已解除", received_at=timezone.now())


def due_for_alert(alert_id: int) -> QuerySet[Visit]:
    """The visits that the alert called for and that nobody has made yet."""
    return Visit.objects.filter(alert_id=alert_id, state=State.DUE)


@transaction.atomic
def skip_visit(*, actor: Actor, visit_id: int, reason: str) -> Visit:
    """不需探访: in hospital, away … says why. Raises Conflict once it is over."""
    visit = locked(Visit, actor, DO, visit_id)
    if visit.state != State.DUE:
        raise Conflict(f"这次探访{visit.get_state_display()}。")
    if len(reason.strip()) < 2:
        raise DomainError("请写明原因。", fields={"reason": "例如“住院”“去女儿家”。"})
    visit.state, visit.note, visit.done_by_id = State.SKIPPED, reason.strip()[:500], actor.user_id
    visit.received_at = timezone.now()
    visit.save(update_fields=["state", "note", "done_by", "received_at"])
    audit.record(actor, "eldercare.visit.skipped", target=visit, area=visit.elder.area)
    live.touch("eldercare", visit.elder.area_id)
    return visit
