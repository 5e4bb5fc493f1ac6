"""What the registry offers to insight: the plan, people and homes for the roll-up, its parts of the “四全” goals."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value
from django.utils import timezone

from linli.kernel.access import GRID, Actor, visible
from linli.kernel.models import Area, RoleHolding
from linli.kernel.offers import Line, PlanSheet, Quota
from linli.sections.registry.eligibility import PRESENT, age_filter
from linli.sections.registry.models import Building, Contact, Home, Person
from linli.sections.registry.queries.overview import COUNT
from linli.sections.registry.queries.plans import plan_of, planned_estates

ADULT, ELDER = 18, 60
VERIFIED_DAYS = 365


def plan_sheet(actor: Actor, area_id: int | None = None) -> PlanSheet | None:
    """The plan of the asked estate, or of the actor's estate with the most houses on it; None without estates."""
    estates = list(planned_estates(actor))
    if not estates:
        return None
    if area_id is None:
        drawn = Building.objects.filter(estate__in=[e.pk for e in estates]).exclude(plan=[]).order_by()
        counted = dict(drawn.values_list("estate").annotate(n=Count("pk")))
        area_id = max(estates, key=lambda e: (counted.get(e.pk, 0), -e.pk)).pk
    found = plan_of(actor, area_id)
    return PlanSheet(
        area_id, found["area"], found["plan"]["features"], [(estate.pk, estate.name) for estate in estates]
    )


def tally(actor: Actor, areas: QuerySet[Area]) -> Iterator[tuple[str, str, int]]:
    """Residents, elders, homes and buildings by the area they are attached to; one query."""
    today = timezone.localdate()
    here = Person.objects.filter(status__in=PRESENT)
    parts = {
        "people": here,
        "elders": here.filter(age_filter(">=", ELDER, today)),
        "homes": Home.objects.all(),
        "buildings": Building.objects.all(),
    }
    counted = [_by_area(visible(rows, actor, COUNT), areas, name) for name, rows in parts.items()]
    yield from counted[0].union(*counted[1:], all=True)


def _by_area(rows: QuerySet[Any], areas: QuerySet[Area], name: str) -> QuerySet[Any, Any]:
    mine = rows.filter(area__in=areas.order_by().values("pk")).order_by()
    counted = mine.values("area__path").annotate(column=Value(name), n=Count("pk"))
    found: QuerySet[Any, Any] = counted.values_list("area__path", "column", "n")
    return found


def known_homes(actor: Actor, permission: str) -> Quota:
    """Dwellings of which we know who lives there, or that nobody does (全覆盖)."""
    known = Q(residents__gt=0) | Q(status__in=(Home.Status.VACANT, Home.Status.LET))
    rows = Home.objects.filter(use=Home.Use.DWELLING).order_by("building__order", "unit__name", "room", "pk")
    return Quota(visible(rows, actor, permission), known, _home)


def gridded_buildings(actor: Actor, permission: str) -> Quota:
    """Buildings that belong to a grid (全覆盖)."""
    rows = Building.objects.select_related("area").order_by("estate", "order", "pk")
    met = Q(area__kind=Area.Kind.GRID)
    return Quota(
        visible(rows, actor, permission),
        met,
        lambda b: Line(str(b), b.area.name, f"/registry/buildings/{b.pk}"),
    )


def served_homes(actor: Actor, permission: str) -> Quota:
    """Homes whose grid has a warden (零距离)."""
    held = RoleHolding.objects.filter(role=GRID).values("area")
    rows = Home.objects.order_by("building__order", "unit__name", "room", "pk")
    return Quota(visible(rows, actor, permission), Q(area__in=held), _home)


def reachable_elders(actor: Actor, permission: str) -> Quota:
    """Elders who live alone and have somebody to call (零距离)."""
    today = timezone.localdate()
    alone = Person.objects.filter(age_filter(">=", ELDER, today), status__in=PRESENT, lives_alone=True)
    met = Q(Exists(Contact.objects.filter(person=OuterRef("pk"))))
    return Quota(visible(alone.order_by("pk"), actor, permission), met, person_line)


def verified_adults(actor: Actor, permission: str) -> Quota:
    """Adult residents who looked through their own record within a year (齐参与)."""
    since = timezone.now() - dt.timedelta(days=VERIFIED_DAYS)
    return Quota(adults(actor, permission), Q(verified_at__gte=since), person_line)


def adults(actor: Actor, permission: str) -> QuerySet[Person]:
    """Adult residents."""
    rows = Person.objects.filter(age_filter(">=", ADULT, timezone.localdate()), status__in=PRESENT)
    return visible(rows.order_by("pk"), actor, permission)


def person_line(person: Person) -> Line:
    """A resident as a row behind a number, for those who may see people."""
    return Line(person.name, person.address, f"/registry/people/{person.pk}")


def _home(home: Home) -> Line:
    told = f"{home.get_status_display()}，居住 {home.residents} 人"
    return Line(home.address, told, f"/registry/homes/{home.pk}")
