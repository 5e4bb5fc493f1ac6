"""Households and their members."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.sections.registry.models import Household
from linli.sections.registry.models.person import mask_phones
from linli.sections.registry.queries.text import starts_with
from linli.sections.registry.roster.report import age_on

READ = "registry.person.read"


def households(actor: Actor, filters: Any) -> QuerySet[Household]:
    """Households by head's name or address, building and size."""
    rows = visible(Household.objects.select_related("home", "head"), actor, READ)
    if filters.building_id:
        rows = rows.filter(home__building=filters.building_id)
    if filters.members:
        rows = rows.filter(size=filters.members) if filters.members < 6 else rows.filter(size__gte=6)
    text = filters.q.strip()
    if text:
        rows = rows.filter(starts_with("head__name", text) | Q(home__address__contains=text))
    return rows.order_by("pk")


def household_row(row: Household) -> dict[str, Any]:
    """A household for the list."""
    return {
        "id": row.pk,
        "home_id": row.home_id,
        "address": row.home.address,
        "head_id": row.head_id,
        "head_name": row.head.name if row.head else "",
        "size": row.size,
        "status_text": row.home.get_status_display(),
    }


def household_page(row: Household) -> dict[str, Any]:
    """The household with its members, the head first."""
    today = timezone.localdate()
    members = row.members.select_related("person").order_by("pk")
    shown = [
        {
            "person_id": m.person_id,
            "name": m.person.name,
            "relation": m.relation,
            "is_head": m.person_id == row.head_id,
            "sex": m.person.sex,
            "age": age_on(m.person.born_on, today) if m.person.born_on else None,
            "status_text": m.person.get_status_display(),
            "tags": m.person.tag_text,
            "phone_masked": mask_phones(m.person.phones) if m.person.phones else "",
        }
        for m in members
    ]
    shown.sort(key=lambda member: not member["is_head"])
    return household_row(row) | {"members": shown}
