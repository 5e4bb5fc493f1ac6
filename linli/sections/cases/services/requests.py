"""Asking for what another person decides (审批): the request is written down with the step, and so is the decision."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.kernel.events import publish
from linli.sections.cases import events, queries
from linli.sections.cases.models import Case, CaseRequest
from linli.sections.cases.services.move import move
from linli.sections.cases.services.steps import given
from linli.sections.cases.words import redact


def ask_for(
    actor: Actor, case_id: int, version: int | None, action: str, kind: str, reason: str, days: int = 0
) -> Case:
    """Writes down a request; refused while another of its kind waits."""
    given(reason=reason)

    def rule(case: Case) -> None:
        if queries.waiting(case, kind):
            raise DomainError("已经有一份同样的申请在等待审批。")

    def after(case: Case) -> None:
        CaseRequest.objects.create(
            case=case,
            kind=kind,
            reason=redact(reason),
            days=days,
            round=case.round,
            asked_by_id=actor.user_id,
        )

    return move(
        actor=actor,
        case_id=case_id,
        action=action,
        version=version,
        text=reason,
        public=False,
        rule=rule,
        after=after,
        data=lambda c: {"days": days} if days else {},
        event=lambda c: events.CaseRequestMade(c.pk, c.area_id, kind),
    )


def decide(
    actor: Actor,
    case_id: int,
    version: int | None,
    action: str,
    kind: str,
    answer: str,
    *,
    granted: bool,
    **more: Any,
) -> Case:
    """Decides the waiting request; `more` goes to `move`."""
    given(answer=answer)

    def after(case: Case) -> None:
        request = CaseRequest.objects.get(case=case, kind=kind, state=CaseRequest.State.WAITING)
        request.state = CaseRequest.State.GRANTED if granted else CaseRequest.State.REFUSED
        request.decided_by_id, request.decided_at, request.answer = (
            actor.user_id,
            timezone.now(),
            redact(answer),
        )
        request.save(update_fields=("state", "decided_by", "decided_at", "answer"))
        asked_by = request.asked_by_id
        publish(events.CaseRequestDecided(case.pk, case.area_id, kind, granted, asked_by))

    return move(
        actor=actor, case_id=case_id, action=action, version=version, text=answer, after=after, **more
    )
