"""Who may do what to a case now: the party, the time limits, and the actions offered to an actor."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import Actor
from linli.kernel.calendar import add_workdays
from linli.kernel.models import RoleHolding
from linli.sections.cases import flow
from linli.sections.cases.models import Case, CaseAssist
from linli.sections.cases.queries import requests
from linli.sections.cases.queries.lines import Line


def is_reporter(actor: Actor, case: Case) -> bool:
    """True for the account that reported it, and for the person on whose behalf it was written down."""
    if actor.user_id is not None and case.reporter_user_id == actor.user_id:
        return True
    return actor.person_id is not None and case.reporter_person_id == actor.person_id


def reported_by(actor: Actor) -> Q:
    """The cases of which the actor is the reporter."""
    own = Q(reporter_user_id=actor.user_id) if actor.user_id is not None else Q(pk__in=[])
    return own | Q(reporter_person_id=actor.person_id) if actor.person_id is not None else own


def followed_by(actor: Actor) -> Q:
    """The rows of CaseFollower that are the actor's own."""
    own = Q(user_id=actor.user_id) if actor.user_id is not None else Q(pk__in=[])
    return own | Q(person_id=actor.person_id) if actor.person_id is not None else own


def is_party(actor: Actor, case: Case) -> bool:
    """True for the responsible party, and for a dispatcher who records on its behalf."""
    if actor.kind == "system" or actor.can("cases.case.dispatch", case.area):
        return True
    if case.assigned_user_id:
        return case.assigned_user_id == actor.user_id
    serving = flow.SERVES.get(case.assigned_role, (case.assigned_role,))
    return any(g.role in serving and case.area.path.startswith(g.area_path) for g in actor.grants)


def confirm_until(case: Case | Line) -> dt.datetime | None:
    """Until when only the reporter may confirm; None when the reporter has no account to do so."""
    if case.reporter_user_id is None or case.handled_at is None:
        return None
    return add_workdays(case.handled_at, int(conf.get("cases.confirm_days")))


def reopen_days() -> int:
    """Days after the end during which a case may be reopened."""
    return int(conf.get("cases.reopen_days"))


def reopen_until(case: Case) -> dt.datetime:
    """Until when a case that has ended may be reopened; a merged one until the days after the other's end."""
    shown = case.merged_into or case
    return (shown.ended_at or timezone.now()) + dt.timedelta(days=reopen_days())


def actions(actor: Actor, case: Case, *, reporter: bool = False) -> list[flow.Step]:
    """The arrows this actor may follow now, as reporter or as staff."""
    return [s for s in flow.steps_from(case) if _offered(actor, case, s, reporter)]


def _offered(actor: Actor, case: Case, step: flow.Step, reporter: bool) -> bool:
    if (step.who == "reporter") != reporter or step.action in flow.ELSEWHERE:
        return False
    if step.action in ("reopen", "reopen_for") and reopen_until(case) < timezone.now():
        return False
    if reporter:
        return is_reporter(actor, case)
    return (
        actor.can(step.permission, case.area) and _among(actor, case, step) and _sensible(actor, case, step)
    )


def _among(actor: Actor, case: Case, step: flow.Step) -> bool:
    """True when the actor is one of those to whom the step is narrowed."""
    match step.who:
        case "party":
            return is_party(actor, case)
        case "assistant":
            return bool(requests.assists_of(actor, case))
        case "decider":
            return not requests.decider_refusal(actor, case, step.request)
        case _:
            return True


def _sensible(actor: Actor, case: Case, step: flow.Step) -> bool:
    """False for what the service would refuse anyway."""
    if step.request and step.who != "decider":
        return requests.waiting(case, step.request) is None
    pending = [a for a in case.assists.all() if a.state == CaseAssist.State.ASKED]
    if step.action == "assist_off":
        return bool(pending)
    if step.action == "handle":
        return not pending
    if step.action == "suspend":
        return may_suspend(actor, case)
    if step.action == "verify":
        waits = confirm_until(case)
        own = case.handled_by_id is not None and case.handled_by_id == actor.user_id
        return not own and (waits is None or waits <= timezone.now())
    return True


def may_suspend(actor: Actor, case: Case) -> bool:
    """The party itself stops the clock once in a round; after that only a dispatcher does."""
    if actor.kind == "system" or actor.can("cases.case.dispatch", case.area):
        return True
    return not any(e.action == "suspend" and e.at >= case.started_at for e in case.timeline.all())


def staff_names(case: Case) -> list[str]:
    """Names of everybody who serves the case's area: they are taken out of what the reporter reads."""
    serving = RoleHolding.objects.filter(user__kind="staff").filter(
        Q(area_id__in=case.area.around) | Q(area__path__startswith=case.area.path)
    )
    took_part = {e.who for e in case.timeline.all() if e.action not in flow.OWN_ACTIONS}
    if case.entered_by:
        took_part.add(case.entered_by.name)
    return sorted(took_part | set(serving.values_list("user__name", flat=True)))
