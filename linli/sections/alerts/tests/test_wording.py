"""What alerts say, word for word."""

from __future__ import annotations

import pytest

from linli.kernel.testing.world import World
from linli.sections.alerts.models import Alert
from linli.sections.alerts.tests.factories import device, feed, rule
from linli.sections.alerts.wording import seconds

pytestmark = [pytest.mark.django_db, pytest.mark.function("6.3")]


@pytest.mark.parametrize(("count", "said"), [
    (0, "0 秒"), (45, "45 秒"), (60, "1 分钟"), (90, "1 分 30 秒"), (3600, "1 小时"), (7260, "2 小时 1 分钟"),
])  # fmt: skip
def test_lengths_of_time(count: int, said: str) -> None:
    assert seconds(count) == said


def test_values_with_names_are_called_by_them(world: World) -> None:
    rule(
        world.near.community, device_type="door", metric="open", operator=">=", limit=1.0, clear_limit=None,
        duration_s=1800, max_gap_s=7200,
    )  # fmt: skip
    sensor = device(world.near.estate, "door", name="单元门磁").device
    feed(sensor.pk, (0, 1), (1900, 1), metric="open")
    assert Alert.objects.get().message == "门：开，持续 30 分钟"
