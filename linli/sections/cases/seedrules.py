"""The demo's dispatch rules, the levels its late cases have reached, and half a year of call-backs."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.db.models import F
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.access.resolve import actor_of
from linli.kernel.calendar import add_work_hours, add_workdays
from linli.kernel.models import Area, User
from linli.sections.cases.deadlines import level_at
from linli.sections.cases.flow import OPEN
from linli.sections.cases.models import (
    Callback,
    CallbackDraw,
    Case,
    Category,
    DispatchRule,
    Escalation,
    TimelineEntry,
)
from linli.sections.cases.queries.ladders import DEFAULT
from linli.sections.cases.services.callbacks import Answer, record_callback
from linli.sections.cases.services.draw import draw_week
from linli.sections.cases.services.escalate import escalate_late

WEEKS, LEFT = 26, 7
RULES: tuple[dict[str, Any], ...] = (
    {"name": "夜间电梯困人、停梯", "category": "lift", "hours": "night", "role": r.PROPERTY_MANAGER, "auto": True},
    {"name": "紧急的消防通道堵塞", "category": "fire_lane", "urgency": "urgent", "role": r.PROPERTY_MANAGER, "auto": True},
    {"name": "电梯故障", "category": "lift", "role": r.PROPERTY_MANAGER, "auto": True},
    {"name": "消防通道", "category": "fire_lane", "role": r.PROPERTY_MANAGER, "auto": True},
    {"name": "供暖不热先由社区核实", "category": "heating", "role": r.WORKER},
    {"name": "公共设施报修", "category": "facility", "role": r.PROPERTY_STAFF, "auto": True},
    {"name": "环境卫生", "category": "sanitation", "role": r.PROPERTY_STAFF, "auto": True},
    {"name": "乱停车占道", "category": "parking", "role": r.PROPERTY_STAFF},
    {"name": "节假日邻里纠纷找社区值班", "category": "dispute", "hours": "weekend", "role": r.WORKER},
    {"name": "邻里纠纷", "category": "dispute", "warden": True, "auto": True},
    {"name": "小区秩序", "category": "order", "warden": True},
)  # fmt: skip
"""民生服务 and 其他 are left to people on purpose: the dry run shows them as nobody's."""
WRONG = (("灯又灭了，只亮了一天", False, 2), ("扫得不干净，楼后还有", False, 2))
SAID = ("", "", "来得快", "比以前好多了", "态度好", "")
GONE = "三个时段都没有接听，短信告知结果"


def seed_rules(rng: random.Random, estate: Area, staff: dict[str, User]) -> None:
    """Called once, in the seed's own transaction, after the cases are stored."""
    _rules(estate.parent or estate)
    _escalations()
    _callbacks(rng, staff)


def _rules(area: Area) -> None:
    DispatchRule.objects.filter(area=area).delete()
    categories = {c.code: c for c in Category.objects.all()}
    DispatchRule.objects.bulk_create(
        DispatchRule(area=area, order=order, **{**rule, "category": categories[rule["category"]]})
        for order, rule in enumerate(RULES, 1)
    )


def _escalations() -> None:
    """What is late has climbed at the moments it would have."""
    Case.objects.filter(state__in=OPEN).update(escalate_at=F("due_at"))
    escalate_late()
    for one in Escalation.objects.select_related("case"):
        at = level_at(one.case.due_at, DEFAULT[one.level - 1].days)
        Escalation.objects.filter(pk=one.pk).update(at=at)
        told = TimelineEntry.objects.filter(case=one.case, action="escalate", data__level=one.level)
        told.update(at=at)


def _callbacks(rng: random.Random, staff: dict[str, User]) -> None:
    """Weekly draws; most were asked in their week, the newest still wait, one has sent its case back."""
    CallbackDraw.objects.all().delete()
    today = timezone.localdate()
    this = today - dt.timedelta(days=today.weekday())
    made: list[Callback] = []
    for back in range(WEEKS, 0, -1):
        draw_week(this - dt.timedelta(weeks=back))
        drawn = timezone.make_aware(dt.datetime.combine(this - dt.timedelta(weeks=back - 1), dt.time(6)))
        made += _dated(min(drawn, timezone.now()))
    for one in made[:-LEFT]:
        _asked(rng, one, staff)
    lately = timezone.now() - dt.timedelta(days=4)
    for days, one in enumerate(made[-LEFT:], 1):
        Callback.objects.filter(pk=one.pk).update(due_at=add_workdays(lately, days))
    waiting = (
        Callback.objects.filter(state=Callback.State.WAITING, kind=Callback.Kind.PHONE)
        .order_by("-pk")
        .first()
    )
    worker = staff.get(r.WORKER)
    if waiting and worker and waiting.case.handled_by_id != worker.pk:
        note, solved, rating = rng.choice(WRONG)
        answer = Answer(reached=True, rating=rating, solved=solved, note=note)
        record_callback(actor=actor_of(worker), callback_id=waiting.pk, tries=0, answer=answer)


def _dated(drawn: dt.datetime) -> list[Callback]:
    """The call-backs just made, as of the day of their draw."""
    fresh = Callback.objects.filter(state=Callback.State.WAITING, draw__drawn_at__gt=drawn)
    keys = list(fresh.values_list("pk", flat=True))
    CallbackDraw.objects.filter(drawn_at__gt=drawn).update(drawn_at=drawn)
    due = add_work_hours(drawn, 40)
    Callback.objects.filter(pk__in=keys).update(created_at=drawn, due_at=due)
    return list(Callback.objects.filter(pk__in=keys).select_related("case").order_by("pk"))


def _asked(rng: random.Random, one: Callback, staff: dict[str, User]) -> None:
    """One call-back of an earlier week: asked, or given up after three tries."""
    at = min(add_work_hours(one.created_at, rng.uniform(1, 36)), timezone.now())
    one.done_at, one.done_by = at, staff.get(one.assigned_role) or staff.get(r.WORKER)
    if one.kind == Callback.Kind.PHONE and rng.random() < 0.08:
        one.state, one.tries, one.note = Callback.State.WRITTEN_OFF, 3, GONE
        words = f"电话回访：第 3 次没有联系上，核销。{GONE}"
    else:
        one.state, one.solved, one.note = Callback.State.REACHED, True, rng.choice(SAID)
        one.rating = rng.choices((5, 4, 3), weights=(6, 3, 1))[0]
        words = f"{Callback.Kind(one.kind).label}：已解决，{one.rating} 星。{one.note}"
        Case.objects.filter(pk=one.case_id).update(rating=one.rating)
    one.save()
    TimelineEntry.objects.create(
        case=one.case,
        at=at,
        action="callback",
        user=one.done_by,
        who=one.done_by.name if one.done_by else "工作人员",
        from_state=one.case.state,
        to_state=one.case.state,
        text=words,
        public=one.state == Callback.State.REACHED,
        data={"internal": True, "callback": one.pk},
    )
