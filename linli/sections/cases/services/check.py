"""After the work: the reporter confirms or disputes, staff verify for those without a phone, reopening."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.kernel.events import publish
from linli.sections.cases import events, queries
from linli.sections.cases.deadlines import fresh
from linli.sections.cases.models import Case
from linli.sections.cases.services.move import move
from linli.sections.cases.services.steps import given

UNDONE: dict[str, Any] = {"handled_at": None, "handled_by": None, "expected_at": None}


def confirm_case(*, actor: Actor, case_id: int, version: int | None, rating: int, note: str = "") -> Case:
    """确认已解决: the reporter confirms and rates (1 to 5); the case closes as solved."""
    if not 1 <= rating <= 5:
        raise DomainError("请选择 1 到 5 星。", fields={"rating": "请选择 1 到 5 星。"})

    def told(case: Case) -> events.CaseClosed:
        publish(events.CaseConfirmed(case.pk, case.area_id, rating))
        return events.CaseClosed(case.pk, case.area_id, True, case.source, case.source_ref)

    return move(
        actor=actor,
        case_id=case_id,
        action="confirm",
        version=version,
        text=note,
        data=lambda c: {"rating": rating},
        changes=lambda c: {"resolved": True, "rating": rating, "ended_at": timezone.now()},
        event=told,
    )


def dispute_case(
    *, actor: Actor, case_id: int, version: int | None, reason: str, photos: Sequence[int] = ()
) -> Case:
    """反映没有解决: back to the same party, with the reason; the deadline runs on."""
    given(reason=reason)
    return move(
        actor=actor,
        case_id=case_id,
        action="dispute",
        version=version,
        text=reason,
        photos=photos,
        changes=lambda c: UNDONE,
    )


def redo_case(*, actor: Actor, case_id: int, version: int | None, reason: str) -> Case:
    """核查不通过: a verifier sends the case back to the same party."""
    given(reason=reason)
    return move(
        actor=actor, case_id=case_id, action="redo", version=version, text=reason, changes=lambda c: UNDONE
    )


def verify_case(
    *, actor: Actor, case_id: int, version: int | None, resolved: bool, note: str, photos: Sequence[int] = ()
) -> Case:
    """核查结案 on the spot, for reporters without an account or who did not answer in time.

    Nobody verifies their own work; `resolved` says whether it is in fact fixed.
    """
    given(note=note)

    def rule(case: Case) -> None:
        if case.handled_by_id and case.handled_by_id == actor.user_id:
            raise DomainError("处置和核查不能是同一个人，请换一位同事核查。")
        waits = queries.confirm_until(case)
        if waits and waits > timezone.now():
            raise DomainError(
                f"诉求人可以自己确认。{timezone.localtime(waits):%m月%d日 %H:%M} 后仍未确认的，再由工作人员核查结案。"
            )

    return move(
        actor=actor,
        case_id=case_id,
        action="verify",
        version=version,
        text=note,
        photos=photos,
        rule=rule,
        changes=lambda c: {"resolved": resolved, "ended_at": timezone.now()},
        event=lambda c: events.CaseClosed(c.pk, c.area_id, resolved, c.source, c.source_ref),
    )


def reopen_case(
    *, actor: Actor, case_id: int, version: int | None, reason: str, photos: Sequence[int] = ()
) -> Case:
    """申诉重开: the reporter asks again within `cases.reopen_days` days; a new round with a new deadline."""
    return _reopen("reopen", actor, case_id, version, reason, photos)


def reopen_case_for(*, actor: Actor, case_id: int, version: int | None, reason: str) -> Case:
    """代为申诉重开: staff reopen for a reporter who asked by phone or in person."""
    return _reopen("reopen_for", actor, case_id, version, reason, ())


def _reopen(
    action: str, actor: Actor, case_id: int, version: int | None, reason: str, photos: Sequence[int]
) -> Case:
    given(reason=reason)

    def rule(case: Case) -> None:
        if queries.reopen_until(case) < timezone.now():
            raise DomainError(f"已超过可以重开的期限（{queries.reopen_days()} 天），请重新上报。")

    def changes(case: Case) -> dict[str, Any]:
        now = timezone.now()
        return {
            **UNDONE,
            **fresh(now, case.category, urgent=case.urgent),
            "round": case.round + 1,
            "ended_at": None,
            "resolved": None,
            "rating": None,
            "return_barred": False,
        }

    return move(
        actor=actor,
        case_id=case_id,
        action=action,
        version=version,
        text=reason,
        photos=photos,
        rule=rule,
        changes=changes,
        event=lambda c: events.CaseReopened(c.pk, c.area_id, c.round),
    )
