"""The wall (设备墙): every device at one look, and what happened to one of them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Q
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.sections.devices.models import Device, Member, Reading
from linli.sections.devices.queries.devices import READ

MOST_TILES = 5000
EVENT_DAYS, MOST_EVENTS = 30, 100
TILE = (
    "pk", "number", "name", "type__code", "type__title", "type__category", "building__name", "building__estate__name",
    "area__name", "place", "online", "last_seen_at",
)  # fmt: skip


def wall(actor: Actor, type_code: str = "") -> list[dict[str, Any]]:
    """A tile for each device in use that the actor may see, offline ones first. One query, no values."""
    rows = visible(Device.objects.filter(status=Device.Status.ACTIVE), actor, READ)
    if type_code:
        rows = rows.filter(type__code=type_code)
    found = rows.order_by("building_id", "type__order", "number").values_list(*TILE)[:MOST_TILES]
    return [_tile(*row) for row in found]


def _tile(
    pk: int, number: str, name: str, code: str, title: str, category: str, building: str | None, estate: str | None,
    area: str, place: str, online: bool | None, seen_at: dt.datetime | None,
) -> dict[str, Any]:  # fmt: skip
    where = f"{estate} {_called(building)}" if building and estate else area
    return {
        "id": pk, "number": number, "name": name, "type_code": code, "type_title": title, "category": category,
        "where": where, "place": place, "online": online, "last_seen_at": seen_at,
    }  # fmt: skip


def _called(building: str) -> str:
    return f"{building}号楼" if building.isdigit() else building


def past_events(device: Device) -> list[dict[str, Any]]:
    """The events of a device in the last month, newest first. The caller has checked that the actor may see them."""
    titles = dict(
        Member.objects.filter(type=device.type_id, kind=Member.Kind.EVENT).values_list("code", "title")
    )
    if not titles:
        return []
    any_of = Q()
    for code in titles:
        any_of |= Q(values__has_key=code)
    since = int((timezone.now() - dt.timedelta(days=EVENT_DAYS)).timestamp() * 1000)
    rows = Reading.objects.filter(any_of, device_id=device.pk, at_ms__gte=since).order_by("-at_ms")
    return [
        {"code": code, "title": titles[code], "at_ms": at_ms}
        for at_ms, values in rows.values_list("at_ms", "values")[:MOST_EVENTS]
        for code in values
        if code in titles
    ]
