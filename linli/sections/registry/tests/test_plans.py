"""Plans of estates (2.1, 1.3): a GeoJSON file is checked, shown, put in use, undone and taken out again."""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import World
from linli.sections.registry.models import Building, Plan
from linli.sections.registry.planfile import MAX_BYTES, as_degrees, read_plan
from linli.sections.registry.tests import factories

pytestmark = pytest.mark.django_db
Shape = dict[str, Any]


def shape(kind: str, name: str, corners: list[list[float]], **tags: Any) -> Shape:
    geometry = {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}
    return {"type": "Feature", "geometry": geometry, "properties": {"kind": kind, "name": name, **tags}}


def house(name: str, x: float = 0, y: float = 0) -> Shape:
    return shape("building", name, [[x, y], [x + 40, y], [x + 40, y + 12], [x, y + 12]])


def geojson(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


ROAD = {
    "type": "Feature",
    "geometry": {"type": "LineString", "coordinates": [[0, 20], [200, 20]]},
    "properties": {"kind": "道路", "width": 6},
}
SHORT = {
    "type": "Feature",
    "geometry": {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
    "properties": {},
}


@pytest.fixture
def send(world: World) -> Callable[..., Any]:
    """Uploads a plan file of the near estate as its community worker."""

    def upload(content: bytes, what: str = "", role: str = "worker") -> Any:
        browser = world.browser(role)
        path = f"/api/registry/plans/{world.near.estate.pk}{what}"
        data = {"file": SimpleUploadedFile("小区.geojson", content)}
        return browser.post(path, data, headers={"X-CSRFToken": browser.cookies["csrftoken"].value})

    return upload


def plan(world: World, role: str = "worker") -> Any:
    return world.browser(role).call("GET", f"/api/registry/plans/{world.near.estate.pk}").json()


@pytest.mark.function("1.3")
def test_a_plan_is_checked_before_it_is_saved(world: World, send: Callable[..., Any]) -> None:
    for name in ("1", "2"):
        factories.building(world.near.estate, name)
    found = send(geojson(house("01号楼"), house("9", 60), house("", 120), ROAD), "/check").json()
    told = {key: found[key] for key in ("matched", "unknown", "missing", "unnamed", "twice", "degrees")}
    assert told == {
        "matched": 1, "unknown": ["9"], "missing": ["2"], "unnamed": 1, "twice": [], "degrees": False,
    }  # fmt: skip
    assert [one["properties"]["kind"] for one in found["features"]] == ["building"] * 3 + ["road"]
    assert (Plan.objects.count(), Building.objects.exclude(plan=[]).count()) == (0, 0)


@pytest.mark.function("1.3")
def test_an_upload_draws_the_houses_and_can_be_undone(world: World, send: Callable[..., Any]) -> None:
    estate = world.near.estate
    first, second = factories.building(estate, "1"), factories.building(estate, "2")
    Building.objects.filter(pk=first.pk).update(plan=[[5, 5], [9, 5], [9, 9]])
    saved = send(geojson(house("1"), house("2", 60), ROAD)).json()
    assert (saved["version"], [f["properties"]["building"] for f in saved["plan"]["features"]]) == (
        2,
        [None, first.pk, second.pk],
    )
    second.refresh_from_db()
    assert second.plan == [[60.0, 0.0], [100.0, 0.0], [100.0, 12.0], [60.0, 12.0]]
    browser = world.browser("worker")
    path = f"/api/registry/plans/{estate.pk}/restore"
    assert browser.call("POST", path, {"version": 1}).status_code == 409
    back = browser.call("POST", path, {"version": 2}).json()
    assert (back["version"], [f["properties"]["building"] for f in back["plan"]["features"]]) == (
        1,
        [first.pk],
    )
    assert browser.call("POST", path, {"version": 1}).status_code == 409
    first.refresh_from_db()
    assert first.plan == [[5, 5], [9, 5], [9, 9]]
    actions = AuditEntry.objects.filter(action__startswith="registry.plan").order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        "registry.plan.uploaded",
        "registry.plan.restored",
    ]


@pytest.mark.function("1.3")
def test_degrees_become_metres_and_come_out_again_as_degrees(world: World, send: Callable[..., Any]) -> None:
    factories.building(world.near.estate, "3")
    corners = [[116.5870, 35.4150], [116.5875, 35.4150], [116.5875, 35.4148], [116.5870, 35.4148]]
    osm = shape("", "", corners, building="apartments", **{"addr:housenumber": "3号楼"})
    saved = send(geojson(osm)).json()
    ring = saved["plan"]["features"][0]["geometry"]["coordinates"][0]
    assert ring[0] == [0, 0]
    assert ring[2] == [round(0.0005 * 111_320 * math.cos(math.radians(35.415)), 1), 22.3]
    out = world.browser("worker").call("GET", f"/api/registry/plans/{world.near.estate.pk}/export")
    assert out["Content-Type"] == "application/geo+json; charset=utf-8"
    again = out.json()["features"][0]["geometry"]["coordinates"][0]
    assert (
        max(
            abs(a - b)
            for one, other in zip(again, corners, strict=False)
            for a, b in zip(one, other, strict=True)
        )
        < 1e-6
    )


@pytest.mark.function("1.3")
@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"PK\x03\x04", "这不是 GeoJSON 文件"),
        (b"[" * 100_000, "这不是 GeoJSON 文件"),
        (b'{"type": "Feature"}', "最外层应该是 FeatureCollection"),
        (geojson(house("1"), SHORT), "第 2 个图形不合 GeoJSON 格式"),
        (geojson(ROAD), "图里没有楼栋"),
        (geojson(), "文件里没有图形"),
        (geojson(house("1", x=9e9)), "坐标超出范围"),
        (geojson(house("1"), house("1号楼", 60)), "有楼号画了两次：1"),
        (geojson(*[ROAD] * 3001), "图形超过 3000 个"),
    ],
)  # fmt: skip
def test_a_wrong_file_says_what_is_wrong_and_changes_nothing(
    world: World, send: Callable[..., Any], content: bytes, says: str
) -> None:
    answer = send(content)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["file"])
    assert says in answer.json()["error"]["message"]
    assert Plan.objects.count() == 0


