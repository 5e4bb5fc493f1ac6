"""Lighting: the plan of a night, lamps that follow it, faults that become alerts, energy that adds up."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.access import PROPERTY_STAFF, SECRETARY, SYSTEM
from linli.kernel.outbox import drain
from linli.kernel.testing.world import Browser, World
from linli.sections.devices.ingest.plan import Plan
from linli.sections.devices.ingest.store import Store
from linli.sections.devices.lighting import plan, sun
from linli.sections.devices.models import Command, Device, Lamp, LampEnergy
from linli.sections.devices.services import commands, energy, lamps
from linli.sections.devices.tests.factories import make_device

pytestmark = [pytest.mark.function("7.4"), pytest.mark.once]
JINING = sun.Place(35.41, 116.59)
ZONE = timezone.get_default_timezone()
STEPS = plan.steps_of(
    [
        {"at": "dusk", "offset": 15, "level": 100},
        {"at": "23:00", "level": 40},
        {"at": "dawn", "offset": -15, "level": 0},
        {"at": "21:00", "level": 70, "days": [6]},
    ]
)


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of November 2026; the 22nd is a Sunday."""
    return dt.datetime(2026, 11, day, hour, minute, tzinfo=ZONE)


class Clock:
    """The time as the services see it."""

    def __init__(self) -> None:
        self.now = at(23, 20)

    def pass_by(self, seconds: float) -> None:
        self.now += dt.timedelta(seconds=seconds)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    found = Clock()
    monkeypatch.setattr(timezone, "now", lambda: found.now)
    return found


def told(device: Device, moment: dt.datetime, **values: float) -> None:
    """The lamp reported this."""
    Store().commit(Plan(rows={(device.pk, int(moment.timestamp() * 1000)): values}), {})


def test_the_sun_and_the_plan_of_a_night() -> None:
    """At 116.59° E the sun is highest at 12:14 less the equation of time; at 35.41° N the longest day has 14 h 32 min."""
    for day, dawn, dusk in (
        (dt.date(2026, 6, 22), "04:59", "19:32"),
        (dt.date(2026, 12, 22), "07:18", "17:05"),
    ):
        for found, wanted in zip(sun.sun_times(JINING, day), (dawn, dusk), strict=True):
            assert abs(found - dt.datetime.combine(day, dt.time.fromisoformat(wanted), ZONE)) <= dt.timedelta(
                minutes=2
            )
    dawn, dusk = sun.sun_times(JINING, dt.date(2026, 11, 22))
    assert [sun.is_dark(JINING, m) for m in (dawn - dt.timedelta(minutes=1), dawn, dusk)] == [
        True,
        False,
        True,
    ]
    monday = sun.sun_times(JINING, dt.date(2026, 11, 23))[0] - dt.timedelta(minutes=15)
    spans = plan.spans(STEPS, JINING, at(22, 12), at(23, 12))
    assert [(s.since, s.level, s.words) for s in spans] == [
        (at(22, 12), 0, "日出前 15 分钟"), (dusk + dt.timedelta(minutes=15), 100, "日落后 15 分钟"),
        (at(22, 21), 70, "21:00"), (at(22, 23), 40, "23:00"), (monday, 0, "日出前 15 分钟"),
    ]  # fmt: skip
    assert [plan.holding(STEPS, JINING, m)[1].level for m in (at(22, 22), at(23, 22), at(24, 3))] == [
        70,
        100,
        40,
    ]  # type: ignore[index]
    only_sunday = plan.steps_of([{"at": "08:00", "level": 30, "days": [6]}])
    assert plan.holding(only_sunday, JINING, at(28, 7)) == (at(22, 8), only_sunday[0])
    assert (plan.following(only_sunday, JINING, at(23, 0)), plan.spans([], JINING, at(22, 0), at(23, 0))) == (
        None,
        [],
    )


LATE = {"at": "25:00", "level": 1}
COUNTER = st.lists(st.tuples(st.integers(1, 7200_000), st.integers(0, 500)), min_size=1, max_size=40)


