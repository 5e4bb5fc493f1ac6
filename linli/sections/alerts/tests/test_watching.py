"""Rules on readings and on the clock, through what they leave in the database."""

from __future__ import annotations

import random
from datetime import time, timedelta

import pytest
from django.db import OperationalError
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import JobRow
from linli.kernel.telemetry import Reading
from linli.kernel.testing.world import World
from linli.sections.alerts import catchup, services, silence, watching
from linli.sections.alerts.models import Alert, RuleState
from linli.sections.alerts.tests.factories import at, device, feed, rule, rule_data
from linli.sections.devices import models as device_tables

pytestmark = [pytest.mark.django_db, pytest.mark.function("6.3")]


def alerts() -> list[tuple[str, object, int]]:
    return list(Alert.objects.order_by("pk").values_list("status", "raised_at", "count"))


def test_a_threshold_held_long_enough_is_raised_at_its_event_time(world: World) -> None:
    rule(world.near.community)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31), (30, 32))
    assert alerts() == []
    feed(sensor.pk, (65, 33))
    assert alerts() == [("open", at(60), 1)]
    found = Alert.objects.get()
    assert (found.source_title, found.thing, found.value) == ("环境监测仪", "环境监测", 33.0)
    assert found.message == "温度 33℃，高于 30℃，持续 1 分钟"


def test_a_normal_reading_in_between_starts_again_from_zero(world: World) -> None:
    rule(world.near.community)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31), (50, 29), (55, 31), (100, 31))
    assert alerts() == []
    feed(sensor.pk, (115, 31))
    assert alerts() == [("open", at(115), 1)]


def test_the_clock_raises_it_without_a_further_reading(world: World) -> None:
    rule(world.near.community)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31))
    job = JobRow.objects.get(function__endswith="on_the_second")
    assert job.due_at == at(60)
    assert watching.raise_due(at(59)) == 0
    assert watching.raise_due(at(61)) == 1
    assert watching.raise_due(at(62)) == 0
    assert alerts() == [("open", at(60), 1)]


def test_what_is_pending_survives_a_restart_in_the_database(world: World) -> None:
    made = rule(world.near.community)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31), (20, 31))
    state = RuleState.objects.get(rule=made, device=sensor)
    assert (state.pending_since, state.due_at, state.last_at) == (at(0), at(60), at(20))


def test_hysteresis_and_automatic_clearing(world: World) -> None:
    rule(world.near.community, duration_s=0)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31), (10, 29))
    assert alerts() == [("open", at(0), 1)]
    feed(sensor.pk, (20, 28))
    found = Alert.objects.get()
    assert (found.status, found.ended_at, found.resolution) == (
        "resolved",
        at(20),
        "条件已恢复正常，自动解除",
    )
    assert found.closed_by is None


def test_a_latched_kind_stays_until_a_person_ends_it(world: World) -> None:
    rule(world.near.community, duration_s=0, kind="smoke")
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31), (20, 20))
    found = Alert.objects.get()
    assert (found.status, found.ended_at) == ("open", at(20))


def test_one_live_alert_per_source_and_kind_whatever_raises_it(world: World) -> None:
    rule(world.near.community, duration_s=0, kind="smoke")
    rule(
        world.near.community,
        title="更高",
        duration_s=0,
        limit=40.0,
        clear_limit=None,
        kind="smoke",
        severity=4,
    )
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31), (10, 41))
    assert alerts() == [("open", at(0), 2)]
    assert Alert.objects.get().last_at == at(10)


def test_late_readings_are_counted_and_change_nothing(world: World) -> None:
    made = rule(world.near.community, duration_s=0)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (100, 20))
    assert feed(sensor.pk, (50, 99)) == 1
    assert alerts() == []
    state = RuleState.objects.get(rule=made)
    assert (state.late, state.last_at, state.last_value) == (1, at(100), 20.0)


