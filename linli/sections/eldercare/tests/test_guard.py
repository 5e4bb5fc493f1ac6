"""Falls that may be falls, and who says in time that all is well."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from linli.kernel.testing.world import World
from linli.sections.alerts.models import Alert
from linli.sections.eldercare.models import Fall
from linli.sections.eldercare.services import falls
from linli.sections.eldercare.tests import care as c

pytestmark = [pytest.mark.function("5.5")]


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
