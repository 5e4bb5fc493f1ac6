"""Curves of vital signs: the worn device's readings bucketed, and what people measured as points with their source."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone

from linli.kernel.errors import DomainError
from linli.sections.devices import queries as devices
from linli.sections.eldercare import vitals
from linli.sections.eldercare.models import Binding, Elder, Measurement
from linli.sections.eldercare.queries.limits import bands_of
from linli.sections.eldercare.queries.vitals import SOURCES, valid

LONGEST = dt.timedelta(days=400)
MOST_POINTS = 1000


def vital_curve(elder: Elder, code: str, since: dt.datetime, until: dt.datetime) -> dict[str, Any]:
    """Band points [ms, mean, least, greatest, count], points by people, and the limits. The caller has checked.

    Raises DomainError for an impossible period or an unknown vital sign.
    """
    vital = vitals.VITALS.get(code)
    if vital is None:
        raise DomainError("没有这种体征。", fields={"vital": "没有这种体征。"})
    if not dt.timedelta(0) < until - since <= LONGEST:
        raise DomainError("时间范围应在 400 天以内，且结束晚于开始。", fields={"since": "时间范围不正确。"})
    worn = [
        point for binding in bindings_in(elder, since, until) if vital.band
        for point in _band(binding, vital.band, since, until)
    ]  # fmt: skip
    return {
        "vital": code,
        "title": vital.title,
        "unit": vital.unit,
        "since": since,
        "until": until,
        "band": worn,
        "points": _points(elder, code, since, until),
        "limits": bands_of(elder, code),
    }


def bindings_in(elder: Elder, since: dt.datetime, until: dt.datetime) -> list[Binding]:
    """Bindings within a span whose values may be shown: those the elder withdrew consent from may not."""
    rows = elder.bindings.select_related("device__type").exclude(end=Binding.End.WITHDRAWN)
    held = rows.filter(Q(ended_at=None) | Q(ended_at__gt=since), began_at__lt=until)
    return list(held.order_by("began_at"))


def _band(binding: Binding, metric: str, since: dt.datetime, until: dt.datetime) -> list[list[Any]]:
    first, last = max(since, binding.began_at), min(until, binding.ended_at or timezone.now())
    if first >= last:
        return []
    points: list[list[Any]] = devices.curve(binding.device, metric, first, last)["points"]
    return points


def _points(elder: Elder, code: str, since: dt.datetime, until: dt.datetime) -> list[dict[str, Any]]:
    rows = valid(Measurement.objects.filter(elder=elder, at__gte=since, at__lt=until, values__has_key=code))
    found = rows.order_by("at").values_list("at", "values", "source")[:MOST_POINTS]
    return [{"at": at, "value": values[code], "source": SOURCES[source]} for at, values, source in found]
