"""Visits: what is due, what was found, and how many were reached."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.db.models import Count, F, Max, Q, QuerySet
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Todo
from linli.sections.eldercare.models import Elder, Visit, VisitPlan
from linli.sections.eldercare.reach import BY_ELDER

READ, DO, PLAN, COUNT = (
    "eldercare.visit.read", "eldercare.visit.do", "eldercare.visit.plan", "eldercare.visit.count",
)  # fmt: skip
State = Visit.State
DAYS = 30


class VisitFilters(Schema):
    """What the list of visits may be narrowed to."""

    state: Literal["due", "late", "done", "missed", "skipped"] | None = None
    level: Annotated[int | None, Field(ge=1, le=3)] = None
    elder_id: Annotated[int | None, Field(ge=1, le=2**53)] = None
    since: dt.date | None = None
    until: dt.date | None = None
    q: Annotated[str, Field(max_length=40)] = ""


def visits(actor: Actor, filters: VisitFilters) -> QuerySet[Visit]:
    """Visits to the actor's elders, newest due date first; those of the coming days only when asked for."""
    rows = Visit.objects.select_related("elder__person", "elder__area", "done_by").prefetch_related("photos")
    rows = visible(rows, actor, READ, BY_ELDER).order_by("-due_on", "-pk")
    return rows.filter(_where(filters))


def _where(filters: VisitFilters) -> Q:
    exact = {
        "level": filters.level,
        "elder": filters.elder_id,
        "due_on__gte": filters.since,
        "due_on__lte": filters.until,
    }
    found = Q(**{name: value for name, value in exact.items() if value is not None})
    if filters.state != "due" and filters.until is None:
        found &= Q(due_on__lte=timezone.localdate())
    if filters.state == "late":
        found &= Q(state=State.DUE, due_on__lt=timezone.localdate())
    elif filters.state:
        found &= Q(state=filters.state)
    if filters.q.strip():
        found &= Q(elder__person__name__contains=filters.q.strip()) | Q(
            elder__person__address__contains=filters.q.strip()
        )
    return found


def visit(actor: Actor, visit_id: int) -> Visit:
    """One visit. Raises NotFound."""
    found = visits(actor, VisitFilters(until=dt.date.max)).filter(pk=visit_id).first()
    if found is None:
        raise NotFound
    return found


def rounds(actor: Actor, day: dt.date | None = None) -> list[Visit]:
    """Today's round: what is due or late, door by door; somebody both due and late stands there once."""
    today = day or timezone.localdate()
    rows = Visit.objects.select_related("elder__person__building", "elder__area").filter(
        state=State.DUE, due_on__lte=today
    )
    rows = visible(rows, actor, DO, BY_ELDER).filter(elder__followed=True)
    newest: dict[int, Visit] = {}
    for row in rows.order_by("due_on", "pk"):
        newest[row.elder_id] = (
            row if row.alert_id or row.elder_id not in newest else _kept(newest[row.elder_id], row)
        )
    last = _last(newest)
    found = sorted(newest.values(), key=_door)
    for row in found:
        row.last_at = last.get(row.elder_id)  # type: ignore[attr-defined]
    return found


def _kept(before: Visit, row: Visit) -> Visit:
    """A visit for an alert stays; otherwise the newer one."""
    return before if before.alert_id else row


def _last(elders: Any) -> dict[int, dt.datetime]:
    done = Visit.objects.filter(elder__in=list(elders), state=State.DONE).order_by()
    return dict(done.values("elder").annotate(at=Max("done_at")).values_list("elder", "at"))


def _door(row: Visit) -> tuple[bool, int, str]:
    """Visits for alerts first, then house by house."""
    person = row.elder.person
    return row.alert_id is None, person.building.order if person.building else 0, person.address


def plans(actor: Actor) -> QuerySet[VisitPlan]:
    """Plans of the actor's elders, next first."""
    rows = VisitPlan.objects.select_related("elder__person", "elder__area").filter(active=True)
    return visible(rows, actor, READ, BY_ELDER).order_by("next_on", "pk")


def plan_of(elder: Elder) -> VisitPlan | None:
    """The plan of one elder."""
    return VisitPlan.objects.filter(elder=elder).first()


def coverage(actor: Actor, days: int = DAYS) -> dict[str, Any]:
    """Of the last days, grid by grid: due, made, made in time, missed; and how many elders were reached. Three queries."""
    until = timezone.localdate()
    since = until - dt.timedelta(days=days - 1)
    rows = visible(Visit.objects.filter(due_on__gte=since, due_on__lte=until), actor, COUNT, BY_ELDER)
    rows = rows.exclude(state=State.SKIPPED).exclude(state=State.DUE, due_on=until).order_by()
    in_time = Q(state=State.DONE, done_at__date__lte=F("due_on"))
    counted = rows.values("elder__area", "elder__area__name").annotate(
        due=Count("pk"), done=Count("pk", filter=Q(state=State.DONE)), in_time=Count("pk", filter=in_time),
        late=Count("pk", filter=Q(state=State.DUE, due_on__lt=until)),
        missed=Count("pk", filter=Q(state=State.MISSED)),
        reached=Count("elder", distinct=True, filter=Q(state=State.DONE, answered=True)),
    )  # fmt: skip
    elders = visible(Elder.objects.filter(followed=True), actor, COUNT).order_by()
    people = dict(elders.values("area").annotate(n=Count("pk")).values_list("area", "n"))
    names = dict(elders.values_list("area", "area__name"))
    lines: dict[int, dict[str, Any]] = {row["elder__area"]: {**row} for row in counted}
    areas = [_area(pk, name, lines.get(pk, {}), people[pk]) for pk, name in sorted(names.items())]
    return {"since": since, "until": until, "areas": areas}


def _area(pk: int, name: str, line: dict[str, Any], elders: int) -> dict[str, Any]:
    numbers = {key: line.get(key, 0) for key in ("due", "done", "in_time", "late", "missed", "reached")}
    return {"area_id": pk, "area": name, "elders": elders, **numbers}


def due_count(actor: Actor) -> int:
    """How many visits are due today or late (badge of the menu)."""
    rows = Visit.objects.filter(state=State.DUE, due_on__lte=timezone.localdate(), elder__followed=True)
    return visible(rows, actor, DO, BY_ELDER).count()


def todos(actor: Actor) -> list[Todo]:
    """For who visits: today's round. For the secretary: what nobody did yesterday. Two counts."""
    today = timezone.localdate()
    found = []
    mine = visible(Visit.objects.filter(state=State.DUE, due_on__lte=today), actor, DO, BY_ELDER)
    if not actor.can(PLAN):
        n = mine.filter(elder__followed=True).count()
        late = mine.filter(elder__followed=True, due_on__lt=today).count() if n else 0
        if n:
            told = f"其中 {late} 次逾期" if late else "按路线走一圈"
            found.append(Todo("eldercare", f"今日探访 {n} 次", told, "/eldercare/rounds", urgent=late > 0))
    elif n := mine.filter(elder__followed=True, escalated_at__isnull=False).count():
        found.append(
            Todo(
                "eldercare",
                f"{n} 次探访逾期未做",
                "请督促网格员或改派",
                "/eldercare/visits?state=late",
                urgent=True,
            )
        )
    return found
