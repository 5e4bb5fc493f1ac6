"""督办: somebody above asks the responsible party to act; the party finds it among its to-dos."""

from __future__ import annotations

from linli.kernel.access import Actor
from linli.sections.cases import events
from linli.sections.cases.models import Case
from linli.sections.cases.services.move import move
from linli.sections.cases.services.steps import given


def urge_case(*, actor: Actor, case_id: int, version: int | None, note: str) -> Case:
    """Writes what the party has to do; internal, and answered by the party's next step or note."""
    given(note=note)
    return move(
        actor=actor,
        case_id=case_id,
        action="urge",
        version=version,
        text=note,
        public=False,
        event=lambda c: events.CaseUrged(c.pk, c.area_id),
    )
