"""1.5: the four goals, each with its formula and the rows behind it."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.db.models import Q

from linli.kernel.access import Actor, visible
from linli.kernel.discovery import section, sections
from linli.kernel.models import Area
from linli.kernel.offers import Line, Quota, Share
from linli.kernel.testing.world import World, make_world
from linli.sections.insight.models import Bulletin
from linli.sections.insight.queries import goals, rows_behind
from linli.sections.insight.tests.test_bulletins import notice

pytestmark = pytest.mark.django_db
MAP, ROWS = "insight.map.read", "insight.bulletin.manage"


def long_texts(actor: Actor, permission: str) -> Quota:
    """Stands in for a section's part: bulletins that carry a name."""
    rows = visible(Bulletin.objects.order_by("pk"), actor, permission)
    return Quota(rows, Q(text__startswith="好"), lambda b: Line(b.text, "一行", f"/b/{b.pk}"))


def broken(actor: Actor, permission: str) -> Quota:
    """Stands in for a section that fails."""
    raise ValueError("broken")


def part(id_: str, goal: Any, query: str = "long_texts") -> Share:
    return Share(
        id_,
        goal,
        id_,
        f"{id_} 的公式",
        f"{__name__}.{query}",
        MAP,
        ROWS,
        "好的",
        "不好的",
        "甲乙丙".index(id_),
    )


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def offering(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Lets one section offer parts, and no other."""

    def offer(*shares: Share) -> None:
        for other in sections():
            monkeypatch.setattr(other, "shares", (), raising=False)
        monkeypatch.setattr(section("insight"), "shares", shares)

    return offer


def write(area: Area, *texts: str) -> None:
    times = {key: value for key, value in notice().items() if key != "text"}
    for text in texts:
        Bulletin.objects.create(area=area, text=text, **times)


@pytest.mark.function("1.5")
def test_a_goal_is_the_mean_of_its_parts_and_says_so(world: World, offering: Any) -> None:
    offering(part("甲", "coverage"), part("乙", "coverage", "broken"), part("丙", "response"))
    write(world.near.estate, "好一", "好二", "坏三")
    write(world.far.estate, "坏四")
    found = {goal["key"]: goal for goal in world.browser("worker").call("GET", "/api/insight/goals").json()}
    assert [(g["title"], g["percent"]) for g in found.values()] == [
        ("全覆盖", 66.6), ("零距离", None), ("全响应", 66.6), ("齐参与", None),
    ]  # fmt: skip
    assert found["coverage"]["formula"] == "全覆盖 = 甲；乙暂无数据，没有计入"
    assert found["distance"]["formula"] == "零距离：还没有可以计算的数据"
    shown = {key: found["coverage"]["parts"][0][key] for key in ("part", "whole", "formula", "rows")}
    assert shown == {"part": 2, "whole": 3, "formula": "甲 的公式", "rows": True}
    assert found["coverage"]["parts"][1]["whole"] is None


@pytest.mark.function("1.5")
def test_the_rows_behind_a_number_are_one_click_away(world: World, offering: Any) -> None:
    offering(part("甲", "coverage"))
    write(world.near.estate, "好一", "坏二", "坏三")
    worker, warden = world.browser("worker"), world.browser("grid", world.near.grid)
    path = "/api/insight/goals/rows"
    met = worker.call("GET", f"{path}?share=甲&met=true").json()
    assert [row["title"] for row in met["items"]] == ["好一"]
    missing = worker.call("GET", f"{path}?share=甲&met=false&size=1").json()
    assert (missing["total"], missing["items"][0]["title"]) == (2, "坏二")
    assert worker.call("GET", f"{path}?share=没有").status_code == 404
    assert warden.call("GET", f"{path}?share=甲").status_code == 403
    book = worker.call("GET", f"{path}?share=甲&format=xlsx")
    assert book["Content-Type"].endswith("spreadsheetml.sheet")


@pytest.mark.function("1.5")
def test_every_part_counts_what_it_lists(world: World) -> None:
    """Of every declared part: the rows that meet it and those that do not are all its rows."""
    for other in sections():
        import_module(f"{other.name}.tests.samples").samples(world.near.estate)
    actor = world.actor("secretary")
    shares = [share for other in sections() for share in other.shares]
    assert {share.goal for share in shares} == {"coverage", "distance", "response", "participation"}
    measured = {part["id"]: part for goal in goals(actor) for part in goal["parts"]}
    for share in shares:
        _, met, line = rows_behind(actor, share.id, met=True)
        missing = rows_behind(actor, share.id, met=False)[1]
        told = measured[share.id]
        assert (met.count(), met.count() + missing.count()) == (told["part"], told["whole"]), share.id
        assert share.formula.count("÷") == 1, share.id
        assert [line(row).title for row in (*met, *missing)].count("") == 0
    assert measured["registry.known_homes"]["whole"] > 0


@pytest.mark.function("1.5")
def test_the_wall_shows_the_four_numbers(world: World, offering: Any) -> None:
    offering(part("甲", "coverage"))
    write(world.near.estate, "好一")
    tiles = world.browser("screen", world.near.estate).call("GET", "/api/insight/tiles").json()
    shown = next(tile["data"] for tile in tiles if tile["id"] == "insight.goals")["goals"]
    assert [goal["percent"] for goal in shown] == [None, None, None, None]  # the screen holds no MAP right
