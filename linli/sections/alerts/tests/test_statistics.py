"""Statistics, what is often false, and hot spots."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.testing.world import World
from linli.sections.alerts import services
from linli.sections.alerts.models import Alert, AlertGroup, Notification
from linli.sections.alerts.queries.statistics import hot_tile
from linli.sections.alerts.services.telling import deliver
from linli.sections.alerts.tests.clock import Clock
from linli.sections.alerts.tests.factories import alert, device, kind, person, round_the_clock, rule

pytestmark = [pytest.mark.django_db]


def ended(
    world: World, n: int, *, false: bool, value: float = 0, accept_s: int = 60, **more: object
) -> Alert:
    """One alert that is over: recorded 10 days ago, accepted after so many seconds, ended ten minutes later."""
    at = timezone.now() - timedelta(days=10, hours=n)
    return Alert.objects.create(
        kind=kind(), severity=3, area=world.near.estate, source="device:1", source_title="水泵房", building="3号楼",
        status="false_alarm" if false else "resolved", false_reason="environment" if false else "", value=value,
        raised_at=at, last_at=at, created_at=at, accepted_at=at + timedelta(seconds=accept_s),
        closed_at=at + timedelta(seconds=accept_s + 600), closed_by=person(world, "王一"), **more,
    )  # fmt: skip


@pytest.mark.function("6.6", "6.7")
def test_the_numbers_of_a_month_and_what_to_tune(world: World) -> None:
    watching = rule(world.near.community)
    sensor = device(world.near.estate).device
    for n in range(10):
        ended(world, n, false=n < 4, value=31 + n * 0.5, accept_s=30 * (n + 1), rule=watching, device=sensor)
    alert(world.near.estate, "sos", "test:sos")
    browser = world.browser(r.WORKER)
    with CaptureQueriesContext(connection) as few:
        body = browser.call("GET", "/api/alerts/statistics").json()
    assert (body["total"], body["false"], body["by_itself"]) == (11, 4, 0)
    assert body["accept"] == {"count": 10, "p50_s": 150, "p90_s": 270}
    assert body["end"] == {"count": 10, "p50_s": 750, "p90_s": 870}
    leaks = next(one for one in body["kinds"] if one["name"] == "水浸")
    assert (leaks["count"], leaks["share"], leaks["accept"]["p50_s"]) == (10, 40, 150)
    assert [(one["name"], one["count"]) for one in body["places"]] == [("3号楼", 11)]
    assert (sum(map(sum, body["hours"])), len(body["hours"]), len(body["hours"][0])) == (11, 7, 24)
    tuning = browser.call("GET", "/api/alerts/tuning").json()
    (worst,) = tuning["sources"]
    assert (worst["wrong"], worst["total"], worst["share"], worst["rule"]) == (4, 10, 40, "温度过高")
    assert worst["suggested_limit"] == 32.75
    assert tuning["causes"] == [{"kind": "水浸", "cause": "油烟、水汽等环境干扰", "count": 4}]
    [listed] = browser.call("GET", "/api/alerts/rules").json()["items"]
    assert (listed["false_count"], listed["over_count"]) == (4, 10)
    assert hot_tile(world.actor(r.SCREEN, world.near.estate))["places"] == [
        {"building": "3号楼", "count": 11}
    ]
    for n in range(10, 30):
        ended(world, n, false=False)
    with CaptureQueriesContext(connection) as many:
        browser.call("GET", "/api/alerts/statistics")
    assert len(many) == len(few)
    assert browser.call("GET", "/api/alerts/statistics?since=2020-01-01").status_code == 422


@pytest.mark.function("6.6")
def test_a_cause_from_the_list_needs_no_words(world: World) -> None:
    found, other = alert(world.near.estate), alert(world.near.estate, source="test:2")
    browser = world.browser(r.WORKER)
    body = browser.call("POST", f"/api/alerts/alerts/{found.pk}/false-alarm", {"cause": "environment"}).json()
    assert (body["status"], body["resolution"]) == ("false_alarm", "油烟、水汽等环境干扰")
    answer = browser.call("POST", f"/api/alerts/alerts/{other.pk}/false-alarm", {"cause": "other"})
    assert list(answer.json()["error"]["fields"]) == ["reason"]


@pytest.mark.function("6.5")
def test_a_message_that_does_not_arrive_is_called_out(world: World, clock: Clock) -> None:
    round_the_clock(world.near.community, person(world, "王一"))
    device(world.near.estate, "speaker", name="值班室音箱")
    found = alert(world.near.estate)
    clock.forward(10)
    rows = Notification.objects.order_by("pk").values_list("name", "channel", "state", "error")
    assert list(rows) == [
        ("王一", "console", "sent", ""), ("王一", "sms", "failed", "没有登记手机号"), ("1 个音箱", "speaker", "sent", ""),
    ]  # fmt: skip
    told = [entry.note for entry in found.entries.all()]
    assert told[-1] == "王一 的短信未送达（没有登记手机号），已改用语音播报"
    deliver(notification_id=Notification.objects.get(channel="sms").pk)
    assert Notification.objects.count() == 3
    seen = person(world, "王一")
    services.mark_seen(actor=world.actor(r.WORKER), alert_id=found.pk)
    assert Notification.objects.filter(state="seen").count() == 0
    from linli.kernel.access.resolve import actor_of

    services.mark_seen(actor=actor_of(seen), alert_id=found.pk)
    assert {row.state for row in Notification.objects.filter(user=seen)} == {"seen", "failed"}
    assert AlertGroup.objects.get().level == 1
