"""Rules on readings and on the clock, through what they leave in the database."""

from __future__ import annotations

import random
from datetime import time
from typing import Any

import pytest

from linli.kernel.access import SYSTEM
from linli.kernel.testing.world import World
from linli.sections.alerts import services
from linli.sections.alerts.evaluating.evaluator import Evaluator
from linli.sections.alerts.models import Alert, PresenceNote, RuleState
from linli.sections.alerts.tests.factories import (
    alerts,
    at,
    device,
    evaluator,
    feed,
    heard,
    ms,
    pass_time,
    rule,
    rule_data,
    settle,
)
from linli.sections.devices.models import Device, Reading

pytestmark = [pytest.mark.django_db, pytest.mark.function("6.3")]


def test_a_threshold_held_long_enough_is_raised_at_its_event_time(world: World) -> None:
    rule(world.near.community)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31), (30, 32))
    assert alerts() == []
    feed(sensor.pk, (65, 33))
    assert alerts() == [("open", at(60), 1)]
    found = Alert.objects.get()
    assert (found.source_title, found.thing, found.value) == ("环境监测仪", "环境监测", 32.0)
    assert found.message == "温度 32℃，高于 30℃，持续 1 分钟"


def test_a_normal_reading_in_between_starts_again_from_zero(world: World) -> None:
    rule(world.near.community)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31), (50, 29), (55, 31), (100, 31))
    assert alerts() == []
    feed(sensor.pk, (115, 31))
    assert alerts() == [("open", at(115), 1)]


def test_the_clock_raises_it_without_a_further_reading(world: World) -> None:
    made = rule(world.near.community)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31), (20, 31))
    state = RuleState.objects.get(rule=made, device=sensor)
    assert (state.pending_ms, state.due_ms, state.last_ms) == (ms(0), ms(60), ms(20))
    assert [pass_time(59.9), pass_time(60), pass_time(62)] == [0, 1, 1]
    assert alerts() == [("open", at(60), 1)]


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
    assert (state.late, state.last_ms, state.last_value) == (1, ms(100), 20.0)


def test_a_redelivered_batch_changes_nothing(world: World) -> None:
    rule(world.near.community, duration_s=10)
    sensor = device(world.near.estate).device
    batch = ((0, 31), (5, 31), (12, 31))
    assert (feed(sensor.pk, *batch), feed(sensor.pk, *batch)) == (0, 0)
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
    running = evaluator(1)
    data = rule_data(world.near.community, duration_s=40, limit=30.5)
    services.update_rule(actor=SYSTEM, rule_id=made.pk, data=data)
    running.doubtful = True
    settle(running)
    assert RuleState.objects.get().due_ms == ms(40)
    assert [pass_time(39), pass_time(40)] == [0, 1]
    assert alerts() == [("open", at(40), 1)]


def test_switching_a_rule_off_forgets_what_was_pending(world: World) -> None:
    made = rule(world.near.community)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 31))
    services.update_rule(actor=SYSTEM, rule_id=made.pk, data=rule_data(world.near.community, enabled=False))
    assert (pass_time(99), RuleState.objects.count()) == (0, 0)


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
    left = values
    while left:
        size = chance.randint(1, 9)
        feed(pieces.pk, *left[:size])
        left = left[size:]
    feed(whole.pk, *values)
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
    heard(sensor.pk, 0, online=False)
    heard(sensor.pk, 0, online=False)
    assert [pass_time(599), pass_time(600)] == [0, 1]
    found = Alert.objects.get()
    assert (found.raised_at, found.message) == (at(600), "环境监测仪 已超过 10 分钟没有上报数据")
    heard(sensor.pk, 700, online=True)
    found.refresh_from_db()
    assert (found.status, found.ended_at) == ("resolved", at(700))
    heard(sensor.pk, 0, online=False)
    heard(sensor.pk, 1000, online=False)
    heard(sensor.pk, 1500, online=True)
    assert (pass_time(9999), PresenceNote.objects.count()) == (1, 0)


TREES: dict[str, Any] = {
    "三次": {"node": "over", "metric": "temperature", "how": "count", "seconds": 100, "op": ">=", "limit": 3,
           "where": {"op": ">", "limit": 30}},
    "升得快": {"node": "over", "metric": "temperature", "how": "rise", "seconds": 60, "slot_s": 10, "op": ">=", "limit": 8},
    "没有数据": {"node": "absent", "metric": "temperature", "seconds": 300, "grace_s": 5},
    "又热又吵": {"node": "for", "seconds": 30, "of": {"node": "all", "of": [
        {"node": "value", "metric": "temperature", "op": ">", "limit": 30},
        {"node": "not", "of": {"node": "value", "metric": "noise", "op": "<=", "limit": 80}}]}},
}  # fmt: skip


def trees(world: World) -> None:
    """One rule of each tree, each of a kind of its own, so that each opens its own alert."""
    kinds = ("water_leak", "overheat", "offline", "tds_high")
    for (title, tree), kind in zip(TREES.items(), kinds, strict=True):
        rule(world.near.community, title=title, form="tree", tree=tree, kind=kind, metric="", operator="", limit=None,
             clear_limit=None, duration_s=0)  # fmt: skip


