"""Stops and clocks set back: when silence proves something, and when nobody listened."""

import pytest

from linli.kernel.testing.world import World
from linli.sections.alerts.evaluating.evaluator import Evaluator
from linli.sections.alerts.models import Alert
from linli.sections.alerts.tests.factories import alerts, at, device, evaluator, feed, ms, rule, settle
from linli.sections.devices.models import Reading

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
