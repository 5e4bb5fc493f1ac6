"""Printed login codes within the actor's areas."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.sections.administration.models import PaperCode
from linli.sections.administration.services.papercodes import state

PAPER = "administration.paper.manage"


def codes(actor: Actor) -> QuerySet[PaperCode]:
    """Codes printed for people of the actor's areas."""
    return visible(PaperCode.objects.select_related("area", "printed_by"), actor, PAPER)


def code(actor: Actor, code_id: int) -> PaperCode:
    """One code. Raises NotFound."""
    found = codes(actor).filter(pk=code_id).first()
    if found is None:
        raise NotFound
    return found


def code_row(row: PaperCode) -> dict[str, Any]:
    """A code as the list shows it."""
    return {
        "id": row.pk,
        "person_id": row.person_id,
        "area_name": row.area.name,
        "printed_by": row.printed_by.name if row.printed_by else "",
        "created_at": row.created_at,
        "expires_at": row.expires_at,
        "state": state(row),
    }
