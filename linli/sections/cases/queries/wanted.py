"""The filters of the case list, the board and the numbers: what is wanted, as conditions an index can answer."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Q, QuerySet, Subquery
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.models import Area
from linli.kernel.privacy import blind_index
from linli.sections.cases.flow import OPEN, RUNNING
from linli.sections.cases.models import Case, Category
from linli.sections.cases.queries.requests import waiting_for_others

PHONE_PURPOSE = "cases.reporter_phone"


@dataclass(frozen=True)
class Wanted:
    """The filters of the case list; blank ones do not filter."""

    state: str = ""
    category: str = ""
    source: str = ""
    text: str = ""
    overdue: bool = False
    urgent: bool = False
    mine: bool = False
    waiting: bool = False
    area_id: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None


def filtered(rows: QuerySet[Case], actor: Actor, wanted: Wanted) -> QuerySet[Case]:
    """The rows that are wanted. `state` may be a state, several with commas, or "open"."""
    text = wanted.text.strip()
    found = _where(wanted) & reported_between(wanted.since, wanted.until)
    if wanted.mine:
        found &= assigned_to(actor)
    if text:
        found &= matching(text)
    return rows.filter(found)


def _where(wanted: Wanted) -> Q:
    found = Q()
    if wanted.state:
        found &= Q(state__in=OPEN if wanted.state == "open" else wanted.state.split(","))
    if wanted.category:
        found &= Q(category__in=leaves(wanted.category))
    if wanted.source:
        found &= Q(source=wanted.source)
    if wanted.overdue:
        found &= Q(state__in=RUNNING, due_at__lt=timezone.now())
    if wanted.urgent:
        found &= Q(urgent=True)
    if wanted.area_id:
        path = Area.objects.filter(pk=wanted.area_id).values("path")
        found &= Q(area__in=Area.objects.filter(path__startswith=Subquery(path)).values("pk"))
    return found


def leaves(code: str) -> list[int]:
    """Ids of a category and of those below it. Fetched: only known keys let an index hand out rows in order."""
    found = Category.objects.filter(Q(code=code) | Q(parent__code=code)).order_by()
    return list(found.values_list("pk", flat=True))


def reported_between(since: dt.date | None, until: dt.date | None) -> Q:
    """Reported from the first moment of `since` to the last of `until` (Shanghai)."""
    found = Q(created_at__gte=midnight(since)) if since else Q()
    return found & Q(created_at__lt=midnight(until + dt.timedelta(days=1))) if until else found


def midnight(day: dt.date) -> dt.datetime:
    """The moment a day begins."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))


def assigned_to(actor: Actor) -> Q:
    """Cases given to the actor by name, or to a role the actor holds on an area around the case."""
    given = Q(assigned_user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    for grant in actor.grants:
        around = Area.objects.filter(path__startswith=grant.area_path).values("pk")
        given |= Q(assigned_user=None, assigned_role=grant.role, area__in=around)
    return given


def matching(text: str) -> Q:
    """By number, by the reporter's phone (exact, through the blind index), or by words."""
    if re.fullmatch(r"\d{4}-\d{1,6}", text):
        return Q(number__startswith=text)
    if re.fullmatch(r"1\d{10}", text):
        return Q(reporter_phone_index=blind_index(text, PHONE_PURPOSE))
    return Q(text__icontains=text) | Q(place__icontains=text)