LIFE = (
    (0, 31, 70),
    (40, 32, 90),
    (20, 99, 70),
    (60, 33, 91),
    (75, 34, 92),
    (200, 20, 60),
    (230, 29, 60),
    (231, 29, 99),
)
"""(second, temperature, noise) in the order of arrival; the third comes late."""
STEPS = ("pull", "hear", "tick", "sweep")
EXPECTED = [
    ("tamper", at(60), at(200), 1),
    ("water_leak", at(60), at(140), 1),
    ("tds_high", at(70), at(200), 1),
    ("overheat", at(230), at(260), 1),
    ("offline", at(536), None, 1),
]


def story(world: World, restarts: bool) -> list[Any]:
    """Some minutes of one sensor under the five rules; memory is lost after every single step if asked for."""
    rule(world.near.community, kind="tamper")
    trees(world)
    sensor = device(world.near.estate).device
    running = evaluator(0)
    clock = 0.0
    for second, temperature, noise in (*LIFE, *((t, 0, 0) for t in range(256, 557, 25))):
        clock = max(clock, second)
        if temperature:
            values = {"temperature": temperature, "noise": noise}
            Reading.objects.create(device_id=sensor.pk, at_ms=ms(second), values=values)
        for last in range(1, 5) if restarts else [4]:
            running = evaluator(clock) if restarts else moved(running, clock)
            for step in STEPS[:last]:
                getattr(running, step)()
        if second in (60, 230):
            running.sweep(everything=True)
    columns = ("kind__code", "raised_at", "ended_at", "count")
    return list(Alert.objects.order_by("raised_at", "kind__code").values_list(*columns))


def moved(running: Evaluator, second: float) -> Evaluator:
    """The same evaluator later."""
    running.now = lambda: ms(second)
    return running


def test_every_form_and_a_power_cut_after_every_step(world: World) -> None:
    assert story(world, restarts=True) == EXPECTED


def test_who_is_never_cut_off_finds_the_same(world: World) -> None:
    assert story(world, restarts=False) == EXPECTED


def test_a_person_is_watched_as_one_and_may_have_other_numbers(world: World) -> None:
    hot = rule(world.near.community, duration_s=0, clear_limit=None)
    both = {"node": "all", "of": [
        {"node": "value", "metric": "temperature", "op": ">", "limit": 30},
        {"node": "value", "metric": "open", "type": "door", "op": "==", "limit": 0}]}  # fmt: skip
    rule(world.near.community, title="关门闷热", form="tree", scope="person", tree=both, kind="inactive", metric="",
         operator="", limit=None, clear_limit=None, duration_s=0)  # fmt: skip
    sensor, door = device(world.near.estate).device, device(world.near.estate, "door", name="门磁").device
    Device.objects.update(person_id=7)
    services.set_override(actor=SYSTEM, rule_id=hot.pk, person_id=7, limit=50)
    feed(sensor.pk, (0, 40))
    assert Alert.objects.count() == 0
    feed(door.pk, (5, 0), metric="open")
    found = Alert.objects.get()
    assert (found.source, found.person_id, found.device_id, found.raised_at) == (
        "person:7",
        7,
        door.pk,
        at(5),
    )
    assert found.message == "温度高于 30℃，并且门为“关”（现为 40℃）"
    feed(sensor.pk, (10, 29))
    found.refresh_from_db()
    assert found.ended_at == at(10)
    feed(sensor.pk, (20, 51))
    assert Alert.objects.filter(source=f"device:{sensor.pk}", person_id=7).count() == 1


@pytest.mark.function("5.4")
def test_a_racing_heart_counts_only_at_rest(world: World) -> None:
    """The ready-made “静息心率过高”: above 110 for a minute, and not a step in ten; by the band's own times."""
    office = world.browser("secretary")
    [ready] = [
        one
        for one in office.call("GET", "/api/alerts/rules/presets").json()
        if one["title"] == "静息心率过高"
    ]
    made = office.call(
        "POST", "/api/alerts/rules", {**ready, "form": "tree", "area_id": world.near.community.pk}
    )
    assert made.status_code == 200, made.content.decode()
    band = device(world.near.estate, "wristband", name="手环").device
    running = evaluator()
    for minute in range(20):  # she walks for twelve minutes, then sits
        walked = 1000 + 60 * min(minute, 12)
        Reading.objects.create(
            device_id=band.pk, at_ms=ms(60 * minute), values={"heart_rate": 128, "steps": walked}
        )
    settle(running)
    assert Alert.objects.count() == 0
    for minute in range(20, 26):
        Reading.objects.create(
            device_id=band.pk, at_ms=ms(60 * minute), values={"heart_rate": 128, "steps": 1720}
        )
    settle(running)
    assert alerts() == [("open", at(60 * 23), 1)]
    assert Alert.objects.get().message == (
        "（心率高于 110次/分，持续 1 分钟），并且10 分钟内步数用量低于 1步（现为 128次/分）"
    )
    feed(band.pk, (60 * 27, 96), metric="heart_rate")
    assert Alert.objects.get().ended_at == at(60 * 27)