@given(COUNTER, st.sets(st.integers(1, 39)))
def test_energy_adds_up_over_midnight_and_over_counters_that_start_anew(
    steps: list[tuple[int, int]], resets: set[int]
) -> None:
    ms, shown, used, rows = 1_795_000_000_000, 0.0, 0, [(1_795_000_000_000, 0.0)]
    for nth, (pause, wh) in enumerate(steps, 1):
        ms, used = ms + pause, used + wh
        shown = wh / 1000 if nth in resets else shown + wh / 1000
        rows.append((ms, shown))
    known = (
        used
        - sum(  # a counter that starts anew and soon shows more than before can't be told from one that did not
            0 if rows[n][1] < rows[n - 1][1] or n not in resets else round(rows[n - 1][1] * 1000)
            for n in range(1, len(rows))
        )
    )
    assert abs(sum(energy.daily(None, rows).values()) - known) <= 1


def grouped(secretary: Browser, area_id: int, near: Device, far: Device, eye: Device) -> str:
    """A group under a plan, whose lamps are told at once; its address."""
    body = {
        "area_id": area_id, "name": "东环路", "lamp_ids": [near.pk, far.pk], "sensor_ids": [eye.pk],
        "steps": [{"at": "dusk", "offset": 15, "level": 60}, {"at": "23:00", "level": 20}, {"at": "dawn", "level": 0}],
        "presence_level": 90, "presence_minutes": 5,
    }  # fmt: skip
    made = secretary.call("POST", "/api/devices/lighting", body)
    assert made.status_code == 201, made.content
    path = f"/api/devices/lighting/{made.json()['id']}"
    assert made.json()["applied"] | {"until": None} == {
        "level": 60, "source": "plan", "words": "日落后 15 分钟 · 亮度 60%", "until": None, "then": "23:00 起亮度 20%",
    }  # fmt: skip
    assert [(c.device_id, c.code, c.params) for c in Command.objects.order_by("pk")] == [
        (d.pk, "dim", {"brightness": 60}) for d in (near, far)
    ]
    return path


def the_silent_are_told_again(staff: Browser, path: str, clock: Clock, near: Device, far: Device) -> None:
    """Once; and so is one that started anew at full."""
    first, second = Command.objects.order_by("pk")
    commands.acknowledge(device_id=near.pk, command_id=first.pk, ok=True)
    clock.pass_by(16)
    commands.give_up(second.pk)
    clock.pass_by(15)
    assert (lamps.steer_all(), lamps.steer_all()) == (1, 0)  # the silent one is told again, once
    assert [(r["confirmed"], r["tries"]) for r in staff.call("GET", path).json()["lamps"]] == [
        (True, 0),
        (False, 2),
    ]
    told(far, clock.now, on=1, brightness=61)
    told(
        near, clock.now + dt.timedelta(minutes=1), on=1, brightness=100
    )  # lost its mains and started at full
    Command.objects.exclude(pk=first.pk).update(state="timed_out")
    clock.pass_by(90)
    assert lamps.steer_all() == 1
    assert Command.objects.latest("pk").device_id == near.pk
    assert set(Lamp.objects.filter(confirmed_at=None).values_list("device_id", flat=True)) == {near.pk}


def somebody_passes_by(staff: Browser, path: str, clock: Clock, near: Device, eye: Device) -> None:
    """Brighter, then back to the plan."""
    told(near, clock.now, on=1, brightness=60)
    told(eye, clock.now, presence=1)
    Command.objects.filter(state="queued").update(state="done", ended_at=clock.now)
    assert lamps.notice_presence() == 1
    shown = staff.call("GET", path).json()["applied"]
    assert (shown["source"], shown["level"], shown["words"], shown["then"]) == (
        "presence", 90, "有人经过 · 亮度 90%", "之后回到安排：亮度 60%",
    )  # fmt: skip
    assert [r["desired"] for r in staff.call("GET", path).json()["lamps"]] == [90, 90]
    told(eye, clock.now + dt.timedelta(seconds=1), presence=0)
    clock.pass_by(301)
    assert (lamps.notice_presence(), lamps.steer_all()) == (0, 2)


