"""Which request of which machine is answered by what (设备请求对照表)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from linli.sections.devices.models import MachineRequest
from linli.sections.devices.services import couriers, lockers, water

Answer = Callable[[MachineRequest, dict[str, Any]], str]

ANSWERS: dict[tuple[str, str], Answer] = {
    ("dispenser", "card"): water.swipe,
    ("dispenser", "drawn"): water.drawn,
    ("parcel_locker", "courier"): couriers.courier,
    ("parcel_locker", "login"): couriers.login,
    ("parcel_locker", "deposit"): couriers.deposit,
    ("parcel_locker", "cancel"): couriers.cancel,
    ("parcel_locker", "door"): lockers.door,
    ("parcel_locker", "pick"): lockers.pick,
    ("parcel_locker", "take_back"): couriers.take_back,
    ("parcel_locker", "fault"): lockers.fault,
}
"""By the type of the machine and what it asks; the answer's text is what became of the request."""
