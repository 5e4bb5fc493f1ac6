"""合并 and following: one matter is worked on once, and everybody who spoke of it stays informed."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError
from linli.sections.cases import events
from linli.sections.cases.flow import State
from linli.sections.cases.models import Case, CaseFollower
from linli.sections.cases.services.entry import write_entry
from linli.sections.cases.services.move import case_for, move
from linli.sections.cases.services.steps import given

MAY_TAKE_IN = (State.REPORTED, State.ACCEPTED, State.DISPATCHED, State.WORKING, State.SUSPENDED)
"""States in which a case can still take in another one."""


@transaction.atomic
def merge_case(*, actor: Actor, case_id: int, version: int | None, into: str, reason: str) -> Case:
    """合并: the case goes on under the number `into`; its own number and code keep working and show that one.

    Both rows are locked in the same order by everybody, so that two merges the other way round cannot form a ring.
    """
    given(into=into, reason=reason)
    case_for(actor, "merge", case_id)
    other = _survivor(actor, case_id, into.strip())
    locked = Case.objects.select_for_update().filter(pk__in=(case_id, other.pk)).order_by("pk")
    other = next((row for row in locked if row.pk == other.pk), other)

    def changes(case: Case) -> dict[str, Any]:
        now = timezone.now()
        return {"merged_into_id": other.pk, "responded_at": case.responded_at or now, "ended_at": now}

    return move(
        actor=actor,
        case_id=case_id,
        action="merge",
        version=version,
        text=reason,
        rule=lambda case: _check(case, other),
        changes=changes,
        data=lambda c: {"into": other.number, "internal": True},
        after=lambda case: _take_in(actor, case, other),
        event=lambda c: events.CaseMerged(c.pk, c.area_id, other.pk, c.source, c.source_ref),
    )


def _survivor(actor: Actor, case_id: int, number: str) -> Case:
    found = visible(Case.objects.all(), actor, "cases.case.accept").filter(number=number).first()
    if found is None or found.pk == case_id:
        message = "请填写另一条诉求的编号。" if found else "没有找到这个编号的诉求。"
        raise DomainError(message, fields={"into": message})
    return found


def _check(case: Case, other: Case) -> None:
    if other.state not in MAY_TAKE_IN:
        message = f"{other.number} {State(other.state).label}，不能再并入别的诉求。"
        raise DomainError(message, fields={"into": message})


def _take_in(actor: Actor, case: Case, other: Case) -> None:
    """The other case takes over whoever waits for this one, and keeps in its timeline that it did."""
    taken = Case.objects.filter(pk=other.pk, version=other.version, state__in=MAY_TAKE_IN)
    if not taken.update(version=F("version") + 1, updated_at=timezone.now()):
        raise Conflict(f"{other.number} 刚刚有了新进展，请刷新后再看。")
    Case.objects.filter(merged_into=case).update(merged_into=other)
    CaseFollower.objects.filter(case=case).update(case=other)
    CaseFollower.objects.create(
        case=other,
        via=case,
        by_merge=True,
        code=case.code,
        user_id=case.reporter_user_id,
        person_id=case.reporter_person_id,
        name=case.reporter_name,
        phone=case.reporter_phone,
        phone_index=case.reporter_phone_index,
    )
    other.refresh_from_db()
    write_entry(actor, other, "absorb", other.state, text=f"{case.number} 并入", public=False)


def part_followers(case: Case) -> None:
    """Who came along with the case leaves the other one with it."""
    via = CaseFollower.objects.filter(via=case)
    via.filter(by_merge=True).delete()
    via.update(case=case)
