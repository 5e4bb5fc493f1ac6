"""Personal information: masked until revealed with a reason, consent, copy and erasure."""

from __future__ import annotations

import pytest

from linli.kernel import events
from linli.kernel.models import AuditEntry, OutboxRow, User
from linli.kernel.testing.api import ApiRoute
from linli.kernel.testing.world import Branch, Browser, World, row_counts
from linli.sections.administration.events import PersonErased
from linli.sections.administration.models import Consent, DataRequest
from linli.sections.administration.tests.people import make_person, phones_of

pytestmark = [pytest.mark.django_db, pytest.mark.once]

REVEAL = "/api/administration/reveal"
CONSENTS = "/api/administration/consents"
PHONE = "13905370001"


def reveal(world: World, pk: int, role: str = "secretary", **fields: object):
    body = {"model": "registry.person", "id": pk, "field": "phones", "reason": "电话回访独居老人"}
    return world.browser(role).call("POST", REVEAL, {**body, **fields})


@pytest.mark.function("13.2")
def test_a_phone_is_revealed_with_its_reason_on_record(world: World) -> None:
    person = make_person(world.near, "王秀兰", PHONE)
    assert reveal(world, person).json() == {"value": PHONE}
    entry = AuditEntry.objects.get(action="privacy.field.revealed")
    assert (entry.target_id, entry.detail) == (str(person), {"field": "phones", "reason": "电话回访独居老人"})
    rows = world.browser("secretary").call("GET", "/api/administration/reveals").json()["items"]
    assert [(r["field"], r["reason"]) for r in rows] == [("phones", "电话回访独居老人")]
    far = world.browser("secretary", world.far.community).call("GET", "/api/administration/reveals")
    assert far.json()["items"] == []


@pytest.mark.parametrize(
    ("fields", "role", "status"),
    [
        ({"reason": "看"}, "secretary", 422),
        ({"reason": "       "}, "secretary", 422),
        ({"model": "registry.nothing"}, "secretary", 404),
        ({"model": "kernel.apikey", "field": "secret_hash"}, "secretary", 404),
        ({"model": "kernel.user", "field": "totp_secret"}, "admin", 404),
        ({"field": "name"}, "secretary", 404),
        ({"model": "registry.person; drop"}, "secretary", 422),
        ({}, "doctor", 403),
        ({}, "resident", 403),
        ({"id": 2**60}, "secretary", 422),
    ],
)
def test_what_may_not_be_revealed_is_not(world: World, fields: dict, role: str, status: int) -> None:
    person = make_person(world.near, "王秀兰", PHONE)
    world.user(role)
    before = row_counts()
    answer = reveal(world, person, role, **fields)
    assert answer.status_code == status
    assert PHONE not in answer.content.decode()
    assert row_counts() == before


@pytest.mark.function("13.2")
def test_people_of_another_area_look_absent(world: World) -> None:
    person = make_person(world.far, "赵远方", PHONE)
    before = row_counts()
    assert reveal(world, person).status_code == 404
    assert row_counts()["kernel.AuditEntry"] == before["kernel.AuditEntry"]


def test_a_users_phone_is_revealed_through_the_roles_held(world: World) -> None:
    user = world.user("worker")
    User.objects.filter(pk=user.pk).update(phone="13905370002")
    body = {"model": "kernel.user", "field": "phone"}
    assert reveal(world, user.pk, **body).json() == {"value": "13905370002"}
    far = world.user("worker", world.far.community)
    assert reveal(world, far.pk, **body).status_code == 404


@pytest.mark.function("13.2")
def test_consent_is_given_once_and_withdrawn(world: World) -> None:
    person = make_person(world.near, "王秀兰", PHONE)
    worker = world.browser("worker")
    body = {"person_id": person, "purpose": "health", "way": "paper", "wording": "接收手环数据用于照护"}
    made = worker.call("POST", CONSENTS, body)
    assert (made.json()["person_name"], made.json()["purpose_title"]) == ("王秀兰", "健康与养老关怀")
    assert worker.call("POST", CONSENTS, body).status_code == 409
    row = made.json()["id"]
    assert worker.call("POST", f"{CONSENTS}/{row}/withdraw").status_code == 200
    assert worker.call("POST", f"{CONSENTS}/{row}/withdraw").status_code == 409
    assert worker.call("GET", f"{CONSENTS}?in_force=false").json()["total"] == 1
    assert worker.call("POST", CONSENTS, body).status_code == 200
    assert Consent.objects.filter(withdrawn_at=None).count() == 1