def test_a_redelivered_batch_changes_nothing(world: World) -> None:
    rule(world.near.community, duration_s=10)
    sensor = device(world.near.estate).device
    batch = ((0, 31), (5, 31), (12, 31))
    assert (feed(sensor.pk, *batch), feed(sensor.pk, *batch)) == (0, 2)
    assert alerts() == [("open", at(10), 1)]


def test_an_event_is_raised_each_time(world: World) -> None:
    rule(world.near.community, title="呼救", form="event", device_type="wristband", metric="sos", kind="sos",
         operator="", limit=None, clear_limit=None, duration_s=0)  # fmt: skip
    band = device(world.near.estate, "wristband", name="手环").device
    feed(band.pk, (0, 1), metric="sos")
    first = Alert.objects.get()
    assert (first.status, first.message, first.raised_at) == ("open", "手环 报告：呼救", at(0))
    feed(band.pk, (5, 1), metric="sos")
    assert alerts() == [("open", at(0), 2)]
    Alert.objects.update(status="resolved")
    feed(band.pk, (90, 1), metric="sos")
    assert alerts() == [("resolved", at(0), 2), ("open", at(90), 1)]


def test_a_rule_reaches_only_its_area_and_type(world: World) -> None:
    rule(world.near.grid, duration_s=0)
    outside, other_type = device(world.near.estate).device, device(world.near.grid, "generic").device
    inside = device(world.near.grid).device
    for one in (outside, other_type, inside):
        feed(one.pk, (0, 31))
    assert list(Alert.objects.values_list("device_id", flat=True)) == [inside.pk]


def test_an_exception_for_one_device(world: World) -> None:
    made = rule(world.near.community, duration_s=0)
    hot, muted = device(world.near.estate).device, device(world.near.estate, name="锅炉房").device
    services.set_override(actor=SYSTEM, rule_id=made.pk, device_id=hot.pk, limit=50)
    services.set_override(actor=SYSTEM, rule_id=made.pk, device_id=muted.pk, muted=True)
    feed(hot.pk, (0, 45))
    feed(muted.pk, (0, 90))
    assert alerts() == []
    feed(hot.pk, (1, 51))
    assert alerts() == [("open", at(1), 1)]


def test_editing_a_rule_keeps_the_time_that_has_passed(world: World) -> None:
    made = rule(world.near.community)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31))
    services.update_rule(actor=SYSTEM, rule_id=made.pk, data=rule_data(world.near.community, duration_s=40))
    assert RuleState.objects.get().due_at == at(40)
    watching.raise_due(at(41))
    assert alerts() == [("open", at(40), 1)]


def test_switching_a_rule_off_forgets_what_was_pending(world: World) -> None:
    made = rule(world.near.community)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31))
    services.update_rule(actor=SYSTEM, rule_id=made.pk, data=rule_data(world.near.community, enabled=False))
    assert (watching.raise_due(at(99)), RuleState.objects.count()) == (0, 0)


def test_hours_in_which_a_rule_counts(world: World) -> None:
    rule(world.near.community, duration_s=0, starts=time(22), ends=time(6), weekdays=[])
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31))
    assert alerts() == []
    feed(sensor.pk, (13 * 3600, 31))
    assert alerts() == [("open", at(13 * 3600), 1)]


def test_batches_of_any_size_find_the_same(world: World) -> None:
    rule(world.near.community, duration_s=25)
    chance = random.Random(6)
    values = [(float(i * 5), chance.choice([27.0, 29.0, 31.0, 31.0, 35.0])) for i in range(120)]
    whole, pieces = device(world.near.estate).device, device(world.near.estate, name="二号").device
    feed(whole.pk, *values)
    while values:
        size = chance.randint(1, 9)
        feed(pieces.pk, *values[:size])
        values = values[size:]
    columns = ("raised_at", "ended_at", "status")
    found = [
        list(Alert.objects.filter(device=d).order_by("pk").values_list(*columns)) for d in (whole, pieces)
    ]
    assert found[0] == found[1]
    assert len(found[0]) == 3


