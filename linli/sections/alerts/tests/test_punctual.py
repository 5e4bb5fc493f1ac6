"""The evaluator that is on time: what it does on the eve of an alert, and what waits meanwhile."""

from __future__ import annotations

import pytest
from django.db import OperationalError

from linli.kernel.testing.world import World
from linli.sections.alerts.evaluating.evaluator import Evaluator
from linli.sections.alerts.evaluating.punctual import EVE_MS, Punctual
from linli.sections.alerts.evaluating.verdicts import Verdict
from linli.sections.alerts.models import Alert, AlertEntry, RuleState
from linli.sections.alerts.tests.factories import at, device, ms, rule, store

pytestmark = [pytest.mark.django_db, pytest.mark.function("6.3")]
EVE = EVE_MS / 1000


class Watchful:
    """A punctual evaluator with its clock."""

    def __init__(self, second: float) -> None:
        self.second = second
        self.running = Punctual(now=lambda: ms(self.second))

    def at(self, second: float) -> list[tuple[str, object]]:
        """Rounds at that second; the alerts afterwards."""
        self.second = second
        for _ in range(3):
            self.running.turn()
        return list(Alert.objects.order_by("pk").values_list("status", "raised_at"))


def test_it_is_at_its_place_on_the_eve_and_reads_the_log_before(world: World) -> None:
    rule(world.near.community)
    hot, cooled = (device(world.near.estate, name=number).device for number in ("E-1", "E-2"))
    one = Watchful(0)
    store(hot.pk, (0, 31))
    store(cooled.pk, (0.001, 31))
    assert one.at(60 - 2 * EVE) == []
    store(cooled.pk, (59.99, 20))
    assert one.at(60 - EVE) == [("open", at(60))], "foreseen, and prevented where the log says so"
    assert RuleState.objects.get(device=hot).raised_ms == ms(60)
    assert one.at(61) == [("open", at(60))]


def test_ends_and_records_make_room(world: World) -> None:
    rule(world.near.community, duration_s=1)
    sensors = [device(world.near.estate, name=f"E-{n}").device for n in range(2)]
    one = Watchful(0)
    store(sensors[0].pk, (0, 31))
    assert one.at(1) == [("open", at(1))]
    store(sensors[1].pk, (0.95, 31))
    store(sensors[0].pk, (1.9, 20))
    assert one.at(1.9) == [("open", at(1))], "the next is about to be raised"
    assert one.at(1.93) == [("resolved", at(1)), ("open", at(1.95))]
    one.at(2.5)
    assert Alert.objects.filter(recorded=False).count() == 0
    assert AlertEntry.objects.filter(verb="raised").count() == 2


def test_an_end_that_finds_the_database_busy_is_noted_when_it_is_free(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule(world.near.community, duration_s=1)
    sensor = device(world.near.estate, name="E-1").device
    one, refused, free = Watchful(0), list[int](), Evaluator.carry_out
    store(sensor.pk, (0, 31))
    assert one.at(1.5) == [("open", at(1))]

    def busy(running: Evaluator, verdicts: list[Verdict]) -> None:
        if verdicts and not refused:
            refused.append(len(verdicts))
            raise OperationalError("database is locked")
        free(running, verdicts)

    monkeypatch.setattr(Evaluator, "carry_out", busy)
    store(sensor.pk, (2, 20))
    assert (one.at(2), refused) == ([("resolved", at(1))], [1])


def test_a_rule_that_raises_anew_what_another_ended_goes_behind_it(world: World) -> None:
    rule(world.near.community, title="热", duration_s=0)
    rule(world.near.community, title="吵", metric="noise", limit=70.0, clear_limit=60.0, duration_s=0)
    rule(world.near.community, title="久", duration_s=30, device_type="environment", kind="tamper")
    sensor, other = (device(world.near.estate, name=number).device for number in ("E-1", "E-2"))
    one = Watchful(0)
    store(sensor.pk, (0, 31))
    one.at(0.5)
    store(other.pk, (0.6, 31))
    store(sensor.pk, (30.59, 20))
    one.at(30.59)
    store(sensor.pk, (30.6, 80), metric="noise")
    one.at(30.6)
    one.at(32)
    live = Alert.objects.filter(device_id=sensor.pk, kind__code="water_leak", status__in=Alert.LIVE)
    assert [a.raised_at for a in live] == [at(30.6)]
