"""What lamps should do now and why, what they do, how the night runs, and the energy they took."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.sections.devices.lighting import plan, sun
from linli.sections.devices.models import Lamp, LampEnergy, LampGroup, Latest
from linli.sections.registry import queries as registry

READ = "devices.lighting.read"
TOLERANCE = 3
DAYS, MONTHS = 30, 12


@dataclass(frozen=True)
class Applied:
    """The level that holds, who asked for it, and how a person reads it. `until` is None while nothing will change."""

    level: int
    source: str
    words: str
    until: dt.datetime | None
    then: str = ""


@dataclass(frozen=True)
class Reported:
    """What a lamp last said of itself. Level in percent, power in W."""

    level: int | None = None
    power: float | None = None
    at: dt.datetime | None = None
    whole: bool = True
    """False for a lamp that only tells on or off."""

    def agrees(self, desired: int | None) -> bool:
        """True when it does as it should, as far as it tells."""
        if self.level is None or desired is None:
            return False
        if not self.whole or not desired or not self.level:
            return bool(self.level) == bool(desired)
        return abs(self.level - desired) <= TOLERANCE


def places_of(groups: Iterable[LampGroup]) -> dict[int, sun.Place]:
    """Where each group is: its own degrees, else those of the estate's plan, else the settings; one query."""
    known = registry.origins_of({group.area.path for group in groups})
    return {group.pk: _place(group, known.get(group.area.path)) for group in groups}


def place_of(group: LampGroup) -> sun.Place:
    """Where one group is."""
    return places_of([group])[group.pk]


def _place(group: LampGroup, origin: tuple[float, float] | None) -> sun.Place:
    if group.latitude is not None and group.longitude is not None:
        return sun.Place(group.latitude, group.longitude)
    if origin is not None:
        return sun.Place(round(origin[1], 3), round(origin[0], 3))
    return sun.Place(float(conf.get("devices.latitude")), float(conf.get("devices.longitude")))


def applies(group: LampGroup, place: sun.Place, now: dt.datetime) -> Applied | None:
    """What holds now: a person's hand, then presence in the dark, then the plan; None when nobody says anything."""
    steps = plan.steps_of(group.steps)
    held, after = plan.holding(steps, place, now), plan.following(steps, place, now)
    then = f"{_clock(after[0])} 起{plan.level_words(after[1].level)}" if after else ""
    if group.override_level is not None and group.override_until is not None and now < group.override_until:
        words = f"{group.override_by}人工控制 · {plan.level_words(group.override_level)}"
        return Applied(group.override_level, "manual", words, group.override_until, _back(held))
    level = held[1].level if held else None
    lit = group.presence_level is not None and group.presence_until is not None and now < group.presence_until
    if (
        lit
        and group.presence_level is not None
        and group.presence_level > (level or 0)
        and sun.is_dark(place, now)
    ):
        words = f"有人经过 · {plan.level_words(group.presence_level)}"
        return Applied(group.presence_level, "presence", words, group.presence_until, _back(held))
    if held is None:
        return None
    words = f"{held[1].when} · {plan.level_words(held[1].level)}"
    return Applied(held[1].level, "plan", words, after[0] if after else None, then)


def _back(held: tuple[dt.datetime, plan.Step] | None) -> str:
    return f"之后回到安排：{plan.level_words(held[1].level)}" if held else "之后没有安排"


def _clock(at: dt.datetime) -> str:
    return timezone.localtime(at).strftime("%H:%M")


def reported_of(row: Latest | None) -> Reported:
    """What the newest values say of a lamp."""
    values: dict[str, Any] = row.values if row is not None else {}
    if "on" not in values and "brightness" not in values:
        return Reported()
    power_ms, power = values.get("power", (0, None))
    on_ms, on = values.get("on", (0, 1))
    level_ms, level = values.get("brightness", (0, None))
    shown = 0 if not on else 100 if level is None else round(level)
    at = dt.datetime.fromtimestamp(max(power_ms, on_ms, level_ms) / 1000, dt.UTC)
    return Reported(shown, power, at, level is not None)


