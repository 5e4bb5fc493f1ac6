"""The filters of the case list, the board and the numbers: what is wanted, as conditions an index can answer."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.db.models import Q, Subquery
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.kernel.models import Area
from linli.kernel.privacy import blind_index
from linli.kernel.search import Found
from linli.sections.cases.flow import OPEN, RUNNING
from linli.sections.cases.measures import BY_ID, WHICH
from linli.sections.cases.models import Category
from linli.sections.cases.queries.period import reported_between
from linli.sections.cases.queries.requests import waiting_for_others
from linli.sections.cases.queries.slices import sliced
from linli.sections.cases.wording import WORDS

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
    of: str = ""
    """The cases behind a number: "on_time.part", ".whole" or ".rest" (see `measures.Definition.rows`)."""
    slice: str = ""
    """The cases of one line of the statistics: "grid:12"."""


def filtered(actor: Actor, wanted: Wanted) -> Found:
    """The condition for what is wanted; `few` when it picks out few rows rather than nearly all.

    `state` may be a state, several with commas, or "open".
    """
    narrow = _where(wanted) & _counted(wanted)
    if wanted.mine:
        narrow &= assigned_to(actor)
    broad = Q(source=wanted.source) if wanted.source else Q()
    if wanted.urgent:
        broad &= Q(urgent=True)
    rest = narrow & broad & reported_between(wanted.since, wanted.until)
    text = wanted.text.strip()
    words = matching(text) if text else Found(Q(), Q(), few=False)
    return Found(rest & words.where, rest & words.counting, bool(narrow) or words.few)


def _where(wanted: Wanted) -> Q:
    found = Q()
    if wanted.state:
        found &= Q(state__in=OPEN if wanted.state == "open" else wanted.state.split(","))
    if wanted.category:
        found &= Q(category__in=leaves(wanted.category))
    if wanted.overdue:
        found &= Q(state__in=RUNNING, due_at__lt=timezone.now())
    if wanted.waiting:
        found &= waiting_for_others()
    if wanted.area_id:
        path = Area.objects.filter(pk=wanted.area_id).values("path")
        found &= Q(area__in=Area.objects.filter(path__startswith=Subquery(path)).values("pk"))
    return found


def _counted(wanted: Wanted) -> Q:
    """Exactly the cases that a number of the statistics counts. Raises DomainError for a number there is not."""
    found = sliced(wanted.slice) if wanted.slice else Q()
    if not wanted.of:
        return found
    measure, _, which = wanted.of.partition(".")
    if measure not in BY_ID or which not in WHICH:
        raise DomainError("没有这项指标。", fields={"of": "没有这项指标。"})
    return found & BY_ID[measure].rows(which, timezone.now())


def leaves(code: str) -> list[int]:
    """Ids of a category and of those below it. Fetched: only known keys let an index hand out rows in order."""
    found = Category.objects.filter(Q(code=code) | Q(parent__code=code)).order_by()
    return list(found.values_list("pk", flat=True))


def assigned_to(actor: Actor) -> Q:
    """Cases given to the actor by name, or to a role the actor holds on an area around the case."""
    given = Q(assigned_user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    for grant in actor.grants:
        around = Area.objects.filter(path__startswith=grant.area_path).values("pk")
        given |= Q(assigned_user=None, assigned_role=grant.role, area__in=around)
    return given


def matching(text: str) -> Found:
    """By number, by the reporter's phone (exact, through the blind index), or by words."""
    if re.fullmatch(r"\d{4}-\d{1,6}", text):
        where = Q(number__startswith=text)
    elif re.fullmatch(r"1\d{10}", text):
        where = Q(reporter_phone_index=blind_index(text, PHONE_PURPOSE))
    else:
        return WORDS.matching(text)
    return Found(where, where, few=True)
