"""逐级升级: a late case comes to the next desk, each level exactly once, however often and late this runs."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel.access import ROLES, SYSTEM
from linli.kernel.events import publish
from linli.sections.cases import events
from linli.sections.cases.deadlines import level_at
from linli.sections.cases.flow import RUNNING
from linli.sections.cases.models import Case, Escalation
from linli.sections.cases.queries.ladders import Rung, ladder
from linli.sections.cases.services.move import write_entry

BATCH = 500


def escalate_late() -> int:
    """Raises every running case whose moment has come. Returns how many levels were reached."""
    late = Case.objects.filter(state__in=RUNNING, escalate_at__lte=timezone.now())
    return sum(_escalate(pk) for pk in late.order_by("escalate_at").values_list("pk", flat=True)[:BATCH])


@transaction.atomic
def _escalate(case_id: int) -> int:
    """One case: every level whose moment has passed, and when the next one comes; a second caller does nothing."""
    now = timezone.now()
    running = Case.objects.filter(pk=case_id, state__in=RUNNING, escalate_at__lte=now)
    case = running.select_related("area", "category").first()
    if case is None:
        return 0
    rungs = ladder(case.area, case.category)
    before, level = case.escalation, _reached(case, rungs, now)
    columns: dict[str, Any] = {"escalation": level, "escalate_at": None}
    if level < len(rungs):
        columns["escalate_at"] = level_at(case.due_at, rungs[level].days)
    seen = {"escalation": before, "escalate_at": case.escalate_at, "due_at": case.due_at}
    if not running.filter(**seen).update(**columns):
        return 0
    for number, rung in enumerate(rungs[before:level], before + 1):
        _announce(case, number, rung)
    return level - before


def _reached(case: Case, rungs: list[Rung], now: dt.datetime) -> int:
    level = case.escalation
    while level < len(rungs) and level_at(case.due_at, rungs[level].days) <= now:
        level += 1
    return level


def _announce(case: Case, level: int, rung: Rung) -> None:
    """Who is told, in the timeline, in the audit trail and as an event, stand or fall with the new level."""
    Escalation.objects.create(case=case, round=case.round, level=level, role=rung.role)
    since = f"超过办理时限 {rung.days} 个工作日" if rung.days else "已到办理时限"
    text = f"{since}，升级到{ROLES[rung.role].title}（第 {level} 级）"
    data = {"level": level, "role": rung.role}
    write_entry(SYSTEM, case, "escalate", case.state, text=text, public=False, data=data)
    publish(events.CaseEscalated(case.pk, case.area_id, case.round, level, rung.role))
