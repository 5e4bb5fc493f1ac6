"""What devices worn by people say now, for the section that looks after them; whoever asks has checked."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from linli.kernel.access import SYSTEM
from linli.sections.devices.models import Device, Latest
from linli.sections.devices.queries.cards import DeviceCard, cards

Newest = dict[str, tuple[dt.datetime, float]]


def worn_now(device_ids: Collection[int]) -> dict[int, Newest]:
    """Metric → (time, newest value) of each device. One query."""
    rows = Latest.objects.filter(device_id__in=list(device_ids)).values_list("device_id", "values")
    return {
        device_id: {metric: (_moment(at_ms), float(value)) for metric, (at_ms, value) in values.items()}
        for device_id, values in rows
    }


def card_by_number(number: str) -> DeviceCard | None:
    """The device with that number, retired ones too; None when there is none."""
    found = Device.objects.filter(number=number).values_list("pk", flat=True).first()
    return next(iter(cards(SYSTEM, [found])), None) if found else None


def _moment(at_ms: int) -> dt.datetime:
    return dt.datetime.fromtimestamp(at_ms // 1000, dt.UTC) + dt.timedelta(milliseconds=at_ms % 1000)
