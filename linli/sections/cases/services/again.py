"""回访退回重办: whoever was asked is not satisfied, so the same party does it again, with the reason in front of it."""

from __future__ import annotations

from typing import Any

from linli.kernel.access import Actor
from linli.sections.cases import events
from linli.sections.cases.models import Case
from linli.sections.cases.services.move import move
from linli.sections.cases.services.party import NOBODY
from linli.sections.cases.services.reopen import start_again
from linli.sections.cases.words import redact


def callback_redo(*, actor: Actor, case_id: int, reason: str) -> Case:
    """A new round with a new clock, at the same party; the supervisor reads the reason."""

    def changes(case: Case) -> dict[str, Any]:
        begun = {name: value for name, value in start_again(case).items() if name not in NOBODY}
        return {**begun, "expected_at": None, "redo_reason": redact(reason)}

    return move(
        actor=actor,
        case_id=case_id,
        action="callback_redo",
        version=None,
        text=reason,
        changes=changes,
        data=lambda c: {"internal": True},
        event=lambda c: events.CaseReopened(c.pk, c.area_id, c.round, c.handled_by_id),
    )
