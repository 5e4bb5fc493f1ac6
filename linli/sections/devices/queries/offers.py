"""What devices offer to insight: marks on the plan, numbers for the roll-up, their part of 全覆盖."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q, QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.models import Area
from linli.kernel.offers import Line, Mark, Quota, Tone
from linli.sections.devices.models import Device
from linli.sections.devices.queries.devices import READ, TILE

CAMERA = "camera"
SAID: dict[bool | None, tuple[str, Tone]] = {
    True: ("在线", "ok"),
    False: ("离线", "warn"),
    None: ("从未上报", "muted"),
}


def device_marks(actor: Actor, areas: QuerySet[Area]) -> list[Mark]:
    """Every device in use but the cameras, by its state."""
    return _marks(actor, areas, ~Q(type__code=CAMERA))


def camera_marks(actor: Actor, areas: QuerySet[Area]) -> list[Mark]:
    """The cameras in use."""
    return _marks(actor, areas, Q(type__code=CAMERA))


def _marks(actor: Actor, areas: QuerySet[Area], which: Q) -> list[Mark]:
    told = actor.can(READ)
    rows = visible(Device.objects.filter(which, status=Device.Status.ACTIVE), actor, READ if told else TILE)
    rows = rows.filter(area__in=areas.values("pk")).select_related("type", "home").order_by("number")
    return [_mark(row, told) for row in rows]


def _mark(row: Device, told: bool) -> Mark:
    said, tone = SAID[row.online]
    building_id = row.building_id or (row.home.building_id if row.home else None)
    if not told:
        return Mark(tone=tone, point=row.point, building_id=building_id)
    return Mark(
        tone=tone,
        label=row.name,
        detail=f"{row.type.title}，{said}，{row.place}",
        link=f"/devices?open={row.pk}",
        point=row.point,
        building_id=building_id,
    )


def tally(actor: Actor, areas: QuerySet[Area]) -> Iterator[tuple[str, str, int]]:
    """Devices in use and those offline, by area; one query."""
    rows = visible(Device.objects.filter(status=Device.Status.ACTIVE), actor, TILE)
    mine = rows.filter(area__in=areas.order_by().values("pk")).order_by()
    counted = mine.values("area__path").annotate(
        devices=Count("pk"), silent=Count("pk", filter=Q(online=False))
    )
    for path, devices, silent in counted.values_list("area__path", "devices", "silent"):
        yield path, "devices", devices
        yield path, "offline", silent


def online_devices(actor: Actor, permission: str) -> Quota:
    """Devices in use that are heard (全覆盖)."""
    rows = Device.objects.filter(status=Device.Status.ACTIVE).select_related("type").order_by("number")
    return Quota(visible(rows, actor, permission), Q(online=True), _line)


def _line(row: Device) -> Line:
    return Line(row.name, f"{row.number}，{SAID[row.online][0]}，{row.place}", f"/devices?open={row.pk}")
