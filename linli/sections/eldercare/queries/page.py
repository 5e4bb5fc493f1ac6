"""One elder's page: who, categories with reasons, ability, contacts; health is asked for apart."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.privacy import mask_phone
from linli.sections.alerts.queries.persons import live_counts
from linli.sections.eldercare import access
from linli.sections.eldercare.models import Elder
from linli.sections.eldercare.queries.elders import conflicts, elder_row
from linli.sections.registry import queries as registry

MOST_ENDED = 20


def elder_page(actor: Actor, elder_id: int) -> dict[str, Any]:
    """The page of one elder. Raises NotFound."""
    elder = access.elder_of(actor, elder_id)
    rows = elder.categories.select_related("category", "user")
    held = list(rows.filter(ended_on=None).order_by("category__order", "source"))
    banded = elder.bindings.filter(ended_at=None).exists()
    alerts = live_counts([elder.person_id]).get(elder.person_id, 0)
    return {
        **elder_row(elder, held, alerts, banded, timezone.localdate()),
        **_place(elder),
        "followed": elder.followed,
        "risk_score": elder.risk_score,
        "reasons": reasons_for(actor, elder),
        "conflicts": conflicts(held),
        "held": held,
        "ended": list(rows.exclude(ended_on=None).order_by("-ended_on", "-pk")[:MOST_ENDED]),
        "assessments": list(elder.assessments.select_related("user")[:MOST_ENDED]),
        "contacts": [_contact(row) for row in registry.contacts_of(elder.person_id)],
        "health_visible": may_know(actor, elder),
    }


def may_know(actor: Actor, elder: Elder) -> bool:
    """True for those who may know the elder's health."""
    return actor.can(access.HEALTH, elder.area)


def reasons_for(actor: Actor, elder: Elder) -> list[dict[str, Any]]:
    """Why the elder is looked after so closely: reasons of health only for those who may know."""
    may = may_know(actor, elder)
    return [row for row in elder.risk_reasons if may or not row.get("health")]


def _place(elder: Elder) -> dict[str, Any]:
    person = elder.person
    return {
        "area_id": elder.area_id,
        "home_id": person.home_id,
        "building_id": person.building_id,
        "phone_masked": " ".join(mask_phone(number) for number in person.phones.split(",") if number),
    }


def _contact(row: Any) -> dict[str, Any]:
    return {
        "id": row.pk,
        "name": row.name,
        "relation": row.relation,
        "phone_masked": mask_phone(row.phone),
    }
