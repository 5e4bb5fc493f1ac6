"""Cases and categories, as staff find them by filter and as reporters find their own."""

from __future__ import annotations

import re

from django.db.models import Count, Exists, OuterRef, Prefetch, QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.cases.models import Case, CasePhoto, Category, TimelineEntry
from linli.sections.cases.queries import door
from linli.sections.cases.queries.rights import reported_by
from linli.sections.cases.queries.wanted import Wanted, filtered

READ = "cases.case.read"
RELATED = ("area", "category", "assigned_user", "assigned_org")


def cases(actor: Actor, wanted: Wanted | None = None) -> QuerySet[Case]:
    """The cases the actor may see, newest first. `state` may be a state, several with commas, or "open"."""
    rows = visible(Case.objects.select_related(*RELATED), actor, READ)
    return filtered(rows, actor, wanted) if wanted else rows


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