def taken_in_hand(staff: Browser, path: str, clock: Clock, near: Device, far: Device) -> None:
    """Off until the next step, resumed; whoever was away is told when it comes."""
    over = staff.call("POST", f"{path}/override", {"level": 0, "until": "next"}).json()["applied"]
    assert (over["source"], over["words"]) == ("manual", "测试property_staff人工控制 · 关灯")
    assert dt.datetime.fromisoformat(over["until"]) == at(23, 23)
    assert Command.objects.latest("pk").params == {"on": 0}
    Device.objects.filter(pk=far.pk).update(online=False)
    back = staff.call("POST", f"{path}/resume").json()
    assert (back["applied"]["level"], [r["desired"] for r in back["lamps"]]) == (60, [60, 60])
    assert Command.objects.latest("pk").device_id == near.pk  # the one that is away is told when it comes
    Command.objects.filter(state="queued").update(state="failed", ended_at=clock.now)
    Device.objects.filter(pk=far.pk).update(online=True)
    clock.pass_by(1)
    assert (lamps.steer_all(), Command.objects.latest("pk").device_id) == (1, far.pk)


def test_lamps_follow_the_plan_the_hand_and_presence(world: World, clock: Clock) -> None:
    near, far = (make_device(world.near.estate, f"LAMP-{n}", "lamp").device for n in (1, 2))
    eye = make_device(world.near.grid, "EYE-1", "infrared").device
    Device.objects.update(online=True)
    secretary, staff = world.browser(SECRETARY), world.browser(PROPERTY_STAFF)
    path = grouped(secretary, world.near.estate.pk, near, far, eye)
    the_silent_are_told_again(staff, path, clock, near, far)
    somebody_passes_by(staff, path, clock, near, eye)
    taken_in_hand(staff, path, clock, near, far)
    refused = staff.call("POST", f"{path}/override", {"level": 50, "until": "for ever"})
    assert (refused.status_code, staff.call("PATCH", path, {"name": "x"}).status_code) == (422, 403)
    assert secretary.call("DELETE", path).status_code == 204
    assert (Lamp.objects.count(), Device.objects.count()) == (0, 3)


def test_a_lamp_in_a_group_can_join_no_other_and_steps_are_checked(world: World) -> None:
    lamp = make_device(world.near.estate, "LAMP-1", "lamp").device
    smoke, foreign = (
        make_device(world.near.estate, "S-1", "smoke").device,
        make_device(world.far.estate, "LAMP-9", "lamp").device,
    )
    secretary, path = world.browser(SECRETARY), "/api/devices/lighting"
    body = {"area_id": world.near.estate.pk, "name": "一组", "lamp_ids": [lamp.pk]}
    assert secretary.call("POST", path, body).status_code == 201
    wrong = (
        ({"name": "二组"}, 409, {"lamp_ids": "测试设备LAMP-1已在“一组”中。"}),
        ({"lamp_ids": []}, 409, {"name": "名称已被使用。"}),
        ({"name": "二组", "lamp_ids": [smoke.pk]}, 422, {"lamp_ids": "有设备不在本区域，或类型不对。"}),
        ({"name": "二组", "lamp_ids": [foreign.pk]}, 422, {"lamp_ids": "有设备不在本区域，或类型不对。"}),
        ({"name": "二组", "lamp_ids": [], "steps": [LATE]}, 422, {"steps": "时间应为日落、日出或 00:00 到 23:59。"}),
        ({"name": "二组", "lamp_ids": [], "latitude": 35.0}, 422, {"latitude": "经纬度要么都填，要么都不填。"}),
    )  # fmt: skip
    for change, status, fields in wrong:
        answer = secretary.call("POST", path, body | change)
        assert (answer.status_code, answer.json()["error"]["fields"]) == (status, fields)


