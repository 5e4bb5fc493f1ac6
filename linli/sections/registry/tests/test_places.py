"""2.1 areas, buildings, homes; 2.3 who lived where; 2.4 grids and wardens."""

from __future__ import annotations

from typing import Any

import pytest

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area, AuditEntry, RoleHolding
from linli.kernel.testing.world import World
from linli.sections.registry import services
from linli.sections.registry.models import Home, Occupancy, Person
from linli.sections.registry.tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.function("2.1")
def test_the_area_tree_grows_where_it_may(world: World) -> None:
    browser, community = world.browser("worker"), world.near.community
    made = browser.call(
        "POST", "/api/registry/areas", {"parent_id": community.pk, "name": "新苑小区", "kind": "estate"}
    )
    assert (made.status_code, made.json()["kind_text"], made.json()["parent_id"]) == (
        200,
        "小区",
        community.pk,
    )
    again = browser.call(
        "POST", "/api/registry/areas", {"parent_id": community.pk, "name": "新苑小区", "kind": "estate"}
    )
    assert again.status_code == 409
    wrong = browser.call(
        "POST", "/api/registry/areas", {"parent_id": community.pk, "name": "新区", "kind": "street"}
    )
    assert (wrong.status_code, list(wrong.json()["error"]["fields"])) == (422, ["kind"])
    names = [node["name"] for node in browser.call("GET", "/api/registry/areas").json()]
    assert names == ["近水社区", "近水小区", "近水第一网格", "新苑小区"]
    renamed = browser.call("PATCH", f"/api/registry/areas/{made.json()['id']}", {"name": "新苑西区"})
    assert renamed.json()["name"] == "新苑西区"


@pytest.mark.function("2.1")
def test_buildings_and_homes(world: World) -> None:
    browser, estate = world.browser("worker"), world.near.estate
    sent = {
        "area_id": estate.pk,
        "name": "06号楼",
        "floors": 6,
        "built_year": 1988,
        "plan": [[0, 0], [40, 0], [40, 12]],
    }
    building = browser.call("POST", "/api/registry/buildings", sent).json()
    assert (building["name"], building["homes"], building["plan"][1]) == ("6号楼", 0, [40.0, 0.0])
    twice = browser.call("POST", "/api/registry/buildings", {"area_id": estate.pk, "name": "6#"})
    assert twice.status_code == 409
    room = {
        "building_id": building["id"],
        "unit": "2单元",
        "room": "501室",
        "area_m2": "88.50",
        "status": "owned",
    }
    home = browser.call("POST", "/api/registry/homes", room).json()
    assert (home["address"], home["floor"], home["area_m2"], home["status_text"]) == (
        "6号楼2单元501室",
        5,
        "88.50",
        "自住",
    )
    changed = browser.call("PATCH", f"/api/registry/homes/{home['id']}", {"use": "shop", "note": "临街"})
    assert (changed.json()["use_text"], changed.json()["note"]) == ("商铺", "临街")
    bad = browser.call("PATCH", f"/api/registry/homes/{home['id']}", {"area_m2": -3})
    assert bad.status_code == 422
    picture = browser.call("GET", f"/api/registry/buildings/{building['id']}/homes").json()
    assert [(u["name"], u["floors"][0]["homes"][0]["room"]) for u in picture["units"]] == [("2", "501")]
    assert set(AuditEntry.objects.values_list("action", flat=True)) == {
        "registry.building.added",
        "registry.home.added",
        "registry.home.changed",
    }


@pytest.mark.function("2.1")
def test_a_lived_in_home_is_not_made_vacant(world: World) -> None:
    person = factories.person(world.near.estate)
    answer = world.browser("worker").call(
        "PATCH", f"/api/registry/homes/{person.home_id}", {"status": "vacant"}
    )
    assert (answer.status_code, Home.objects.get(pk=person.home_id).status) == (422, "unknown")


@pytest.mark.function("2.1")
def test_property_staff_see_homes_but_no_people(world: World) -> None:
    person = factories.person(world.near.estate)
    browser = world.browser("property_staff", world.near.estate)
    home = browser.call("GET", f"/api/registry/homes/{person.home_id}").json()
    assert (home["residents"], home["occupancies"], home["owner_name"], home["household_id"]) == (
        1,
        [],
        "",
        None,
    )
    assert browser.call("GET", "/api/registry/people").status_code == 403


