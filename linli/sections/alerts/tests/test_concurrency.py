"""Several at the same moment: one effect, everybody else is told."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.utils import timezone

from linli.kernel import turns
from linli.kernel.access import roles as r
from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import World, make_world
from linli.sections.alerts.evaluating.runner import TURN
from linli.sections.alerts.models import Alert, AlertEntry, AlertGroup
from linli.sections.alerts.services.notifying import STORM, flush, flush_at, new_group, put_into
from linli.sections.alerts.tests.factories import alert
from linli.sections.devices.services import rollups

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


@pytest.mark.strict
def test_nobody_waits_for_each_other_over_one_group(open_world: World) -> None:
    """Whole groups and single alerts of them taken in one moment, from both ends: everybody gets an answer."""
    estate = open_world.near.estate
    browsers = [open_world.browser(role) for role in (r.WORKER, r.GRID, r.SECRETARY, r.PROPERTY_STAFF)]
    for n in range(5):
        together = [alert(estate, source=f"test:{n}-{k}") for k in range(6)]
        group = new_group(together[0], f"together-{n}")
        put_into(group, together)
        way = "accept-group", "accept"
        calls = [(b, together[-k].pk, way[k % 2]) for k, b in enumerate(browsers)]
        paths = [(b, f"/api/alerts/alerts/{pk}/{how}") for b, pk, how in calls]
        answers = at_once([lambda b=b, p=p: b.call("POST", p) for b, p in paths])
        assert {a.status_code for a in answers} <= {200, 409}
        assert Alert.objects.filter(group=group, status=Alert.Status.OPEN).count() <= 6 - 2


@pytest.mark.strict
def test_groups_that_become_one_storm_are_told_once(open_world: World) -> None:
    """Each group would take over what the others have gathered: one does, and nobody waits for ever."""
    for n in range(5):
        groups = []
        for k in range(STORM + 1):
            waiting = alert(open_world.near.estate, source=f"test:{n}-{k}")
            groups.append(new_group(waiting, f"storm-{n}-{k}"))
            put_into(groups[-1], [waiting])
            flush_at(groups[-1], timezone.now())
        at_once([lambda g=g: _flushed(g.pk) for g in groups])
        told = AlertGroup.objects.filter(pk__in=[g.pk for g in groups], told_at__isnull=False)
        assert told.count() == 1
        assert told.get().alerts.count() == STORM + 1


@pytest.mark.strict
def test_the_evaluator_holds_up_nobody(open_world: World) -> None:
    """It has its turn for as long as it lives, and the roll-ups are worked out beside it."""
    held, let_go = Barrier(2), Event()

    def live() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [turns.key(TURN)])
        held.wait(20)
        let_go.wait(20)
        connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        living = pool.submit(live)
        held.wait(20)
        rollups.roll_up()
        assert not living.done()
        let_go.set()


@transaction.atomic
def _flushed(group_id: int) -> None:
    """As the job runs it."""
    flush(group_id)
