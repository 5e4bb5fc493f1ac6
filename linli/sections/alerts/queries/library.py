"""Kinds, rules, the duty roster and event sources."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from linli.kernel.access import Actor, around, visible
from linli.kernel.errors import NotFound
from linli.kernel.models import User
from linli.sections.alerts.access import HANDLE, VALUES
from linli.sections.alerts.facts import moment, sensitive_types
from linli.sections.alerts.models import Alert, AlertKind, EventSource, Rule, RuleOverride, Shift
from linli.sections.alerts.people import able_staff
from linli.sections.alerts.queries.statistics import DAYS, FALSE, OVER

RULE_READ = "alerts.rule.read"
ROSTER_READ = "alerts.roster.read"
SOURCE_MANAGE = "alerts.source.manage"


class RuleFilters(Schema):
    """What the list of rules may be narrowed to."""

    form: Annotated[str | None, Field(max_length=12)] = None
    kind: Annotated[str | None, Field(max_length=40)] = None
    device_type: Annotated[str | None, Field(max_length=40)] = None
    enabled: bool | None = None
    q: Annotated[str, Field(max_length=60)] = ""


def kinds() -> QuerySet[AlertKind]:
    """The whole library with the number of rules that use each kind; it holds nothing of any area."""
    return AlertKind.objects.annotate(rule_count=Count("rules")).order_by("-severity", "code")


def rules(actor: Actor, filters: RuleFilters) -> QuerySet[Rule]:
    """Rules of the actor's areas, with what is under way now."""
    live = Count("states", filter=Q(states__raised_ms__isnull=False), distinct=True)
    pending = Count("states", filter=Q(states__pending_ms__isnull=False), distinct=True)
    rows = visible(Rule.objects.select_related("kind", "area"), actor, RULE_READ).order_by("title", "pk")
    rows = rows.annotate(
        raised_count=live, pending_count=pending, override_count=Count("overrides", distinct=True),
        over_count=_lately(OVER), false_count=_lately(FALSE),
    )  # fmt: skip
    exact = {
        "form": filters.form,
        "kind__code": filters.kind,
        "device_type": filters.device_type,
        "enabled": filters.enabled,
    }
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    return rows.filter(title__icontains=filters.q) if filters.q else rows


def _lately(which: Q) -> Coalesce:
    """How many alerts of a rule in the last 30 days were such."""
    since = timezone.now() - dt.timedelta(days=DAYS)
    rows = Alert.objects.filter(which, rule=OuterRef("pk"), raised_at__gte=since).order_by().values("rule")
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0)


def rule(actor: Actor, rule_id: int) -> Rule:
    """One rule with its exceptions. Raises NotFound outside the actor's areas."""
    exceptions = Prefetch(
        "overrides", RuleOverride.objects.filter(device__isnull=False).select_related("device")
    )
    found = rules(actor, RuleFilters()).prefetch_related(exceptions).filter(pk=rule_id).first()
    if found is None:
        raise NotFound
    return found


def devices_of_rule(actor: Actor, rule_id: int) -> list[dict[str, Any]]:
    """Where the rule is under way: device, since when pending, when due, when raised, readings that came late.

    Health values only for those who may know them.
    """
    found = rule(actor, rule_id)
    private = found.kind.health or found.device_type in sensitive_types()
    told = not private or actor.can(VALUES, found.area)
    states = found.states.select_related("device")
    busy = states.filter(Q(pending_ms__isnull=False) | Q(raised_ms__isnull=False) | Q(late__gt=0))
    return [
        {"device_id": s.device_id, "device_title": str(s.device) if s.device else "", "subject": s.subject,
         "pending_since": _at(s.pending_ms), "due_at": _at(s.due_ms), "raised_at": _at(s.raised_ms),
         "last_at": _at(s.last_ms), "last_value": s.last_value if told else None, "late": s.late}
        for s in busy.order_by("-raised_ms", "due_ms", "pk")[:200]
    ]  # fmt: skip


def _at(at_ms: int | None) -> dt.datetime | None:
    return None if at_ms is None else moment(at_ms)


def shifts(actor: Actor) -> QuerySet[Shift]:
    """The roster of the actor's areas and of those around them: a warden of a grid is on the community's."""
    rows = Shift.objects.select_related("area", "first", "second")
    return around(rows, actor, ROSTER_READ).order_by("area__path", "starts", "pk")


def candidates(actor: Actor, area_id: int) -> QuerySet[User]:
    """Staff who may be put on duty in the area. Raises NotFound outside the actor's areas."""
    area = actor.areas("alerts.roster.manage").filter(pk=area_id).first()
    if area is None:
        raise NotFound
    return able_staff(area, HANDLE)


def sources(actor: Actor) -> QuerySet[EventSource]:
    """Outside systems that may send events for the actor's areas."""
    return visible(EventSource.objects.select_related("area"), actor, SOURCE_MANAGE)
