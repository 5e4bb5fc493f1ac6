"""Care around one elder at one look: visits, medicines, reminders, safety."""

from __future__ import annotations

import datetime as dt
from typing import Any

from linli.kernel.access import Actor
from linli.sections.eldercare.models import Dispensing, Elder, FileView, Visit
from linli.sections.eldercare.queries.guard import lines
from linli.sections.eldercare.queries.reminders import own_reminders, own_rings
from linli.sections.eldercare.queries.visits import plan_of
from linli.sections.eldercare.reach import elder_for
from linli.sections.eldercare.services.viewing import note_view

READ = "eldercare.visit.read"
SHOWN = 8


def care(actor: Actor, elder_id: int) -> dict[str, Any]:
    """What is done for an elder; looking is noted for the elder to read. Raises NotFound."""
    elder = elder_for(actor, READ, elder_id)
    note_view(actor=actor, elder=elder, part=FileView.Part.CARE)
    guard = lines([elder])[0]
    return {
        "visits": list(_visits(elder)[:SHOWN]),
        "next_visit": _next(elder),
        "every_days": plan.every_days if (plan := plan_of(elder)) else None,
        "taken": list(taken(elder)[:SHOWN]),
        "rings": list(own_rings(elder)[:SHOWN]),
        "coming": list(own_reminders(elder)[:5]),
        "state": guard["state"],
        "wrong": guard["wrong"],
        "last_sign_at": guard["last_sign_at"],
    }


def _visits(elder: Elder) -> Any:
    rows = Visit.objects.select_related("elder__person", "elder__area", "done_by").prefetch_related("photos")
    return rows.filter(elder=elder).exclude(state=Visit.State.DUE).order_by("-due_on", "-pk")


def _next(elder: Elder) -> dt.date | None:
    due = Visit.objects.filter(elder=elder, state=Visit.State.DUE).order_by("due_on")
    return due.values_list("due_on", flat=True).first()


def taken(elder: Elder) -> Any:
    """Medicines that the elder took from a cabinet: part of the health file."""
    rows = Dispensing.objects.select_related("elder__person", "cabinet", "drug", "slot")
    return rows.filter(elder=elder, state=Dispensing.State.DONE).order_by("-asked_at", "-pk")
