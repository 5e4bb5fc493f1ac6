"""1.3 一张图 and 1.1 the wall: what the sections mark on the plan, for each as far as the permission reaches."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from linli.kernel.access import Actor
from linli.kernel.discovery import section, sections
from linli.kernel.models import Area
from linli.kernel.offers import Layer, Mark, PlanSheet
from linli.kernel.testing.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.once]
HOUSE = {
    "type": "Feature",
    "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [40, 0], [40, 12], [0, 12], [0, 0]]]},
    "properties": {"kind": "building", "name": "7号楼", "building": 77},
}


def sheet(actor: Actor, area_id: int | None) -> PlanSheet | None:
    """Stands in for the registry's plan: one house on the first estate."""
    estates = [(area.pk, area.name) for area in actor.areas("insight.map.read").filter(kind="estate")]
    return PlanSheet(estates[0][0], estates[0][1], [HOUSE], estates) if estates else None


def marks(actor: Actor, areas: QuerySet[Area]) -> list[Mark]:
    """Stands in for a section's marks: by key, by name, by point, and nowhere."""
    told = actor.can("insight.map.read")
    return [
        Mark("ok", "甲" if told else "", building_id=77),
        Mark("danger", "乙" if told else "", "七楼", "/x/2", building="7号楼"),
        Mark("info", "丙" if told else "", point=[5.5, 99.0]),
        Mark("warn", "丁" if told else "", building="8号楼"),
    ]


def broken(actor: Actor, areas: QuerySet[Area]) -> list[Mark]:
    """Stands in for a section that fails."""
    raise ValueError("broken")


def fake(id_: str, query: str, permission: str = "insight.screen.read", order: int = 1) -> Layer:
    return Layer(id_, id_, f"{__name__}.{query}", (permission,), "square", order)


@pytest.fixture
def world() -> World:
    return make_world()


@pytest.fixture
def offering(monkeypatch: pytest.MonkeyPatch) -> Any:
    """One section offers a plan and layers, and no other."""

    def offer(*layers: Layer) -> None:
        for other in sections():
            monkeypatch.setattr(other, "layers", (), raising=False)
            monkeypatch.setattr(other, "plans", (), raising=False)
        monkeypatch.setattr(section("insight"), "layers", layers)
        monkeypatch.setattr(section("insight"), "plans", (f"{__name__}.sheet",))

    return offer


@pytest.mark.function("1.3")
def test_marks_stand_where_they_are_and_a_failing_section_says_so(world: World, offering: Any) -> None:
    offering(
        fake("甲层", "marks"),
        fake("坏层", "broken", order=2),
        fake("物业层", "marks", "insight.rollup.read", 3),
    )
    found = world.browser("grid", world.near.estate).call("GET", "/api/insight/map").json()
    assert (found["area"], found["plan"]["features"][0]["properties"]["name"]) == ("近水小区", "7号楼")
    layers = {layer["id"]: layer for layer in found["layers"]}
    assert [(layer["id"], layer["total"], layer["failed"]) for layer in found["layers"]] == [
        ("甲层", 4, False), ("坏层", 0, True),
    ]  # fmt: skip
    assert [(m["label"], m["x"], m["y"], m["link"]) for m in layers["甲层"]["marks"]] == [
        ("甲", 20.0, 6.0, ""), ("乙", 20.0, 6.0, "/x/2"), ("丙", 5.5, 99.0, ""), ("丁", None, None, ""),
    ]  # fmt: skip


@pytest.mark.function("1.3")
@pytest.mark.function("1.1")
def test_the_wall_gets_numbers_at_places_and_nothing_else(
    world: World, offering: Any, monkeypatch: Any
) -> None:
    offering(fake("甲层", "marks"))
    monkeypatch.setattr(section("insight"), "plans", (f"{__name__}.wall_sheet",))
    wall = world.browser("screen", world.near.estate)
    tiles = wall.call("GET", "/api/insight/tiles").json()
    data = next(tile["data"] for tile in tiles if tile["id"] == "insight.plan")
    assert data["marks"] == [
        {"layer": "甲层", "x": 20.0, "y": 6.0, "tone": "danger", "count": 2},
        {"layer": "甲层", "x": 5.5, "y": 99.0, "tone": "info", "count": 1},
    ]
    assert data["layers"] == [{"id": "甲层", "title": "甲层", "shape": "square", "total": 4}]
    assert wall.call("GET", "/api/insight/map").status_code == 403


def wall_sheet(actor: Actor, area_id: int | None) -> PlanSheet:
    """The plan as a screen gets it."""
    estate = actor.areas("insight.screen.read").get(kind="estate")
    return PlanSheet(estate.pk, estate.name, [HOUSE], [(estate.pk, estate.name)])


@pytest.mark.function("1.3")
def test_every_section_marks_with_two_queries_at_most(world: World) -> None:
    _fill(world)
    browser, layers = world.browser("secretary"), [layer for other in sections() for layer in other.layers]
    with CaptureQueriesContext(connection) as seen:
        found = browser.call("GET", f"/api/insight/map?area_id={world.near.estate.pk}").json()
    assert {layer["id"] for layer in found["layers"]} == {layer.id for layer in layers}
    assert not any(layer["failed"] for layer in found["layers"])
    assert len(seen) <= 7 + len(
        layers
    )  # session, user, roles; estates, estate, plan, buildings; one per layer
    assert browser.call("GET", f"/api/insight/map?area_id={world.far.estate.pk}").status_code == 404


@pytest.mark.function("1.3")
def test_who_may_not_see_people_gets_none_on_the_way_down(world: World) -> None:
    """Building → floors → home → people: the property company stops before the people."""
    _fill(world)
    home = apps.get_model("registry.Home").objects.filter(estate=world.near.estate, residents__gt=0).first()
    path = f"/api/registry/homes/{home.pk}"
    seen, hidden = (
        world.browser("worker").call("GET", path).json(),
        world.browser("property_staff").call("GET", path),
    )
    assert len(seen["occupancies"]) == 1
    assert (hidden.json()["occupancies"], hidden.json()["owner_name"]) == ([], "")
    assert world.browser("property_staff").call("GET", f"{path}/residents?on=2026-11-01").status_code == 403


@pytest.mark.function("1.1")
def test_no_tile_of_the_wall_names_a_person_a_number_or_a_door(world: World) -> None:
    _fill(world)
    people = apps.get_model("registry.Person").objects.filter(estate=world.near.estate)
    homes = apps.get_model("registry.Home").objects.filter(estate=world.near.estate)
    secret = {value for one in people for value in (one.name, one.phones, one.id_number) if value}
    secret |= {home.address for home in homes}
    tiles = world.browser("screen", world.near.estate).call("GET", "/api/insight/tiles").json()
    assert [tile["id"] for tile in tiles if tile["data"] is None] == []
    text = json.dumps(tiles, ensure_ascii=False)
    assert len(secret) > 3
    assert [word for word in secret if word in text] == []


def _fill(world: World) -> None:
    for other in sections():
        import_module(f"{other.name}.tests.samples").samples(world.near.estate)
