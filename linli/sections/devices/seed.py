"""Demo data: forty devices of the demo community, a year of their readings, a few outages."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.devices import keys, seedcharging, seedcommands, seedfacilities, strolls
from linli.sections.devices.ingest import store
from linli.sections.devices.ingest.plan import Plan, Rows
from linli.sections.devices.models import Device, DeviceType, Outage
from linli.sections.devices.services import roll, upkeep
from linli.sections.devices.services.things import ensure_catalogue
from linli.sections.devices.signals import SIGNALS
from linli.sections.registry import queries as registry

# fmt: off
PLAN: tuple[tuple[str, str, str, int], ...] = (
    ("wristband", "健康手环", "随身佩戴", 8), ("smoke", "楼道烟感", "{b}楼道", 6), ("bin", "垃圾桶", "{b}东侧", 4),
    ("lamp", "路灯", "{b}前路", 10), ("door", "单元门磁", "{b}一单元", 3), ("water_meter", "智能水表", "{b}水表间", 3),
    ("water_leak", "水浸", "{b}地下室", 2), ("gas", "燃气探测", "{b}食堂", 2), ("charger", "充电桩", "北门停车场", 2),
    ("infrared", "人体红外", "{b}独居老人家中", 3), ("environment", "环境监测站", "中心广场", 1),
    ("elevator", "电梯监测", "{b}电梯", 1), ("dispenser", "饮水机", "社区服务站", 2), ("camera", "消防通道摄像机", "东门通道", 1),
    ("parcel_locker", "快递柜", "北门", 2),
)
# fmt: on
POINTS = {
    "北门停车场": (96, -4),
    "中心广场": (204, 105),
    "社区服务站": (156, 187),
    "东门通道": (282, 92),
    "北门": (150, 2),
}
"""Where on the demo's plan these places are, in metres."""
MAKERS = ("海康威视", "大华股份", "华为", "三川智慧", "威星智能", "汉威科技", "乐心医疗", "公牛")
HOURLY_DAYS, DAILY_DAYS = 10, 365
CLOSE_HOURS, CLOSE_MINUTES = 30, 10
SPEAK_SECONDS = 7 * 24 * 3600
"""Demo devices stay online for a week without `linli demo --live`; then they too are offline."""
MISSING = ("BIN-0003", "LAMP-0004")
"""Two devices that have been silent for some days."""


def demo_key(number: str) -> str:
    """The key of a demo device: derived from this installation's secret, so that the player knows it too."""
    return keys.derived(settings.SECRET_KEY, number)


def seed(rng: random.Random) -> list[str]:
    """Makes the devices with their past. Running it again changes nothing."""
    ensure_catalogue()
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).order_by("pk").first()
    if estate is None or Device.objects.exists():
        return []
    with transaction.atomic():
        devices = _devices(rng, estate)
        _outages(rng, devices)
        roll.changed()
    count = _readings(rng, devices)
    upkeep.forget_old()
    with transaction.atomic():
        charged = seedcharging.seed(rng, estate) + seedfacilities.seed(rng, estate)
        charged.append(f"指令 {seedcommands.seed()} 条")
    return [f"设备 {len(devices)} 台，读数 {count} 条", *charged]


def _devices(rng: random.Random, estate: Area) -> list[Device]:
    now = timezone.now()
    types = {t.code: t for t in DeviceType.objects.all()}
    buildings = list(registry.buildings(SYSTEM).filter(estate=estate))
    made = []
    for code, name, place, count in PLAN:
        for nth in range(1, count + 1):
            building = rng.choice(buildings) if buildings and "{b}" in place else None
            made.append(_device(types[code], nth, name, place, building, estate, now, rng))
    Device.objects.bulk_create(made)
    return made


def _device(
    type_: DeviceType,
    nth: int,
    name: str,
    place: str,
    building: Any,
    estate: Area,
    now: dt.datetime,
    rng: random.Random,
) -> Device:
    number = f"{type_.code.replace('_', '-').upper()}-{nth:04d}"
    key = demo_key(number)
    installed = (now - dt.timedelta(days=rng.randint(370, 900))).date()
    quiet = number in MISSING
    return Device(
        number=number, type=type_, name=f"{name}{nth:02d}", area=building.area if building else estate,
        building=building, point=_point(place, nth), place=place.format(b=building or estate.name), maker=rng.choice(MAKERS),
        model_name=f"{type_.code[:2].upper()}{rng.randint(100, 999)}", serial=f"{rng.randrange(16**10):010X}",
        installed_on=installed, warranty_until=installed + dt.timedelta(days=3 * 365),
        key_hash=keys.digest(key), broker_hash=keys.broker_hash(key), key_issued_at=now, online=not quiet,
        offline_seconds=SPEAK_SECONDS, created_at=now - dt.timedelta(days=370),
        last_seen_at=now - (dt.timedelta(days=3, hours=5) if quiet else dt.timedelta(seconds=rng.randint(5, 300))),
    )  # fmt: skip


def _point(place: str, nth: int) -> list[float] | None:
    found = POINTS.get(place)
    return [found[0] + 7 * (nth - 1), found[1]] if found else None


def _outages(rng: random.Random, devices: list[Device]) -> None:
    now = timezone.now()
    rows = [
        Outage(device=d, began_at=began, ended_at=began + dt.timedelta(minutes=rng.randint(20, 900)))
        for d in rng.sample(devices, 12)
        for began in (now - dt.timedelta(days=rng.uniform(4, 80)),)
    ]
    rows += [
        Outage(device=d, began_at=d.last_seen_at) for d in devices if d.online is False and d.last_seen_at
    ]
    Outage.objects.bulk_create(rows)


def _readings(rng: random.Random, devices: list[Device]) -> int:
    """A year of noons, the last ten days by the hour, the last day every ten minutes."""
    hour = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    noon = hour.replace(hour=12)
    moments = [noon - dt.timedelta(days=d) for d in range(DAILY_DAYS, HOURLY_DAYS, -1)]
    moments += [hour - dt.timedelta(hours=h) for h in range(HOURLY_DAYS * 24, CLOSE_HOURS, -1)]
    close = timezone.localtime().replace(second=0, microsecond=0)
    moments += [close - dt.timedelta(minutes=m) for m in range(CLOSE_HOURS * 60 - 60, -1, -CLOSE_MINUTES)]
    total, hand, origin = 0, store.Store(), strolls.ground()
    for nth, device in enumerate(devices):
        plan = Plan(rows=_history(rng, device, nth, moments, origin))
        hand.commit(plan, {})
        total += plan.count
    return total


def _history(
    rng: random.Random, device: Device, nth: int, moments: list[dt.datetime], origin: strolls.Spot | None
) -> Rows:
    signal, today = SIGNALS[device.type.code], moments[-1].date()
    walks = origin if device.type.code == "wristband" else None
    heard = [at for at in moments if device.last_seen_at is None or at <= device.last_seen_at]
    return {
        (device.pk, int(at.timestamp() * 1000)): signal(at, rng, nth)
        | (
            strolls.stroll(at, nth, walks, today)
            if walks and (today - at.date()).days <= strolls.DAYS
            else {}
        )
        for at in heard
    }
