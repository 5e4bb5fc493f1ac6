"""A fence (电子围栏) and staying (停留): from what a device reports to the alert, with the fence of one person's own."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pytest

from linli.kernel.access import SYSTEM
from linli.kernel.access import roles as r
from linli.kernel.testing.world import World
from linli.sections.alerts import services
from linli.sections.alerts.engine.run import begin, step
from linli.sections.alerts.engine.tree import compile_tree
from linli.sections.alerts.models import Alert, Rule
from linli.sections.alerts.tests.factories import at, device, evaluator, ms, rule_data, settle
from linli.sections.devices.models import Reading

pytestmark = [pytest.mark.django_db, pytest.mark.function("6.3")]
EAST, NORTH = 116.59, 35.41
METRE = 1 / 111_320


def square(metres: float) -> list[list[float]]:
    """So many metres north of the corner, and a little less east."""
    far = metres * METRE
    return [[EAST, NORTH], [EAST + far, NORTH], [EAST + far, NORTH + far], [EAST, NORTH + far]]


def away(metres: float, **more: Any) -> dict[str, Any]:
    zone = {"node": "zone", "name": "幸福小区", "ring": square(metres), "buffer_m": 50, "max_gap_s": 3600}
    return {"node": "for", "seconds": 600, "of": zone | more}


def body(world: World, tree: dict[str, Any]) -> dict[str, Any]:
    return asdict(rule_data(world.near.community, title="走失", form="tree", kind="wander", device_type="wristband",
                            tree=tree, duration_s=0))  # fmt: skip


def seen(device_id: int, *places: tuple[float, float, int]) -> list[tuple[str, Any, Any]]:
    """The watch is (second, metres north of the corner, satellites); then what alerts there are."""
    for second, metres, satellites in places:
        values = {
            "latitude": NORTH + metres * METRE,
            "longitude": EAST + 100 * METRE,
            "satellites": satellites,
        }
        Reading.objects.create(device_id=device_id, at_ms=ms(second), values=values)
        settle(evaluator(second))
    return list(Alert.objects.order_by("pk").values_list("source_title", "raised_at", "ended_at"))


def test_who_leaves_the_estate_for_ten_minutes_is_missed_until_back_inside(world: World) -> None:
    answer = world.browser(r.WORKER).call("POST", "/api/alerts/rules", body(world, away(400)))
    assert answer.status_code == 200, answer.content
    watch = device(world.near.estate, "wristband", name="王奶奶的手环").device
    assert seen(watch.pk, (0, 200, 9), (60, 430, 9), (700, 440, 9)) == []
    assert seen(watch.pk, (1000, 900, 3), (1300, 500, 9), (1400, 200, 2), (1800, 600, 9)) == []
    [(title, raised, _)] = seen(watch.pk, (1900, 700, 9))
    assert (title, raised) == ("王奶奶的手环", at(1900))
    assert Alert.objects.get().message == "离开幸福小区 10 分钟"
    seen(watch.pk, (2000, 430, 9))
    assert Alert.objects.get().ended_at is None
    seen(watch.pk, (2100, 390, 9))
    assert Alert.objects.get().ended_at == at(2100)


def test_one_person_has_a_fence_of_their_own_and_a_new_one_keeps_the_time(world: World) -> None:
    rule = services.create_rule(actor=SYSTEM, data=rule_data(**_tree(world, away(400))))
    watch, other = (device(world.near.estate, "wristband", name=name).device for name in ("甲", "乙"))
    path = f"/api/alerts/rules/{rule.pk}/overrides/{watch.pk}"
    browser = world.browser(r.WORKER)
    assert browser.call("PUT", path, {"tree": away(2000)}).status_code == 200
    wrong = browser.call("PUT", path, {"tree": away(2000, ring=square(10)[:2])})
    assert (wrong.status_code, wrong.json()["error"]["fields"]) == (422, {"tree": "围栏至少要有 3 个角。"})
    assert seen(watch.pk, (0, 900, 9), (700, 900, 9)) == []
    assert seen(other.pk, (800, 900, 9), (900, 900, 9)) == []
    services.update_rule(actor=SYSTEM, rule_id=rule.pk, data=rule_data(**_tree(world, away(500))))
    settle(evaluator(1399))
    assert Alert.objects.count() == 0
    settle(evaluator(1400))
    assert Alert.objects.get().source_title == "乙"


def _tree(world: World, tree: dict[str, Any]) -> dict[str, Any]:
    values = body(world, tree)
    return {"area": world.near.community, **{k: v for k, v in values.items() if k != "area_id"}}


def test_a_fence_that_cannot_be_is_refused_beside_its_field(world: World) -> None:
    a, b, c, d = square(100)
    browser = world.browser(r.WORKER)
    for ring, text in (
        ([], "至少要有 3 个角"), ([a, c, b, d], "不能互相交叉"), ([a, b, [EAST + 3, NORTH]], "太大"),
        ([a, b, [EAST, 95]], "条件不完整"),
    ):  # fmt: skip
        refused = browser.call("POST", "/api/alerts/rules", body(world, away(1, ring=ring)))
        assert (refused.status_code, list(refused.json()["error"]["fields"])) == (422, ["tree"])
        assert text in refused.json()["error"]["fields"]["tree"]
    presets = browser.call("GET", "/api/alerts/rules/presets").json()
    assert [(one["title"], one["tree"]["of"]["ring"]) for one in presets if not one["enabled"]] == [
        ("走失预警", [])
    ]
    assert Rule.objects.count() == 0


def test_a_camera_tells_how_long_somebody_stays_in_which_place() -> None:
    tree = compile_tree({"node": "stay", "zone": 2, "seconds": 30})
    memory, found = begin(tree, 0), []
    for second, zone, dwell in ((1, 2, 10), (2, 1, 90), (20, 2, 31), (21, 1, 0), (25, 2, 35), (40, 2, 0)):
        found += step(tree, memory, second * 1000, {"zone": zone, "dwell_s": dwell})
    assert [(one.raised, one.at) for one in found] == [(True, 20_000), (False, 40_000)]


def test_who_stays_too_long_in_a_place_that_a_camera_watches_is_told(world: World) -> None:
    rule = body(world, {"node": "stay", "zone": 2, "seconds": 30})
    rule |= {"title": "东门逗留", "kind": "lane_blocked", "device_type": "camera"}
    assert world.browser(r.WORKER).call("POST", "/api/alerts/rules", rule).status_code == 200
    camera = device(world.near.estate, "camera", name="东门摄像机").device
    for second, zone, dwell in ((0, 2, 0), (10, 2, 12), (20, 1, 90), (40, 2, 42), (50, 2, 0)):
        Reading.objects.create(device_id=camera.pk, at_ms=ms(second), values={"zone": zone, "dwell_s": dwell})
        settle(evaluator(second))
    found = Alert.objects.get()
    assert (found.message, found.raised_at, found.ended_at) == ("在2 号区域停留 30 秒", at(40), at(50))
