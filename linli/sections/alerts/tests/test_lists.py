"""Lists: filters, order, and a number of queries that does not grow with the rows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.testing.world import World
from linli.sections.alerts import services
from linli.sections.alerts.models import Alert
from linli.sections.alerts.tests.factories import alert, device, person, round_the_clock, rule

pytestmark = [pytest.mark.django_db]


def fill(world: World, count: int, start: int = 0) -> None:
    for n in range(start, start + count):
        found = alert(world.near.estate, source=f"test:{n}")
        services.tick_step(actor=world.actor(r.WORKER), alert_id=found.pk, step=0)
        if n % 2:
            services.accept_alert(actor=world.actor(r.WORKER), alert_id=found.pk)


def queries_of(world: World, path: str) -> int:
    browser = world.browser(r.WORKER)
    with CaptureQueriesContext(connection) as seen:
        assert browser.call("GET", path).status_code == 200
    return len(seen)


@pytest.mark.parametrize("path", [
    "/api/alerts/alerts?size=100", "/api/alerts/rules?size=100", "/api/alerts/kinds", "/api/alerts/shifts", "/api/alerts/duty",
    "/api/alerts/alerts/counts", "/api/alerts/silences", "/api/alerts/duty/handovers", "/api/alerts/duty/changes",
])  # fmt: skip
def test_queries_do_not_grow_with_rows(world: World, path: str) -> None:
    round_the_clock(world.near.community, person(world, "王一"), person(world, "李二"))
    fill(world, 2)
    rule(world.near.community)
    few = queries_of(world, path)
    fill(world, 10, start=2)
    for n in range(8):
        rule(world.near.estate, title=f"规则{n}")
    round_the_clock(world.near.estate, person(world, "赵三"))
    assert queries_of(world, path) == few


@pytest.mark.function("6.4")
def test_filters_and_order(world: World) -> None:
    fill(world, 4)
    old = alert(world.near.estate, "smoke", "test:old", at=timezone.now() - timedelta(days=3))
    alert(world.far.estate, source="test:far")
    browser = world.browser(r.WORKER)

    def found(query: str) -> int:
        return int(browser.call("GET", f"/api/alerts/alerts?{query}").json()["total"])

    assert {q: found(q) for q in ("", "status=open", "status=accepted", "status=live", "status=closed", "kind=smoke",
                                  "severity=4", "q=水泵房", "q=没有", "mine=true", f"area={world.near.estate.pk}",
                                  f"area={world.far.estate.pk}")} == {
        "": 5, "status=open": 3, "status=accepted": 2, "status=live": 5, "status=closed": 0, "kind=smoke": 1,
        "severity=4": 1, "q=水泵房": 5, "q=没有": 0, "mine=true": 2, f"area={world.near.estate.pk}": 5,
        f"area={world.far.estate.pk}": 0,
    }  # fmt: skip
    first = browser.call("GET", "/api/alerts/alerts?sort=raised_at").json()["items"][0]["id"]
    assert first == old.pk
    assert browser.call("GET", "/api/alerts/alerts?sort=secret").status_code == 422


def test_the_list_can_be_exported_as_shown(world: World) -> None:
    fill(world, 3)
    answer = world.browser(r.WORKER).call(
        "GET", "/api/alerts/alerts?format=xlsx&columns=kind_title,place,status_title"
    )
    assert answer.status_code == 200
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")


@pytest.mark.function("6.6")
def test_the_curve_has_the_readings_around_and_the_limits(world: World) -> None:
    from linli.sections.alerts.evaluating.evaluator import Evaluator
    from linli.sections.alerts.tests.factories import send_readings, settle

    rule(world.near.community, duration_s=0)
    sensor = device(world.near.estate)
    running = Evaluator()
    start = timezone.now() - timedelta(seconds=120)
    for second, value in ((0, 20), (60, 31)):
        assert send_readings(sensor, start + timedelta(seconds=second), temperature=value).status_code == 200
    settle(running)
    found = Alert.objects.get()
    body = world.browser(r.WORKER).call("GET", f"/api/alerts/alerts/{found.pk}/curve").json()
    assert [p["value"] for p in body["points"]] == [20.0, 31.0]
    assert (body["operator"], body["limit"], body["clear_limit"], body["unit"]) == (">", 30.0, 28.0, "℃")
