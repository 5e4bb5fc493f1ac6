"""What cases offer to insight: marks on the plan, numbers for the roll-up, parts of 全响应 and 齐参与."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.models import Area
from linli.kernel.offers import Line, Mark, Quota, Tone
from linli.sections.cases.flow import OPEN, RUNNING, State
from linli.sections.cases.measures import BY_ID, MEASURES
from linli.sections.cases.models import Case, CaseFollower
from linli.sections.registry import queries as registry

READ, COUNT = "cases.case.read", "cases.measures.read"
DAYS, YEAR_DAYS = 90, 365
DEFINED = {measure.id: measure for measure in MEASURES}


def case_marks(actor: Actor, areas: QuerySet[Area]) -> list[Mark]:
    """Cases that are not at their end; those who only count get where, and whether it is late."""
    told = actor.can(READ)
    rows = visible(Case.objects.filter(state__in=OPEN), actor, READ if told else COUNT)
    rows = (
        rows.filter(area__in=areas.values("pk")).select_related("category", "home").order_by("due_at", "pk")
    )
    return [_mark(row, told) for row in rows]


def _mark(row: Case, told: bool) -> Mark:
    tone: Tone = "danger" if row.overdue else "warn" if row.urgent else "info"
    building_id = row.building_id or (row.home.building_id if row.home else None)
    if not told:
        return Mark(tone=tone, point=row.point, building_id=building_id)
    late = "，已超期" if row.overdue else ""
    return Mark(
        tone=tone,
        label=row.text[:40] or row.category.name,
        detail=f"{row.number}，{row.category.name}，{row.get_state_display()}{late}",
        link=f"/cases/{row.pk}",
        point=row.point,
        building_id=building_id,
    )


def tally(actor: Actor, areas: QuerySet[Area]) -> Iterator[tuple[str, str, int]]:
    """Cases open, late, ended, and reported within 30 days, by area; one query."""
    now = timezone.now()
    rows = visible(Case.objects.all(), actor, COUNT).filter(area__in=areas.order_by().values("pk")).order_by()
    counted = rows.values("area__path").annotate(
        opened=Count("pk", filter=Q(state__in=OPEN)),
        late=Count("pk", filter=Q(state__in=RUNNING, due_at__lt=now)),
        ended=Count("pk", filter=~Q(state__in=OPEN)),
        month=Count("pk", filter=Q(created_at__gte=now - dt.timedelta(days=30))),
    )
    for path, *numbers in counted.values_list("area__path", "opened", "late", "ended", "month"):
        for column, number in zip(("open", "late", "ended", "month"), numbers, strict=True):
            yield path, f"cases_{column}", number


def answered_cases(actor: Actor, permission: str) -> Quota:
    """Cases of the last 90 days that were answered within the limit (全响应)."""
    return _quota(actor, permission, "response")


def punctual_cases(actor: Actor, permission: str) -> Quota:
    """Cases of the last 90 days that were handled within the limit (全响应)."""
    return _quota(actor, permission, "on_time")


def solved_cases(actor: Actor, permission: str) -> Quota:
    """Cases of the last 90 days that are closed and were really solved (全响应)."""
    return _quota(actor, permission, "resolved")


def _quota(actor: Actor, permission: str, measure: str) -> Quota:
    """A measure of the statistics, by its one definition."""
    now, counted = timezone.now(), BY_ID[measure]
    return Quota(_recent(actor, permission).filter(counted.whole(now)), counted.part(now), _line)


def rated_cases(actor: Actor, permission: str) -> Quota:
    """Closed cases of the last 90 days that were rated (齐参与)."""
    rows = _recent(actor, permission).filter(state=State.CLOSED)
    return Quota(rows, Q(rating__isnull=False), _line)


def taking_part(actor: Actor, permission: str) -> Quota:
    """Adult residents who reported a request, or followed one, within a year (齐参与)."""
    since = timezone.now() - dt.timedelta(days=YEAR_DAYS)
    reported = Case.objects.filter(created_at__gte=since, reporter_person_id__isnull=False).order_by()
    followed = CaseFollower.objects.filter(at__gte=since, person_id__isnull=False).order_by()
    met = Q(pk__in=reported.values("reporter_person_id")) | Q(pk__in=followed.values("person_id"))
    return Quota(registry.adults(actor, permission), met, registry.person_line)


def _recent(actor: Actor, permission: str) -> QuerySet[Case]:
    since = timezone.now() - dt.timedelta(days=DAYS)
    rows = visible(Case.objects.select_related("category"), actor, permission)
    return rows.filter(created_at__gte=since).order_by("-created_at", "-pk")


def _line(row: Case) -> Line:
    at = timezone.localtime(row.created_at)
    told = f"{row.number}，{row.category.name}，{row.get_state_display()}，{at:%m-%d} 上报"
    return Line(row.text[:60] or row.category.name, told, f"/cases/{row.pk}")
