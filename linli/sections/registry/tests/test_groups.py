"""2.5 tags; 2.6 organisations; 2.8 residents look after their own record."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from linli.kernel.access import SYSTEM
from linli.kernel.models import AuditEntry, User
from linli.kernel.testing.world import Browser, World, row_counts
from linli.sections.registry import services
from linli.sections.registry.jobs import work_out_rule_tags
from linli.sections.registry.models import Correction, Person, PersonTag
from linli.sections.registry.tests import factories

pytestmark = pytest.mark.django_db
OLD_AND_ALONE = {
    "all": [{"field": "age", "op": ">=", "value": 60}, {"field": "lives_alone", "op": "=", "value": True}]
}


@pytest.mark.function("2.5")
def test_a_rule_tag_follows_people(world: World) -> None:
    estate, browser = world.near.estate, world.browser("worker")
    home = factories.home(estate)
    old = factories.person(
        estate, name="独居老人", at=home, id_number=factories.id_number(dt.date(1940, 1, 1))
    )
    factories.person(estate, name="年轻人", id_number=factories.id_number(dt.date(1999, 1, 1)))
    factories.person(estate, name="岁数不详", id_number="")
    factories.person(world.far.estate, name="远方老人")
    area = world.near.community.pk
    tried = browser.call("POST", "/api/registry/tags/try", {"area_id": area, "rule": OLD_AND_ALONE}).json()
    assert tried == {"count": 1, "unknown": 1, "text": "年满 60 周岁，并且独自居住"}
    made = browser.call(
        "POST", "/api/registry/tags", {"area_id": area, "name": "独居老人", "rule": OLD_AND_ALONE}
    )
    assert made.json()["count"] == 1
    assert Person.objects.get(pk=old.pk).tag_text == "独居老人"
    factories.person(estate, name="来同住的女儿", at=home, id_number=factories.id_number(dt.date(1970, 1, 1)))
    work_out_rule_tags()
    assert (PersonTag.objects.count(), Person.objects.get(pk=old.pk).tag_text) == (0, "")
    hand = browser.call("POST", f"/api/registry/people/{old.pk}/tags", {"tag_id": made.json()["id"]})
    assert (hand.status_code, list(hand.json()["error"]["fields"])) == (422, ["tag_id"])


AGE = {"field": "age", "op": ">=", "value": 60}


@pytest.mark.function("2.5")
@pytest.mark.parametrize(
    ("rule", "at"),
    [
        ({}, "rule"),
        ({"all": []}, "rule"),
        ({"none": [AGE]}, "rule"),
        ({"all": [AGE, {"field": "id_number", "op": "=", "value": "x"}]}, "rule.1"),
        ({"all": [AGE | {"value": "60"}]}, "rule.0"),
        ({"any": [AGE, {"all": [AGE, AGE | {"op": "!="}]}]}, "rule.1.1"),
        ({"not": {"field": "sex", "op": "in", "value": ["x"]}}, "rule.0"),
        ({"all": [AGE] * 41}, "rule"),
        ({"all": ["age"]}, "rule.0"),
    ],
)
def test_a_broken_rule_is_refused(world: World, rule: Any, at: str) -> None:
    browser = world.browser("worker")
    before = row_counts()
    sent = {"area_id": world.near.community.pk, "name": "坏条件", "rule": rule}
    answer = browser.call("POST", "/api/registry/tags", sent)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, [at])
    assert row_counts() == before


@pytest.mark.function("2.5")
def test_a_hand_tag_is_set_reviewed_and_taken_off(world: World) -> None:
    browser, person = world.browser("worker"), factories.person(world.near.estate)
    tag = factories.tag(world.near.community, review_days=365)
    path = f"/api/registry/people/{person.pk}/tags"
    set_ = browser.call("POST", path, {"tag_id": tag.pk, "review_on": "2026-01-01"}).json()
    assert (set_["tags"], set_["tag_list"][0]["review_on"]) == ("低保", "2026-01-01")
    assert browser.call("POST", path, {"tag_id": tag.pk}).status_code == 409
    due = browser.call("GET", "/api/registry/tag-reviews").json()["items"]
    assert [(row["person_name"], row["tag"]) for row in due] == [(person.name, "低保")]
    kept = browser.call("POST", f"{path}/{tag.pk}/review", {"keep": True}).json()
    assert kept["tag_list"][0]["review_on"] == str(dt.date.today() + dt.timedelta(days=365))
    assert browser.call("GET", "/api/registry/tag-reviews").json()["items"] == []
    assert browser.call("DELETE", f"{path}/{tag.pk}").json()["tags"] == ""
    actions = AuditEntry.objects.filter(target_model="registry.person", action__contains="tag")
    assert [entry.action for entry in actions.order_by("pk")] == [
        "registry.tag.set",
        "registry.tag.reviewed",
        "registry.tag.unset",
    ]


@pytest.mark.function("2.6")
def test_organisations_and_party_members(world: World) -> None:
    browser, area = world.browser("worker"), world.near.community
    sent = {
        "area_id": area.pk,
        "kind": "property",
        "name": "安居物业",
        "uscc": "91110000600037341L",
        "phone": "0537-2345678",
    }
    made = browser.call("POST", "/api/registry/organisations", sent)
    assert made.status_code == 200, made.content.decode()
    assert (made.json()["kind_text"], made.json()["phone_masked"]) == ("物业企业", "****78")
    wrong = browser.call(
        "POST", "/api/registry/organisations", sent | {"name": "乙", "uscc": "91110000600037341X"}
    )
    assert (wrong.status_code, list(wrong.json()["error"]["fields"])) == (422, ["uscc"])
    assert browser.call("POST", "/api/registry/organisations", sent).status_code == 409
    path = f"/api/registry/organisations/{made.json()['id']}"
    report = {"name": "赵党员", "phone": "13853710001", "post": "助老服务", "reported_on": "2026-07-01"}
    assert browser.call("POST", f"{path}/members", report).json()["phone_masked"] == "138****0001"
    members = browser.call("GET", f"{path}/members").json()["items"]
    assert [(m["name"], m["post"], m["reported_on"]) for m in members] == [
        ("赵党员", "助老服务", "2026-07-01")
    ]
    changed = browser.call("PATCH", path, {"active": False, "note": "合同到期"}).json()
    assert (changed["active"], changed["members"]) == (False, 1)
    kinds = browser.call("GET", "/api/registry/organisations?kind=social&kind=party").json()
    assert kinds["items"] == []


def resident(world: World, person: Person) -> Browser:
    """A browser in which that person is signed in as a resident."""
    user = world.user("resident", world.near.estate)
    User.objects.filter(pk=user.pk).update(person_id=person.pk)
    return Browser(User.objects.get(pk=user.pk))


@pytest.mark.function("2.8")
def test_a_resident_verifies_and_corrects_the_own_record(world: World) -> None:
    person = factories.person(world.near.estate, name="赵小丽", phones=["13853710001"])
    phone, desk = resident(world, person), world.browser("worker")
    own = phone.call("GET", "/api/registry/own").json()
    assert (own["name"], own["phone_masked"], own["verified_at"]) == ("赵小丽", "138****0001", None)
    assert phone.call("POST", "/api/registry/own/verify").json()["verified_at"] is not None
    bad = phone.call("POST", "/api/registry/own/corrections", {"phones": ["123"]})
    assert (bad.status_code, list(bad.json()["error"]["fields"])) == (422, ["phones"])
    sent = {"phones": ["13853719999"], "explanation": "换号了"}
    proposed = phone.call("POST", "/api/registry/own/corrections", sent).json()
    assert phone.call("POST", "/api/registry/own/corrections", sent).status_code == 409
    assert Person.objects.get(pk=person.pk).phones == "13853710001"
    waiting = desk.call("GET", "/api/registry/corrections?state=pending").json()["items"]
    assert [(c["old"], c["new"]) for c in waiting[0]["changes"]] == [("138****0001", "138****9999")]
    decide = f"/api/registry/corrections/{proposed['id']}/decide"
    assert desk.call("POST", decide, {"accept": True}).json()["state_text"] == "已采纳"
    assert Person.objects.get(pk=person.pk).phones == "13853719999"
    assert desk.call("POST", decide, {"accept": False, "reason": "再次审核"}).status_code == 409
    assert phone.call("GET", "/api/registry/own").json()["corrections"][0]["state"] == "accepted"


@pytest.mark.function("2.8")
def test_a_refusal_needs_a_reason_that_the_resident_sees(world: World) -> None:
    person = factories.person(world.near.estate)
    phone, desk = resident(world, person), world.browser("worker")
    proposed = phone.call("POST", "/api/registry/own/corrections", {"name": "王建军"}).json()
    decide = f"/api/registry/corrections/{proposed['id']}/decide"
    empty = desk.call("POST", decide, {"accept": False})
    assert (empty.status_code, Correction.objects.get().state) == (422, "pending")
    desk.call("POST", decide, {"accept": False, "reason": "请带户口簿到社区办理"})
    shown = phone.call("GET", "/api/registry/own").json()
    assert (shown["name"], shown["corrections"][0]["reason"]) == (person.name, "请带户口簿到社区办理")
    assert shown["corrections"][0]["decided_by"] == ""


@pytest.mark.function("2.8")
def test_an_account_without_a_record_is_told_what_to_do(world: World) -> None:
    answer = world.browser("resident", world.near.estate).call("GET", "/api/registry/own")
    assert (answer.status_code, "联系社区" in answer.json()["error"]["message"]) == (404, True)


def test_erasing_keeps_the_home_and_forgets_the_person(world: World) -> None:
    person = factories.person(world.near.estate, phones=["13853710001"])
    services.erase_person(actor=SYSTEM, person_id=person.pk, reason="本人申请")
    gone = Person.objects.get(pk=person.pk)
    assert (gone.name, gone.id_number, gone.phones, gone.id_index, gone.born_on) == (
        "已删除",
        "",
        "",
        "",
        None,
    )
    assert world.browser("worker").call("GET", "/api/registry/people?q=0001").json()["items"] == []
