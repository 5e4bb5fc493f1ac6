"""Demo data of lighting, dispensers and lockers: groups that shine, cards with their ledger, parcels that wait."""

from __future__ import annotations

import datetime as dt
import random

from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.devices.models import (
    Device,
    FilterChange,
    Lamp,
    LampGroup,
    LockerCell,
    Parcel,
    WaterCard,
    WaterDraw,
    WaterEntry,
)
from linli.sections.devices.queries.lighting import applies, place_of
from linli.sections.devices.services import energy
from linli.sections.devices.services.lockers import code_hash, phone_index
from linli.sections.devices.services.water import cost_fen, dispenser_of
from linli.sections.registry import queries as registry

DAYS = 30
STEPS = [
    {"at": "dusk", "offset": 15, "level": 100, "days": [0, 1, 2, 3, 4, 5, 6]},
    {"at": "23:00", "offset": 0, "level": 40, "days": [0, 1, 2, 3, 4, 5, 6]},
    {"at": "dawn", "offset": -15, "level": 0, "days": [0, 1, 2, 3, 4, 5, 6]},
]
GROUPS = (("中心路路灯", "中心广场周边"), ("环路路灯", "小区外环"))
WALKER = "INFRARED-0003"
"""The sensor that sees who walks on the ring road at night."""
PLACES = {"DISPENSER-0002": ("中心广场", (208.0, 112.0)), "PARCEL-LOCKER-0002": ("东门", (284.0, 96.0)),
          WALKER: ("小区外环", (40.0, 30.0))}  # fmt: skip
FILTERS = ("PP 棉滤芯", "活性炭滤芯", "RO 反渗透膜")
KEEPERS = ("赵师傅", "孙师傅")
COMPANIES = ("顺丰", "京东", "中通", "圆通", "韵达", "邮政")
HOLDERS = ("张阿姨", "李大爷", "王女士", "刘师傅", "陈奶奶", "杨先生", "周阿姨", "吴大爷")
CELLS = "S" * 10 + "M" * 6 + "L" * 2
WAITING_H = (2, 5, 9, 20, 31, 55, 80)
COURIER = "13900009999"


def seed(rng: random.Random, estate: Area) -> list[str]:
    """Fills the 小区: after the devices and their readings."""
    people = [(p.pk, phone) for p in registry.first_people(12) if (phone := registry.phone_of(p.pk))]
    _elsewhere()
    lamps = _lighting(estate)
    draws = _water(rng, estate, people)
    parcels = _parcels(rng, estate, people)
    return [f"路灯 {lamps} 盏，取水 {draws} 次，快件 {parcels} 件"]


def _elsewhere() -> None:
    """The second machine of a kind stands at another place."""
    for number, (place, point) in PLACES.items():
        Device.objects.filter(number=number).update(place=place, point=list(point))


def _lighting(estate: Area) -> int:
    lamps = list(
        Device.objects.filter(type__code="lamp", area__path__startswith=estate.path).order_by("number")
    )
    now = timezone.now()
    for nth, (name, place) in enumerate(GROUPS):
        group = LampGroup.objects.create(area=estate, name=name, place=place, steps=STEPS)
        wanted = applies(group, place_of(group), now)
        level = wanted.level if wanted else 0
        Lamp.objects.bulk_create(
            Lamp(
                device=lamp,
                group=group,
                desired=level,
                desired_at=now,
                confirmed_at=now if lamp.online else None,
            )
            for lamp in lamps[nth :: len(GROUPS)]
        )
    _presence(estate)
    energy.count_energy()
    return len(lamps)


def _presence(estate: Area) -> None:
    """The last group is dimmed at night and brightens while somebody passes (来人亮灯)."""
    group = LampGroup.objects.filter(area=estate).order_by("pk").last()
    near = Device.objects.filter(number=WALKER, area__path__startswith=estate.path)
    if group is None or not near:
        return
    group.presence_level, group.presence_minutes = 100, 5
    group.save(update_fields=["presence_level", "presence_minutes"])
    group.sensors.set(near)


def _water(rng: random.Random, estate: Area, people: list[tuple[int, str]]) -> int:
    machines = list(Device.objects.filter(type__code="dispenser", area__path__startswith=estate.path))
    now = timezone.now()
    for machine in machines:
        dispenser_of(machine)
        FilterChange.objects.bulk_create(
            FilterChange(
                device=machine, changed_on=timezone.localdate() - dt.timedelta(days=20 + 120 * nth), what=what,
                person=rng.choice(KEEPERS), entered_by=rng.choice(KEEPERS), note="复测合格",
            )
            for nth, what in enumerate(FILTERS)
        )  # fmt: skip
    owners = [pk for pk, _ in people[:4]]
    cards = WaterCard.objects.bulk_create(
        WaterCard(
            area=estate,
            number=f"BM{1001 + nth}",
            holder=holder,
            person_id=owners[nth] if nth < len(owners) else None,
        )
        for nth, holder in enumerate(HOLDERS)
    )
    return sum(_past_of(rng, card, machines, now) for card in cards) if machines else 0


