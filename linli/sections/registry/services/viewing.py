"""Looking leaves a trace: views of 一人一档, exports of lists."""

from __future__ import annotations

from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.sections.registry.models import Person


@transaction.atomic
def note_profile_view(*, actor: Actor, person: Person) -> None:
    """Writes down who opened the page of everything about a person (2.9)."""
    actor.require("registry.profile.read", person.area)
    audit.record(actor, "registry.profile.viewed", target=person, area=person.area)


@transaction.atomic
def note_export(*, actor: Actor, what: str, rows: int) -> None:
    """Writes down that a list of personal data was exported, and how long it was."""
    audit.record(actor, f"registry.{what}.exported", detail={"rows": rows})