def lamp_groups(actor: Actor, area_id: int | None = None) -> QuerySet[LampGroup]:
    """The groups the actor may see, with counts of lamps, faults and silent lamps."""
    rows = visible(LampGroup.objects.select_related("area"), actor, READ)
    if area_id is not None:
        rows = rows.filter(area__in=actor.areas(READ).filter(path__contains=f"/{area_id:06}/"))
    return rows.annotate(
        lamps_count=Count("lamps"),
        faults_count=Count("lamps", filter=~Q(lamps__fault="")),
        away_count=Count("lamps", filter=Q(lamps__device__online=False)),
        waiting_count=Count("lamps", filter=Q(lamps__confirmed_at=None, lamps__desired__isnull=False)),
    ).order_by("area__path", "name")


def lamp_group(actor: Actor, group_id: int) -> LampGroup:
    """One group. Raises NotFound."""
    found = lamp_groups(actor).filter(pk=group_id).first()
    if found is None:
        raise NotFound
    return found


def lamps_of(group: LampGroup) -> list[dict[str, Any]]:
    """Each lamp of a group: where it is, what it should do, what it does; two queries."""
    lamps = list(group.lamps.select_related("device__building").order_by("device__number"))
    latest = Latest.objects.in_bulk([lamp.device_id for lamp in lamps])
    return [_lamp(lamp, reported_of(latest.get(lamp.device_id))) for lamp in lamps]


def _lamp(lamp: Lamp, seen: Reported) -> dict[str, Any]:
    device = lamp.device
    return {
        "id": device.pk, "number": device.number, "name": device.name, "place": device.place, "point": device.point,
        "building_id": device.building_id, "online": device.online, "desired": lamp.desired,
        "confirmed": lamp.confirmed_at is not None, "tries": lamp.tries, "level": seen.level, "power": seen.power,
        "seen_at": seen.at, "fault": lamp.get_fault_display() if lamp.fault else "", "fault_at": lamp.fault_at,
    }  # fmt: skip


def night(group: LampGroup, place: sun.Place, now: dt.datetime) -> dict[str, Any]:
    """The timeline from noon to noon around a moment, with sunset and sunrise."""
    noon = timezone.localtime(now).replace(hour=12, minute=0, second=0, microsecond=0)
    since = noon if timezone.localtime(now) >= noon else noon - dt.timedelta(days=1)
    until = since + dt.timedelta(days=1)
    return {
        "since": since, "until": until, "now": now,
        "dusk": sun.sun_times(place, since.date())[1], "dawn": sun.sun_times(place, until.date())[0],
        "spans": plan.spans(plan.steps_of(group.steps), place, since, until),
    }  # fmt: skip


def energy(group: LampGroup, by: str, now: dt.datetime) -> list[dict[str, Any]]:
    """Wh by day of the last thirty days, or by month of the last year; days without a reading are missing."""
    rows = LampEnergy.objects.filter(device__lamp__group=group)
    today = timezone.localtime(now).date()
    if by == "month":
        first = (today.replace(day=1) - dt.timedelta(days=(MONTHS - 1) * 30)).replace(day=1)
        months = rows.filter(day__gte=first).annotate(month=TruncMonth("day")).values("month")
        return [{"day": r["month"], "wh": r["wh"]} for r in months.annotate(wh=Sum("wh")).order_by("month")]
    since = today - dt.timedelta(days=DAYS - 1)
    days = rows.filter(day__gte=since).values("day").annotate(wh=Sum("wh")).order_by("day")
    return [dict(row) for row in days]


def energy_sums(groups: list[LampGroup], now: dt.datetime) -> dict[int, dict[str, int]]:
    """Wh of today and of this month for each group; one query."""
    today = timezone.localtime(now).date()
    rows = LampEnergy.objects.filter(device__lamp__group__in=groups, day__gte=today.replace(day=1))
    found: dict[int, dict[str, int]] = defaultdict(lambda: {"today": 0, "month": 0})
    for group_id, day, wh in rows.values_list("device__lamp__group", "day").annotate(wh=Sum("wh")):
        found[group_id]["month"] += wh
        found[group_id]["today"] += wh if day == today else 0
    return found
