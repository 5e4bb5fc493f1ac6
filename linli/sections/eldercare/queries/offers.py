"""What elder care offers the shell: to-dos, search, 一人一档, the tile and the plan of the hall."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.manifest import ProfilePart, SearchHit, Todo
from linli.kernel.models import Area
from linli.kernel.offers import Mark
from linli.sections.eldercare import access
from linli.sections.eldercare.models import Assessment, Binding, Elder, ElderCategory
from linli.sections.eldercare.queries.elders import categories_of, due_by
from linli.sections.eldercare.queries.page import reasons_for


def todos(actor: Actor) -> list[Todo]:
    """Reviews that are due: of categories, and of assessments."""
    if not actor.can(access.MANAGE):
        return []
    today = timezone.localdate()
    mine = visible(Elder.objects.filter(followed=True), actor, access.MANAGE).values("pk")
    newest = Assessment.objects.filter(elder=OuterRef("elder")).order_by("-assessed_on", "-pk").values("pk")
    due = ElderCategory.objects.filter(due_by(today), elder__in=mine).order_by().values("elder_id")
    again = Assessment.objects.filter(elder__in=mine, review_on__lte=today, pk=newest[:1])
    again_ids = again.order_by().values("elder_id")
    count = len(set(due.union(again_ids).values_list("elder_id", flat=True)))
    if not count:
        return []
    return [
        Todo("eldercare", f"{count} 位老人的分类待复核", "到期不复核的认定可能已不准", "/eldercare?state=due")
    ]


def search(actor: Actor, text: str, limit: int) -> list[SearchHit]:
    """Elders by name."""
    if not actor.can(access.READ):
        return []
    rows = access.visible_elders(actor).filter(person__name__contains=text, followed=True)
    return [
        SearchHit("老人", e.person.name, f"{e.person.address} · 关爱等级{e.get_risk_display()}", f"/eldercare/{e.pk}")
        for e in rows.order_by("-risk", "pk")[:limit]
    ]  # fmt: skip


def person_profile(actor: Actor, person_id: int) -> ProfilePart | None:
    """Category, ability and level of care; never values: those are on the elder's page, where looking is logged."""
    elder = Elder.objects.select_related("area").filter(person_id=person_id).first()
    if elder is None or not (actor.person_id == person_id or actor.can(access.READ, elder.area)):
        return None
    titles = [row.category.title for row in categories_of([elder.pk]).get(elder.pk, [])]
    rows = [
        {"label": "分类", "value": "、".join(dict.fromkeys(titles)) or "无"},
        {"label": "能力等级", "value": elder.get_grade_display()},
        {"label": "关爱等级", "value": elder.get_risk_display()},
        {"label": "依据", "value": "、".join(r["text"] for r in reasons_for(actor, elder)) or "无"},
    ]
    return ProfilePart("为老服务", rows, f"/eldercare/{elder.pk}")


def tile(actor: Actor) -> dict[str, Any]:
    """Counts for the hall screen: nobody can be recognised in them."""
    rows = visible(Elder.objects.filter(followed=True), actor, access.COUNT).order_by()
    in_ = {
        code: Exists(
            ElderCategory.objects.filter(elder=OuterRef("pk"), category__code=code, ended_on=None)
        )
        for code in ("alone", "empty_nest", "aged")
    }  # fmt: skip
    worn = Exists(Binding.objects.filter(elder=OuterRef("pk"), ended_at=None))
    return rows.annotate(**in_, worn=worn).aggregate(
        elders=Count("pk"),
        high=Count("pk", filter=Q(risk=Elder.Risk.HIGH)),
        banded=Count("pk", filter=Q(worn=True)),
        **{f"are_{code}": Count("pk", filter=Q(**{code: True})) for code in in_},
    )


def alone_marks(actor: Actor, areas: QuerySet[Area]) -> list[Mark]:
    """Elders who live alone, for those who work with the lists; nothing for the hall: a door is a name."""
    alone = ElderCategory.objects.filter(elder=OuterRef("pk"), category__code="alone", ended_on=None)
    rows = access.visible_elders(actor).filter(Exists(alone), followed=True, area__in=areas.values("pk"))
    return [
        Mark(
            tone="danger" if e.risk == Elder.Risk.HIGH else "warn" if e.risk == Elder.Risk.MEDIUM else "info",
            label=e.person.name,
            detail=f"独居，关爱等级{e.get_risk_display()}，{e.person.address}",
            link=f"/eldercare/{e.pk}",
            building_id=e.person.building_id,
        )
        for e in rows.order_by("-risk", "pk")
    ]
