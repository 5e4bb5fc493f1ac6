"""Call-backs: the list, what waits for whom, the draws behind it, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, roles_with, visible
from linli.kernel.manifest import Todo
from linli.kernel.models import Area, User
from linli.sections.cases.flow import RUNNING
from linli.sections.cases.models import Callback, CallbackDraw, Case
from linli.sections.cases.queries.found import RELATED as CASE_RELATED

DO = "cases.callback.do"
SUPERVISE = "cases.case.supervise"
RELATED = (
    "area", "draw", "assigned_user", "done_by",
    "case__category", "case__area", "case__assigned_user", "case__assigned_org",
)  # fmt: skip
TODO_CAP = 50


@dataclass(frozen=True)
class Asking:
    """The filters of the list; blank ones do not filter."""

    state: str = ""
    kind: str = ""
    mine: bool = False
    redone: bool = False


def callbacks(actor: Actor, wanted: Asking | None = None) -> QuerySet[Callback]:
    """The call-backs in the actor's areas, the most pressing first."""
    wanted = wanted or Asking()
    rows = visible(Callback.objects.select_related(*RELATED), actor, DO)
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.kind:
        rows = rows.filter(kind=wanted.kind)
    if wanted.redone:
        rows = rows.filter(redone=True)
    return rows.filter(_mine(actor)) if wanted.mine else rows


def callback_summary(actor: Actor) -> dict[str, Any]:
    """How many wait, were reached, were given up; the mean of the stars; how many were sent back. One query."""
    states = {state.value: Count("pk", filter=Q(state=state)) for state in Callback.State}
    late = Count("pk", filter=Q(state=Callback.State.WAITING, due_at__lt=timezone.now()))
    found = callbacks(actor).aggregate(
        **states, late=late, stars=Avg("rating"), redone=Count("pk", filter=Q(redone=True))
    )
    return {**found, "stars": None if found["stars"] is None else round(found["stars"], 1)}


def draws(actor: Actor) -> QuerySet[CallbackDraw]:
    """The draws of the communities in which the actor calls back, newest first."""
    within = Q(area__in=actor.areas(DO).values("pk")) | Q(callbacks__area__in=actor.areas(DO).values("pk"))
    rows = CallbackDraw.objects.select_related("area")
    return rows if actor.kind == "system" else rows.filter(within).distinct()


def askers(area: Area) -> QuerySet[User]:
    """Who may call back in an area."""
    around = [int(pk) for pk in area.path.strip("/").split("/")]
    rows = User.objects.filter(
        is_active=True, holdings__area_id__in=around, holdings__role__in=roles_with(DO)
    )
    return rows.distinct().order_by("name", "pk")


def callback_todos(actor: Actor) -> list[Todo]:
    """Reporters whom this actor is to ask. One query."""
    rows = callbacks(actor, Asking(state=Callback.State.WAITING, mine=True))[:TODO_CAP]
    return [
        Todo(
            section="cases",
            title=f"请{Callback.Kind(one.kind).label}：{one.case.text[:30] or one.case.category.name}",
            detail=f"{one.case.number} · {one.case.category.name} · {one.area.name}",
            link=f"/cases/callbacks?id={one.pk}",
            due_at=one.due_at,
        )
        for one in rows
    ]


def redone_todos(actor: Actor) -> list[Todo]:
    """For whoever supervises: cases that run again since their reporter was not satisfied, with the reason. One query."""
    rows = visible(Case.objects.select_related(*CASE_RELATED), actor, SUPERVISE)
    rows = rows.filter(state__in=RUNNING, callbacks__redone=True).distinct().order_by("due_at")
    return [
        Todo(
            section="cases",
            title=f"回访退回重办：{case.text[:30] or case.category.name}",
            detail=f"{case.number} · {case.redo_reason[:60]}",
            link=f"/cases/{case.pk}",
            due_at=case.due_at,
        )
        for case in rows[:TODO_CAP]
    ]


def _mine(actor: Actor) -> Q:
    """Given to the actor by name, or to a role the actor holds on an area around it."""
    given = Q(assigned_user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    for grant in actor.grants:
        given |= Q(assigned_user=None, assigned_role=grant.role, area__path__startswith=grant.area_path)
    return given
