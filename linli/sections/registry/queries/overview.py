"""What the registry offers to the hall screen and to 我的工作台."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.manifest import Todo
from linli.sections.registry.models import Building, Home, ImportBatch, Person
from linli.sections.registry.queries.corrections import pending_corrections
from linli.sections.registry.queries.tags import due_reviews
from linli.sections.registry.rules import PRESENT, age_filter

COUNT = "registry.count.read"


def people_tile(actor: Actor) -> dict[str, Any]:
    """Counts for the hall screen: nobody can be recognised in them."""
    today = timezone.localdate()
    here = Person.objects.filter(area__in=_areas(actor), status__in=PRESENT)
    counted = here.aggregate(
        people=Count("pk"),
        elders=Count("pk", filter=age_filter(">=", 60, today)),
        very_old=Count("pk", filter=age_filter(">=", 80, today)),
        alone=Count("pk", filter=age_filter(">=", 60, today) & Q(lives_alone=True)),
        children=Count("pk", filter=age_filter("<=", 6, today)),
    )
    homes = Home.objects.filter(area__in=_areas(actor))
    counted |= homes.aggregate(homes=Count("pk"), vacant=Count("pk", filter=Q(status="vacant")))
    return counted | {"buildings": Building.objects.filter(area__in=_areas(actor)).count()}


def _areas(actor: Actor) -> Any:
    return actor.areas(COUNT).values("pk")


def todos(actor: Actor) -> list[Todo]:
    """Corrections to decide, tags to review, imports to finish."""
    found = []
    if actor.can("registry.correction.decide") and (waiting := pending_corrections(actor)):
        found.append(
            Todo("registry", f"{waiting} 条居民更正待审核", "居民提交的信息更正", "/registry/corrections")
        )
    if actor.can("registry.tag.edit") and (due := due_reviews(actor).count()):
        found.append(
            Todo(
                "registry", f"{due} 个标签待复核", "到期不复核的标签可能已不准", "/registry/tags?tab=reviews"
            )
        )
    if actor.can("registry.import.run"):
        rows = visible(
            ImportBatch.objects.filter(state__in=("ready", "columns")), actor, "registry.import.run"
        )
        found += [
            Todo(
                "registry",
                f"花名册“{batch.name}”还没有确认导入",
                batch.area.name,
                f"/registry/imports/{batch.pk}",
            )
            for batch in rows.select_related("area")[:5]
        ]
    return found
