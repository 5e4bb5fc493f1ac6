"""The levels of escalation in force for a case: the nearest area's, there the category's own before the general."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.access import roles as r
from linli.kernel.models import Area
from linli.sections.cases.models import Category, Ladder

MANAGE = "cases.rule.manage"


@dataclass(frozen=True)
class Rung:
    """One level: so many working days after the limit it comes to the desk of `role`."""

    days: int
    role: str


DEFAULT = (Rung(0, r.WORKER), Rung(1, r.SECRETARY), Rung(3, r.STREET))
"""Where no area says otherwise. At 80 % of the time the party itself is warned."""
DESKS = (r.GRID, r.PROPERTY_MANAGER, r.WORKER, r.SECRETARY, r.STREET)
"""Roles a late case can come to."""


def ladder(area: Area, category: Category) -> list[Rung]:
    """The levels for a case there, lowest first; one query."""
    mine = Q(category=None) | Q(category_id__in=(category.pk, category.parent_id))
    found = Ladder.objects.select_related("area").filter(mine, area_id__in=area.around)
    ranks = {None: 0, category.parent_id: 1, category.pk: 2}
    nearest = max(found, key=lambda x: (len(x.area.path), ranks.get(x.category_id, 0)), default=None)
    return [Rung(**step) for step in nearest.steps] if nearest else list(DEFAULT)


def ladders(actor: Actor) -> QuerySet[Ladder]:
    """What the actor's areas have set of their own."""
    rows = Ladder.objects.select_related("area", "category").order_by("area__path", "category__order", "pk")
    return visible(rows, actor, MANAGE)
