"""Cases and categories, as staff find them by filter and as reporters find their own."""

from __future__ import annotations

import re

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.api.walk import NOT_BY, not_by
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.cases.models import (
    Case,
    CaseFollower,
    CasePhoto,
    Category,
)
from linli.sections.cases.queries import door
from linli.sections.cases.queries.around import fetch_around
from linli.sections.cases.queries.rights import followed_by, reported_by
from linli.sections.cases.queries.slim import join
from linli.sections.cases.queries.wanted import Wanted, filtered

READ = "cases.case.read"
RELATED = ("area", "category", "assigned_user", "assigned_org")


def cases(actor: Actor, wanted: Wanted | None = None) -> QuerySet[Case]:
    """The cases the actor may see, newest first. `state` may be a state, several with commas, or "open"."""
    if wanted is None:
        return visible(Case.objects.select_related(*RELATED), actor, READ)
    return case_list(actor, wanted)[0]


def case_list(actor: Actor, wanted: Wanted) -> tuple[QuerySet[Case], QuerySet[Case] | None]:
    """The same, and those rows by a condition that is quicker to count; None: they are to be counted exactly."""
    rows, picked = Case.objects.select_related(*RELATED), filtered(actor, wanted)
    counting = visible(rows, actor, READ).filter(picked.counting)
    exactly = wanted.of or wanted.slice
    if picked.few:
        found = (
            counting if picked.where == picked.counting else visible(rows, actor, READ).filter(picked.where)
        )
    else:
        found = visible(not_by(rows, "area"), actor, READ, field=NOT_BY).filter(picked.where)
    return found, None if exactly else counting


def case(actor: Actor, case_id: int) -> Case:
    """One case with its timeline, photos, requests and assistants. Raises NotFound outside the actor's areas."""
    found = _one(visible(Case.objects.all(), actor, READ), case_id)
    join(found, *RELATED, "owner_user", "entered_by", "merged_into")
    around = fetch_around(found, "requests", "assists", "merged")
    found.waiting_people = around["followers"]  # type: ignore[attr-defined]
    return found


def my_cases(actor: Actor) -> QuerySet[Case]:
    """The cases the actor has reported or follows (`following` holds their own row then), newest first."""
    followed = CaseFollower.objects.filter(followed_by(actor), by_merge=False)
    rows = Case.objects.select_related(*RELATED, "entered_by", *(f"merged_into__{name}" for name in RELATED))
    rows = rows.filter(reported_by(actor) | Q(pk__in=followed.order_by().values("via")))
    return rows.prefetch_related(Prefetch("followers_via", followed, to_attr="following"))


def my_case(actor: Actor, case_id: int) -> Case:
    """One of the actor's own cases with its timeline. Raises NotFound for anybody else's."""
    found = _one(my_cases(actor), case_id)
    fetch_around(found)
    return found


def _one(rows: QuerySet[Case], case_id: int) -> Case:
    found = next(iter(rows.order_by().filter(pk=case_id)), None)
    if found is None:
        raise NotFound
    return found


def my_photo(actor: Actor, case_id: int, photo_id: int) -> CasePhoto:
    """A photo on a public entry of the actor's own case. Raises NotFound otherwise."""
    photos = CasePhoto.objects.select_related("file").filter(pk=photo_id, case_id=case_id, entry__public=True)
    own = Case.objects.filter(reported_by(actor)).order_by()
    found = photos.filter(case__in=own.values("pk")).first()
    if found is None:
        raise NotFound
    return found


def categories() -> QuerySet[Category]:
    """The whole tree in order; `grouping` nodes only hold others, `used` counts cases."""
    below = Category.objects.filter(parent=OuterRef("pk"))
    return Category.objects.select_related("parent").annotate(grouping=Exists(below), used=Count("cases"))


def grid_of(
    actor: Actor, area: Area, home_id: int | None, building_id: int | None
) -> tuple[Area, int | None]:
    """The area to which a case about that home or building belongs (its grid), and the building's id.

    Raises DomainError when home or building is not one of the area's.
    """
    if home_id is not None:
        found = door.home_place(actor, home_id, area)
        if found is None:
            raise DomainError("没有找到这套房屋。", fields={"home_id": "这套房屋不在所选小区内。"})
        return found
    if building_id is None:
        return area, None
    grid = door.building_area(building_id, area)
    if grid is None:
        raise DomainError("没有找到这栋楼。", fields={"building_id": "这栋楼不在所选小区内。"})
    return grid, building_id


def clean_phone(typed: str) -> str:
    """Digits of a mobile or landline number. Raises DomainError when it is neither."""
    digits = re.sub(r"[\s\-()（）]", "", typed)
    if digits and not re.fullmatch(r"1[3-9]\d{9}|0?\d{7,11}", digits):
        message = "电话号码不对，请填写 11 位手机号或带区号的座机号。"
        raise DomainError(message, fields={"reporter_phone": message})
    return digits
