"""Alerts about people, for the section that looks after them; whoever asks has checked who may know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from django.db.models import Count, QuerySet

from linli.kernel.errors import NotFound
from linli.kernel.models import Area
from linli.sections.alerts.models import Alert, AlertKind, Rule


def alerts_about(person_ids: Collection[int], *, since: dt.datetime | None = None) -> QuerySet[Alert]:
    """Alerts that concern these people, newest first."""
    rows = Alert.objects.select_related("kind", "accepted_by", "area").filter(person_id__in=list(person_ids))
    return rows.filter(raised_at__gte=since) if since else rows


def counts_about(person_ids: Collection[int], kind: str, since: dt.datetime) -> dict[int, int]:
    """How many alerts of a kind concerned each person since then, false alarms left out."""
    rows = Alert.objects.filter(person_id__in=list(person_ids), kind__code=kind, raised_at__gte=since)
    counted = rows.exclude(status=Alert.Status.FALSE_ALARM).order_by().values("person_id")
    found = counted.annotate(n=Count("pk")).values_list("person_id", "n")
    return {person: n for person, n in found if person is not None}


def live_counts(person_ids: Collection[int]) -> dict[int, int]:
    """How many alerts of each person nobody has finished."""
    rows = Alert.objects.filter(person_id__in=list(person_ids), status__in=Alert.LIVE).order_by()
    found = rows.values("person_id").annotate(n=Count("pk")).values_list("person_id", "n")
    return {person: n for person, n in found if person is not None}


def kind_of(code: str) -> AlertKind:
    """A kind of alert by its code. Raises NotFound."""
    found = AlertKind.objects.filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def threshold_rules(area: Area, device_type: str, metric: str, operators: tuple[str, ...]) -> list[Rule]:
    """The threshold rules in force for such devices of an area on a metric with one of the operators."""
    rows = Rule.objects.filter(enabled=True, form=Rule.Form.THRESHOLD, device_type=device_type, metric=metric)
    return [row for row in rows.filter(operator__in=operators).select_related("area") if row.area.holds(area)]
