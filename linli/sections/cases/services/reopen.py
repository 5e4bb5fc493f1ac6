"""重开: within some days after its end a case begins again, and whoever had handled it is told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.sections.cases import events, queries
from linli.sections.cases.deadlines import fresh
from linli.sections.cases.models import Case
from linli.sections.cases.services.check import UNDONE
from linli.sections.cases.services.merge import part_followers
from linli.sections.cases.services.move import move
from linli.sections.cases.services.party import NOBODY
from linli.sections.cases.services.steps import given


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

    return move(
        actor=actor,
        case_id=case_id,
        action=action,
        version=version,
        text=reason,
        photos=photos,
        rule=rule,
        changes=start_again,
        after=part_followers,
        event=lambda c: events.CaseReopened(c.pk, c.area_id, c.round, c.handled_by_id),
    )


def split_case(*, actor: Actor, case_id: int, version: int | None, reason: str) -> Case:
    """撤销合并: it was not the same matter; it is worked on by itself again, with a clock of its own."""
    given(reason=reason)
    parted: list[int] = []

    def changes(case: Case) -> dict[str, Any]:
        parted.append(case.merged_into_id or 0)
        return start_again(case)

    return move(
        actor=actor,
        case_id=case_id,
        action="split",
        version=version,
        text=reason,
        changes=changes,
        after=part_followers,
        data=lambda c: {"internal": True},
        event=lambda c: events.CaseSplit(c.pk, c.area_id, parted[0]),
    )


def start_again(case: Case) -> dict[str, Any]:
    """Columns of a new round: a new clock, nobody on it. A decided objection (return_barred) stays decided."""
    return {
        **UNDONE,
        **NOBODY,
        **fresh(timezone.now(), case.category, urgent=case.urgent),
        "round": case.round + 1,
        "redone": 0,
        "redo_reason": "",
        "supervised": False,
        "merged_into": None,
        "ended_at": None,
        "resolved": None,
        "fixed_at": None,
        "rating": None,
    }
