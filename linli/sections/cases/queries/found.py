"""Cases and categories, as staff find them by filter and as reporters find their own."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area
from linli.kernel.privacy import blind_index
from linli.sections.cases.flow import OPEN, RUNNING
from linli.sections.cases.models import Case, CasePhoto, Category, TimelineEntry
from linli.sections.cases.queries import door
from linli.sections.cases.queries.rights import reported_by

READ = "cases.case.read"
PHONE_PURPOSE = "cases.reporter_phone"
RELATED = ("area", "category", "assigned_user", "assigned_org")


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
    area_id: int | None = None
    since: dt.date | None = None
    until: dt.date | None = None


def cases(actor: Actor, wanted: Wanted | None = None) -> QuerySet[Case]:
    """The cases the actor may see, newest first. `state` may be a state, several with commas, or "open"."""
    rows = visible(Case.objects.select_related(*RELATED), actor, READ)
    return _filtered(rows, actor, wanted) if wanted else rows


def _filtered(rows: QuerySet[Case], actor: Actor, wanted: Wanted) -> QuerySet[Case]:
    if wanted.state:
        rows = rows.filter(state__in=OPEN if wanted.state == "open" else wanted.state.split(","))
    if wanted.category:
        rows = rows.filter(Q(category__code=wanted.category) | Q(category__parent__code=wanted.category))
    if wanted.source:
        rows = rows.filter(source=wanted.source)
    if wanted.overdue:
        rows = rows.filter(state__in=RUNNING, due_at__lt=timezone.now())
    if wanted.urgent:
        rows = rows.filter(urgent=True)
    if wanted.mine:
        rows = rows.filter(assigned_to(actor))
    if wanted.area_id:
        path = Area.objects.filter(pk=wanted.area_id).values("path")
        rows = rows.filter(area__path__startswith=path[:1])
    if wanted.since:
        rows = rows.filter(created_at__gte=_midnight(wanted.since))
    if wanted.until:
        rows = rows.filter(created_at__lt=_midnight(wanted.until + dt.timedelta(days=1)))
    return rows.filter(_matches(wanted.text.strip())) if wanted.text.strip() else rows


def assigned_to(actor: Actor) -> Q:
    """Cases given to the actor by name, or to a role the actor holds on an area around the case."""
    given = Q(assigned_user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    for grant in actor.grants:
        given |= Q(assigned_user=None, assigned_role=grant.role, area__path__startswith=grant.area_path)
    return given


def _matches(text: str) -> Q:
    """By number, by the reporter's phone (exact, through the blind index), or by words."""
    if re.fullmatch(r"\d{4}-\d{1,6}", text):
        return Q(number__startswith=text)
    if re.fullmatch(r"1\d{10}", text):
        return Q(reporter_phone_index=blind_index(text, PHONE_PURPOSE))
    return Q(text__icontains=text) | Q(place__icontains=text)


def case(actor: Actor, case_id: int) -> Case:
    """One case with its timeline and photos. Raises NotFound outside the actor's areas."""
    return _one(cases(actor), case_id)


def my_cases(actor: Actor) -> QuerySet[Case]:
    """The cases the actor has reported, newest first."""
    return Case.objects.select_related(*RELATED, "entered_by").filter(reported_by(actor))


def my_case(actor: Actor, case_id: int) -> Case:
    """One of the actor's own cases with its timeline. Raises NotFound for anybody else's."""
    return _one(my_cases(actor), case_id)


def _one(rows: QuerySet[Case], case_id: int) -> Case:
    photos = Prefetch("photos", CasePhoto.objects.select_related("file"))
    timeline = Prefetch("timeline", TimelineEntry.objects.prefetch_related(photos))
    found = rows.prefetch_related(timeline).filter(pk=case_id).first()
    if found is None:
        raise NotFound
    return found


def my_photo(actor: Actor, case_id: int, photo_id: int) -> CasePhoto:
    """A photo on a public entry of the actor's own case. Raises NotFound otherwise."""
    photos = CasePhoto.objects.select_related("file").filter(pk=photo_id, case_id=case_id, entry__public=True)
    found = photos.filter(case__in=my_cases(actor).order_by().values("pk")).first()
    if found is None:
        raise NotFound
    return found


def categories() -> QuerySet[Category]:
    """The whole tree in order; `grouping` nodes only hold others, `used` counts cases."""
    below = Category.objects.filter(parent=OuterRef("pk"))
    return Category.objects.select_related("parent").annotate(grouping=Exists(below), used=Count("cases"))


def area_of_home(actor: Actor, home_id: int, area: Area) -> Area:
    """Where a case about that home belongs: to its grid. Raises DomainError when the home is not one of the area's."""
    found = door.home_area(actor, home_id, area)
    if found is None:
        raise DomainError("没有找到这套房屋。", fields={"home_id": "这套房屋不在所选小区内。"})
    return found


def clean_phone(typed: str) -> str:
    """Digits of a mobile or landline number. Raises DomainError when it is neither."""
    digits = re.sub(r"[\s\-()（）]", "", typed)
    if digits and not re.fullmatch(r"1[3-9]\d{9}|0?\d{7,11}", digits):
        message = "电话号码不对，请填写 11 位手机号或带区号的座机号。"
        raise DomainError(message, fields={"reporter_phone": message})
    return digits


def _midnight(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
