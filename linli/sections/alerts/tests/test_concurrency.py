"""Several at the same moment: one effect, everybody else is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from linli.kernel.access import roles as r
from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import World, make_world
from linli.sections.alerts.models import Alert, AlertEntry
from linli.sections.alerts.tests.factories import alert

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.function("6.4")]


@pytest.fixture
def open_world(transactional_db: None) -> World:
    """Areas that other threads can see."""
    return make_world()


def at_once(calls: list[Callable[[], Any]]) -> list[Any]:
    """Runs the calls in threads that start together; what each returned."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        start.wait(20)
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(calls)) as pool:
        return [f.result(60) for f in [pool.submit(run, call) for call in calls]]


def test_many_triggers_at_once_open_one_alert(open_world: World) -> None:
    estate = open_world.near.estate
    found = at_once([lambda: alert(estate) for _ in range(16)])
    assert len({a.pk for a in found}) == 1
    assert (Alert.objects.count(), Alert.objects.get().count) == (1, 16)
    assert AlertEntry.objects.filter(verb="raised").count() == 1


def test_two_browsers_press_accept_one_wins(open_world: World) -> None:
    waiting = alert(open_world.near.estate)
    browsers = [open_world.browser(role) for role in (r.WORKER, r.GRID, r.SECRETARY, r.PROPERTY_STAFF)]
    path = f"/api/alerts/alerts/{waiting.pk}/accept"
    answers = at_once([lambda b=b: b.call("POST", path) for b in browsers])
    assert sorted(a.status_code for a in answers) == [200, 409, 409, 409]
    [won] = [a.json()["accepted_by"] for a in answers if a.status_code == 200]
    told = [a.json()["error"]["message"] for a in answers if a.status_code == 409]
    assert all(message.startswith(f"{won} 已于 ") for message in told)
    assert AuditEntry.objects.filter(action="alerts.alert.accepted").count() == 1
