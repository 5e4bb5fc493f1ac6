"""Falls that may be falls, homes that fall silent, and people who are away."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from linli.kernel.testing.world import World
from linli.sections.alerts.models import Alert
from linli.sections.eldercare import signs
from linli.sections.eldercare.models import Elder, Fall
from linli.sections.eldercare.services import falls, watching
from linli.sections.eldercare.signs import USUAL, Sign
from linli.sections.eldercare.tests import care as c

pytestmark = [pytest.mark.function("5.5")]
NOON = dt.datetime(2026, 3, 2, 4, 0, tzinfo=dt.UTC)
"""12:00 in Shanghai."""


def ago(seconds: float) -> dt.datetime:
    return timezone.now() - dt.timedelta(seconds=seconds)


def outcome(alert: Alert) -> tuple[str, str, str]:
    """State of the fall, state of its alert, and on what ground."""
    fall = Fall.objects.get(alert_id=alert.pk)
    return fall.state, Alert.objects.get(pk=alert.pk).status, fall.reason


def test_a_fall_without_an_answer_is_confirmed_and_ends_in_a_visit(world: World) -> None:
    around = c.around(world)
    band = c.band(around.elder)
    at = ago(40)
    for second in (1, 20, 38):
        c.said(band, at + dt.timedelta(seconds=second), steps=1200)
    alert = c.fell(band, at)
    assert outcome(alert) == ("waiting", "open", "")
    c.clock()
    assert outcome(alert) == ("confirmed", "open", "30 秒内没有报平安，且没有活动")
    falls.decide(fall_id=Fall.objects.get().pk)
    alert.refresh_from_db()
    assert alert.message == "确认跌倒：30 秒内没有报平安，且没有活动"
    assert [e.verb for e in alert.entries.all() if e.verb in ("supposed", "confirmed", "withdrawn")] == [
        "supposed",
        "confirmed",
    ]
    c.ok(around.grid.call("POST", f"/api/alerts/alerts/{alert.pk}/accept"))
    plan = {"elder_id": around.elder.pk, "due_on": c.today(), "reason": "疑似跌倒", "alert_id": alert.pk}
    visit = c.ok(around.grid.call("POST", f"{c.API}/visits", plan))
    assert c.ok(around.grid.call("POST", f"{c.API}/visits", plan))["id"] == visit["id"]
    report = {"key": "phone-0001", "at": timezone.now().isoformat(), "answers": {"spirit": "good", "body": "unwell"},
              "note": "滑倒，扶起，无外伤", "alert_result": "已上门，老人无大碍，家属已到"}  # fmt: skip
    made = c.ok(around.grid.call("POST", f"{c.API}/visits/{visit['id']}/check-in", report))
    assert (made["state"], made["answers"]["body"]) == ("done", "unwell")
    alert.refresh_from_db()
    assert (alert.status, alert.resolution) == ("resolved", "已上门，老人无大碍，家属已到")


def test_who_says_in_time_that_all_is_well_is_believed(world: World) -> None:
    around = c.around(world)
    band = c.band(around.elder)
    by_button = c.fell(band, at := ago(40))
    c.said(band, at + dt.timedelta(seconds=29), ok=1)
    c.clock()
    assert outcome(by_button) == ("withdrawn", "resolved", "按了“我没事”")
    on_phone = c.fell(band, ago(5))
    assert c.ok(around.her.call("GET", f"{c.API}/my/safety"))["fell_at"] is not None
    c.ok(around.her.call("POST", f"{c.API}/my/safety/ok"))
    assert outcome(on_phone) == ("withdrawn", "resolved", "本人在手机上报平安")
    by_call = c.fell(band, ago(6))
    fall = Fall.objects.get(alert_id=by_call.pk)
    path = f"{c.API}/falls/{fall.pk}/ok"
    c.ok(around.grid.call("POST", path, {"note": "电话接通，本人说没事"}))
    assert around.grid.call("POST", path, {"note": "再次确认"}).status_code == 409
    assert outcome(by_call)[:2] == ("withdrawn", "resolved")
    too_late = c.fell(band, at := ago(50))
    c.said(band, at + dt.timedelta(seconds=31), ok=1)
    c.clock()
    assert outcome(too_late) == ("confirmed", "open", "30 秒内没有报平安")


def test_a_pressed_button_on_a_band_that_lies_still_is_not_believed(world: World) -> None:
    around = c.around(world)
    band = c.band(around.elder)
    alert = c.fell(band, at := ago(62))
    c.said(band, at + dt.timedelta(seconds=10), ok=1)
    for second in (15, 35, 59):
        c.said(band, at + dt.timedelta(seconds=second), steps=900)
    c.clock()
    assert outcome(alert) == ("confirmed", "open", "按了“我没事”，但此后 60 秒一直不动")


def test_a_silent_home_is_one_alert_and_nobody_who_is_away_is_missed(world: World) -> None:
    around = c.around(world)
    Elder.objects.filter(pk=around.elder.pk).update(risk=3)
    meter, door = c.at_home(around.elder, "water_meter"), c.at_home(around.elder, "door")
    now = timezone.now()
    for hour in range(30):
        c.said(meter, now - dt.timedelta(hours=30 - hour, minutes=-20), total=300.0)
        c.said(door, now - dt.timedelta(hours=30 - hour, minutes=-20), open=0)
    assert watching.watch() == 1
    assert watching.watch() == 1
    rows = Alert.objects.filter(kind__code="inactive")
    assert [(a.source_title, a.status, a.person_id) for a in rows] == [
        ("王桂兰", "open", around.elder.person_id)
    ]
    assert set(rows[0].message.split("；")) == {"智能水表：12 小时只用水 0 升", "门磁：24 小时没有开过门"}
    listed = c.ok(around.grid.call("GET", f"{c.API}/guard"))["items"]
    assert [(e["name"], e["state"], len(e["sensors"])) for e in listed] == [("王桂兰", "wrong", 2)]
    assert around.worker.call("GET", f"{c.API}/guard").status_code == 403
    c.ok(around.her.call("POST", f"{c.API}/my/safety/away", {"where": "女儿家"}))
    assert around.her.call("POST", f"{c.API}/my/safety/away", {"where": "女儿家"}).status_code == 409
    assert watching.watch() == 0
    c.ok(around.grid.call("POST", f"{c.API}/elders/{around.elder.pk}/back"))
    assert watching.watch() == 0  # just back: nothing is expected yet
    assert watching.watch(now=now + dt.timedelta(hours=13)) == 0  # silent sensors prove nothing
    own = {"active": True, "limits": {"door_hours": 48, "water_least": 9}}
    assert around.grid.call("PUT", f"{c.API}/elders/{around.elder.pk}/guard", own).json()["error"][
        "fields"
    ] == {"limits.water_least": "时段内最少用水（m³）：0.001 到 0.2。"}
    kept = c.ok(
        around.grid.call("PUT", f"{c.API}/elders/{around.elder.pk}/guard", {"limits": {"door_hours": 48}})
    )
    assert {one["name"]: one["value"] for one in kept["limits"]}["door_hours"] == 48


def hourly(*values: float, minutes: int = 60) -> list[signs.Reading]:
    """Readings that end at noon."""
    step = dt.timedelta(minutes=minutes)
    return [(NOON - step * (len(values) - 1 - nth), value) for nth, value in enumerate(values)]


def test_what_the_sensors_say() -> None:
    """No database: the rules as they are used in practice."""
    used = [300 + nth * 0.02 for nth in range(30)]
    assert signs.water(hourly(*used), NOON, USUAL) == Sign(NOON)
    dry = [300.0] * 29 + [300.009]
    assert signs.water(hourly(*dry), NOON, USUAL).wrong == "12 小时只用水 9 升"
    assert signs.water(hourly(*[300.0] * 29, 300.01), NOON, USUAL).wrong == ""
    assert (
        signs.water(hourly(*(300 + nth * 0.1 for nth in range(30))), NOON, USUAL).wrong
        == "一天用水 2.4 m³，可能漏水或忘关水"
    )
    drip = [300 + nth * 0.002 for nth in range(60)]
    assert signs.water(hourly(*drip, minutes=30), NOON, USUAL).wrong == "一昼夜用水没有停过，可能漏水"
    drip[40] = drip[39]
    assert signs.water(hourly(*drip, minutes=30), NOON, USUAL).wrong == ""
    swapped = [899.0 + nth * 0.01 for nth in range(15)] + [nth * 0.01 for nth in range(15)]
    assert signs.water(hourly(*swapped), NOON, USUAL).wrong == ""
    assert signs.water(hourly(*dry[-5:]), NOON, USUAL) == Sign(NOON, known=False)
    assert signs.door(hourly(*[0.0] * 25), NOON, USUAL) == Sign(None, "24 小时没有开过门")
    assert signs.door(hourly(1, *[0.0] * 24), NOON, USUAL).wrong == "24 小时没有开过门"
    assert signs.door(hourly(0, 1, *[0.0] * 23), NOON, USUAL).wrong == ""
    evening = NOON + dt.timedelta(hours=6)
    quiet = [(at + dt.timedelta(hours=6), value) for at, value in hourly(*[1.0] * 24, *[0.0] * 6)]
    assert signs.infrared(quiet, evening, USUAL).wrong == "白天 5 小时没有人经过"
    night = NOON + dt.timedelta(hours=12)
    asleep = [(at + dt.timedelta(hours=12), value) for at, value in hourly(*[1.0] * 24, *[0.0] * 6)]
    assert signs.infrared(asleep, night, USUAL).wrong == ""
    assert signs.steps(hourly(*[2000.0] * 26), NOON, USUAL).wrong == "24 小时没有走动"
