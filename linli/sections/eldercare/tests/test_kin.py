"""Relatives: invited with consent, signed in by phone, seeing exactly as much as agreed, logged, ended at once."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.access.roles import RELATIVE
from linli.kernel.discovery import contacts
from linli.kernel.models import User
from linli.kernel.testing.world import Browser, World
from linli.sections.administration.services import residents
from linli.sections.alerts import services as alerts
from linli.sections.alerts.queries.persons import kind_of
from linli.sections.alerts.tests.factories import send_readings
from linli.sections.eldercare.services.scoring import origin_of
from linli.sections.eldercare.tests.care import API, Care, around, ok, refused
from linli.sections.eldercare.tests.test_health import bound
from linli.sections.registry import services as registry
from linli.sections.registry.tests import factories

DAUGHTER = {"name": "王敏", "relation": "女儿", "phone": "139 0537-0001", "sees": 1}


def invited(care: Care) -> Any:
    """The daughter as the grid worker writes her down; her number must be hers, and once is enough."""
    page = f"{API}/elders/{care.elder.pk}/relatives"
    bad = care.grid.call("POST", page, DAUGHTER | {"phone": "0537", "name": " "}).json()["error"]["fields"]
    assert bad == {"name": "请填写姓名。", "phone": "请填写 11 位手机号。"}
    own = care.grid.call("POST", page, DAUGHTER | {"phone": "13905370009"}).json()["error"]["fields"]
    assert own == {"phone": "请填写家属自己的手机号。"}
    row = ok(care.grid.call("POST", page, DAUGHTER))
    assert (row["phone_masked"], row["way_title"], row["sees_title"]) == (
        "139****0001",
        "当面口头",
        "只看预警",
    )
    assert care.grid.call("POST", page, DAUGHTER).status_code == 409
    return row


def others_see_nothing(care: Care, stranger: Browser) -> None:
    """Nor does a relative of somebody else."""
    mine = f"{API}/family/{care.elder.pk}"
    for path in (mine, f"{mine}/curve?vital=heart_rate", f"{API}/elders/{care.elder.pk}/health"):
        assert stranger.call("GET", path).status_code in (403, 404)
    assert ok(stranger.call("GET", f"{API}/family")) == []


def she_sees_as_much_as_agreed(care: Care, her: Browser, row_id: int) -> None:
    """Alerts only, then values, then the place."""
    mine = f"{API}/family/{care.elder.pk}"
    band = bound(care, locate=True)
    spot = {"latitude": 35.41, "longitude": 116.59}
    assert send_readings(band, timezone.now(), heart_rate=72, **spot).status_code == 200
    seen = ok(her.call("GET", mine))
    assert (seen["state"], seen["tone"], seen["values"], seen["place"]) == (
        "今天平安，设备工作正常",
        "good",
        None,
        None,
    )
    assert (seen["visits"], seen["medicines"]) == ([], None)
    assert her.call("GET", f"{mine}/curve?vital=heart_rate").status_code == 404

    def may(sees: int) -> Any:
        ok(care.her.call("PUT", f"{API}/own/relatives/{row_id}", {"sees": sees}))
        return ok(her.call("GET", mine))

    assert [(v["title"], v["text"]) for v in may(2)["values"]] == [("心率", "72 次/分")]
    assert ok(her.call("GET", f"{mine}/curve?vital=heart_rate"))["band"][0][1] == 72.0
    assert {name: may(3)["place"][name] for name in spot} == spot


def she_says_that_she_will_call(care: Care, her: Browser, stranger: Browser) -> None:
    """She is told of an alert, and everybody reads that she takes care of it."""
    mine = f"{API}/family/{care.elder.pk}"
    alert = alerts.raise_alert(
        actor=SYSTEM, kind=kind_of("sos"), origin=origin_of(care.elder),
        finding=alerts.Finding(timezone.now(), "手环 报告：呼救"),
    )  # fmt: skip
    told = contacts("relatives", {"person_id": care.elder.person_id, "area_id": care.elder.area_id})
    assert [(c.user_id, c.name, c.phone) for c in told] == [
        (User.objects.get(name="王敏").pk, "王敏", "13905370001")
    ]
    claimed = ok(her.call("POST", f"{mine}/alerts/{alert.pk}/claim"))
    assert (claimed["state"], claimed["alerts"][0]["by_relative"]) == ("有 1 条预警，社区正在处理", True)
    note = alert.entries.get(verb="relative")
    assert (note.actor_name, note.note) == ("王敏", "女儿王敏：我来联系老人")
    assert stranger.call("POST", f"{mine}/alerts/{alert.pk}/claim").status_code == 404


def the_elder_ends_it(care: Care, her: Browser, row_id: int) -> None:
    """She reads who looked, takes her consent back, and ends it."""
    page = f"{API}/elders/{care.elder.pk}/relatives"
    mine = f"{API}/family/{care.elder.pk}"
    looked = ok(care.her.call("GET", f"{API}/own"))["views"]
    assert {(v["viewer"], v["capacity"], v["part"]) for v in looked} == {
        ("王敏", "家属·女儿", "老人主页"), ("王敏", "家属·女儿", "体征数值"), ("王敏", "家属·女儿", "位置"),
    }  # fmt: skip
    ok(care.her.call("POST", f"{API}/own/withdraw"))
    assert ok(her.call("GET", mine))["values"] is None
    assert ok(care.her.call("DELETE", f"{API}/own/relatives/{row_id}"))["relatives"] == []
    assert her.call("GET", mine).status_code in (401, 403, 404)
    assert refused(care.her.call("DELETE", f"{API}/own/relatives/{row_id}"))[0] == 404
    assert contacts("relatives", {"person_id": care.elder.person_id}) == []
    assert [r["ended_by"] for r in ok(care.grid.call("GET", page))] == ["测试resident"]


@pytest.mark.django_db
@pytest.mark.function("5.7")
def test_a_daughter_in_another_city(world: World) -> None:
    """Alerts only, then values, then the place; “我来联系”; the elder reads who looked, and ends it."""
    care = around(world)
    registry.change_person(
        actor=SYSTEM, person=factories.Person.objects.get(pk=care.elder.person_id), phones=["13905370009"]
    )
    row = invited(care)
    user = User.objects.get(name="王敏")
    assert residents._outsider("13905370001") == user
    her, stranger = Browser(user), world.browser(RELATIVE, world.near.estate)
    others_see_nothing(care, stranger)
    she_sees_as_much_as_agreed(care, her, row["id"])
    she_says_that_she_will_call(care, her, stranger)
    the_elder_ends_it(care, her, row["id"])


@pytest.mark.django_db
@pytest.mark.function("5.7")
def test_whoever_leaves_is_let_go_and_whoever_is_merged_is_followed(world: World) -> None:
    """Moving away ends band and relatives; a merge carries the elder over; erasure empties the file."""
    from linli.sections.eldercare.models import Elder
    from linli.sections.eldercare.services import people

    care = around(world)
    ok(care.her.call("POST", f"{API}/own/relatives", DAUGHTER))
    ok(care.her.call("POST", f"{API}/own/measurements", {"values": {"glucose": 6.1}}))
    band = bound(care).device
    other = factories.person(world.near.estate, name="王桂兰", id_number="")
    people.follow_merge(kept=other.pk, gone=care.elder.person_id)
    people.follow_merge(kept=other.pk, gone=care.elder.person_id)
    elder = Elder.objects.get(person_id=other.pk)
    band.refresh_from_db()
    assert (elder.pk, band.person_id) == (care.elder.pk, other.pk)
    people.let_go(person_id=other.pk)
    band.refresh_from_db()
    assert (band.person_id, elder.relatives.filter(ended_at=None).count()) == (None, 0)
    assert elder.bindings.get().end == "left"
    people.forget(person_id=other.pk)
    assert (elder.measurements.count(), elder.relatives.count()) == (0, 0)
