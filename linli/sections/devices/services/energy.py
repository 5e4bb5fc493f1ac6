"""Energy of lamps (照明用电): daily sums out of the counters; a counter that starts anew loses nothing."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.sections.devices.models import Lamp, LampEnergy
from linli.sections.devices.queries.readings import past_readings
from linli.sections.devices.services.presence import moment

Day = dt.date


def count_energy() -> int:
    """Adds what every lamp's counter has said since the last time; returns how many lamps had something new."""
    return sum(_count_lamp(pk) for pk in Lamp.objects.values_list("pk", flat=True))


@transaction.atomic
def _count_lamp(device_id: int) -> int:
    """One lamp; readings older than what was counted are left out, so that running twice changes nothing."""
    lamp = Lamp.objects.select_for_update(of=("self",)).filter(pk=device_id).first()
    if lamp is None:
        return 0
    since = moment(lamp.counter_ms + 1)
    rows = [(r.at_ms, r.value) for r in past_readings(SYSTEM, [device_id], "energy", since, timezone.now())]
    if not rows:
        return 0
    first = None if lamp.counter_kwh is None else (lamp.counter_ms, lamp.counter_kwh)
    for day, wh in daily(first, rows).items():
        row, _ = LampEnergy.objects.get_or_create(device_id=device_id, day=day)
        LampEnergy.objects.filter(pk=row.pk).update(wh=F("wh") + wh)
    lamp.counter_ms, lamp.counter_kwh = rows[-1]
    lamp.save(update_fields=["counter_ms", "counter_kwh"])
    return 1


def daily(before: tuple[int, float] | None, rows: Iterable[tuple[int, float]]) -> dict[Day, int]:
    """Wh by day from (epoch ms, kWh) in order of time; what ran over midnight is shared by time.

    A counter that went back has started anew from 0: what it shows then was used since. The days sum to the whole.
    """
    exact: dict[Day, float] = defaultdict(float)
    for at_ms, kwh in rows:
        if before is not None:
            used = kwh - before[1] if kwh >= before[1] else kwh
            for day, share in shared(before[0], at_ms):
                exact[day] += used * 1000 * share
        before = (at_ms, kwh)
    return _rounded(exact)


def shared(since_ms: int, until_ms: int) -> list[tuple[Day, float]]:
    """The days between two moments, each with its share of the time."""
    at, until = timezone.localtime(moment(since_ms)), timezone.localtime(moment(until_ms))
    whole = (until - at).total_seconds()
    if whole <= 0 or at.date() == until.date():
        return [(until.date(), 1.0)]
    parts = []
    while at < until:
        midnight = (at + dt.timedelta(days=1)).replace(hour=0, minute=0, second=0, microsecond=0)
        end = min(midnight, until)
        parts.append((at.date(), (end - at).total_seconds() / whole))
        at = end
    return parts


def _rounded(exact: dict[Day, float]) -> dict[Day, int]:
    """Whole Wh by day; what rounding leaves over goes to the next day, so nothing is lost."""
    found: dict[Day, int] = {}
    rest = 0.0
    for day in sorted(exact):
        value = exact[day] + rest
        found[day] = round(value)
        rest = value - found[day]
    return {day: wh for day, wh in found.items() if wh}
