"""Residents sign in: by a code on the phone, by a code on paper; nobody learns whose numbers are known."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from django.utils import timezone

from linli.kernel import jobs
from linli.kernel.models import AuditEntry, JobRow, RoleHolding, User
from linli.kernel.ports import port
from linli.kernel.testing.api import ApiRoute
from linli.kernel.testing.world import Branch, Browser, World
from linli.sections.administration.models import PaperCode, PhoneCode, Throttle
from linli.sections.administration.tests.people import make_person

pytestmark = [pytest.mark.django_db, pytest.mark.once]

PHONE = "13905370001"
ASK = "/api/administration/resident/code"
LOGIN = "/api/administration/resident/login"
CHOOSE = "/api/administration/resident/choose"
PAPER = "/api/administration/resident/paper-login"
CODES = "/api/administration/paper-codes"


@pytest.fixture(autouse=True)
def gateway(tmp_path: Path) -> Path:
    port("sms").path = tmp_path / "sms.jsonl"
    return tmp_path / "sms.jsonl"


def ask(phone: str = PHONE):
    return Browser().call("POST", ASK, {"phone": phone})


def sent_code() -> str:
    """The code in the last message of the gateway."""
    jobs.drain_jobs()
    return re.search(r"\d{6}", port("sms").outbox()[0]["text"])[0]


def later(**delta: float) -> None:
    """As if that much time had passed since every throttle began."""
    Throttle.objects.update(started_at=timezone.now() - dt.timedelta(**delta))


@pytest.mark.function("13.1")
def test_a_resident_signs_in_with_a_code_and_holds_the_role_of_their_estate(world: World) -> None:
    person = make_person(world.near, "王秀兰", PHONE)
    ask()
    browser = Browser()
    answer = browser.call("POST", LOGIN, {"phone": PHONE, "code": sent_code()})
    assert answer.status_code == 200
    me = answer.json()["me"]
    assert (me["name"], me["kind"], me["face"], me["person_id"]) == ("王秀兰", "resident", "resident", person)
    assert [(r["title"], r["area_name"]) for r in me["roles"]] == [("居民", "近水小区")]
    assert browser.call("GET", "/api/administration/me").json()["person_id"] == person


def test_a_second_sign_in_uses_the_same_account(world: World) -> None:
    make_person(world.near, "王秀兰", PHONE)
    for _ in range(2):
        ask()
        assert Browser().call("POST", LOGIN, {"phone": PHONE, "code": sent_code()}).status_code == 200
        later(minutes=2)
        port("sms").path.unlink()
    assert User.objects.filter(kind="resident").count() == 1
    assert RoleHolding.objects.filter(role="resident").count() == 1


def test_known_and_unknown_numbers_get_the_same_answers(world: World) -> None:
    make_person(world.near, "王秀兰", PHONE)
    known, unknown = ask(), ask("13905379999")
    assert known.status_code == unknown.status_code == 200
    assert known.json() == unknown.json()
    jobs.drain_jobs()
    assert [m["phone"] for m in port("sms").outbox()] == [PHONE]
    wrong = Browser().call("POST", LOGIN, {"phone": PHONE, "code": "000000"})
    also = Browser().call("POST", LOGIN, {"phone": "13905379999", "code": "000000"})
    assert wrong.status_code == also.status_code == 401
    assert wrong.json() == also.json()


def test_the_number_and_the_code_are_nowhere_in_clear(world: World, gateway: Path) -> None:
    make_person(world.near, "王秀兰", PHONE)
    ask()
    code = sent_code()
    stored = " ".join(JobRow.objects.values_list("arguments", flat=True)) + gateway.read_text()
    assert PHONE not in stored
    assert code not in stored
    assert PhoneCode.objects.get().code_hash != code


def test_a_code_works_once(world: World) -> None:
    make_person(world.near, "王秀兰", PHONE)
    ask()
    body = {"phone": PHONE, "code": sent_code()}
    assert Browser().call("POST", LOGIN, body).status_code == 200
    assert Browser().call("POST", LOGIN, body).status_code == 401


def test_a_code_dies_after_five_minutes(world: World) -> None:
    make_person(world.near, "王秀兰", PHONE)
    ask()
    body = {"phone": PHONE, "code": sent_code()}
    PhoneCode.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert Browser().call("POST", LOGIN, body).status_code == 401


def test_a_code_dies_after_five_wrong_tries(world: World) -> None:
    make_person(world.near, "王秀兰", PHONE)
    ask()
    code = sent_code()
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert Browser().call("POST", LOGIN, {"phone": PHONE, "code": wrong}).status_code == 401
    answer = Browser().call("POST", LOGIN, {"phone": PHONE, "code": code})
    assert answer.status_code == 401
    assert "输错次数过多" in answer.json()["error"]["message"]


def test_a_new_code_ends_the_old_one(world: World) -> None:
    make_person(world.near, "王秀兰", PHONE)
    ask()
    old = sent_code()
    later(minutes=2)
    port("sms").path.unlink()
    ask()
    new = sent_code()
    assert Browser().call("POST", LOGIN, {"phone": PHONE, "code": new}).status_code == 200
    if old != new:
        assert Browser().call("POST", LOGIN, {"phone": PHONE, "code": old}).status_code == 401


def test_sixty_seconds_between_two_codes(world: World) -> None:
    assert ask().status_code == 200
    again = ask()
    assert again.status_code == 429
    assert 0 < int(again["Retry-After"]) <= 60
    assert "60 秒内只能发送一次" in again.json()["error"]["message"]
    later(seconds=61)
    assert ask().status_code == 200


def test_ten_codes_a_day_for_one_number(world: World) -> None:
    for _ in range(10):
        assert ask().status_code == 200
        Throttle.objects.filter(purpose="sms.pause").delete()
    assert ask().status_code == 429


@pytest.mark.parametrize("phone", ["1390537", "23905370001", "139053700011", "１３９０５３７０００１", ""])
def test_bad_numbers_are_refused(db: None, phone: str) -> None:
    answer = ask(phone)
    assert answer.status_code == 422
    assert answer.json()["error"]["fields"] == {"phone": "格式不正确。"}
    assert PhoneCode.objects.count() == 0


def test_people_who_share_a_phone_choose_who_they_are(world: World) -> None:
    mother = make_person(world.near, "王秀兰", PHONE)
    son = make_person(world.near, "李小明", PHONE)
    stranger = make_person(world.near, "赵无关", "13905370002")
    ask()
    answer = Browser().call("POST", LOGIN, {"phone": PHONE, "code": sent_code()}).json()
    assert answer["me"] is None
    assert {(p["person_id"], p["name"]) for p in answer["people"]} == {(mother, "王**"), (son, "李**")}
    foreign = Browser().call("POST", CHOOSE, {"ticket": answer["ticket"], "person_id": stranger})
    assert foreign.status_code == 401
    chosen = Browser().call("POST", CHOOSE, {"ticket": answer["ticket"], "person_id": son})
    assert chosen.json()["me"]["name"] == "李小明"
    again = Browser().call("POST", CHOOSE, {"ticket": answer["ticket"], "person_id": mother})
    assert again.status_code == 401


def test_a_ticket_dies_after_five_minutes(world: World) -> None:
    first = make_person(world.near, "王秀兰", PHONE)
    make_person(world.near, "李小明", PHONE)
    ask()
    ticket = Browser().call("POST", LOGIN, {"phone": PHONE, "code": sent_code()}).json()["ticket"]
    PhoneCode.objects.update(used_at=timezone.now() - dt.timedelta(minutes=5, seconds=1))
    assert Browser().call("POST", CHOOSE, {"ticket": ticket, "person_id": first}).status_code == 401


def test_a_disabled_resident_cannot_sign_in(world: World) -> None:
    make_person(world.near, "王秀兰", PHONE)
    ask()
    Browser().call("POST", LOGIN, {"phone": PHONE, "code": sent_code()})
    User.objects.filter(kind="resident").update(is_active=False)
    later(minutes=2)
    port("sms").path.unlink()
    ask()
    answer = Browser().call("POST", LOGIN, {"phone": PHONE, "code": sent_code()})
    assert answer.status_code == 401
    assert answer.json()["error"]["message"] == "您的账号已停用，请联系社区。"


def print_code(world: World, person: int, **body: int) -> dict:
    return world.browser("worker").call("POST", CODES, {"person_id": person, **body}).json()


@pytest.mark.function("13.1")
def test_a_printed_code_signs_in_once(world: World) -> None:
    person = make_person(world.near, "王秀兰", "")
    slip = print_code(world, person)
    assert re.fullmatch(r"[A-Z2-9]{4}-[A-Z2-9]{4}", slip["code"])
    assert (slip["person_name"], len(slip["steps"])) == ("王秀兰", 3)
    typed = slip["code"].lower().replace("-", " ")
    answer = Browser().call("POST", PAPER, {"code": typed})
    assert answer.json()["me"]["name"] == "王秀兰"
    assert Browser().call("POST", PAPER, {"code": typed}).status_code == 401
    assert AuditEntry.objects.filter(action="administration.paper_code.printed").count() == 1
    assert slip["code"].replace("-", "") not in str(list(PaperCode.objects.values()))


def test_a_new_slip_ends_the_old_one(world: World) -> None:
    person = make_person(world.near, "王秀兰", "")
    old, new = print_code(world, person), print_code(world, person)
    assert Browser().call("POST", PAPER, {"code": old["code"]}).status_code == 401
    assert Browser().call("POST", PAPER, {"code": new["code"]}).status_code == 200


def test_a_slip_runs_out(world: World) -> None:
    slip = print_code(world, make_person(world.near, "王秀兰", ""), days=1)
    PaperCode.objects.update(expires_at=timezone.now() - dt.timedelta(seconds=1))
    assert Browser().call("POST", PAPER, {"code": slip["code"]}).status_code == 401


def test_a_lost_slip_is_revoked_once(world: World) -> None:
    slip = print_code(world, make_person(world.near, "王秀兰", ""))
    worker = world.browser("worker")
    assert worker.call("POST", f"{CODES}/{slip['id']}/revoke").status_code == 200
    assert worker.call("POST", f"{CODES}/{slip['id']}/revoke").status_code == 409
    assert Browser().call("POST", PAPER, {"code": slip["code"]}).status_code == 401
    assert [row["state"] for row in worker.call("GET", CODES).json()["items"]] == ["已作废"]


def test_guessing_slips_is_slowed_down(world: World) -> None:
    slip = print_code(world, make_person(world.near, "王秀兰", ""))
    for n in range(10):
        assert Browser().call("POST", PAPER, {"code": f"AAAA{n:04}"}).status_code == 401
    assert Browser().call("POST", PAPER, {"code": slip["code"]}).status_code == 429


class TestPrinting(ApiRoute):
    method, permission, role = "POST", "administration.paper.manage", "worker"

    def path(self, world: World, branch: Branch) -> str:
        return CODES

    def body(self, world: World, branch: Branch) -> dict[str, int]:
        return {"person_id": make_person(branch, "王秀兰", "")}

    def check(self, world: World, answer) -> None:
        assert PaperCode.objects.get().area == world.near.estate


class TestRevoking(ApiRoute):
    method, permission, role = "POST", "administration.paper.manage", "grid"

    def path(self, world: World, branch: Branch) -> str:
        person = make_person(branch, "王秀兰", "")
        expires_at = timezone.now() + dt.timedelta(days=1)
        hashed = f"{PaperCode.objects.count():032}"
        row = PaperCode.objects.create(
            person_id=person, area=branch.estate, code_hash=hashed, expires_at=expires_at
        )
        return f"{CODES}/{row.pk}/revoke"
