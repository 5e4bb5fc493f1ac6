"""Drinking water: machines with their quality, what residents may know, cards, ledger, use."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncDate
from django.utils import timezone

from linli.kernel.access import SYSTEM, Actor, visible
from linli.kernel.errors import NotFound
from linli.sections.devices.models import (
    Device,
    Dispenser,
    FilterChange,
    HourRollup,
    Latest,
    WaterCard,
    WaterDraw,
    WaterEntry,
)
from linli.sections.registry import queries as registry

READ, OWN = "devices.water.read", "devices.own.read"
LOW_FEN = 200
USE_DAYS = 30
FRESH = dt.timedelta(hours=24)


@dataclass(frozen=True)
class Water:
    """How the water of a machine is. TDS in mg/L; `kind` is ok, warn or muted."""

    tds: float | None
    mean: float | None
    filter_life: float | None
    dispensed: float | None
    at: dt.datetime | None
    kind: str
    words: str
    filter_words: str


def machines(actor: Actor, permission: str = READ) -> QuerySet[Device]:
    """The dispensers in use that the actor may see."""
    rows = visible(Device.objects.select_related("area", "building", "dispenser"), actor, permission)
    return rows.filter(type__code="dispenser", status=Device.Status.ACTIVE).order_by("number")


def machine(actor: Actor, device_id: int) -> Device:
    """One dispenser. Raises NotFound."""
    found = machines(actor).filter(pk=device_id).first()
    if found is None:
        raise NotFound
    return found


def with_water(rows: Sequence[Device]) -> Sequence[Device]:
    """The machines with `.water` and `.limits` set; two queries."""
    now = timezone.now()
    latest = Latest.objects.in_bulk([row.pk for row in rows])
    means = _means([row.pk for row in rows], now)
    for row in rows:
        limits = getattr(row, "dispenser", None) or Dispenser(device=row)
        shown = {"water": _water(latest.get(row.pk), means.get(row.pk), limits, now), "limits": limits}
        for name, value in shown.items():
            setattr(row, name, value)
    return rows


def _means(ids: list[int], now: dt.datetime) -> dict[int, float]:
    """Today's mean TDS out of the hours."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    hours = HourRollup.objects.filter(
        device_id__in=ids, metric="tds", start_ms__gte=int(midnight.timestamp() * 1000)
    )
    sums = hours.values("device_id").annotate(weight=Sum("count"), total=Sum(F("mean") * F("count")))
    return {row["device_id"]: row["total"] / row["weight"] for row in sums if row["weight"]}


def _water(row: Latest | None, mean: float | None, limits: Dispenser, now: dt.datetime) -> Water:
    values: dict[str, Any] = row.values if row is not None else {}
    at_ms, tds = values.get("tds", (0, None))
    at = dt.datetime.fromtimestamp(at_ms / 1000, dt.UTC) if tds is not None else None
    life, total = values.get("filter_life", (0, None))[1], values.get("dispensed", (0, None))[1]
    kind, words = _quality(tds if at and now - at < FRESH else None, limits.tds_limit)
    low = life is not None and life <= limits.filter_limit
    filter_words = "" if life is None else "滤芯该换了，已通知维护" if low else f"滤芯还能用 {life:.0f}%"
    return Water(tds, None if mean is None else round(mean), life, total, at, kind, words, filter_words)


def _quality(tds: float | None, limit: int) -> tuple[str, str]:
    """In plain words. What runs out of the tap may have 1000 mg/L by GB 5749; a filtering machine is held far lower."""
    if tds is None:
        return "muted", "一天内没有检测数据，请先不要饮用"
    if tds > limit:
        return "warn", "水质超过控制值，暂时不要饮用，已通知维护"
    return "ok", "水质很好，可以放心饮用" if tds <= limit * 0.6 else "水质正常，可以饮用"


def public_water(actor: Actor) -> list[Device]:
    """The dispensers of the actor's estate with their water, the nearest to the own home first."""
    actor.require(OWN)
    rows = list(with_water(list(machines(actor, OWN)[:100])))
    home = _home_spot(actor)
    spots = registry.middles_of({row.building_id for row in rows if row.building_id})
    for row in rows:
        spot = tuple(row.point) if row.point else spots.get(row.building_id or 0)
        metres = None if home is None or spot is None else math.dist(home, spot)
        setattr(row, "metres", None if metres is None else round(metres / 10) * 10)  # noqa: B010
    return sorted(
        rows,
        key=lambda row: (getattr(row, "metres", None) is None, getattr(row, "metres", 0) or 0, row.number),
    )


def _home_spot(actor: Actor) -> tuple[float, float] | None:
    """Where the actor's home is on the plan."""
    found = registry.living(person_ids=[actor.person_id]) if actor.person_id else []
    home_id = found[0].home_id if found else None
    building_id = registry.home(SYSTEM, home_id).building_id if home_id else None
    return registry.middles_of([building_id]).get(building_id) if building_id else None


def filter_changes(device: Device) -> QuerySet[FilterChange]:
    """The log of filters."""
    return FilterChange.objects.filter(device=device)


def use(device: Device, now: dt.datetime) -> list[dict[str, Any]]:
    """Litres and draws by day of the last thirty days."""
    since = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0) - dt.timedelta(
        days=USE_DAYS - 1
    )
    done = WaterDraw.objects.filter(device=device, state=WaterDraw.State.DONE, ended_at__gte=since)
    days = done.annotate(day=TruncDate("ended_at")).values("day")
    counted = days.annotate(ml=Sum("ml"), draws=Count("pk"), fen=Sum("fen")).order_by("day")
    return [dict(row) for row in counted]


def draws(device: Device) -> QuerySet[WaterDraw]:
    """The draws of a machine, newest first."""
    return WaterDraw.objects.filter(device=device).select_related("card", "device")


def water_cards(actor: Actor, *, q: str = "", state: str = "", low: bool = False) -> QuerySet[WaterCard]:
    """The cards the actor may see."""
    rows = visible(WaterCard.objects.select_related("area"), actor, READ)
    if q := q.strip():
        rows = rows.filter(Q(number__icontains=q) | Q(holder__icontains=q))
    if state:
        rows = rows.filter(state=state)
    if low:
        rows = rows.filter(state=WaterCard.State.ACTIVE, balance_fen__lt=LOW_FEN)
    return rows


def water_card(actor: Actor, card_id: int) -> WaterCard:
    """One card. Raises NotFound."""
    found = water_cards(actor).filter(pk=card_id).first()
    if found is None:
        raise NotFound
    return found


def own_cards(actor: Actor) -> list[WaterCard]:
    """The actor's own cards, those handed back left out."""
    actor.require(OWN)
    if not actor.person_id:
        return []
    rows = WaterCard.objects.filter(person_id=actor.person_id).exclude(state=WaterCard.State.CLOSED)
    return list(rows.prefetch_related("entries"))


def entries(card: WaterCard) -> QuerySet[WaterEntry]:
    """The ledger of a card, newest first."""
    return WaterEntry.objects.filter(card=card)