@pytest.mark.function("13.2")
def test_a_resident_agrees_and_withdraws_by_himself(world: World) -> None:
    person = make_person(world.near, "王秀兰", PHONE)
    resident = world.user("resident", world.near.estate)
    User.objects.filter(pk=resident.pk).update(person_id=person)
    browser = Browser(resident)
    mine = "/api/administration/my/consents"
    assert [p["agreed"] for p in browser.call("GET", mine).json()] == [False] * 4
    for _ in range(2):
        rows = browser.call("POST", mine, {"purpose": "sms", "agreed": True}).json()
    assert [p["purpose"] for p in rows if p["agreed"]] == ["sms"]
    rows = browser.call("POST", mine, {"purpose": "sms", "agreed": False}).json()
    assert [p["purpose"] for p in rows if p["agreed"]] == []
    assert Consent.objects.count() == 1


def test_staff_have_no_consents_of_their_own(world: World) -> None:
    assert world.browser("worker").call("GET", "/api/administration/my/consents").status_code == 403


@pytest.mark.function("13.2")
def test_a_person_gets_a_copy_of_what_is_known(world: World) -> None:
    person = make_person(world.near, "王秀兰", PHONE)
    path = f"/api/administration/people/{person}/export"
    answer = world.browser("secretary").call("POST", path, {"reason": "本人书面申请"})
    assert answer.json()["person_name"] == "王秀兰"
    assert answer.json()["parts"][-1]["title"] == "同意记录"
    assert len(answer.json()["parts"]) >= 2
    row = DataRequest.objects.get()
    assert (row.kind, row.reason, row.person_id) == ("export", "本人书面申请", person)
    assert AuditEntry.objects.filter(action="administration.person.exported").count() == 1


@pytest.mark.function("13.2")
def test_erasure_needs_the_name_and_leaves_nothing_personal(world: World) -> None:
    @events.on(PersonErased)
    def note_erasure(event: PersonErased) -> None:
        """Stands for another section."""

    person = make_person(world.near, "王秀兰", PHONE)
    resident = world.user("resident", world.near.estate)
    User.objects.filter(pk=resident.pk).update(person_id=person, name="王秀兰", phone=PHONE)
    path = f"/api/administration/people/{person}/erase"
    secretary = world.browser("secretary")
    before = row_counts()
    wrong = secretary.call("POST", path, {"reason": "本人书面申请", "confirm_name": "王秀"})
    assert wrong.status_code == 422
    assert row_counts() == before
    done = secretary.call("POST", path, {"reason": "本人书面申请", "confirm_name": "王秀兰"})
    assert done.status_code == 200, done.content.decode()
    assert phones_of(person) == ""
    user = User.objects.get(pk=resident.pk)
    assert (user.is_active, user.name, user.phone, user.holdings.count()) == (False, "已删除", "", 0)
    assert OutboxRow.objects.filter(event=PersonErased.name, handler__contains="note_erasure").count() == 1
    rows = secretary.call("GET", "/api/administration/data-requests")
    assert [r["kind_title"] for r in rows.json()["items"]] == ["删除"]
    key = f"{note_erasure.__module__}.{note_erasure.__qualname__}"
    events._of_event[PersonErased].remove(key)


class TestErasing(ApiRoute):
    method, permission, role = "POST", "administration.person.erase", "secretary"

    def path(self, world: World, branch: Branch) -> str:
        return f"/api/administration/people/{make_person(branch, '王秀兰', PHONE)}/erase"

    def body(self, world: World, branch: Branch) -> dict[str, str]:
        return {"reason": "本人书面申请", "confirm_name": "王秀兰"}


class TestExporting(ApiRoute):
    method, permission, role = "POST", "administration.person.export", "secretary"

    def path(self, world: World, branch: Branch) -> str:
        return f"/api/administration/people/{make_person(branch, '王秀兰', PHONE)}/export"

    def body(self, world: World, branch: Branch) -> dict[str, str]:
        return {"reason": "本人书面申请"}


class TestRecordingConsent(ApiRoute):
    method, permission, role = "POST", "administration.consent.manage", "grid"

    def path(self, world: World, branch: Branch) -> str:
        return CONSENTS

    def body(self, world: World, branch: Branch) -> dict[str, object]:
        person = make_person(branch, "王秀兰", PHONE)
        return {"person_id": person, "purpose": "basic", "way": "paper", "wording": "当面告知并签字"}
