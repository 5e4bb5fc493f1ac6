"""Lamps follow their group (路灯跟随): told until they confirm, brought back when they stray, watched for faults."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import live
from linli.kernel.access import SYSTEM
from linli.kernel.events import publish
from linli.sections.devices.events import LampFaultEnded, LampFaultFound
from linli.sections.devices.lighting import sun
from linli.sections.devices.models import Command, Device, Lamp, LampGroup, Latest, Member
from linli.sections.devices.queries.lighting import Reported, applies, place_of, reported_of
from linli.sections.devices.services.commands import send_command

BACKOFF = (30, 60, 120, 300, 600, 1800, 3600)
TIMEOUT_S = 15
HELD = dt.timedelta(minutes=10)
"""A sensor that says “somebody is there” is believed this long without being heard again."""
SETTLE = dt.timedelta(seconds=30)
FRESH = dt.timedelta(minutes=20)
SUSPECT = dt.timedelta(minutes=2)
DEAD_W, GLOW_W = 1.0, 3.0
"""A lamp that is on takes more than the first, one that is off less than the second (its controller takes some)."""


def note_answer(*, command_id: int) -> None:
    """A command has ended: if it was a lamp's, its group is looked at."""
    group_id = Lamp.objects.filter(command_id=command_id).values_list("group", flat=True).first()
    if group_id is not None:
        steer_group(group_id)


def steer_all() -> int:
    """Every group: what its lamps should do now, whom to tell again, which are at fault. Returns the commands sent."""
    return sum(steer_group(pk) for pk in LampGroup.objects.values_list("pk", flat=True))


@transaction.atomic
def steer_group(group_id: int) -> int:
    """One group, as above; changes nothing where everything is as it should be."""
    group = (
        LampGroup.objects.select_for_update(of=("self",)).select_related("area").filter(pk=group_id).first()
    )
    if group is None:
        return 0
    now = timezone.now()
    place = place_of(group)
    wanted = applies(group, place, now)
    lamps = list(group.lamps.select_for_update(of=("self",)).select_related("device__type", "device__area"))
    ids = [lamp.device_id for lamp in lamps]
    latest = Latest.objects.in_bulk(ids)
    commands = Command.objects.in_bulk([lamp.command_id for lamp in lamps if lamp.command_id])
    dark = sun.is_dark(place, now)
    dimmable = set(
        Member.objects.filter(type__in={lamp.device.type_id for lamp in lamps}, code="dim").values_list(
            "type", flat=True
        )
    )
    sent = 0
    for lamp in lamps:
        seen = reported_of(latest.get(lamp.device_id))
        before = _facts(lamp)
        if wanted is not None and lamp.desired != wanted.level:
            _want(lamp, wanted.level, now)
        sent += _tell(lamp, seen, commands.get(lamp.command_id or 0), now, lamp.device.type_id in dimmable)
        _judge(lamp, seen, dark, now)
        if _facts(lamp) != before:
            lamp.save()
            live.touch("devices", group.area_id)
    return sent


def _facts(lamp: Lamp) -> tuple[Any, ...]:
    return tuple(getattr(lamp, field.attname) for field in Lamp._meta.concrete_fields)


def _want(lamp: Lamp, level: int, now: dt.datetime) -> None:
    lamp.desired, lamp.desired_at, lamp.confirmed_at = level, now, None
    lamp.tries, lamp.retry_at = 0, None


def _tell(lamp: Lamp, seen: Reported, command: Command | None, now: dt.datetime, dimmable: bool) -> int:
    """Sends the lamp what it should do, unless it does it, is being told, or can't be reached; 1 when it was sent."""
    if lamp.desired is None or lamp.device.status != Device.Status.ACTIVE:
        return 0
    pending = command is not None and command.state in Command.OPEN
    if pending and lamp.command_level == lamp.desired:
        return 0
    _confirm(lamp, seen, command)
    if lamp.confirmed_at is not None:
        return 0
    if lamp.device.online is False:
        lamp.tries, lamp.retry_at = 0, None
        return 0
    if lamp.retry_at is not None and now < lamp.retry_at:
        return 0
    code, params = ("switch", {"on": int(lamp.desired > 0)})
    if lamp.desired and dimmable:
        code, params = "dim", {"brightness": lamp.desired}
    made = send_command(actor=SYSTEM, device_id=lamp.device_id, code=code, params=params, timeout_s=TIMEOUT_S)
    lamp.command_id, lamp.command_level = made.pk, lamp.desired
    lamp.retry_at = now + dt.timedelta(seconds=BACKOFF[min(lamp.tries, len(BACKOFF) - 1)])
    lamp.tries += 1
    return 1


