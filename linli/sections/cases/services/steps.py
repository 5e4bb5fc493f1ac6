"""From the report to the work done: accept, refuse, dispatch, take, return, handle, and notes on the way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.sections.cases import events
from linli.sections.cases.deadlines import deadlines
from linli.sections.cases.models import Case, CaseAssist
from linli.sections.cases.services.categories import leaf
from linli.sections.cases.services.move import move
from linli.sections.cases.services.party import NOBODY, Party, check_party
from linli.sections.cases.words import party_word


def accept_case(
    *,
    actor: Actor,
    case_id: int,
    version: int | None,
    category: str = "",
    urgent: bool | None = None,
    note: str = "",
) -> Case:
    """受理立案: takes the request on; the category and urgency may be corrected, the limit follows."""
    chosen = leaf(category) if category else None

    def changes(case: Case) -> dict[str, Any]:
        found = chosen or case.category
        rush = case.urgent if urgent is None else urgent
        limits = deadlines(case.started_at, found, urgent=rush)
        return {
            "category": found,
            "urgent": rush,
            "due_at": limits.due_at,
            "warn_at": limits.warn_at,
            "escalate_at": limits.escalate_at,
            "responded_at": case.responded_at or timezone.now(),
        }

    return move(
        actor=actor,
        case_id=case_id,
        action="accept",
        version=version,
        text=note,
        changes=changes,
        event=lambda c: events.CaseAccepted(c.pk, c.area_id),
    )


def reject_case(*, actor: Actor, case_id: int, version: int | None, reason: str, where_to: str) -> Case:
    """不予受理: refuses with a reason and with where to go instead (潍坊市12345条例第19条)."""
    given(reason=reason, where_to=where_to)

    def changes(case: Case) -> dict[str, Any]:
        now = timezone.now()
        return {"responded_at": case.responded_at or now, "ended_at": now, "resolved": False}

    return move(
        actor=actor,
        case_id=case_id,
        action="reject",
        version=version,
        changes=changes,
        text=f"{reason.strip()}。您可以找：{where_to.strip()}",
        event=lambda c: events.CaseRejected(c.pk, c.area_id, c.source, c.source_ref),
    )


def dispatch_case(*, actor: Actor, case_id: int, version: int | None, party: Party, note: str = "") -> Case:
    """派遣: gives the case to a party."""
    return _give("dispatch", actor, case_id, version, party, note)


def redispatch_case(*, actor: Actor, case_id: int, version: int | None, party: Party, note: str) -> Case:
    """督办派遣: a supervisor gives a case that failed twice to a party, saying what must be different."""
    given(note=note)
    return _give("redispatch", actor, case_id, version, party, note)


def _give(action: str, actor: Actor, case_id: int, version: int | None, party: Party, note: str) -> Case:
    return move(
        actor=actor,
        case_id=case_id,
        action=action,
        version=version,
        changes=lambda c: check_party(actor, c, party),
        text=note,
        data=lambda c: {"word": party_word(c), "internal": True},
        event=lambda c: events.CaseDispatched(
            c.pk, c.area_id, c.assigned_role, c.assigned_user_id, c.assigned_org_id
        ),
    )


def take_case(
    *, actor: Actor, case_id: int, version: int | None, expected_at: dt.datetime | None = None, note: str = ""
) -> Case:
    """接单: the party takes the case and says when it will come."""
    if expected_at and expected_at < timezone.now():
        raise DomainError("预计到场时间已经过去。", fields={"expected_at": "请选择以后的时间。"})
    return move(
        actor=actor,
        case_id=case_id,
        action="take",
        version=version,
        text=note,
        changes=lambda c: {"expected_at": expected_at},
        data=lambda c: {"expected_at": expected_at.isoformat()} if expected_at else {},
    )


def return_case(*, actor: Actor, case_id: int, version: int | None, reason: str) -> Case:
    """退回: the party says it is clearly not its business; once: who still disputes it objects (第22条)."""
    given(reason=reason)
    return move(
        actor=actor,
        case_id=case_id,
        action="return",
        version=version,
        text=reason,
        data=lambda c: {"internal": True},
        event=lambda c: events.CaseReturned(c.pk, c.area_id),
        changes=lambda c: {**NOBODY, "returned": c.returned + 1},
    )


def handle_case(
    *, actor: Actor, case_id: int, version: int | None, note: str, photos: Sequence[int] = ()
) -> Case:
    """处置完成: the party says what was done; the deadline stops, the case waits for confirmation."""
    given(note=note)
    return move(
        actor=actor,
        case_id=case_id,
        action="handle",
        version=version,
        text=note,
        photos=photos,
        rule=all_reported,
        event=lambda c: events.CaseHandled(c.pk, c.area_id),
        changes=lambda c: {"handled_at": timezone.now(), "handled_by_id": actor.user_id},
    )


def note_on_case(
    *,
    actor: Actor,
    case_id: int,
    version: int | None,
    note: str,
    public: bool = False,
    photos: Sequence[int] = (),
) -> Case:
    """记录进展: a note of the staff, shown to the reporter only when `public`."""
    given(note=note)
    return move(
        actor=actor, case_id=case_id, action="note", version=version, text=note, public=public, photos=photos
    )


def append_to_case(
    *, actor: Actor, case_id: int, version: int | None, note: str, photos: Sequence[int] = ()
) -> Case:
    """补充说明: the reporter adds something."""
    given(note=note)
    return move(actor=actor, case_id=case_id, action="append", version=version, text=note, photos=photos)


def given(**texts: str) -> None:
    """Raises DomainError beside each field that is blank."""
    missing = {name: "这一项不能为空。" for name, text in texts.items() if not text.strip()}
    if missing:
        raise DomainError("还有必填内容没有填写。", fields=missing)


def all_reported(case: Case) -> None:
    """The rule that every assistant has reported. Raises DomainError naming who has not."""
    missing = [a.party for a in CaseAssist.objects.filter(case=case, state=CaseAssist.State.ASKED)]
    if missing:
        raise DomainError(f"还有协办方没有回报：{'、'.join(missing)}。请等他们回报，或撤销协办。")
