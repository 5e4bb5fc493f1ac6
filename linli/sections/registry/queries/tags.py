"""Tags with their numbers, and the reviews that are due."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, around, visible
from linli.sections.registry.eligibility import sentence
from linli.sections.registry.models import PersonTag, Tag

READ = "registry.tag.read"
SOON = dt.timedelta(days=14)


def tags(actor: Actor) -> QuerySet[Tag]:
    """Tags of the actor's areas and of the areas above them, with the people the actor may see counted."""
    areas = actor.areas("registry.person.read")
    near = Count("people", filter=Q(people__person__area__in=areas.values("pk")))
    return known_tags(actor).annotate(count=near).order_by("name", "pk")


def known_tags(actor: Actor, permission: str = READ) -> QuerySet[Tag]:
    """Tags that are valid where the actor works: defined there, above, or below."""
    rows = Tag.objects.select_related("area")
    return around(rows, actor, permission)


def tag_row(row: Any) -> dict[str, Any]:
    """A tag for the list."""
    return {
        "id": row.pk,
        "name": row.name,
        "area_id": row.area_id,
        "area": row.area.name,
        "rule": row.rule,
        "rule_text": sentence(row.rule) if row.rule else "",
        "review_days": row.review_days,
        "note": row.note,
        "count": row.count,
        "evaluated_at": row.evaluated_at,
    }


def due_reviews(actor: Actor, today: dt.date | None = None) -> QuerySet[PersonTag]:
    """Tags set by hand whose review is due or comes within two weeks, oldest first."""
    rows = visible(
        PersonTag.objects.select_related("person", "tag"), actor, "registry.tag.edit", "person__area"
    )
    return rows.filter(review_on__lte=(today or timezone.localdate()) + SOON).order_by("review_on", "pk")


def review_row(row: PersonTag) -> dict[str, Any]:
    """A due review for the list."""
    return {
        "person_id": row.person_id,
        "person_name": row.person.name,
        "address": row.person.address,
        "tag_id": row.tag_id,
        "tag": row.tag.name,
        "since": row.since,
        "review_on": row.review_on,
    }
