"""The one guarded way to move a case: right, arrow, rule, then a conditional UPDATE that only one caller wins."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, Forbidden, NotFound
from linli.kernel.events import Event, publish
from linli.sections.cases import flow, queries
from linli.sections.cases.events import CaseFollowersInformed
from linli.sections.cases.models import Case, CaseAssist, CaseFollower, CaseRequest, TimelineEntry
from linli.sections.cases.services.entry import MAX_PHOTOS, MAX_TEXT, PAST, attach, write_entry
from linli.sections.cases.words import SHOWN

__all__ = ["MAX_PHOTOS", "MAX_TEXT", "PAST", "attach", "case_for", "move", "write_entry"]
PERMISSIONS = {s.action: s.permission for s in flow.STEPS}
RELATED = ("area", "category", "assigned_user", "assigned_org", "merged_into")
ASSISTED = (flow.State.DISPATCHED, flow.State.WORKING, flow.State.SUSPENDED)
Rule = Callable[[Case], None]


def case_for(actor: Actor, action: str, case_id: int, *, lock: bool = False) -> Case:
    """The case, if this actor may do `action` on it. Raises Unauthorized, Forbidden or NotFound.

    With `lock` whoever comes second waits, and then sees what the first has done.
    """
    permission = PERMISSIONS[action]
    actor.require(permission)
    rows = Case.objects.select_related(*RELATED)
    own = permission == flow.REPORTER
    rows = rows.filter(queries.reported_by(actor)) if own else visible(rows, actor, permission)
    rows = rows.select_for_update(of=("self",)) if lock else rows
    found = rows.filter(pk=case_id).first()
    if found is None:
        raise NotFound
    return found


@transaction.atomic
def move(
    *,
    actor: Actor,
    case_id: int,
    action: str,
    version: int | None,
    text: str = "",
    public: bool = True,
    photos: Sequence[int] = (),
    rule: Rule | None = None,
    changes: Callable[[Case], dict[str, Any]] | None = None,
    data: Callable[[Case], dict[str, Any]] | None = None,
    after: Callable[[Case], None] | None = None,
    event: Callable[[Case], Event] | None = None,
) -> Case:
    """Does `action` on the case as the actor saw it (`version`; None: as it is now).

    `rule` may refuse; `changes` gives the columns to set, `data` what the timeline keeps, `after` writes what hangs
    on the case once the move is won. Raises Conflict naming who was faster.
    """
    case = case_for(actor, action, case_id, lock=True)
    step = _step(actor, case, action, version)
    _narrow(actor, case, step)
    if rule:
        rule(case)
    before = case.state
    case = _win(actor, case, step, changes(case) if changes else {})
    if after:
        after(case)
    kept = data(case) if data else None
    write_entry(actor, case, action, before, text=text, public=public, photos=photos, data=kept)
    _settle(case)
    if public and action in SHOWN:
        _inform(case, action)
    if event:
        publish(event(case))
    return case


def _step(actor: Actor, case: Case, action: str, version: int | None) -> flow.Step:
    """The arrow; Conflict when somebody was faster, DomainError when the case itself does not allow it."""
    step = flow.find_step(action, case)
    barred = flow.refusal(action, case)
    if version not in (None, case.version) or (step is None and not barred):
        raise conflict(actor, case, action)
    if step is None:
        raise DomainError(barred)
    return step


def _narrow(actor: Actor, case: Case, step: flow.Step) -> None:
    """Who among the holders of the permission may follow the arrow."""
    if step.who == "party" and not queries.is_party(actor, case):
        raise Forbidden(f"这条诉求由{case.party}负责，请联系派遣人。")
    if step.who == "assistant" and not queries.assists_of(actor, case):
        raise Forbidden("这条诉求没有请您协办。")
    if step.who == "decider" and (words := queries.decider_refusal(actor, case, step.request)):
        raise DomainError(words)


def _win(actor: Actor, case: Case, step: flow.Step, changes: dict[str, Any]) -> Case:
    """The conditional UPDATE: of several callers one goes on, the others get the Conflict."""
    now = timezone.now()
    columns = {**changes, "state": str(step.target or case.state), "updated_at": now}
    if case.owner_user_id is None and actor.kind == "staff":
        columns["owner_user_id"] = actor.user_id
    won = Case.objects.filter(pk=case.pk, version=case.version, state=case.state)
    if not won.update(version=F("version") + 1, **columns):
        raise conflict(actor, case, step.action)
    return Case.objects.select_related(*RELATED).get(pk=case.pk)


def _settle(case: Case) -> None:
    """Requests that can no longer be decided lapse, help that is no longer needed is called off."""
    waiting = CaseRequest.objects.filter(case=case, state=CaseRequest.State.WAITING)
    still = [kind for kind, states in flow.DECISIONS.items() if case.state in states]
    waiting.exclude(kind__in=still).update(state=CaseRequest.State.LAPSED, decided_at=timezone.now())
    if case.state not in ASSISTED:
        asked = CaseAssist.objects.filter(case=case, state=CaseAssist.State.ASKED)
        asked.update(state=CaseAssist.State.OFF)


def _inform(case: Case, action: str) -> None:
    """Tells who else waits for this case: people who follow it, reporters of cases merged into it."""
    told = tuple(CaseFollower.objects.filter(case=case).values_list("pk", flat=True))
    if told:
        publish(CaseFollowersInformed(case.pk, case.area_id, action, case.state, told))


def conflict(actor: Actor, case: Case, action: str) -> Conflict:
    """The 409 that tells who did what, when; a reporter is told the trade, not the name."""
    entries = TimelineEntry.objects.filter(case_id=case.pk).exclude(action__in=flow.BYSTANDERS)
    last = entries.order_by("-pk").first()
    title = flow.titles()[action]
    if last is None:
        return Conflict(f"这条诉求现在不能{title}，请刷新后再看。")
    at = timezone.localtime(last.at)
    when = f"{at.month}月{at.day}日 {at:%H:%M}"
    if actor.kind == "resident":
        return Conflict(f"这条诉求在 {when} 已有新进展，请刷新后再看。")
    done = flow.titles()
    return Conflict(
        f"{last.who}已在 {when} {done.get(last.action, '更新')}，这次{title}没有生效，请刷新后再看。"
    )
