"""Trying a rule on stored readings before it is switched on; combined conditions through the REST door."""

from __future__ import annotations

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.kernel.testing.world import World
from linli.sections.alerts.models import Alert, Rule
from linli.sections.alerts.tests.factories import device, rule, rule_data
from linli.sections.devices.models import Reading

pytestmark = [pytest.mark.django_db, pytest.mark.function("6.3")]
TRY = "/api/alerts/rules/try"


def heat(device_id: int, *values: tuple[float, float]) -> None:
    """Temperatures (days ago, value), stored and never looked at by a rule."""
    now = timezone.now()
    for days, value in values:
        at_ms = round((now - timedelta(days=days)).timestamp() * 1000)
        Reading.objects.create(device_id=device_id, at_ms=at_ms, values={"temperature": value})


def test_a_rule_is_tried_on_the_last_days_before_it_is_saved(world: World) -> None:
    saved = rule(world.near.community, duration_s=0, limit=40.0, clear_limit=None)
    hot, cool = device(world.near.estate).device, device(world.near.estate, name="二号").device
    heat(hot.pk, (31, 99), (5, 31), (4, 20), (3, 45), (2.5, 33), (2, 20), (1, 31))
    heat(cool.pk, (2, 20))
    body: dict[str, Any] = asdict(rule_data(world.near.community, duration_s=0, clear_limit=None))
    browser = world.browser(r.WORKER)
    answer = browser.call("POST", TRY, {"rule": body, "rule_id": saved.pk})
    told = answer.json()
    assert (answer.status_code, told["covered"], told["looked"], told["messages"]) == (200, 2, 2, 7)
    [found] = told["devices"]
    assert [(s["value"], s["ended_at"] is None) for s in found["spans"]] == [
        (31.0, False),
        (45.0, False),
        (31.0, True),
    ]
    assert (found["count"], found["saved_count"], told["after"], told["told"]) == (3, 1, None, True)
    assert [(one["limit"], one["count"]) for one in told["limits"]] == [(32.0, 1), (33.0, 1), (36.0, 1)]
    assert (sum(told["per_day"].values()), told["real"]) == (3, {"count": 0, "false": 0})
    assert (Alert.objects.count(), Rule.objects.get().limit) == (0, 40.0)
    wrong = browser.call("POST", TRY, {"rule": {**body, "metric": ""}})
    assert (wrong.status_code, list(wrong.json()["error"]["fields"])) == (422, ["metric"])
    wrong = browser.call("POST", TRY, {"rule": {**body, "clear_limit": 99}})
    assert (wrong.status_code, list(wrong.json()["error"]["fields"])) == (422, ["clear_limit"])


def test_health_values_are_not_told_to_who_may_not_know_them(world: World) -> None:
    hot = device(world.near.estate).device
    heat(hot.pk, (1, 45))
    body = {"rule": asdict(rule_data(world.near.community, kind="heart_rate", duration_s=0))}
    told = world.browser(r.STREET, world.near.street).call("POST", TRY, body).json()
    assert (told["told"], told["devices"][0]["spans"][0]["value"]) == (False, None)


def test_a_combined_condition_is_saved_or_refused_with_a_reason(world: World) -> None:
    browser = world.browser(r.WORKER)
    leaf = {"node": "over", "metric": "temperature", "how": "count", "seconds": 600, "op": ">=", "limit": 3,
            "where": {"op": ">", "limit": 30}}  # fmt: skip
    body = asdict(
        rule_data(world.near.community, form="tree", tree={"node": "all", "of": [leaf]}, duration_s=0)
    )
    answer = browser.call("POST", "/api/alerts/rules", body)
    assert (answer.status_code, answer.json()["tree"]["of"][0]["where"]["limit"]) == (200, 30)
    for tree, text in (
        (None, "条件不完整"),
        ({"node": "all", "of": [{**leaf, "metric": "heart_rate"}]}, "没有指标 heart_rate"),
        ({"node": "time", "starts": "22:00"}, "至少要有一项数据"),
        ({"node": "not", "of": {"node": "event", "metric": "temperature"}}, "不能放在“不满足”里"),
        ({**leaf, "clear_limit": 5}, "恢复阈值"),
    ):
        refused = browser.call("POST", "/api/alerts/rules", {**body, "title": "另一条", "tree": tree})
        assert (refused.status_code, list(refused.json()["error"]["fields"])) == (422, ["tree"])
        assert text in refused.json()["error"]["fields"]["tree"]
    assert Rule.objects.count() == 1
