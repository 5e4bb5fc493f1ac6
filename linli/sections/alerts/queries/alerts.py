"""Lists of alerts, one alert with its story, and the curve around it."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from django.db.models import Case, Count, F, IntegerField, OuterRef, Prefetch, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils import timezone
from ninja import Schema
from pydantic import AwareDatetime, Field

from linli.kernel.access import Actor
from linli.kernel.errors import NotFound
from linli.kernel.models import Area
from linli.sections.alerts import conditions
from linli.sections.alerts.access import HANDLE, READ, visible_alerts
from linli.sections.alerts.facts import readings_between, unit_of
from linli.sections.alerts.models import Alert, PlanTick, Rule, RuleOverride

BEFORE, AFTER = dt.timedelta(minutes=30), dt.timedelta(minutes=15)
CURVE_POINTS = 1500
Status = Literal["live", "open", "accepted", "handling", "resolved", "false_alarm", "closed"]
TURN = Case(When(status=Alert.Status.OPEN, then=0), When(status__in=Alert.LIVE, then=1), default=2)


def _counted(rows: QuerySet[Alert], by: str) -> Any:
    """How many of the rows point at the alert; 0 for none."""
    numbers = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(numbers, output_field=IntegerField()), 0)


HIDDEN = _counted(Alert.objects.filter(inhibited_by=OuterRef("pk"), status__in=Alert.LIVE), "inhibited_by")
TOGETHER = _counted(Alert.objects.filter(group=OuterRef("group_id"), status=Alert.Status.OPEN), "group")
GROUPS = {"live": Alert.LIVE, "closed": (Alert.Status.RESOLVED, Alert.Status.FALSE_ALARM)}


class AlertFilters(Schema):
    """What a list of alerts may be narrowed to."""

    status: Status | None = None
    kind: Annotated[str | None, Field(max_length=40)] = None
    severity: Annotated[int | None, Field(ge=1, le=4)] = None
    area: int | None = None
    device: int | None = None
    mine: bool = False
    q: Annotated[str, Field(max_length=60)] = ""
    since: AwareDatetime | None = None
    until: AwareDatetime | None = None
    fold: bool = False
    cause: int | None = None
    group: int | None = None


def alerts(actor: Actor, filters: AlertFilters) -> QuerySet[Alert]:
    """Alerts of the actor's areas with the number of steps done: those waiting first, then the newest."""
    rows = (
        visible_alerts(actor)
        .annotate(steps_done=Count("ticks"), turn=TURN, hidden_count=HIDDEN, group_size=TOGETHER)
        .order_by("turn", "-raised_at", "-pk")
    )
    if filters.status:
        rows = rows.filter(status__in=GROUPS.get(filters.status, (filters.status,)))
    if filters.fold:
        rows = rows.filter(inhibited_by=None)
    exact = {
        "inhibited_by": filters.cause, "group": filters.group, "kind__code": filters.kind, "severity": filters.severity,
        "device_id": filters.device, "raised_at__gte": filters.since, "raised_at__lt": filters.until,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value is not None})
    if filters.area is not None:
        path = Area.objects.filter(pk=filters.area).values_list("path", flat=True).first()
        rows = rows.filter(area__path__startswith=path) if path else rows.none()
    if filters.mine:
        rows = rows.filter(Q(addressed_to_id=actor.user_id) | Q(accepted_by_id=actor.user_id))
    for word in filters.q.split():
        rows = rows.filter(
            Q(source_title__icontains=word) | Q(place__icontains=word) | Q(building__icontains=word)
            | Q(kind__title__icontains=word) | Q(private=False, message__icontains=word) | Q(case_number=word)
        )  # fmt: skip
    return rows


def alert(actor: Actor, alert_id: int) -> Alert:
    """One alert with its story and ticks. Raises NotFound outside the actor's areas."""
    ticks = Prefetch("ticks", PlanTick.objects.select_related("user"))
    rows = visible_alerts(actor).annotate(steps_done=Count("ticks"), hidden_count=HIDDEN, group_size=TOGETHER)
    rows = rows.prefetch_related("entries", ticks)
    found = rows.filter(pk=alert_id).first()
    if found is None:
        raise NotFound
    return found


def counts(actor: Actor) -> dict[str, int]:
    """How many are waiting, accepted, being handled, and how many began today (Shanghai time)."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    status = {s.value: Count("pk", filter=Q(status=s)) for s in Alert.LIVE}
    return (
        visible_alerts(actor)
        .order_by()
        .aggregate(
            **status,
            critical=Count("pk", filter=Q(status__in=Alert.LIVE, severity=4)),
            today=Count("pk", filter=Q(raised_at__gte=today)),
        )
    )


def open_count(actor: Actor) -> int:
    """The badge of the menu: alerts that nobody has accepted."""
    return (
        visible_alerts(actor, HANDLE if actor.can(HANDLE) else READ).filter(status=Alert.Status.OPEN).count()
    )


def curve(actor: Actor, alert_id: int) -> dict[str, Any]:
    """The metric around the alert, with the limits of the rule: from 30 minutes before to 15 after its end."""
    found = alert(actor, alert_id)
    since, until = found.raised_at - BEFORE, (found.ended_at or found.last_at) + AFTER
    points: list[tuple[dt.datetime, float]] = []
    if found.device_id and found.metric and not getattr(found, "private", True):
        points = readings_between(found.device_id, found.metric, since, until, CURVE_POINTS)
    limits = _limits(found)
    return {
        "metric": found.metric, "unit": unit_of(found.device_id, found.metric), "since": since, "until": until,
        "points": [{"at": at, "value": value} for at, value in points], **limits,
    }  # fmt: skip


def _limits(found: Alert) -> dict[str, Any]:
    """The rule's limits as they are now for this device; empty when the rule is gone."""
    rule = Rule.objects.filter(pk=found.rule_id).first() if found.rule_id else None
    whose = Q(device_id=found.device_id or 0) | Q(person_id=found.person_id or 0)
    override = (
        RuleOverride.objects.filter(whose, rule=rule).order_by(F("person_id").asc(nulls_first=True)).first()
        if rule
        else None
    )
    leaf = conditions.leading(conditions.tree_of(rule, override)) if rule else {}
    if leaf.get("node") != "value" or leaf["metric"] != found.metric or getattr(found, "private", True):
        return {"operator": "", "limit": None, "clear_limit": None}
    return {"operator": leaf["op"], "limit": leaf["limit"], "clear_limit": leaf.get("clear_limit")}
