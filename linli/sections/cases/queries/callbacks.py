"""Call-backs: the list, what waits for whom, the draws behind it, and how it went."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, roles_with, visible
from linli.kernel.manifest import Todo
from linli.kernel.models import Area, User
from linli.sections.cases.flow import RUNNING
from linli.sections.cases.models import Callback, CallbackDraw, Case
from linli.sections.cases.queries.lines import Line, lines, of_case

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
    rows = User.objects.filter(
        is_active=True, holdings__area_id__in=area.around, holdings__role__in=roles_with(DO)
    )
    return rows.distinct().order_by("name", "pk")


def to_ask(actor: Actor) -> QuerySet[Any, tuple[Any, ...]]:
    """Reporters whom this actor is to ask, as lines."""
    rows = callbacks(actor, Asking(state=Callback.State.WAITING, mine=True)).order_by("due_at", "pk")
    own = {"key": F("pk"), "due_at": F("due_at"), "area": F("area__name"), "why": F("kind")}
    return lines("ask", rows, TODO_CAP, **of_case("case__") | own)


def ask_todo(line: Line) -> Todo:
    """A reporter to be asked."""
    return Todo(
        section="cases",
        title=f"请{Callback.Kind(line.why).label}：{line.text[:30] or line.category}",
        detail=f"{line.number} · {line.category} · {line.area}",
        link=f"/cases/callbacks?id={line.key}",
        due_at=line.due_at,
    )


def redone(actor: Actor) -> QuerySet[Any, tuple[Any, ...]]:
    """For whoever supervises: cases that run again since their reporter was not satisfied, as lines."""
    sent_back = Callback.objects.filter(case=OuterRef("pk"), redone=True)
    rows = visible(Case.objects.filter(Exists(sent_back), state__in=RUNNING), actor, SUPERVISE)
    return lines("redone", rows.order_by("due_at", "pk"), TODO_CAP, **of_case())


def redone_todo(line: Line) -> Todo:
    """A case that runs again, with the reason."""
    return Todo(
        section="cases",
        title=f"回访退回重办：{line.text[:30] or line.category}",
        detail=f"{line.number} · {line.redo_reason[:60]}",
        link=f"/cases/{line.key}",
        due_at=line.due_at,
    )


def _mine(actor: Actor) -> Q:
    """Given to the actor by name, or to a role the actor holds on an area around it."""
    given = Q(assigned_user_id=actor.user_id) if actor.user_id else Q(pk__in=[])
    for grant in actor.grants:
        given |= Q(assigned_user=None, assigned_role=grant.role, area__path__startswith=grant.area_path)
    return given
