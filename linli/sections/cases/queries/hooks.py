"""What the section offers to the others' pages: to-dos, menu badge, search hits, a part of 一人一档."""

from __future__ import annotations

from django.db.models import Q
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.manifest import ProfilePart, SearchHit, Todo
from linli.sections.cases.flow import RUNNING, State
from linli.sections.cases.models import Case
from linli.sections.cases.queries.found import RELATED, cases
from linli.sections.cases.queries.rights import confirm_until
from linli.sections.cases.queries.wanted import Wanted, assigned_to

TODO_CAP = 200
ASKS = {
    State.REPORTED: "请受理",
    State.ACCEPTED: "请派遣",
    State.DISPATCHED: "请接单",
    State.WORKING: "请处置",
    State.HANDLED: "请核查",
}


def open_count(actor: Actor) -> int:
    """Cases that still run in the actor's areas: the menu badge."""
    return visible(Case.objects.all(), actor, "cases.case.read").filter(state__in=RUNNING).count()


def todos(actor: Actor) -> list[Todo]:
    """What waits for this actor: to accept, to dispatch, to work on, to verify. One query."""
    rows = Case.objects.select_related(*RELATED).filter(_waits_for(actor)).order_by("due_at")[:TODO_CAP]
    return [_todo(case) for case in rows if case.state != State.HANDLED or _may_verify(actor, case)]


def _waits_for(actor: Actor) -> Q:
    def within(permission: str) -> Q:
        return Q(area__in=actor.areas(permission).values("pk"))

    return (
        (Q(state=State.REPORTED) & within("cases.case.accept"))
        | (Q(state=State.ACCEPTED) & within("cases.case.dispatch"))
        | (Q(state__in=(State.DISPATCHED, State.WORKING)) & within("cases.case.handle") & assigned_to(actor))
        | (Q(state=State.HANDLED) & within("cases.case.verify"))
    )


def _may_verify(actor: Actor, case: Case) -> bool:
    waits = confirm_until(case)
    own = case.handled_by_id is not None and case.handled_by_id == actor.user_id
    return not own and (waits is None or waits <= timezone.now())


def _todo(case: Case) -> Todo:
    due = case.respond_by_at if case.state == State.REPORTED else case.due_at
    return Todo(
        section="cases",
        title=f"{ASKS[State(case.state)]}：{case.text[:30] or case.category.name}",
        detail=f"{case.number} · {case.category.name} · {case.area.name}",
        link=f"/cases/{case.pk}",
        due_at=None if case.state == State.HANDLED else due,
        urgent=case.urgent,
    )


def search(actor: Actor, text: str, limit: int) -> list[SearchHit]:
    """Cases by number, words, or the reporter's whole phone number."""
    return [
        SearchHit(
            "诉求",
            f"{c.number} {c.text[:30]}",
            f"{c.category.name} · {State(c.state).label}",
            f"/cases/{c.pk}",
        )
        for c in cases(actor, Wanted(text=text))[:limit]
    ]


def person_profile(actor: Actor, person_id: int) -> ProfilePart | None:
    """The cases a person has reported, for 一人一档; None when there are none to show."""
    if not actor.can("cases.case.read"):
        return None
    rows = [
        {
            "label": f"{timezone.localtime(c.created_at):%Y-%m-%d} {c.number}",
            "value": f"{c.category.name} · {State(c.state).label}",
        }
        for c in cases(actor).filter(reporter_person_id=person_id)[:20]
    ]
    return ProfilePart("诉求", rows, "/cases") if rows else None
