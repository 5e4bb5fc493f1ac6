"""挂起: the work waits for something, and the deadline stands still in working time until it goes on."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError
from linli.sections.cases import deadlines, events, queries
from linli.sections.cases.flow import State
from linli.sections.cases.models import Case
from linli.sections.cases.services.move import move
from linli.sections.cases.services.steps import given
from linli.sections.cases.words import redact

BATCH = 500


def suspend_case(
    *, actor: Actor, case_id: int, version: int | None, waiting_for: str, until: dt.datetime
) -> Case:
    """挂起: says what is waited for and until when; the party itself may do so once in a round."""
    given(waiting_for=waiting_for)
    _check_until(until)

    def rule(case: Case) -> None:
        if not queries.may_suspend(actor, case):
            raise DomainError("本轮已经挂起过一次，再要挂起请联系派遣人。")

    return move(
        actor=actor,
        case_id=case_id,
        action="suspend",
        version=version,
        text=waiting_for,
        rule=rule,
        data=lambda c: {"until": until.isoformat()},
        changes=lambda c: {
            **deadlines.paused_from(c, timezone.now()),
            "suspended_until": until,
            "suspended_for": redact(waiting_for)[:200],
        },
        event=lambda c: events.CaseSuspended(c.pk, c.area_id, until),
    )


def _check_until(until: dt.datetime) -> None:
    now, most = timezone.now(), int(conf.get("cases.suspend_days"))
    wrong = ""
    if until <= now:
        wrong = "请选择以后的时间。"
    elif until > now + dt.timedelta(days=most):
        wrong = f"一次最多挂起 {most} 天。"
    if wrong:
        raise DomainError(wrong, fields={"until": wrong})


def resume_case(*, actor: Actor, case_id: int, version: int | None, note: str = "") -> Case:
    """恢复办理: every moment ahead moves by the working time that the pause took."""

    def changes(case: Case) -> dict[str, Any]:
        return {**deadlines.resumed(case, timezone.now()), "suspended_for": "", "expected_at": None}

    return move(
        actor=actor,
        case_id=case_id,
        action="resume",
        version=version,
        text=note,
        changes=changes,
        event=lambda c: events.CaseResumed(c.pk, c.area_id, c.due_at),
    )


def resume_due() -> int:
    """Resumes every case whose date has come, each once however many workers look. Returns how many."""
    due = Case.objects.filter(state=State.SUSPENDED, suspended_until__lte=timezone.now())
    rows = due.order_by("suspended_until").values_list("pk", "version")[:BATCH]
    return sum(_resume(pk, version) for pk, version in rows)


def _resume(case_id: int, version: int) -> bool:
    try:
        resume_case(actor=SYSTEM, case_id=case_id, version=version, note="")
    except Conflict:
        return False
    return True