@pytest.mark.function("6.3", "7.3")
def test_offline_is_raised_after_the_silence_and_ends_with_the_next_sign_of_life(world: World) -> None:
    rule(world.near.community, title="离线", form="offline", kind="offline", metric="", operator="", limit=None,
         clear_limit=None, duration_s=600)  # fmt: skip
    sensor = device(world.near.estate).device
    silence.went_silent(device_id=sensor.pk, last_seen=at(0))
    silence.went_silent(device_id=sensor.pk, last_seen=at(0))
    assert watching.raise_due(at(599)) == 0
    assert watching.raise_due(at(600)) == 1
    found = Alert.objects.get()
    assert (found.raised_at, found.message) == (at(600), "环境监测仪 已超过 10 分钟没有上报数据")
    silence.came_back(device_id=sensor.pk, seen_at=at(700))
    found.refresh_from_db()
    assert (found.status, found.ended_at) == ("resolved", at(700))
    silence.went_silent(device_id=sensor.pk, last_seen=at(0))
    assert watching.raise_due(at(9999)) == 0


def test_a_device_that_comes_back_in_time_raises_nothing(world: World) -> None:
    rule(world.near.community, title="离线", form="offline", kind="offline", metric="", operator="", limit=None,
         clear_limit=None, duration_s=600)  # fmt: skip
    sensor = device(world.near.estate).device
    silence.went_silent(device_id=sensor.pk, last_seen=at(0))
    silence.came_back(device_id=sensor.pk, seen_at=at(500))
    assert (watching.raise_due(at(9999)), alerts()) == (0, [])


def _store(device_id: int, metric: str, *values: tuple[float, float]) -> None:
    """Readings that were stored although the rules never saw them."""
    now = timezone.now()
    for second, value in values:
        at_ms = round((now + timedelta(seconds=second)).timestamp() * 1000)
        device_tables.Reading.objects.create(device_id=device_id, at_ms=at_ms, values={metric: value})
        device_tables.Latest.objects.update_or_create(
            device_id=device_id, defaults={"at_ms": at_ms, "values": {metric: [at_ms, value]}}
        )


def test_catching_up_shows_what_the_rules_have_missed_once(world: World) -> None:
    made = rule(world.near.community, duration_s=60)
    made.updated_at = timezone.now() - timedelta(hours=1)
    made.save()
    known, fresh = device(world.near.estate).device, device(world.near.estate, name="新装").device
    start = timezone.now() - timedelta(seconds=500)
    watching.watch_readings([Reading(known.pk, "temperature", round(start.timestamp() * 1000), 20.0)])
    for one in (known, fresh):
        _store(one.pk, "temperature", (-300, 31), (-220, 32))
    assert catchup.catch_up() == 4
    assert catchup.catch_up() == 0
    assert Alert.objects.filter(status="open", count=1).count() == 2
    assert RuleState.objects.filter(late__gt=0).count() == 0


def test_a_failing_database_is_made_good_by_catching_up(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = rule(world.near.community, duration_s=0)
    made.updated_at = timezone.now() - timedelta(hours=1)
    made.save()
    sensor = device(world.near.estate).device

    def broken(*_: object, **__: object) -> None:
        raise OperationalError("database is locked")

    monkeypatch.setattr(watching, "raise_alert", broken)
    moment = timezone.now() - timedelta(seconds=60)
    with pytest.raises(OperationalError):
        watching.watch_readings([Reading(sensor.pk, "temperature", round(moment.timestamp() * 1000), 31.0)])
    assert RuleState.objects.count() == 0
    _store(sensor.pk, "temperature", (-60, 31))
    monkeypatch.undo()
    assert catchup.catch_up() == 1
    assert Alert.objects.get().status == "open"