def _past_of(rng: random.Random, card: WaterCard, machines: list[Device], now: dt.datetime) -> int:
    """A month of a card: a top-up, then water every second day."""
    at = now - dt.timedelta(days=DAYS)
    balance = rng.choice((2000, 4000, 6000))
    entries = [
        WaterEntry(card=card, kind="top_up", fen=balance, balance_fen=balance, actor_name="服务站", at=at)
    ]
    draws: list[WaterDraw] = []
    while (at := at + dt.timedelta(hours=rng.randint(30, 66))) < now and balance > 150:
        machine, ml = rng.choice(machines), rng.choice((1500, 3000, 5000, 7500))
        price = cost_fen(ml, 20)
        balance -= price
        draw = WaterDraw(
            device=machine, card=card, key=f"demo-{card.pk}-{len(draws)}", state=WaterDraw.State.DONE, allowed_ml=7500,
            ml=ml, fen=price, fen_per_litre=20, asked_at=at, ended_at=at + dt.timedelta(minutes=2),
        )  # fmt: skip
        draws.append(draw)
        entries.append(
            WaterEntry(card=card, kind="water", fen=-price, balance_fen=balance, draw=draw,
                       note=f"{machine.name}取水 {ml / 1000:g} 升", actor_name=SYSTEM.name, at=at)
        )  # fmt: skip
    WaterDraw.objects.bulk_create(draws)
    WaterEntry.objects.bulk_create(entries)
    WaterCard.objects.filter(pk=card.pk).update(balance_fen=balance)
    return len(draws)


def _parcels(rng: random.Random, estate: Area, people: list[tuple[int, str]]) -> int:
    lockers = list(Device.objects.filter(type__code="parcel_locker", area__path__startswith=estate.path))
    phones = [phone for _, phone in people if phone.startswith("1") and len(phone) == 11] or [COURIER]
    rows: list[Parcel] = []
    for locker in lockers:
        cells = LockerCell.objects.bulk_create(
            LockerCell(device=locker, number=nth, size=size) for nth, size in enumerate(CELLS, 1)
        )
        rows += [_gone(rng, locker, rng.choice(cells), rng.choice(phones), nth) for nth in range(70)]
        rows += [
            _here(rng, locker, cells[nth], phones[nth % len(phones)], hours)
            for nth, hours in enumerate(WAITING_H)
        ]
        taken = [cells[nth].pk for nth in range(len(WAITING_H))]
        LockerCell.objects.filter(pk__in=taken).update(state=LockerCell.State.TAKEN)
        LockerCell.objects.filter(pk=cells[-3].pk).update(state=LockerCell.State.FAULT)
    Parcel.objects.bulk_create(rows)
    return len(rows)


def _parcel(
    rng: random.Random, locker: Device, cell: LockerCell, phone: str, key: str, placed: dt.datetime
) -> Parcel:
    return Parcel(
        device=locker, cell=cell, area=locker.area, key=f"demo-{key}", company=rng.choice(COMPANIES), phone=phone,
        phone_index=phone_index(phone), courier_phone=COURIER, placed_at=placed, created_at=placed,
    )  # fmt: skip


def _gone(rng: random.Random, locker: Device, cell: LockerCell, phone: str, nth: int) -> Parcel:
    """One that was fetched, usually the same evening."""
    placed = timezone.now() - dt.timedelta(days=rng.uniform(2, DAYS))
    made = _parcel(rng, locker, cell, phone, f"gone-{nth}", placed)
    made.state, made.how = Parcel.State.PICKED, "code"
    made.ended_at = placed + dt.timedelta(hours=min(rng.expovariate(1 / 7) + 0.5, 46))
    if nth % 12 == 0:
        made.how, made.helper, made.helper_reason = "help", "网格员", "老人腿脚不便"
    return made


def _here(rng: random.Random, locker: Device, cell: LockerCell, phone: str, hours: int) -> Parcel:
    """One that waits."""
    made = _parcel(
        rng, locker, cell, phone, f"here-{cell.number}", timezone.now() - dt.timedelta(hours=hours)
    )
    made.state, made.code = Parcel.State.WAITING, f"{rng.randrange(10**6):06d}"
    made.code_hash = code_hash(locker, made.code)
    made.reminded_h = max((h for h in (24, 48, 72) if h <= hours), default=0)
    return made
