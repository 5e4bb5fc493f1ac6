"""Roll-ups, retention, months: what is left of readings, and that it is right however they came."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.utils import timezone

from linli.kernel.access import WORKER
from linli.kernel.testing.world import World
from linli.sections.devices.ingest.plan import Plan
from linli.sections.devices.ingest.store import Store
from linli.sections.devices.models import DayRollup, HourRollup, Reading, Stale
from linli.sections.devices.services import partitions, rollups, upkeep
from linli.sections.devices.spans import DAY_MS, HOUR_MS, day_start, hour_start
from linli.sections.devices.tests.factories import make_device, now_ms

Rows = dict[tuple[int, int], dict[str, float]]
FIELDS = ("metric", "start_ms", "count", "least", "greatest", "mean", "last", "last_ms", "covered_s")


def expected(rows: Rows, start: Any, cover_ms: int) -> list[tuple[Any, ...]]:
    """The slow reference: spans of one device, straight from all its readings."""
    spans: dict[tuple[str, int], list[tuple[int, float]]] = {}
    for (_, at_ms), values in sorted(rows.items()):
        for metric, value in values.items():
            spans.setdefault((metric, start(at_ms)), []).append((at_ms, value))
    found = []
    for (metric, begin), readings in sorted(spans.items()):
        numbers = [value for _, value in readings]
        slices = {(hour_start(at), (at - hour_start(at)) // cover_ms) for at, _ in readings}
        mean = pytest.approx(sum(numbers) / len(numbers))
        covered = len(slices) * cover_ms // 1000
        found.append(
            (
                metric,
                begin,
                len(numbers),
                min(numbers),
                max(numbers),
                mean,
                numbers[-1],
                readings[-1][0],
                covered,
            )
        )
    return found


def kept(model: Any, device_id: int) -> list[tuple[Any, ...]]:
    return sorted(model.objects.filter(device_id=device_id).values_list(*FIELDS))


@pytest.mark.function("7.2")
def test_rollups_are_what_all_the_readings_say_however_they_came(world: World) -> None:
    """In parts, late, twice, with a crash in between: always the same as worked out from everything."""
    device = make_device(world.near.estate, "R-1").device
    cover_ms = device.type.report_seconds * 2000
    rng, base = random.Random(5), day_start(now_ms()) - 3 * DAY_MS
    rows: Rows = {
        (device.pk, base + rng.randrange(2 * DAY_MS)): {
            "noise": float(rng.randint(30, 90)),
            "pm25": rng.random(),
        }
        for _ in range(300)
    }
    store, everything = Store(), list(rows.items())
    rng.shuffle(everything)
    for part in (everything[:150], everything[100:250], everything[200:]):
        store.commit(Plan(rows=dict(part)), {})
        rollups.roll_up()
    assert Stale.objects.count() == 0
    assert kept(HourRollup, device.pk) == expected(rows, hour_start, cover_ms)
    assert kept(DayRollup, device.pk) == expected(rows, day_start, cover_ms)
    Stale.objects.create(device_id=device.pk, start_ms=hour_start(everything[0][0][1]))
    assert rollups.roll_up() == 1
    assert kept(HourRollup, device.pk) == expected(rows, hour_start, cover_ms)
    now = hour_start(now_ms()) + 60_000
    store.commit(Plan(rows={(device.pk, now): {"noise": 1.0}}), {})
    assert (rollups.roll_up(now + HOUR_MS), rollups.roll_up(now + HOUR_MS + 120_000)) == (0, 1)


@pytest.mark.function("7.2")
def test_raw_readings_go_and_the_curve_of_years_stays(world: World) -> None:
    """A year and a half of noons, a gap of forty days; then the raw readings are forgotten."""
    device = make_device(world.near.estate, "R-2").device
    noon = day_start(now_ms()) - 12 * HOUR_MS
    days = [n for n in range(1, 550) if not 100 <= n < 140]
    rows: Rows = {(device.pk, noon - n * DAY_MS): {"noise": float(n)} for n in days}
    Store().commit(Plan(rows=rows), {})
    upkeep.forget_old()
    assert not Reading.objects.filter(at_ms__lt=day_start(now_ms()) - 123 * DAY_MS).exists()
    fresh = hour_start(now_ms())
    Store().commit(Plan(rows={(device.pk, fresh): {"noise": 7.0}}), {})
    until = timezone.now() + dt.timedelta(seconds=1)  # asked for in whole seconds
    points = curve(world, device.pk, until - dt.timedelta(days=365), until)
    values = {point[0]: point[1] for point in points if point[1] is not None}
    start = day_start(noon)
    assert values == {start - n * DAY_MS: float(n) for n in days if n < 365} | {day_start(fresh): 7.0}
    assert [point[0] for point in points if point[1] is None] == [start - 139 * DAY_MS]
    week = curve(world, device.pk, until - dt.timedelta(days=30), until)
    assert [point[1] for point in week if point[1] is not None][-2:] == [1.0, 7.0]


def curve(world: World, device_id: int, since: dt.datetime, until: dt.datetime) -> list[list[Any]]:
    query = f"metric=noise&since={since:%Y-%m-%dT%H:%M:%S%z}&until={until:%Y-%m-%dT%H:%M:%S%z}".replace(
        "+", "%2B"
    )
    answer = world.browser(WORKER).call("GET", f"/api/devices/devices/{device_id}/curve?{query}")
    assert answer.status_code == 200, answer.json()
    return list(answer.json()["points"])


@pytest.mark.django_db
def test_months_are_made_ahead_and_dropped_whole() -> None:
    """On PostgreSQL; on SQLite there is nothing to make."""
    today = dt.date(2031, 11, 22)
    made = partitions.ensure(today, keep_days=40)
    if connections[settings.TELEMETRY_DB].vendor == "sqlite":
        assert made == []
        return
    assert made == [f"devices_reading_{month}" for month in ("203110", "203111", "203112", "203201")]
    stray = int(dt.datetime(2032, 2, 5, tzinfo=dt.UTC).timestamp() * 1000)
    Store().commit(Plan(rows={(1, stray): {"noise": 1.0}}), {})
    assert partitions.ensure(dt.date(2031, 12, 1), keep_days=40) == ["devices_reading_203202"]
    assert list(Reading.objects.values_list("at_ms", flat=True)) == [stray]
    gone = partitions.drop_before(int(dt.datetime(2032, 1, 1, tzinfo=dt.UTC).timestamp() * 1000))
    assert gone[-3:] == [f"devices_reading_{month}" for month in ("203110", "203111", "203112")]
    assert Reading.objects.count() == 1
