"""What waits for the actor: cases to decide, do or follow, boards to look at, late cases, reporters to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Case as When
from django.db.models import CharField, Q, QuerySet, Subquery, Value
from django.db.models import When as If
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.manifest import Todo
from linli.sections.cases.flow import OPEN, UNTAKEN, State
from linli.sections.cases.models import Case
from linli.sections.cases.queries import callbacks, noticeboards, supervise
from linli.sections.cases.queries.lines import Line, fetched, lines, of_case
from linli.sections.cases.queries.requests import decidable, to_assist, to_decide
from linli.sections.cases.queries.rights import confirm_until
from linli.sections.cases.queries.wanted import assigned_to

TODO_CAP = 200
ASKS = {
    State.REPORTED: "请受理",
    State.ACCEPTED: "请派遣",
    State.DISPATCHED: "请接单",
    State.WORKING: "请处置",
    State.SUSPENDED: "挂起中",
    State.HANDLED: "请核查",
}
DECIDES = {"extension": "请审批延期", "objection": "请裁定派单异议", "void": "请审批作废"}


def todos(actor: Actor, *kinds: str) -> list[Todo]:
    """Everything that waits for the actor, or what is of the given kinds (see KINDS). One query."""
    wanted = kinds or tuple(KINDS)
    found = fetched([KINDS[kind][0](actor) for kind in wanted], wanted)
    return [KINDS[line.kind][1](line) for line in found if _sensible(actor, line)]


def waiting_cases(actor: Actor) -> QuerySet[Any, tuple[Any, ...]]:
    """What the actor has to decide, do or follow; a case comes once, with what is most pressing about it."""
    kinds = _kinds(actor)
    why = When(*(If(found, then=Value(kind)) for kind, found in kinds.items()), output_field=CharField())
    # Each reason by an index of its own: joined by OR they would make the database look at every case.
    keys = [Case.objects.filter(found, state__in=OPEN).order_by().values("pk") for found in kinds.values()]
    rows = Case.objects.filter(pk__in=keys[0].union(*keys[1:], all=True)).order_by("due_at", "pk")
    asked = Subquery(decidable(actor).values("kind")[:1])
    return lines("case", rows, TODO_CAP, **of_case(), why=why, asked=asked)


def _kinds(actor: Actor) -> dict[str, Q]:
    """Why a case may be on the actor's list, the most pressing reason first."""
    own = Q(pk__in=[]) if actor.user_id is None else Q(owner_user_id=actor.user_id)
    did = Q(pk__in=[]) if actor.user_id is None else Q(handled_by_id=actor.user_id)
    handed = Q(state__in=(State.DISPATCHED, State.WORKING))
    return {
        "decide": to_decide(actor),
        "failed": Q(state=State.ACCEPTED, supervised=True) & _within(actor, "cases.case.redispatch"),
        "assist": to_assist(actor),
        "do": handed & _within(actor, "cases.case.handle") & assigned_to(actor),
        "accept": Q(state=State.REPORTED) & _within(actor, "cases.case.accept"),
        "dispatch": Q(state=State.ACCEPTED, supervised=False) & _within(actor, "cases.case.dispatch"),
        "verify": Q(state=State.HANDLED) & _within(actor, "cases.case.verify"),
        "redone": Q(state=State.DISPATCHED, redone__gt=0) & _within(actor, "cases.case.redispatch"),
        "reopened": Q(state__in=UNTAKEN, round__gt=1) & did,
        "owner": Q(state__in=UNTAKEN) & own,
    }


def _within(actor: Actor, permission: str) -> Q:
    return Q(area__in=actor.areas(permission).values("pk"))


def _sensible(actor: Actor, line: Line) -> bool:
    """False for work that the actor may not verify (核查) yet, or not at all, having done it."""
    if line.kind != "case" or line.state != State.HANDLED:
        return True
    waits = confirm_until(line)
    own = line.handled_by_id is not None and line.handled_by_id == actor.user_id
    return not own and (waits is None or waits <= timezone.now())


def _ask(line: Line) -> str:
    """What the actor is to do with the case, in a few words."""
    match line.why:
        case "decide":
            return DECIDES[line.asked or "void"]
        case "failed":
            return f"两次没有办好，请督办派遣（{line.redo_reason[:30]}）"
        case "assist":
            return "请协办并回报"
        case "redone":
            return f"返工中，请关注（{line.redo_reason[:30]}）"
        case "reopened":
            return "您办过的诉求重开了"
        case "owner":
            return "首接负责，请跟到有人接单"
        case _:
            return ASKS[State(line.state)]


def _todo(line: Line) -> Todo:
    due = line.respond_by_at if line.state == State.REPORTED else line.due_at
    return Todo(
        section="cases",
        title=f"{_ask(line)}：{line.text[:30] or line.category}",
        detail=f"{line.number} · {line.category} · {line.area}",
        link=f"/cases/{line.key}",
        due_at=None if line.state in (State.HANDLED, State.SUSPENDED) else due,
        urgent=line.urgent,
    )


KINDS: dict[str, tuple[Callable[[Actor], QuerySet[Any, tuple[Any, ...]]], Callable[[Line], Todo]]] = {
    "case": (waiting_cases, _todo),
    "board": (noticeboards.waiting_looks, noticeboards.look_todo),
    "late": (supervise.escalated, supervise.late_todo),
    "pressed": (supervise.pressed, supervise.late_todo),
    "ask": (callbacks.to_ask, callbacks.ask_todo),
    "redone": (callbacks.redone, callbacks.redone_todo),
}
"""Every kind of to-do, in the order in which they are told: how its lines are found, and what each says."""
