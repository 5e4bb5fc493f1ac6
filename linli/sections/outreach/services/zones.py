"""Zones (广播分区): groups of loudspeakers with their volume by hour."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db import transaction

from linli.kernel import audit, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.devices import queries as devices
from linli.sections.outreach.models import Zone
from linli.sections.outreach.services.airing import SPEAKER

MANAGE = "outreach.broadcast.manage"
FIELDS = ("name", "volumes", "urgent_volume")


@transaction.atomic
def save_zone(
    *, actor: Actor, zone_id: int | None = None, area_id: int | None = None, device_ids: Sequence[int] | None = None,
    **data: Any,
) -> Zone:  # fmt: skip
    """Makes a zone, or changes the given fields of one; `device_ids` replaces its loudspeakers.

    Raises DomainError, Conflict for a name taken, NotFound outside the actor's areas.
    """
    zone = _locked(actor, zone_id) if zone_id else Zone(area=area_of(actor, area_id or 0))
    for name in FIELDS:
        if data.get(name) is not None:
            setattr(zone, name, data[name])
    zone.name = zone.name.strip()
    _check(zone, empty=not device_ids and (device_ids is not None or not zone_id))
    zone.save()
    if device_ids is not None or not zone_id:
        zone.devices.set(_loudspeakers(zone.area, device_ids or ()))
    audit.record(actor, "outreach.zone.saved", target=zone, area=zone.area, detail={"new": not zone_id})
    live.touch("outreach.broadcasts", zone.area_id)
    return zone


@transaction.atomic
def remove_zone(*, actor: Actor, zone_id: int) -> None:
    """Removes a zone; its loudspeakers stay. Raises Conflict while a programme plays there alone."""
    zone = _locked(actor, zone_id)
    if zone.programmes.filter(active=True).exists():
        raise Conflict("还有定时节目在这个分区播放，请先停用或改到别的分区。")
    audit.record(actor, "outreach.zone.removed", target=zone, area=zone.area, detail={"name": zone.name})
    zone.delete()


def area_of(actor: Actor, area_id: int, permission: str = MANAGE) -> Area:
    """The area, if the actor has the permission there. Raises Forbidden, NotFound."""
    area = Area.objects.filter(pk=area_id).first()
    actor.require(permission, area)
    if area is None:
        raise NotFound
    return area


def _locked(actor: Actor, zone_id: int) -> Zone:
    zone = Zone.objects.select_for_update(of=("self",)).select_related("area").filter(pk=zone_id).first()
    actor.require(MANAGE, zone.area if zone else None)
    if zone is None:
        raise NotFound
    return zone


def _check(zone: Zone, *, empty: bool) -> None:
    errors = {}
    if empty:
        errors["device_ids"] = "请至少选一个音箱，没有音箱的分区播不出声音。"
    if not zone.name:
        errors["name"] = "请填写分区名称。"
    if len(zone.volumes) != 24 or not all(0 <= volume <= 100 for volume in zone.volumes):
        errors["volumes"] = "24 个小时各一个音量，0 到 100。"
    if not 1 <= zone.urgent_volume <= 100:
        errors["urgent_volume"] = "1 到 100。"
    if errors:
        raise DomainError("请检查标出的内容。", fields=errors)
    if Zone.objects.filter(area=zone.area, name=zone.name).exclude(pk=zone.pk).exists():
        raise Conflict("这个区域已有同名的分区。", fields={"name": "这个名称已经用了，请换一个。"})


def _loudspeakers(area: Area, device_ids: Sequence[int]) -> list[int]:
    """The devices, all loudspeakers of the area. Raises DomainError."""
    found = devices.cards(SYSTEM, device_ids=set(device_ids), type_code=SPEAKER)
    fit = [card.id for card in found if area.holds(card.area)]
    if len(fit) != len(set(device_ids)):
        raise DomainError("请重新选择音箱。", fields={"device_ids": "只能选这个区域里的音箱。"})
    return fit
