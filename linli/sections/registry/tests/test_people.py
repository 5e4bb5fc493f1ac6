"""2.2 people and households; 2.9 一人一档; the list, the search, the export."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from linli.kernel.access import SYSTEM
from linli.kernel.models import AuditEntry
from linli.kernel.testing.world import Browser, World, row_counts
from linli.sections.registry import services
from linli.sections.registry.models import Household, Person
from linli.sections.registry.tests import factories

pytestmark = pytest.mark.django_db
PEOPLE = "/api/registry/people"


def names(browser: Browser, query: str) -> list[str]:
    answer = browser.call("GET", f"{PEOPLE}?{query}")
    assert answer.status_code == 200, answer.content.decode()
    return [row["name"] for row in answer.json()["items"]]


@pytest.mark.function("2.2")
def test_register_a_person_into_a_household(world: World) -> None:
    browser, estate = world.browser("worker"), world.near.estate
    home = factories.home(estate)
    number = factories.id_number(dt.date(1950, 3, 5), "女")
    sent = {
        "area_id": estate.pk,
        "name": "张桂兰",
        "id_number": number.lower(),
        "phones": ["138-5371-0009"],
        "home_id": home.pk,
    }
    head = browser.call("POST", PEOPLE, sent).json()
    assert (head["sex"], head["born_on"], head["relation"], head["address"]) == (
        "女",
        "1950-03-05",
        "户主",
        home.address,
    )
    assert (head["id_masked"], head["phone_masked"]) == (f"3708**********{number[-4:]}", "138****0009")
    son = {
        "area_id": estate.pk,
        "name": "张强",
        "born_on": "1975-05-06",
        "sex": "男",
        "home_id": home.pk,
        "relation": "子",
    }
    made = browser.call("POST", PEOPLE, son).json()
    household = browser.call("GET", f"/api/registry/households/{made['household_id']}").json()
    assert [(m["name"], m["relation"], m["is_head"]) for m in household["members"]] == [
        ("张桂兰", "户主", True),
        ("张强", "子", False),
    ]
    moved = browser.call(
        "POST",
        f"/api/registry/households/{household['id']}/members",
        {"person_id": made["id"], "relation": "户主"},
    ).json()
    assert [(m["name"], m["relation"]) for m in moved["members"]] == [("张强", "户主"), ("张桂兰", "")]
    assert Household.objects.get().size == 2


@pytest.mark.function("2.2")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"id_number": "370811195003051234"}, "id_number"),
        ({"id_number": "37081119500305"}, "id_number"),
        ({"phones": ["1385371"]}, "phones"),
        ({"name": "张三（已故）"}, "name"),
        ({"born_on": "2999-01-01"}, "born_on"),
    ],
)
def test_bad_input_changes_nothing(world: World, wrong: dict[str, Any], field: str) -> None:
    browser = world.browser("worker")
    before = row_counts()
    answer = browser.call("POST", PEOPLE, {"area_id": world.near.estate.pk, "name": "张三", **wrong})
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [field])
    assert row_counts() == before


@pytest.mark.function("2.2")
def test_one_id_number_one_record_per_estate(world: World) -> None:
    known = factories.person(world.near.estate)
    browser = world.browser("worker")
    sent = {"area_id": world.near.estate.pk, "name": "冒名人", "id_number": known.id_number}
    answer = browser.call("POST", PEOPLE, sent)
    assert answer.status_code == 409
    assert known.name in answer.json()["error"]["message"]
    factories.person(world.far.estate, id_number=known.id_number)


@pytest.mark.function("2.2")
def test_change_with_a_stale_revision_is_refused(world: World) -> None:
    person = factories.person(world.near.estate)
    browser = world.browser("grid", world.near.estate)
    path = f"{PEOPLE}/{person.pk}"
    revision = browser.call("GET", path).json()["revision"]
    ok = browser.call("PATCH", path, {"revision": revision, "phones": ["13853710001", "0537-2345678"]})
    assert ok.json()["phone_masked"] == "138****0001 ****78"
    assert browser.call("PATCH", path, {"revision": revision, "note": "晚到的修改"}).status_code == 409
    assert Person.objects.get(pk=person.pk).note == ""
    entry = AuditEntry.objects.get(action="registry.person.changed")
    assert entry.detail == {"fields": ["phones"]}


@pytest.mark.function("2.2")
def test_moving_away_ends_what_holds(world: World) -> None:
    person = factories.person(world.near.estate)
    browser = world.browser("worker")
    path = f"{PEOPLE}/{person.pk}/close"
    gone = browser.call("POST", path, {"status": "moved", "on": "2026-11-01", "reason": "随子女居住"}).json()
    assert (gone["status_text"], gone["household_id"], gone["occupancies"][0]["until"]) == (
        "已迁出",
        None,
        "2026-11-01",
    )
    assert not Household.objects.exists()
    assert browser.call("POST", path, {"status": "dead", "on": "2026-11-01"}).status_code == 409


@pytest.mark.function("2.2")
def test_contacts_and_merging_two_records(world: World) -> None:
    estate, browser = world.near.estate, world.browser("worker")
    keep = factories.person(estate, name="吴秀英", phones=[])
    other = factories.person(estate, name="吴秀英", id_number="", phones=["13853710077"])
    contact = {"name": "吴丽", "relation": "女儿", "phone": "13853710078"}
    shown = browser.call("POST", f"{PEOPLE}/{other.pk}/contacts", contact).json()
    assert shown["contacts"][0]["phone_masked"] == "138****0078"
    merged = browser.call("POST", f"{PEOPLE}/{keep.pk}/merge", {"other_id": other.pk}).json()
    assert (merged["phone_masked"], len(merged["contacts"]), len(merged["occupancies"])) == (
        "138****0077",
        1,
        2,
    )
    assert not Person.objects.filter(pk=other.pk).exists()
    removed = browser.call("DELETE", f"/api/registry/contacts/{merged['contacts'][0]['id']}")
    assert removed.json() == {"ok": True}


@pytest.mark.function("2.2")
def test_the_list_finds_by_every_filter(world: World) -> None:
    estate, browser = world.near.estate, world.browser("worker")
    old = factories.person(
        estate, name="王建国", id_number=factories.id_number(dt.date(1940, 1, 1)), phones=["13853714321"]
    )
    young = factories.person(estate, name="单小雨", sex="女", id_number="", born_on=dt.date(2015, 5, 5))
    factories.person(world.far.estate, name="王远方")
    tag = factories.tag(world.near.community)
    services.set_tag(actor=SYSTEM, person=old, tag=tag)
    assert names(browser, "") == ["王建国", "单小雨"]
    assert names(browser, "q=王") == names(browser, "q=建国") == ["王建国"]
    assert (
        names(browser, "q=wjg")
        == names(browser, "q=4321")
        == names(browser, "q=138%205371%204321")
        == ["王建国"]
    )
    assert names(browser, f"q={old.id_number}") == ["王建国"]
    assert names(browser, "q=sxy") == ["单小雨"]
    assert (
        names(browser, "age_min=60")
        == names(browser, "sex=男")
        == names(browser, f"tag_id={tag.pk}")
        == ["王建国"]
    )
    assert (
        names(browser, "age_max=17")
        == names(browser, "lacks=id")
        == names(browser, "lacks=phone")
        == ["单小雨"]
    )
    assert names(browser, f"building_id={young.building_id}&status=resident&status=tenant&sex=女") == [
        "单小雨"
    ]
    assert names(browser, "sort=-born_on") == ["单小雨", "王建国"]
    assert browser.call("GET", f"{PEOPLE}?sort=id_number").status_code == 422


@pytest.mark.function("2.2")
def test_ages_are_worked_out_on_the_day(world: World) -> None:
    today = dt.date.today()
    born = dt.date(today.year - 60, today.month, min(today.day, 28))
    turned = factories.person(world.near.estate, name="今满岁", id_number="", born_on=born)
    factories.person(world.near.estate, name="明满岁", id_number="", born_on=born + dt.timedelta(days=3))
    browser = world.browser("worker")
    assert names(browser, "age_min=60&age_max=60") == ["今满岁"]
    assert browser.call("GET", f"{PEOPLE}/{turned.pk}").json()["age"] == 60
    assert names(browser, "age_max=59&age_min=59") == ["明满岁"]


@pytest.mark.function("2.2")
def test_lists_cost_two_queries_however_long(world: World) -> None:
    estate, browser = world.near.estate, world.browser("worker")

    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert browser.call("GET", path).status_code == 200
        return len(seen)

    paths = [f"{PEOPLE}?age_min=60&sex=男&status=resident", "/api/registry/households", "/api/registry/homes"]
    paths += [
        "/api/registry/buildings",
        "/api/registry/grids",
        "/api/registry/tags",
        "/api/registry/organisations",
    ]
    factories.person(estate)
    first = [cost(path) for path in paths]
    for _ in range(5):
        factories.person(estate)
    assert [cost(path) for path in paths] == first
    signed_in = cost("/api/kernel/menu")
    assert first[0] <= signed_in + 2


@pytest.mark.function("2.2")
def test_the_export_is_what_is_shown_and_leaves_a_trace(world: World) -> None:
    person = factories.person(world.near.estate)
    browser = world.browser("worker")
    answer = browser.call("GET", f"{PEOPLE}?format=xlsx&columns=name,id_masked,age")
    rows = list(load_workbook(io.BytesIO(answer.content)).active.values)
    assert rows[0] == ("姓名", "身份证号", "年龄")
    assert rows[1][:2] == (person.name, f"3708**********{person.id_number[-4:]}")
    assert AuditEntry.objects.get(action="registry.people.exported").detail == {"rows": 1}


@pytest.mark.function("2.2", "13.2")
def test_a_number_is_revealed_with_a_reason(world: World) -> None:
    person = factories.person(world.near.estate)
    browser = world.browser("worker")
    sent = {"model": "registry.person", "id": person.pk, "field": "id_number", "reason": "核对低保材料"}
    answer = browser.call("POST", "/api/administration/reveal", sent)
    assert answer.json() == {"value": person.id_number}
    foreign = world.browser("worker", world.far.community).call("POST", "/api/administration/reveal", sent)
    assert foreign.status_code == 404


@pytest.mark.function("2.9")
def test_one_page_of_everything_and_every_view_is_logged(world: World) -> None:
    person = factories.person(world.near.estate)
    browser = world.browser("worker")
    page = browser.call("GET", f"{PEOPLE}/{person.pk}/profile").json()
    assert page["person"]["name"] == person.name
    basic = next(part for part in page["parts"] if part["section"] == "registry")
    assert {"label": "身份证号", "value": f"3708**********{person.id_number[-4:]}"} in basic["rows"]
    assert person.id_number not in str(page)
    entry = AuditEntry.objects.get(action="registry.profile.viewed")
    assert (entry.target_id, entry.actor_name) == (str(person.pk), "测试worker")
    assert world.browser("street").call("GET", f"{PEOPLE}/{person.pk}/profile").status_code == 403
    outside = world.browser("worker", world.far.community).call("GET", f"{PEOPLE}/{person.pk}/profile")
    assert (outside.status_code, AuditEntry.objects.filter(action="registry.profile.viewed").count()) == (
        404,
        1,
    )


@pytest.mark.function("2.9")
def test_the_global_search_finds_people_homes_and_organisations(world: World) -> None:
    estate, browser = world.near.estate, world.browser("worker")
    home = factories.home(estate, ("3", "2", "501"))
    factories.person(estate, name="曾庆华", at=home, phones=["13853719876"])
    factories.person(world.far.estate, name="曾远方", phones=["13853719876"])
    factories.organisation(estate, name="曾记粮油店")

    def hits(text: str) -> list[tuple[str, str]]:
        return [(h["kind"], h["title"]) for h in browser.call("GET", f"/api/kernel/search?q={text}").json()]

    assert hits("曾") == [("人口", "曾庆华"), ("组织", "曾记粮油店")]
    assert hits("zqh") == hits("9876") == hits("13853719876") == [("人口", "曾庆华")]
    assert hits("3-2-501") == hits("3号楼2单元501") == [("房屋", "3号楼2单元501室")]
    assert world.browser("property_staff", estate).call("GET", "/api/kernel/search?q=曾庆").json() == []
