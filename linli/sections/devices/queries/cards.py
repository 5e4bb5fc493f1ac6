"""What other sections may know of devices and their readings."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from linli.kernel.access import Actor, visible
from linli.kernel.models import Area
from linli.sections.devices.models import Device, Member

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
