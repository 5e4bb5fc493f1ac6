"""What waits for the actor among the cases: to decide, to follow as its first receiver, to do, to help with."""

from __future__ import annotations

from django.db.models import Case as When
from django.db.models import CharField, Q, Subquery, Value
from django.db.models import When as If
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.manifest import Todo
from linli.sections.cases.flow import OPEN, UNTAKEN, State
from linli.sections.cases.models import Case
from linli.sections.cases.queries.found import RELATED
from linli.sections.cases.queries.requests import decidable, to_assist, to_decide
from linli.sections.cases.queries.rights import confirm_until
from linli.sections.cases.queries.slim import slim
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


def todos(actor: Actor) -> list[Todo]:
    """What waits for this actor; a case comes once, with what is most pressing about it. One query."""
    kinds = _kinds(actor)
    why = When(*(If(found, then=Value(kind)) for kind, found in kinds.items()), output_field=CharField())
    anything = Q(pk__in=[])
    for found in kinds.values():
        anything |= found
    first = Case.objects.filter(anything, state__in=OPEN).order_by("due_at").values("pk")[:TODO_CAP]
    rows = slim(Case.objects.select_related(*RELATED).filter(pk__in=first))
    rows = rows.annotate(why=why, asked=Subquery(decidable(actor).values("kind")[:1])).order_by("due_at")
    return [_todo(case) for case in rows if case.state != State.HANDLED or _may_verify(actor, case)]


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


def _may_verify(actor: Actor, case: Case) -> bool:
    waits = confirm_until(case)
    own = case.handled_by_id is not None and case.handled_by_id == actor.user_id
    return not own and (waits is None or waits <= timezone.now())


def _ask(case: Case) -> str:
    """What the actor is to do with the case, in a few words."""
    match getattr(case, "why", ""):
        case "decide":
            return DECIDES[getattr(case, "asked", "void")]
        case "failed":
            return f"两次没有办好，请督办派遣（{case.redo_reason[:30]}）"
        case "assist":
            return "请协办并回报"
        case "redone":
            return f"返工中，请关注（{case.redo_reason[:30]}）"
        case "reopened":
            return "您办过的诉求重开了"
        case "owner":
            return "首接负责，请跟到有人接单"
        case _:
            return ASKS[State(case.state)]


def _todo(case: Case) -> Todo:
    due = case.respond_by_at if case.state == State.REPORTED else case.due_at
    return Todo(
        section="cases",
        title=f"{_ask(case)}：{case.text[:30] or case.category.name}",
        detail=f"{case.number} · {case.category.name} · {case.area.name}",
        link=f"/cases/{case.pk}",
        due_at=None if case.state in (State.HANDLED, State.SUSPENDED) else due,
        urgent=case.urgent,
    )
