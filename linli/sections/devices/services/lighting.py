"""Lighting (智能照明): groups, their plan, and the hand that overrides it for a while."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.sections.devices.lighting import plan, sun
from linli.sections.devices.models import Device, Lamp, LampGroup
from linli.sections.devices.queries.lighting import place_of
from linli.sections.devices.services import lamps
from linli.sections.devices.services.register import area_of

MANAGE, OVERRIDE = "devices.lighting.manage", "devices.lighting.override"
FIELDS = ("name", "place", "latitude", "longitude", "presence_level", "presence_minutes")
FIXED = ("name", "place", "presence_minutes")
HOURS = {"1h": 1, "2h": 2, "4h": 4}


@transaction.atomic
def save_group(
    *, actor: Actor, group_id: int | None = None, area_id: int | None = None, **data: Any
) -> LampGroup:
    """Makes a group, or changes the given fields of one. `lamp_ids`, `sensor_ids` replace what was chosen.

    Raises DomainError, Conflict for a name taken or a lamp of another group, NotFound.
    """
    group = (
        _locked(actor, group_id, MANAGE) if group_id else LampGroup(area=area_of(actor, area_id or 0, MANAGE))
    )
    lamp_ids, sensor_ids = data.pop("lamp_ids", None), data.pop("sensor_ids", None)
    if data.get("steps") is not None:
        group.steps = plan.checked_steps(data["steps"])
    for field in FIELDS:
        if field in data and not (data[field] is None and field in FIXED):
            setattr(group, field, data[field].strip() if isinstance(data[field], str) else data[field])
    _check(group)
    if LampGroup.objects.filter(area=group.area, name=group.name).exclude(pk=group.pk).exists():
        raise Conflict("这个区域已有同名的分组。", fields={"name": "名称已被使用。"})
    group.save()
    if lamp_ids is not None:
        _choose_lamps(group, lamp_ids)
    if sensor_ids is not None:
        group.sensors.set(_devices(group, sensor_ids, "infrared", "sensor_ids"))
    _note(actor, "devices.lighting.changed" if group_id else "devices.lighting.created", group)
    lamps.steer_group(group.pk)
    return group


@transaction.atomic
def remove_group(*, actor: Actor, group_id: int) -> None:
    """Ends a group; its lamps stay as they are and may join another. Raises NotFound."""
    group = _locked(actor, group_id, MANAGE)
    _note(actor, "devices.lighting.removed", group)
    group.delete()


@transaction.atomic
def override(*, actor: Actor, group_id: int, level: int, until: str) -> LampGroup:
    """Sets the level by hand until its end (人工控制): "1h", "2h", "4h", "dawn" or "next" (the next change of the plan).

    Raises DomainError for a level outside 0 to 100, NotFound.
    """
    group = _locked(actor, group_id, OVERRIDE)
    if not 0 <= level <= 100:
        raise DomainError("亮度应为 0 到 100。", fields={"level": "亮度应为 0 到 100。"})
    group.override_level, group.override_by = level, actor.name
    group.override_until = _end(group, until, timezone.now())
    group.save(update_fields=["override_level", "override_until", "override_by"])
    _note(actor, "devices.lighting.overridden", group, level=level, until=group.override_until.isoformat())
    lamps.steer_group(group.pk)
    return group


@transaction.atomic
def resume(*, actor: Actor, group_id: int) -> LampGroup:
    """Gives the group back to its plan at once. Raises NotFound."""
    group = _locked(actor, group_id, OVERRIDE)
    group.override_level = group.override_until = None
    group.override_by = ""
    group.save(update_fields=["override_level", "override_until", "override_by"])
    _note(actor, "devices.lighting.resumed", group)
    lamps.steer_group(group.pk)
    return group


def _end(group: LampGroup, until: str, now: dt.datetime) -> dt.datetime:
    place = place_of(group)
    if until == "dawn":
        return sun.next_dawn(place, now)
    if until == "next":
        after = plan.following(plan.steps_of(group.steps), place, now)
        if after is None:
            raise DomainError("没有下一个时段，请选择几小时。", fields={"until": "没有下一个时段。"})
        return after[0]
    if until not in HOURS:
        raise DomainError("请选择到什么时候为止。", fields={"until": "请选择到什么时候为止。"})
    return now + dt.timedelta(hours=HOURS[until])


def _check(group: LampGroup) -> None:
    errors = {}
    if not group.name:
        errors["name"] = "请填写名称。"
    if group.presence_level is not None and not 0 < group.presence_level <= 100:
        errors["presence_level"] = "有人时亮度为 1 到 100。"
    if not 1 <= group.presence_minutes <= 120:
        errors["presence_minutes"] = "保持 1 到 120 分钟。"
    if (group.latitude is None) != (group.longitude is None):
        errors["latitude"] = "经纬度要么都填，要么都不填。"
    if errors:
        raise DomainError("请检查标出的内容。", fields=errors)


def _choose_lamps(group: LampGroup, ids: list[int]) -> None:
    devices = _devices(group, ids, "lamp", "lamp_ids")
    taken = (
        Lamp.objects.filter(device__in=devices).exclude(group=group).select_related("group", "device").first()
    )
    if taken is not None:
        message = f"{taken.device.name}已在“{taken.group.name}”中。"
        raise Conflict(message, fields={"lamp_ids": message})
    group.lamps.exclude(device__in=devices).delete()
    known = set(group.lamps.values_list("device_id", flat=True))
    Lamp.objects.bulk_create(Lamp(device=one, group=group) for one in devices if one.pk not in known)


def _devices(group: LampGroup, ids: list[int], type_code: str, field: str) -> list[Device]:
    """Devices of a type within the group's area. Raises DomainError for any other."""
    found = list(
        Device.objects.filter(pk__in=ids, type__code=type_code, area__path__startswith=group.area.path)
    )
    if len(found) != len(set(ids)):
        raise DomainError("请检查选择的设备。", fields={field: "有设备不在本区域，或类型不对。"})
    return found


def _locked(actor: Actor, group_id: int, permission: str) -> LampGroup:
    rows = LampGroup.objects.select_for_update(of=("self",)).select_related("area")
    group = rows.filter(pk=group_id).first()
    if group is None:
        actor.require(permission)
        raise NotFound
    actor.require(permission, group.area)
    return group


def _note(actor: Actor, action: str, group: LampGroup, **detail: Any) -> None:
    audit.record(actor, action, target=group, area=group.area, detail={"name": group.name, **detail})
    live.touch("devices", group.area_id)
