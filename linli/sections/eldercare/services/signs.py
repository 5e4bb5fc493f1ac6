"""The last sign of life (最近动静) that each sensor of an elder gave, for the pages; what it means is the rules'."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from linli.kernel.access import SYSTEM
from linli.sections.devices import queries as devices
from linli.sections.devices.queries import DeviceCard
from linli.sections.eldercare.models import Elder

SENSORS = {"water_meter": ("total", True), "door": ("open", False), "infrared": ("presence", False),
           "wristband": ("steps", True)}  # fmt: skip
"""What each type of sensor tells of, and whether it counts up."""
LOOK_BACK = dt.timedelta(hours=50)
BAND_BACK = dt.timedelta(hours=26)
HEARD = dt.timedelta(hours=3)
"""A sensor not heard for longer tells nothing."""


@dataclass(frozen=True)
class Sensor:
    """A sensor of an elder, and when it last told of them."""

    card: DeviceCard
    last_sign_at: dt.datetime | None

    def known(self, now: dt.datetime) -> bool:
        """True while it is heard."""
        seen = self.card.last_seen_at
        return seen is not None and now - seen <= HEARD


def sensors_of(elders: Sequence[Elder], now: dt.datetime) -> dict[int, list[Sensor]]:
    """By elder: the sensors of the home, and the band that is worn. A few queries for all of them."""
    homes = {elder.person.home_id for elder in elders if elder.person.home_id}
    at_home: dict[int | None, list[DeviceCard]] = defaultdict(list)
    for card in devices.cards(SYSTEM, home_ids=homes):
        if card.active and card.type in SENSORS and card.type != "wristband":
            at_home[card.home_id].append(card)
    worn = devices.cards(SYSTEM, type_code="wristband", person_ids=[elder.person_id for elder in elders])
    on_arm = {card.person_id: card for card in worn if card.active}
    told = _last_signs([*(card for cards in at_home.values() for card in cards), *on_arm.values()], now)
    return {
        elder.pk: [
            Sensor(card, told.get(card.id))
            for card in (*at_home.get(elder.person.home_id, []), *filter(None, [on_arm.get(elder.person_id)]))
        ]
        for elder in elders
    }


def _last_signs(cards: Sequence[DeviceCard], now: dt.datetime) -> dict[int, dt.datetime]:
    """When a counter last grew, or a contact was last set; one query per type."""
    found: dict[int, dt.datetime] = {}
    for code, (metric, counts) in SENSORS.items():
        ids = [card.id for card in cards if card.type == code]
        back = BAND_BACK if code == "wristband" else LOOK_BACK
        before: dict[int, float] = {}
        for row in devices.past_readings(SYSTEM, ids, metric, now - back, now) if ids else ():
            if row.value > (before.get(row.device_id, row.value) if counts else 0):
                found[row.device_id] = dt.datetime.fromtimestamp(row.at_ms / 1000, dt.UTC)
            before[row.device_id] = row.value
    return found
