"""What alerts need to know of devices, and the only file that asks for it."""

from __future__ import annotations

import datetime as dt
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.kernel.telemetry import Sample
from linli.sections.devices import queries

EVENT = "event"
PROPERTY = "property"


@dataclass(frozen=True, slots=True)
class DeviceFact:
    """A device as alerts see it. `building` may be shown in the hall; `title` and `place` may not."""

    id: int
    title: str
    type: str
    type_title: str
    area: Area
    building: str
    place: str
    person_id: int | None = None


Brief = queries.Brief


def briefs() -> Iterator[Brief]:
    """Every device in use, in few words."""
    return queries.briefs(SYSTEM)


def samples_after(position: int, most: int) -> list[Sample]:
    """What the log of readings has after a place, in its order."""
    return queries.log_after(SYSTEM, position, most)


def samples_between(device_ids: Iterable[int], since: dt.datetime, until: dt.datetime) -> Iterator[Sample]:
    """Stored messages in a span of event time, in order of their times."""
    return queries.past_samples(SYSTEM, device_ids, since, until)


def outages_between(
    device_ids: Iterable[int], since: dt.datetime, until: dt.datetime
) -> list[tuple[int, dt.datetime, dt.datetime | None]]:
    """(device, last heard, heard again) for silences that touch a span."""
    return queries.past_outages(SYSTEM, device_ids, since, until)


def end_of_log() -> int:
    """The last place of the log."""
    return queries.log_end(SYSTEM)


@dataclass(frozen=True, slots=True)
class Metric:
    """How a metric reads: title, unit, and words for some of its values ("1" → 开)."""

    title: str
    unit: str
    labels: dict[str, str]


def devices(ids: Iterable[int]) -> dict[int, DeviceFact]:
    """Devices in use by id; retired and unknown ones are left out."""
    found = queries.cards(SYSTEM, set(ids))
    return {
        c.id: DeviceFact(c.id, c.name, c.type, c.type_title, c.area, c.building, c.place, c.person_id)
        for c in found
        if c.active
    }


def device_of(device_id: int) -> DeviceFact | None:
    """One device in use."""
    return devices([device_id]).get(device_id)


def worn(*, type_code: str = "", person_ids: Iterable[int] | None = None) -> list[queries.DeviceCard]:
    """Devices in use that somebody wears: those of a type, or those of these people."""
    found = queries.cards(SYSTEM, type_code=type_code, person_ids=person_ids)
    return [card for card in found if card.active and card.person_id]


def device_types() -> list[dict[str, Any]]:
    """Types of devices with what they measure and the events they report."""
    return [
        {"code": t.code, "title": t.title, "metrics": _members(t, PROPERTY), "events": _members(t, EVENT)}
        for t in queries.types()
    ]


def _members(type_: Any, kind: str) -> list[dict[str, Any]]:
    return [
        {"code": m.code, "title": m.title, "unit": m.unit, "labels": m.labels}
        for m in type_.members.all()
        if m.kind == kind
    ]


def sensitive_types() -> set[str]:
    """Types whose values tell of a person's health."""
    return {t.code for t in queries.types() if t.sensitive}


def metrics_by_type() -> dict[str, set[str]]:
    """The codes of what each type measures and reports."""
    return {t["code"]: {member["code"] for member in (*t["metrics"], *t["events"])} for t in device_types()}


def words() -> dict[tuple[str, str], Metric]:
    """The words for everything that any type measures and reports."""
    return {
        (t["code"], member["code"]): Metric(member["title"], member["unit"], member["labels"])
        for t in device_types()
        for member in (*t["metrics"], *t["events"])
    }


def unit_of(device_id: int | None, metric: str) -> str:
    """The unit of a device's metric, or ""."""
    device = device_of(device_id) if device_id and metric else None
    found = words().get((device.type, metric)) if device else None
    return found.unit if found else ""


def readings_between(
    device_id: int, metric: str, since: dt.datetime, until: dt.datetime, most: int
) -> list[tuple[dt.datetime, float]]:
    """Stored values in a span of event time, oldest first, at most `most` (the newest ones)."""
    rows = queries.past_readings(SYSTEM, [device_id], metric, since, until)
    return [(moment(row.at_ms), row.value) for row in deque(rows, maxlen=most)]


def source_of(device_id: int) -> str:
    """The key of a device as the source of an alert."""
    return f"device:{device_id}"


def moment(at_ms: int) -> dt.datetime:
    """Epoch milliseconds as a time, exactly."""
    return dt.datetime.fromtimestamp(at_ms // 1000, dt.UTC) + dt.timedelta(milliseconds=at_ms % 1000)


def clock() -> int:
    """Now, in epoch milliseconds."""
    return time.time_ns() // 1_000_000
