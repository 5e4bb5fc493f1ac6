"""What other sections may know of devices and their readings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from linli.kernel.access import Actor, visible
from linli.kernel.models import Area
from linli.kernel.telemetry import Reading as PastReading
from linli.sections.devices.models import Device, Latest, Member, Reading

READ = "devices.device.read"


@dataclass(frozen=True)
class DeviceCard:
    """The facts of one device. `type` is the type's code; `building` and `place` are texts."""

    id: int
    number: str
    name: str
    type: str
    type_title: str
    area: Area
    building: str
    building_id: int | None
    place: str
    offline_seconds: int
    active: bool
    sensitive: bool
    online: bool | None
    last_seen_at: dt.datetime | None


def cards(actor: Actor, device_ids: Iterable[int] | None = None, type_code: str = "") -> list[DeviceCard]:
    """The devices the actor may see: those with the ids, those of a type, or all."""
    rows = visible(Device.objects.select_related("type", "area", "building"), actor, READ)
    if device_ids is not None:
        rows = rows.filter(pk__in=list(device_ids))
    if type_code:
        rows = rows.filter(type__code=type_code)
    return [_card(row) for row in rows]


def _card(row: Device) -> DeviceCard:
    return DeviceCard(
        id=row.pk, number=row.number, name=row.name, type=row.type.code, type_title=row.type.title, area=row.area,
        building=str(row.building) if row.building else "", building_id=row.building_id, place=row.place,
        offline_seconds=row.offline_seconds or row.type.offline_seconds,
        active=row.status == Device.Status.ACTIVE, sensitive=row.type.sensitive,
        online=row.online, last_seen_at=row.last_seen_at,
    )  # fmt: skip


def metrics_of(type_code: str) -> dict[str, str]:
    """Code → title of what a type's rules may watch: its properties and events."""
    kinds = (Member.Kind.PROPERTY, Member.Kind.EVENT)
    members = Member.objects.filter(type__code=type_code, kind__in=kinds)
    return dict(members.values_list("code", "title"))


def past_readings(
    actor: Actor, device_ids: Iterable[int], metric: str, since: dt.datetime, until: dt.datetime
) -> Iterator[PastReading]:
    """Readings of the devices the actor may see, oldest first; `until` is excluded."""
    allowed = [card.id for card in cards(actor, device_ids)]
    rows = Reading.objects.filter(
        device_id__in=allowed,
        metric=metric,
        at_ms__gte=int(since.timestamp() * 1000),
        at_ms__lt=int(until.timestamp() * 1000),
    ).order_by("at_ms", "device_id")
    for row in rows.values_list("device_id", "metric", "at_ms", "value").iterator(chunk_size=5000):
        yield PastReading(*row)


def newest_readings(actor: Actor, metrics: Iterable[str], since: dt.datetime) -> list[PastReading]:
    """The newest reading of each device the actor may see on each of the metrics, if it is newer than `since`."""
    allowed = {card.id for card in cards(actor)}
    rows = Latest.objects.filter(metric__in=list(metrics), at_ms__gt=int(since.timestamp() * 1000))
    found = rows.values_list("device_id", "metric", "at_ms", "value")
    return [PastReading(*row) for row in found if row[0] in allowed]
