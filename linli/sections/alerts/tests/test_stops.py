"""Stops and clocks set back: when silence proves something, and when nobody listened."""

import pytest

from linli.kernel.testing.world import World
from linli.sections.alerts.evaluating.evaluator import AHEAD_MS, Evaluator
from linli.sections.alerts.models import Alert
from linli.sections.alerts.tests.factories import alerts, at, device, evaluator, feed, ms, rule, settle, store
from linli.sections.devices.models import Device, Reading

pytestmark = [pytest.mark.django_db, pytest.mark.function("6.3")]


def test_after_a_long_stop_silence_counts_from_the_start_and_a_clock_set_back_blinds_nobody(
    world: World,
) -> None:
    tree = {"node": "absent", "metric": "temperature", "seconds": 300}
    rule(world.near.community, title="没有数据", form="tree", tree=tree, metric="", operator="", limit=None,
         clear_limit=None, duration_s=0, kind="offline")  # fmt: skip
    rule(world.near.community, duration_s=0)
    sensor = device(world.near.estate).device
    feed(sensor.pk, (0, 20))
    settle(evaluator(10_000))
    running = evaluator(10_000 + 20)
    running.now = lambda: ms(10_299)
    settle(running)
    assert Alert.objects.count() == 0
    running.now = lambda: ms(10_300)
    settle(running)
    assert alerts() == [("open", at(10_300), 1)]
    feed(sensor.pk, (10_310, 20))
    running = Evaluator(now=lambda: ms(5_000))
    Reading.objects.create(device_id=sensor.pk, at_ms=ms(5_000), values={"temperature": 31})
    settle(running)
    assert Alert.objects.filter(kind__code="water_leak").count() == 1


class Clock:
    """A clock set by hand."""

    def __init__(self, second: float) -> None:
        self.second = second

    def __call__(self) -> int:
        return ms(self.second)


def raised_until(running: Evaluator, clock: Clock, second: float) -> list[tuple[str, object, int]]:
    """Lets it run at that second; the alerts there are then."""
    clock.second = second
    settle(running)
    return alerts()


@pytest.fixture
def silent_after_20_s(world: World) -> Device:
    """A sensor under a rule on silence, heard a few times until now."""
    tree = {"node": "absent", "metric": "temperature", "seconds": 20}
    rule(world.near.community, title="没有数据", form="tree", tree=tree, metric="", operator="", limit=None,
         clear_limit=None, duration_s=0, kind="offline")  # fmt: skip
    found = device(world.near.estate).device
    feed(found.pk, *((second, 20.0) for second in range(0, 100, 10)))
    return found


def test_after_a_stop_what_was_kept_back_is_awaited_before_a_silence_is_believed(
    silent_after_20_s: Device,
) -> None:
    running = Evaluator(clock := Clock(115))
    assert raised_until(running, clock, 115) == [], "due at 110, but the devices may be delivering"
    store(silent_after_20_s.pk, (96, 20))
    assert raised_until(running, clock, 117) == []
    assert raised_until(running, clock, 119.9) == [], "what came was old: there may be more"
    assert raised_until(running, clock, 120) == [("open", at(116), 1)], "nothing more; raised at its own time"


def test_who_speaks_of_the_present_has_said_what_was_kept_back(silent_after_20_s: Device) -> None:
    running = Evaluator(clock := Clock(115))
    store(silent_after_20_s.pk, (100, 40.0), metric="humidity")
    assert raised_until(running, clock, 115.2) == [], "what it tells is old: the temperature may follow"
    store(silent_after_20_s.pk, (115.3, 40.0), metric="humidity")
    assert raised_until(running, clock, 115.5) == [("open", at(110), 1)]


def test_after_a_short_stop_nothing_is_awaited(silent_after_20_s: Device) -> None:
    settle(evaluator(109))
    settle(Evaluator(Clock(112)))
    assert alerts() == [("open", at(110), 1)]


def test_while_the_broker_is_away_no_silence_is_believed(silent_after_20_s: Device) -> None:
    running = Evaluator(clock := Clock(95))
    running.lose_hearing()
    clock.second = 112
    running.lose_hearing()
    settle(running)
    clock.second = 115
    running.regain_hearing()
    settle(running)
    store(silent_after_20_s.pk, (100, 20), (110, 20), (115, 20))
    assert raised_until(running, clock, 118) == []
    assert raised_until(running, clock, 136) == [("open", at(135), 1)]


def test_a_silence_put_off_while_the_broker_was_away_is_raised_when_it_is_back(
    silent_after_20_s: Device,
) -> None:
    settle(evaluator(109))
    running = Evaluator(clock := Clock(109))
    running.lose_hearing()
    assert raised_until(running, clock, 110.1) == []
    running.regain_hearing()
    assert raised_until(running, clock, 110.3) == [("open", at(110), 1)]


def test_after_the_broker_was_away_for_long_silence_counts_anew(silent_after_20_s: Device) -> None:
    running = Evaluator(clock := Clock(95))
    running.lose_hearing()
    clock.second = 140
    running.regain_hearing()
    assert raised_until(running, clock, 159) == []
    assert raised_until(running, clock, 160) == [("open", at(160), 1)]


@pytest.fixture
def spoken_unheard(world: World) -> Device:
    """A device under two rules that has told things which the evaluator had not read when it died."""
    tree = {"node": "absent", "metric": "temperature", "seconds": 20}
    rule(world.near.community, title="没有数据", form="tree", tree=tree, metric="", operator="", limit=None,
         clear_limit=None, duration_s=0, kind="offline")  # fmt: skip
    rule(world.near.community, duration_s=2)
    found = device(world.near.estate).device
    settle(evaluator(0))
    store(found.pk, (1, 31), (2, 31), (3, 31))
    Device.objects.filter(pk=found.pk).update(last_seen_at=at(3))
    return found


def test_what_was_told_before_the_first_look_counts_at_its_own_time(spoken_unheard: Device) -> None:
    settle(Evaluator(clock := Clock(8)))
    assert alerts() == [("open", at(3), 1)]
    assert raised_until(Evaluator(clock), clock, 22.9) == [("open", at(3), 1)]
    assert raised_until(Evaluator(clock), clock, 24) == [("open", at(3), 1), ("open", at(23), 1)]


def test_after_a_long_stop_silence_counts_anew_also_for_who_was_never_heard(spoken_unheard: Device) -> None:
    running = Evaluator(clock := Clock(60))
    assert raised_until(running, clock, 79.9) == [("open", at(3), 1)]
    assert raised_until(running, clock, 80) == [("open", at(3), 1), ("open", at(80), 1)]


def test_a_clock_set_back_after_a_long_stop_does_not_keep_a_silence_for_later(spoken_unheard: Device) -> None:
    running = Evaluator(clock := Clock(3600))
    running.watches.rewind(ms(60), AHEAD_MS)
    assert raised_until(running, clock, 60) == [("open", at(3), 1)]
    assert raised_until(running, clock, 79.9) == [("open", at(3), 1)]
    assert raised_until(running, clock, 80) == [("open", at(3), 1), ("open", at(80), 1)]
