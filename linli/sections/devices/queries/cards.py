"""What other sections may know of devices and their readings."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

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
    person_id: int | None = None
    home_id: int | None = None


class Brief(NamedTuple):
    """What it takes to know which rules concern a device in use; ten thousand of them are small."""

    id: int
    type: str
    area_path: str
    home_id: int | None
    person_id: int | None
    online: bool | None
    last_seen_at: dt.datetime | None


def briefs(actor: Actor) -> Iterator[Brief]:
    """Every device in use that the actor may see."""
    rows = visible(Device.objects.filter(status=Device.Status.ACTIVE), actor, READ).order_by("pk")
    fields = ("pk", "type__code", "area__path", "home_id", "person_id", "online", "last_seen_at")
    for pk, type_, path, *rest in rows.values_list(*fields).iterator(chunk_size=2000):
        yield Brief(pk, sys.intern(type_), sys.intern(path), *rest)


def cards(
    actor: Actor, device_ids: Iterable[int] | None = None, type_code: str = "",
    home_ids: Iterable[int] | None = None, person_ids: Iterable[int] | None = None,
) -> list[DeviceCard]:  # fmt: skip
    """The devices the actor may see: those with the ids, those of a type, those in the homes or worn by the people, or all."""
    rows = visible(Device.objects.select_related("type", "area", "building"), actor, READ)
    if device_ids is not None:
        rows = rows.filter(pk__in=list(device_ids))
    if type_code:
        rows = rows.filter(type__code=type_code)
    if home_ids is not None:
        rows = rows.filter(home__in=list(home_ids))
    if person_ids is not None:
        rows = rows.filter(person_id__in=list(person_ids))
    return [_card(row) for row in rows]


def _card(row: Device) -> DeviceCard:
    return DeviceCard(
        id=row.pk, number=row.number, name=row.name, type=row.type.code, type_title=row.type.title, area=row.area,
        building=str(row.building) if row.building else "", building_id=row.building_id, place=row.place,
        offline_seconds=row.offline_seconds or row.type.offline_seconds,
        active=row.status == Device.Status.ACTIVE, sensitive=row.type.sensitive,
        online=row.online, last_seen_at=row.last_seen_at, person_id=row.person_id, home_id=row.home_id,
    )  # fmt: skip


def metrics_of(type_code: str) -> dict[str, str]:
    """Code → title of what a type's rules may watch: its properties and events."""
    kinds = (Member.Kind.PROPERTY, Member.Kind.EVENT)
    members = Member.objects.filter(type__code=type_code, kind__in=kinds)
    return dict(members.values_list("code", "title"))
