"""Demo data of charging: two piles with their connectors, a tariff, cards, two months of sessions with bills."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass

from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area, User
from linli.sections.devices.charging import bill
from linli.sections.devices.charging.bill import Sample
from linli.sections.devices.models import ChargeCard, ChargePoint, ChargeSession, Connector, Device
from linli.sections.devices.services.charging import new_tag
from linli.sections.devices.services.tariffs import save_tariff

DAYS, PER_DAY = 60, 3
CONNECTORS = (1, 2)
HOURS = (7, 9, 12, 14, 18, 19, 19, 20, 21, 22)
HOLDERS = ("王师傅", "李师傅", "赵阿姨", "陈先生", "刘女士")
ENDS = ("EVDisconnected", "EVDisconnected", "Local", "Remote")
VALLEY = {"name": "谷", "energy": 3_058, "service": 3_000}
FLAT = {"name": "平", "energy": 5_283, "service": 4_000}
PEAK = {"name": "峰", "energy": 8_924, "service": 4_500}
PERIODS = [
    {"from": 0, "to": 420, **VALLEY}, {"from": 420, "to": 600, **FLAT}, {"from": 600, "to": 720, **PEAK},
    {"from": 720, "to": 1080, **FLAT}, {"from": 1080, "to": 1320, **PEAK}, {"from": 1320, "to": 1440, **VALLEY},
]  # fmt: skip


@dataclass
class Meter:
    """The register of a connector, which only grows. Wh."""

    wh: int


def seed(rng: random.Random, estate: Area) -> list[str]:
    """Fills the piles of the 小区."""
    piles = list(
        Device.objects.filter(type__code="charger", area=estate).select_related("area").order_by("pk")
    )
    Device.objects.filter(pk__in=[p.pk for p in piles]).update(line=Device.Line.OCPP)
    save_tariff(
        actor=SYSTEM,
        area_id=estate.pk,
        title=f"{estate.name}充电价",
        starts_on=dt.date(2026, 1, 1),
        periods=PERIODS,
    )
    cards = [ChargeCard(area=estate, tag=f"04DE{n:04d}", holder=name) for n, name in enumerate(HOLDERS, 1)]
    ChargeCard.objects.bulk_create(cards)
    for pile in piles:
        _pile(rng, pile)
    users = list(User.objects.filter(kind="resident", is_active=True).order_by("pk")[:3])
    made = [session for pile in piles for session in _sessions(rng, pile, cards, users)]
    ChargeSession.objects.bulk_create(made)
    return [f"充电桩 {len(piles)} 台，充电记录 {len(made)} 条"]


def _pile(rng: random.Random, pile: Device) -> None:
    now = timezone.now()
    point = ChargePoint.objects.create(
        device=pile, vendor="Demo", model_name="AC-7kW-2", serial=pile.serial[:25], firmware="1.4.2",
        booted_at=now - dt.timedelta(days=12), lost_at=now, heard_at=now,
    )  # fmt: skip
    for number in CONNECTORS:
        Connector.objects.create(
            point=point, number=number, status="Available", status_at=now - dt.timedelta(hours=rng.randint(1, 9)),
            register_wh=2_000_000, temperature=round(rng.uniform(8, 15), 1),
        )  # fmt: skip


def _sessions(
    rng: random.Random, pile: Device, cards: list[ChargeCard], users: list[User]
) -> list[ChargeSession]:
    """Two months of sessions of a pile, none at once on one connector."""
    today = timezone.localtime().replace(minute=0, second=0, microsecond=0)
    meters = {number: Meter(rng.randint(500_000, 900_000)) for number in CONNECTORS}
    found = []
    for day in range(DAYS, 0, -1):
        hours = sorted(rng.sample(HOURS, PER_DAY))
        for nth, hour in enumerate(hours):
            begun = today.replace(hour=hour, minute=rng.randrange(60)) - dt.timedelta(days=day)
            number = CONNECTORS[nth % len(CONNECTORS)]
            found.append(_session(rng, pile, number, begun, meters[number], cards, users))
    return found


def _session(
    rng: random.Random, pile: Device, number: int, begun: dt.datetime, meter: Meter, cards: list[ChargeCard],
    users: list[User],
) -> ChargeSession:  # fmt: skip
    minutes, start = rng.randint(35, 150), meter.wh
    meter.wh += round(minutes / 60 * rng.uniform(3_200, 6_900))
    ended = begun + dt.timedelta(minutes=minutes)
    lines = bill.lines(PERIODS, [Sample(begun, start), Sample(ended, meter.wh)])
    user = rng.choice(users) if users and rng.random() < 0.6 else None
    card = rng.choice(cards)
    return ChargeSession(
        device=pile, connector=number, state=ChargeSession.State.ENDED, asked_at=begun, started_at=begun, ended_at=ended,
        source=ChargeSession.Source.PHONE if user else ChargeSession.Source.CARD, tag=new_tag() if user else card.tag,
        user=user, holder=user.name if user else card.holder, meter_start=start, meter_last=meter.wh, metered_at=ended,
        energy_wh=meter.wh - start, bill=lines, cost_fen=bill.total_fen(lines), periods=PERIODS, reason=rng.choice(ENDS),
    )  # fmt: skip
