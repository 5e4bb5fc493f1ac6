"""After the work: the reporter confirms or disputes, staff verify on the spot for those without a phone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.kernel.events import publish
from linli.sections.cases import events, queries
from linli.sections.cases.models import Case
from linli.sections.cases.services.move import move
from linli.sections.cases.services.party import NOBODY
from linli.sections.cases.services.steps import given
from linli.sections.cases.words import redact

UNDONE: dict[str, Any] = {"handled_at": None, "expected_at": None}
"""The work counts as not done; `handled_by` stays: whoever did it is told."""


def confirm_case(*, actor: Actor, case_id: int, version: int | None, rating: int, note: str = "") -> Case:
    """确认已解决: the reporter confirms and rates (1 to 5); the case closes as solved."""
    check_rating(rating)

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
        changes=lambda c: {**_ended(True), "rating": rating},
        event=told,
    )


def rate_case(*, actor: Actor, case_id: int, version: int | None, rating: int, note: str = "") -> Case:
    """评价: the reporter rates (1 to 5) what staff have closed, once."""
    check_rating(rating)
    return move(
        actor=actor,
        case_id=case_id,
        action="rate",
        version=version,
        text=note,
        data=lambda c: {"rating": rating},
        changes=lambda c: {"rating": rating},
        event=lambda c: events.CaseRated(c.pk, c.area_id, rating),
    )


def dispute_case(
    *, actor: Actor, case_id: int, version: int | None, reason: str, photos: Sequence[int] = ()
) -> Case:
    """反映没有解决: back to be done again, once; the second time it goes to the supervisor instead."""
    return _send_back("dispute", actor, case_id, version, reason, photos)


def redo_case(
    *, actor: Actor, case_id: int, version: int | None, reason: str, photos: Sequence[int] = ()
) -> Case:
    """核查不通过: a verifier sends it back to be done again, once; the second time to the supervisor instead."""
    return _send_back("redo", actor, case_id, version, reason, photos)


def _send_back(
    action: str, actor: Actor, case_id: int, version: int | None, reason: str, photos: Sequence[int]
) -> Case:
    """To the same party with the reason, which the supervisor (督办人) reads too; the deadline runs on."""
    given(reason=reason)

    def changes(case: Case) -> dict[str, Any]:
        again = {**NOBODY, "supervised": True} if case.redone else {}
        return {**UNDONE, **again, "redone": case.redone + 1, "redo_reason": redact(reason)}

    return move(
        actor=actor,
        case_id=case_id,
        action=action,
        version=version,
        text=reason,
        photos=photos,
        changes=changes,
        event=lambda c: events.CaseSentBack(c.pk, c.area_id, c.redone, c.supervised),
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
        changes=lambda c: _ended(resolved),
        event=lambda c: events.CaseClosed(c.pk, c.area_id, resolved, c.source, c.source_ref),
    )


def _ended(resolved: bool) -> dict[str, Any]:
    """Closed now; fixed (确已解决) only if it was in fact."""
    now = timezone.now()
    return {"resolved": resolved, "ended_at": now, "fixed_at": now if resolved else None}


def check_rating(rating: int) -> None:
    """Raises DomainError for anything but one to five stars."""
    if not 1 <= rating <= 5:
        raise DomainError("请选择 1 到 5 星。", fields={"rating": "请选择 1 到 5 星。"})