def test_faults_are_found_told_and_ended(world: World, clock: Clock) -> None:
    """Dark though told to shine; shining by day though told not to."""
    from linli.sections.alerts.catalogue import ensure_kinds  # noqa: PLC0415

    ensure_kinds()
    dead, burning = (make_device(world.near.estate, f"LAMP-{n}", "lamp").device for n in (1, 2))
    Device.objects.update(online=True)
    secretary = world.browser(SECRETARY)
    body = {
        "area_id": world.near.estate.pk,
        "name": "东环路",
        "lamp_ids": [dead.pk],
        "steps": [{"at": "00:00", "level": 80}],
    }
    other = {
        "area_id": world.near.estate.pk,
        "name": "西环路",
        "lamp_ids": [burning.pk],
        "steps": [{"at": "00:00", "level": 0}],
    }
    for one in (body, other):
        assert secretary.call("POST", "/api/devices/lighting", one).status_code == 201
    clock.now = at(24, 12)
    Command.objects.update(state="done", ended_at=clock.now)
    lamps.steer_all()
    clock.pass_by(60)
    told(dead, clock.now, on=1, brightness=80, power=0.2)
    told(burning, clock.now, on=1, brightness=100, power=61)
    for _ in range(2):
        lamps.steer_all()
        clock.pass_by(121)
    lamps.steer_all()
    drain()
    alerts = "/api/alerts/alerts"
    found = {a["source_title"]: a["message"] for a in secretary.call("GET", alerts).json()["items"]}
    assert found == {
        "测试设备LAMP-1": "测试设备LAMP-1：该亮不亮，功率 0.2 W", "测试设备LAMP-2": "测试设备LAMP-2：白天亮灯，功率 61 W",
    }  # fmt: skip
    told(dead, clock.now, on=1, brightness=80, power=48)
    lamps.steer_all()
    clock.pass_by(121)
    lamps.steer_all()
    drain()
    assert {(f.device_id, f.fault) for f in Lamp.objects.all()} == {(dead.pk, ""), (burning.pk, "daylight")}


def test_energy_by_day_and_month(world: World, clock: Clock) -> None:
    lamp = make_device(world.near.estate, "LAMP-1", "lamp").device
    secretary = world.browser(SECRETARY)
    body = {"area_id": world.near.estate.pk, "name": "东环路", "lamp_ids": [lamp.pk]}
    path = f"/api/devices/lighting/{secretary.call('POST', '/api/devices/lighting', body).json()['id']}"
    for moment, kwh in (
        (at(21, 18), 10.0),
        (at(22, 6), 10.6),
        (at(22, 18), 10.6),
        (at(23, 6), 0.2),
        (at(23, 19), 0.25),
    ):
        told(lamp, moment, energy=kwh)
    assert (energy.count_energy(), energy.count_energy()) == (1, 0)
    told(lamp, at(23, 19, 30), energy=0.35)
    assert energy.count_energy() == 1
    days = secretary.call("GET", f"{path}/energy").json()
    assert days == [
        {"day": "2026-11-21", "wh": 300},
        {"day": "2026-11-22", "wh": 400},
        {"day": "2026-11-23", "wh": 250},
    ]
    assert secretary.call("GET", f"{path}/energy?by=month").json() == [{"day": "2026-11-01", "wh": 950}]
    row = secretary.call("GET", "/api/devices/lighting").json()[0]
    assert (row["today_wh"], row["month_wh"], LampEnergy.objects.count()) == (250, 950, 3)


def test_the_list_takes_as_many_queries_for_five_groups_as_for_one(
    world: World, django_assert_num_queries
) -> None:  # type: ignore[no-untyped-def]
    from linli.sections.devices.queries import lighting as queries
    from linli.sections.devices.services.lighting import save_group

    for nth in range(5):
        save_group(
            actor=SYSTEM, area_id=world.near.estate.pk, name=f"{nth}组", steps=[{"at": "dusk", "level": 80}]
        )
    with django_assert_num_queries(3):
        groups = list(queries.lamp_groups(SYSTEM))
        places = queries.places_of(groups)
        queries.energy_sums(groups, timezone.now())
        assert [queries.applies(g, places[g.pk], timezone.now()) is not None for g in groups] == [True] * 5