@pytest.mark.function("1.3")
def test_a_file_too_large_is_refused(send: Callable[..., Any]) -> None:
    assert send(b" " * (MAX_BYTES + 1)).status_code == 413


@pytest.mark.function("1.3")
def test_who_sees_and_who_draws_the_plan(world: World, send: Callable[..., Any]) -> None:
    factories.building(world.near.estate, "1")
    assert send(geojson(house("1")), role="grid").status_code == 403
    send(geojson(house("1")))
    for role, place in (
        ("resident", world.near.estate),
        ("screen", world.near.estate),
        ("grid", world.near.grid),
    ):
        found = world.browser(role, place).call("GET", "/api/registry/plans").json()
        assert [(row["area_id"], row["version"], row["drawn"]) for row in found] == [
            (world.near.estate.pk, 1, 1)
        ]
    far = world.browser("worker", world.far.community)
    assert far.call("GET", f"/api/registry/plans/{world.near.estate.pk}").status_code == 404
    assert far.call("GET", "/api/registry/plans").json()[0]["drawn"] == 0


@given(
    west=st.floats(-179, 179), north=st.floats(-70, 70),
    at=st.lists(st.tuples(st.floats(0, 0.01), st.floats(0, 0.01)), min_size=3, max_size=8, unique=True),
)  # fmt: skip
def test_there_and_back_again(west: float, north: float, at: list[tuple[float, float]]) -> None:
    corners = [[west + x, north - y] for x, y in at]
    read = read_plan(geojson(shape("building", "1", corners)))
    back = as_degrees(read.features, read.origin)[0]["geometry"]["coordinates"][0]
    for one, other in zip(back, corners, strict=False):
        assert one == pytest.approx(other, abs=2e-6)
