"""1.5, 1.6, 1.3: what cases offer to insight agrees with the section's own measures and lists."""

from __future__ import annotations

import pytest

from linli.kernel.testing.world import World, make_world
from linli.sections.cases.measures import MEASURES
from linli.sections.cases.offered import SHARES
from linli.sections.cases.tests.samples import samples

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.mark.function("1.5")
def test_the_written_formulas_are_those_of_the_measures() -> None:
    shown = {share.id: share.formula for share in SHARES}
    measures = {measure.id: measure.formula for measure in MEASURES}
    pairs = (("cases.answered", "response"), ("cases.punctual", "on_time"), ("cases.solved", "resolved"))
    assert [shown[share] for share, _ in pairs] == [
        f"近 90 天上报的诉求：{measures[one]}" for _, one in pairs
    ]


@pytest.mark.function("1.3", "1.6")
def test_the_plan_and_the_roll_up_count_the_open_cases_of_the_list(world: World) -> None:
    samples(world.near.estate)
    samples(world.far.estate)
    browser = world.browser("secretary")
    listed = browser.call("GET", "/api/cases/cases?state=open").json()["total"]
    layers = browser.call("GET", "/api/insight/map").json()["layers"]
    rolled = browser.call("GET", "/api/insight/rollup").json()["total"]
    assert listed > 0
    assert (
        next(layer["total"] for layer in layers if layer["id"] == "cases.open")
        == listed
        == rolled["cases_open"]
    )
