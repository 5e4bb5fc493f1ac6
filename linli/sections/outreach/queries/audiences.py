"""Audiences and their people: in, to check, taken out, and everybody left out with the reason."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.sections.outreach.models import Audience, AudienceMember
from linli.sections.registry.queries import eligible

READ = "outreach.audience.read"


def audiences(actor: Actor, text: str = "") -> QuerySet[Audience]:
    """The audiences of the actor's areas, newest first."""
    rows = visible(Audience.objects.select_related("area", "rule_version__rule", "created_by"), actor, READ)
    return rows.filter(title__contains=text.strip()) if text.strip() else rows


def audience(actor: Actor, audience_id: int, permission: str = READ) -> Audience:
    """One of them. Raises NotFound."""
    rows = Audience.objects.select_related("area", "rule_version__rule", "created_by")
    found = visible(rows, actor, permission).filter(pk=audience_id).first()
    if found is None:
        raise NotFound
    return found


def members(actor: Actor, audience_id: int, verdict: str = "in") -> QuerySet[AudienceMember]:
    """The people of an audience by verdict, within the actor's areas. Raises NotFound."""
    found = audience(actor, audience_id)
    rows = AudienceMember.objects.select_related("person").filter(audience=found, verdict=verdict)
    return visible(rows, actor, READ, "person__area").order_by("person_id")


def left_out(actor: Actor, found: Audience) -> QuerySet[Any]:
    """Everybody of the area whom the rule means and who is not in the audience, by key."""
    held = AudienceMember.objects.filter(audience=found, person=OuterRef("pk"))
    people = eligible.people_within(found.area, actor, READ).filter(~Exists(held)).order_by("pk")
    return people if found.tree is None else eligible.meant_people(people, found.tree)
