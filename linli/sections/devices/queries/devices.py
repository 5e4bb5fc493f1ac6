"""The register as people see it: list, one device, latest values, availability, tile, search."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.kernel.manifest import SearchHit
from linli.sections.devices.models import Device, DeviceType, Entity, Latest, Member

READ = "devices.device.read"
HEALTH = "devices.health.read"
TILE = "devices.tile.read"
AVAILABILITY_DAYS = 30
PRESENCE = {
    "online": Q(online=True),
    "offline": Q(online=False),
    "never": Q(online=None, status=Device.Status.ACTIVE),
}


def devices(
    actor: Actor,
    *,
    q: str = "",
    type_code: str = "",
    presence: str = "",
    status: str = "",
    area_id: int | None = None,
) -> QuerySet[Device]:
    """The devices the actor may see, filtered."""
    rows = visible(Device.objects.select_related("type", "area", "gateway", "building", "home"), actor, READ)
    if q := q.strip():
        named = Q(number__icontains=q) | Q(name__icontains=q) | Q(place__icontains=q) | Q(serial__iexact=q)
        rows = rows.filter(named)
    if type_code:
        rows = rows.filter(type__code=type_code)
    if presence:
        rows = rows.filter(PRESENCE[presence])
    if status:
        rows = rows.filter(status=status)
    if area_id is not None:
        rows = rows.filter(area__in=actor.areas(READ).filter(path__contains=f"/{area_id:06}/"))
    return rows


def device(actor: Actor, device_id: int) -> Device:
    """One device. Raises NotFound outside the actor's areas."""
    found = devices(actor).filter(pk=device_id).first()
    if found is None:
        raise NotFound
    return found


def may_see_values(actor: Actor, device: Device) -> bool:
    """Health values (健康信息) are for fewer people than the device itself."""
    return not device.type.sensitive or actor.can(HEALTH, device.area)


def with_latest(actor: Actor, rows: Sequence[Device]) -> Sequence[Device]:
    """The devices with `.latest` set: the newest values the actor may see, in the order of the thing model."""
    shown = [row for row in rows if may_see_values(actor, row)]
    values = _newest([row.pk for row in shown])
    members = _members(rows)
    for row in rows:
        named = _named(members.get(row.type_id, []), values.get(row.pk, {}), row) if row in shown else []
        setattr(row, "latest", named)  # noqa: B010 - an attribute for the answer, not a column
    return rows


def latest_values(actor: Actor, device: Device) -> list[dict[str, Any]]:
    """The newest value of each metric of one device; empty when the actor may not see them."""
    with_latest(actor, [device])
    return list(getattr(device, "latest", []))


def _newest(device_ids: list[int]) -> dict[int, dict[str, tuple[int, float]]]:
    rows = Latest.objects.filter(device_id__in=device_ids).values_list("device_id", "values")
    return {pk: {metric: (at_ms, float(v)) for metric, (at_ms, v) in kept.items()} for pk, kept in rows}


def _members(rows: Sequence[Device]) -> dict[int, list[Member]]:
    found: dict[int, list[Member]] = defaultdict(list)
    wanted = Member.objects.filter(type__in={row.type_id for row in rows}).exclude(kind=Member.Kind.COMMAND)
    for member in wanted:
        found[member.type_id].append(member)
    return found


def _named(
    members: list[Member], values: dict[str, tuple[int, float]], device: Device
) -> list[dict[str, Any]]:
    known = {m.code: m for m in members}
    extra = [code for code in values if code not in known]
    entities = {e.metric: e for e in Entity.objects.filter(device=device, metric__in=extra)} if extra else {}
    named = [
        _value(m.code, m.title, m.unit, m.decimals, m.labels, m.kind, values[m.code])
        for m in members
        if m.code in values
    ]
    for code in sorted(extra):
        entity = entities.get(code)
        title, unit = (entity.name, entity.unit) if entity else (code, "")
        named.append(_value(code, title, unit, 2, {}, Member.Kind.PROPERTY, values[code]))
    return named


def _value(
    metric: str,
    title: str,
    unit: str,
    decimals: int,
    labels: dict[str, str],
    kind: str,
    at_value: tuple[int, float],
) -> dict[str, Any]:
    at_ms, value = at_value
    number = f"{value:.{decimals}f}"
    text = labels.get(f"{value:g}") or (
        f"{number} {unit}".strip() if kind == Member.Kind.PROPERTY else "发生"
    )
    return {
        "metric": metric,
        "title": title,
        "unit": unit,
        "kind": kind,
        "value": value,
        "text": text,
        "at_ms": at_ms,
    }


def availability(device: Device, days: int = AVAILABILITY_DAYS) -> float | None:
    """The share of the last days in which the device was heard (在线率, 0 to 1), since it was registered."""
    now = timezone.now()
    since = max(now - dt.timedelta(days=days), device.created_at)
    whole = (now - since).total_seconds()
    if device.last_seen_at is None or whole <= 0:
        return None
    lost = 0.0
    for outage in device.outages.filter(Q(ended_at=None) | Q(ended_at__gt=since)):
        lost += max(0.0, ((outage.ended_at or now) - max(outage.began_at, since)).total_seconds())
    return max(0.0, 1 - lost / whole)


def types() -> QuerySet[DeviceType]:
    """The thing models, with how many devices use each (`devices_count`)."""
    counted = DeviceType.objects.annotate(devices_count=Count("devices", distinct=True))
    return counted.prefetch_related("members").order_by("order", "code")


def offline_count(actor: Actor) -> int:
    """How many devices the actor sees are offline now."""
    return devices(actor, presence="offline", status=Device.Status.ACTIVE).count()


def online_tile(actor: Actor) -> dict[str, Any]:
    """Counts for the hall screen: no places and no values."""
    rows = visible(Device.objects.filter(status=Device.Status.ACTIVE), actor, TILE)
    # Named apart from the field `online`, which the conditions read.
    counts = {f"are_{name}": Count("pk", filter=PRESENCE[name]) for name in ("online", "offline", "never")}
    by_type = (
        rows.values(title=F("type__title")).annotate(total=Count("pk"), **counts).order_by("-total", "title")
    )
    total = rows.aggregate(total=Count("pk"), **counts)
    return {**_tile_counts(total), "by_type": [_tile_counts(dict(row)) for row in by_type]}


def _tile_counts(row: dict[str, Any]) -> dict[str, Any]:
    return {key.removeprefix("are_"): value for key, value in row.items()}


def search(actor: Actor, text: str, limit: int) -> list[SearchHit]:
    """Devices by number, name or place."""
    if not actor.can(READ):
        return []
    return [
        SearchHit(
            "设备", d.name, f"{d.number} · {d.type.title} · {d.place or d.area.name}", f"/devices?open={d.pk}"
        )
        for d in devices(actor, q=text)[:limit]
    ]