@pytest.mark.function("2.3")
def test_who_lived_here_on_a_day(world: World) -> None:
    estate, browser = world.near.estate, world.browser("worker")
    home = factories.home(estate)
    old = factories.person(estate, name="刘老租")
    new = factories.person(estate, name="陈新租")
    sent = {"home_id": home.pk, "kind": "tenant", "since": "2020-01-01"}
    first = browser.call("POST", f"/api/registry/people/{old.pk}/occupancies", sent)
    assert first.status_code == 200, first.content.decode()
    ended = browser.call(
        "POST",
        f"/api/registry/occupancies/{first.json()['id']}/end",
        {"until": "2023-06-30", "reason": "租期届满"},
    )
    assert ended.json()["until"] == "2023-06-30"
    browser.call("POST", f"/api/registry/people/{new.pk}/occupancies", sent | {"since": "2023-07-01"})

    def then(day: str) -> list[str]:
        rows = browser.call("GET", f"/api/registry/homes/{home.pk}/residents?on={day}").json()
        return [row["person_name"] for row in rows]

    assert [then(day) for day in ("2019-12-31", "2020-01-01", "2023-06-30", "2023-07-01", "2026-11-22")] == [
        [],
        ["刘老租"],
        ["刘老租"],
        ["陈新租"],
        ["陈新租"],
    ]
    history = browser.call("GET", f"/api/registry/homes/{home.pk}").json()["occupancies"]
    assert [(row["person_name"], row["reason"]) for row in history if row["until"]] == [
        ("刘老租", "租期届满")
    ]


@pytest.mark.function("2.3")
def test_the_same_relation_is_noted_once(world: World) -> None:
    estate, browser = world.near.estate, world.browser("worker")
    person = factories.person(estate)
    path = f"/api/registry/people/{person.pk}/occupancies"
    again = browser.call("POST", path, {"home_id": person.home_id, "kind": "owner"})
    assert again.status_code == 409
    other = factories.home(world.far.estate)
    assert browser.call("POST", path, {"home_id": other.pk, "kind": "owner"}).status_code == 404
    future = browser.call(
        "POST", path, {"home_id": factories.home(estate).pk, "kind": "guest", "since": "2999-01-01"}
    )
    assert (future.status_code, Occupancy.objects.count()) == (422, 1)


def grid_with_building(world: World) -> tuple[Any, Any, Any]:
    estate = world.near.estate
    person = factories.person(estate)
    grid = services.add_grid(actor=SYSTEM, estate=estate, name="第二网格")
    return grid, person, world.browser("secretary")


@pytest.mark.function("2.4")
def test_a_grid_is_drawn_and_gets_its_buildings(world: World) -> None:
    grid, person, browser = grid_with_building(world)
    ring = [[0, 0], [90, 0], [90, 60], [0, 0]]
    drawn = browser.call(
        "PATCH", f"/api/registry/grids/{grid.pk}", {"outline": {"type": "Polygon", "coordinates": [ring]}}
    )
    assert drawn.json()["outline"]["coordinates"] == [ring]
    broken = browser.call(
        "PATCH", f"/api/registry/grids/{grid.pk}", {"outline": {"type": "Polygon", "coordinates": [[[0, 0]]]}}
    )
    assert (broken.status_code, list(broken.json()["error"]["fields"])) == (422, ["outline"])
    done = browser.call(
        "PUT", f"/api/registry/grids/{grid.pk}/buildings", {"building_ids": [person.building_id]}
    )
    assert done.json() == {"count": 1}
    assert Person.objects.get(pk=person.pk).area_id == grid.area_id
    row = next(g for g in browser.call("GET", "/api/registry/grids").json() if g["id"] == grid.pk)
    assert (row["buildings"], row["homes"], row["people"]) == (1, 1, 1)
    browser.call("PUT", f"/api/registry/grids/{grid.pk}/buildings", {"building_ids": []})
    assert Person.objects.get(pk=person.pk).area_id == world.near.estate.pk


@pytest.mark.function("2.4")
def test_a_warden_sees_the_own_grid_only_and_hands_over(world: World) -> None:
    grid, person, browser = grid_with_building(world)
    services.assign_buildings(actor=SYSTEM, grid=grid, building_ids=[person.building_id])
    elsewhere = factories.person(
        world.near.estate, name="别格人", at=factories.home(world.near.estate, ("9", "1", "901"))
    )
    first, second = world.user("grid", grid.area), world.user("worker", world.near.estate)
    hand = f"/api/registry/grids/{grid.pk}/hand-over"
    assert browser.call("POST", hand, {"user_id": first.pk}).status_code == 200
    warden = world.browser("grid", grid.area)
    assert [row["name"] for row in warden.call("GET", "/api/registry/people").json()["items"]] == [
        person.name
    ]
    assert warden.call("GET", f"/api/registry/people/{elsewhere.pk}").status_code == 404
    after = browser.call("POST", hand, {"user_id": second.pk, "handover": "两位独居老人每周走访"}).json()
    assert [(w["until"] is None, w["handover"]) for w in after["wardens"]] == [
        (True, ""),
        (False, "两位独居老人每周走访"),
    ]
    assert set(RoleHolding.objects.filter(role="grid", area=grid.area).values_list("user", flat=True)) == {
        second.pk
    }
    assert warden.call("GET", "/api/registry/people").status_code == 403
    stranger = world.user("worker", world.far.community)
    assert browser.call("POST", hand, {"user_id": stranger.pk}).status_code == 404
    assert Area.objects.filter(kind="grid", parent=world.near.estate).count() == 2
