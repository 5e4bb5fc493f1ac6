"""The reporter's contact in the clear, with a reason that goes into the audit trail."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.kernel.privacy import reveal
from linli.sections.cases.models import REVEAL, Case


@dataclass(frozen=True)
class Contact:
    """Name and phone of the reporter; either may be ""."""

    name: str
    phone: str


@transaction.atomic
def reveal_contact(*, actor: Actor, case_id: int, reason: str) -> Contact:
    """Name and phone of the reporter of one case. Raises NotFound outside the actor's areas."""
    actor.require(REVEAL)
    case = visible(Case.objects.select_related("area"), actor, REVEAL).filter(pk=case_id).first()
    if case is None:
        raise NotFound
    return Contact(
        name=reveal(actor=actor, target=case, field="reporter_name", reason=reason),
        phone=reveal(actor=actor, target=case, field="reporter_phone", reason=reason),
    )
