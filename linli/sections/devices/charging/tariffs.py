"""Which tariff counts where and when."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone

from linli.kernel.models import Area
from linli.sections.devices.models import Tariff


def tariff_at(area: Area, at: dt.datetime) -> Tariff | None:
    """The tariff of the nearest area upward that has one in force that day; of several, the one that began last."""
    day = timezone.localdate(at)
    found = (
        Tariff.objects.filter(Q(ends_on=None) | Q(ends_on__gte=day), starts_on__lte=day, area__in=area.around)
        .select_related("area")
        .order_by("-starts_on", "-pk")
    )
    return max(found, key=lambda tariff: len(tariff.area.path), default=None)
