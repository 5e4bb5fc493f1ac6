"""查进度 by number and code: for anybody who holds the slip, nothing personal, no guessing."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.utils import timezone

from linli.kernel.access import roles as r
from linli.sections.cases import services
from linli.sections.cases.models import ProgressMiss
from linli.sections.cases.numbers import ALPHABET, draw_code
from linli.sections.cases.tests.factories import PHONE, Browser, World, bring_to, reported, world

pytestmark = pytest.mark.django_db
WRONG = "AAAAAA"


@pytest.fixture
def w() -> World:
    return world()


def test_the_slip_is_enough_and_shows_nothing_personal(w: World) -> None:
    case = bring_to(w, reported(w, text="我是王桂兰，三楼漏水"), "working")
    answer = Browser().progress(f" {case.number} ", f"{case.code[:3]} {case.code[3:].lower()}")
    told = answer.json()
    assert (told["words"], told["stage"], told["category"]) == ("物业师傅已接单，正在处理", 3, "落叶积雪清扫")
    assert [h["title"] for h in told["timeline"]] == [
        "您的诉求已收到", "社区决定受理", "已安排物业师傅处理", "师傅已接单",
    ]  # fmt: skip
    for secret in ("王桂兰", "漏水", PHONE, "周师傅", "3号楼", case.code):
        assert secret not in answer.content.decode()


def test_a_wrong_code_and_a_wrong_number_look_the_same(w: World) -> None:
    case = reported(w)
    wrong_code = Browser().progress(case.number, WRONG)
    wrong_number = Browser().progress("2026-999999", case.code)
    assert (wrong_code.status_code, wrong_number.status_code) == (404, 404)
    assert wrong_code.json() == wrong_number.json()


def test_guessing_is_stopped_and_idempotency_keys_do_not_help(w: World) -> None:
    case = reported(w)
    for n in range(10):
        answer = Browser().progress(case.number, WRONG, **{"Idempotency-Key": f"try-{n}"})
        assert answer.status_code == 404
    stopped = Browser().progress(case.number, case.code)
    assert (stopped.status_code, stopped["Retry-After"]) == (429, "600")
    ProgressMiss.objects.update(window=0)
    assert Browser().progress(case.number, case.code).status_code == 200


def test_codes_have_no_letters_that_look_alike_and_are_not_in_the_database(w: World) -> None:
    assert set(ALPHABET) & set("0O1I2Z5S8B") == set()
    assert all(re.fullmatch(f"[{ALPHABET}]{{6}}", draw_code()) for _ in range(200))
    case = reported(w)
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, reporter_name, reporter_phone, text FROM cases_case")
        code, name, phone, _ = cursor.fetchone()
    assert case.code not in code
    assert "王" not in name
    assert PHONE not in phone


def test_numbers_of_people_in_free_text_are_masked_before_they_are_kept(w: World) -> None:
    case = reported(w, text=f"请打{PHONE}或13900001111，身份证370811195003151737", place=f"门口{PHONE}")
    case.refresh_from_db()
    assert case.text == "请打138****2345或139****1111，身份证3708**********1737"
    assert case.place == "门口138****2345"
    assert w.browser(r.RESIDENT).get("mine").json()["items"][0]["text"] == case.text


@pytest.mark.function("3.10")
def test_a_pause_and_a_merger_are_told_in_plain_words_without_names(w: World) -> None:
    paused = bring_to(w, reported(w, text="王桂兰家暖气不热"), "working")
    services.suspend_case(
        actor=w.actor(r.PROPERTY_STAFF), case_id=paused.pk, version=None, waiting_for="等周师傅从王桂兰家取配件",
        until=timezone.now() + dt.timedelta(days=3),
    )  # fmt: skip
    kept, same = bring_to(w, reported(w), "accepted"), reported(w, text="王桂兰门口也有树叶")
    done = w.browser(r.WORKER).post(
        f"cases/{same.pk}/merge", version=1, into=kept.number, reason="李社工看过，同一处"
    )
    assert done.status_code == 200
    told = {case.pk: Browser().progress(case.number, case.code) for case in (paused, same)}
    assert told[paused.pk].json()["words"].startswith("暂时办不了，要等一等，预计")
    assert told[same.pk].json()["words"] == "和另一条一样的事并在一起办：社区已经接下这件事，正在安排人处理"
    for answer in told.values():
        assert answer.json()["timeline"][-1]["text"] == ""
        for secret in ("王桂兰", "周师傅", "李社工", "配件", "暖气不热", kept.number, PHONE):
            assert secret not in answer.content.decode()