def _confirm(lamp: Lamp, seen: Reported, command: Command | None) -> None:
    """Notes that the lamp does as it should, by its answer or its report; a later report that differs takes it back."""
    done = command is not None and command.state == Command.State.DONE and lamp.command_level == lamp.desired
    if lamp.confirmed_at is None and done and command is not None:
        lamp.confirmed_at, lamp.tries, lamp.retry_at = command.ended_at, 0, None
    if seen.level is None or seen.at is None:
        return
    agrees = seen.agrees(lamp.desired)
    if agrees and lamp.confirmed_at is None and lamp.command_level in (None, lamp.desired):
        lamp.confirmed_at, lamp.tries, lamp.retry_at = seen.at, 0, None
    elif not agrees and lamp.confirmed_at is not None and seen.at > lamp.confirmed_at + SETTLE:
        lamp.confirmed_at = None


def _judge(lamp: Lamp, seen: Reported, dark: bool, now: dt.datetime) -> None:
    """A fault seen for two minutes is told; so is its end."""
    found = _fault(lamp, seen, dark, now)
    if found is None:
        return
    if found != lamp.suspect:
        lamp.suspect, lamp.suspect_at = found, now
    if lamp.suspect != lamp.fault and lamp.suspect_at is not None and now - lamp.suspect_at >= SUSPECT:
        lamp.fault, lamp.fault_at = lamp.suspect, now if lamp.suspect else None
        _publish(lamp, seen, now)


def _fault(lamp: Lamp, seen: Reported, dark: bool, now: dt.datetime) -> str | None:
    """What is wrong by its newest report; "" for nothing, None when that can't be told now."""
    if seen.at is None or now - seen.at > FRESH:
        return None
    settled = lamp.confirmed_at is None or seen.at > lamp.confirmed_at + SETTLE
    if lamp.desired and lamp.confirmed_at is not None and settled and seen.power is not None:
        return Lamp.Fault.DEAD if seen.power < DEAD_W else ""
    if lamp.desired == 0 and lamp.desired_at is not None and seen.at > lamp.desired_at + SETTLE:
        glows = seen.power > GLOW_W if seen.power is not None else bool(seen.level)
        return (Lamp.Fault.STUCK if dark else Lamp.Fault.DAYLIGHT) if glows else ""
    return None


def _publish(lamp: Lamp, seen: Reported, now: dt.datetime) -> None:
    device = lamp.device
    if not lamp.fault:
        publish(LampFaultEnded(device.pk, device.area_id, now))
        return
    power = f"，功率 {seen.power:g} W" if seen.power is not None else ""
    words = f"{device.name}：{lamp.get_fault_display()}{power}"
    publish(LampFaultFound(device.pk, device.area_id, lamp.fault, words, now))


def notice_presence() -> int:
    """Groups whose sensors saw somebody are lit for some minutes; returns how many changed."""
    groups = LampGroup.objects.exclude(presence_level=None).prefetch_related("sensors")
    sensors = {sensor.pk for group in groups for sensor in group.sensors.all()}
    latest = Latest.objects.in_bulk(sensors) if sensors else {}
    now, changed = timezone.now(), 0
    for group in groups:
        at = _seen_at((latest.get(sensor.pk) for sensor in group.sensors.all()), now)
        changed += bool(at and _light(group, at, now))
    return changed


def _seen_at(rows: Iterable[Latest | None], now: dt.datetime) -> dt.datetime | None:
    """When a sensor last saw somebody; one that still does counts as now."""
    found = []
    for row in rows:
        values: dict[str, Sequence[float]] = row.values if row is not None else {}
        for metric in ("presence", "passes"):
            at_ms, value = values.get(metric, (0, 0))
            at = dt.datetime.fromtimestamp(at_ms / 1000, dt.UTC)
            if value > 0 and now - at < HELD:
                found.append(now if metric == "presence" else at)
    return max(found, default=None)


def _light(group: LampGroup, at: dt.datetime, now: dt.datetime) -> bool:
    """Keeps the group lit after somebody was seen; writes at most twice a minute."""
    until = at + dt.timedelta(minutes=group.presence_minutes)
    known = group.presence_until
    if until <= now or (known is not None and until - known < SETTLE):
        return False
    LampGroup.objects.filter(pk=group.pk).update(presence_until=until)
    steer_group(group.pk)
    return True
