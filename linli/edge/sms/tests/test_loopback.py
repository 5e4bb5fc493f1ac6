"""The loopback gateway refuses what a real one refuses, sends once per key, keeps nothing in clear."""

from __future__ import annotations

import datetime as dt
import json
import re
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.edge.sms.loopback import LoopbackSms
from linli.edge.sms.rules import check_frequency, check_number
from linli.kernel import sms
from linli.kernel.discovery import sections, sms_templates
from linli.kernel.errors import DomainError, TooMany
from linli.kernel.sms import SmsOrder

PHONE = "13905370001"
NOTE: dict[str, Any] = {"template": "eldercare.reminder", "params": {"text": "吃降压药 1 片"}}
TEXT = "【邻里社区】提醒您：吃降压药 1 片"
CODE: dict[str, Any] = {"template": "administration.login_code", "params": {"code": "123456", "minutes": "5"}}


@pytest.fixture
def gateway(tmp_path: Path) -> LoopbackSms:
    return LoopbackSms(tmp_path / "sms.jsonl")


def test_a_message_is_in_the_outbox(gateway: LoopbackSms) -> None:
    number = gateway.send(phone=PHONE, **NOTE, key="a")
    shown = gateway.outbox()
    assert [(m["id"], m["phone"], m["text"], m["parts"]) for m in shown] == [(number, PHONE, TEXT, 1)]


def test_a_key_sends_once(gateway: LoopbackSms) -> None:
    first = gateway.send(phone=PHONE, **NOTE, key="a")
    assert gateway.send(phone=PHONE, **NOTE, key="a") == first
    assert len(gateway.outbox()) == 1


@pytest.mark.parametrize(
    "phone", ["", "12345678901", "1390537000", "+8613905370001", "１３９０５３７０００１"]
)
def test_bad_numbers_are_refused(gateway: LoopbackSms, phone: str) -> None:
    with pytest.raises(DomainError, match="手机号码不正确"):
        gateway.send(phone=phone, **NOTE, key="a")
    assert gateway.outbox() == []


@pytest.mark.parametrize(
    ("text", "message"),
    [("", "1 到 35 个字"), ("长" * 36, "1 到 35 个字"), ("内容【又一个】", "不能再有【】")],
)
def test_bad_variables_are_refused(gateway: LoopbackSms, text: str, message: str) -> None:
    with pytest.raises(DomainError, match=message):
        gateway.send(phone=PHONE, template="eldercare.reminder", params={"text": text}, key="a")
    with pytest.raises(ValueError, match="wants"):
        gateway.send(phone=PHONE, template="eldercare.reminder", params={}, key="a")
    assert gateway.outbox() == []


def test_many_at_once_are_refused_one_by_one_and_receipts_are_handed_out_once(gateway: LoopbackSms) -> None:
    phones = ("13905370001", "1390537", "13905370034")
    orders = [SmsOrder(phone, **NOTE) for phone in phones]
    assert [r.state for r in gateway.send_many(orders, batch="b1")] == ["accepted", "refused", "accepted"]
    told = [(r.batch, r.phone, r.delivered, r.text) for r in gateway.pull()]
    assert told == [
        ("b1", phones[0], True, ""),
        ("b1", phones[2], False, "空号：这个号码没有人在用，请核对号码"),
    ]
    assert gateway.pull() == []


@given(st.dictionaries(st.text(max_size=5), st.text(max_size=5)))
def test_what_is_not_a_receipt_is_refused(pushed: dict[str, str]) -> None:
    with pytest.raises(DomainError):
        LoopbackSms(Path("nowhere")).receipts(json.dumps(pushed).encode())


def test_login_codes_come_once_a_minute(gateway: LoopbackSms) -> None:
    gateway.send(phone=PHONE, **CODE, key="a")
    with pytest.raises(TooMany) as refused:
        gateway.send(phone=PHONE, **CODE, key="b")
    assert 0 < refused.value.retry_after <= 60
    gateway.send(phone="13905370002", **CODE, key="c")
    gateway.send(phone=PHONE, **NOTE, key="d")
    assert len(gateway.outbox()) == 3


@pytest.mark.parametrize(
    ("minutes_ago", "code", "allowed"),
    [
        ([2], True, True),
        ([0.5], True, False),
        ([10, 20, 30, 40, 50], True, False),
        ([10, 20, 30, 40, 61], True, True),
        ([100 * n for n in range(1, 11)], True, False),
        ([20 * n for n in range(1, 51)], False, False),
        ([20 * n for n in range(1, 50)], False, True),
    ],
)
def test_limits_of_a_number(minutes_ago: list[float], code: bool, allowed: bool) -> None:
    now = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    times = [now - dt.timedelta(minutes=m) for m in minutes_ago]
    if allowed:
        check_frequency(times, now, code=code)
    else:
        with pytest.raises(TooMany):
            check_frequency(times, now, code=code)


@pytest.mark.parametrize(("length", "count"), [(70, 1), (71, 2), (134, 2), (135, 3), (500, 8)])
def test_how_many_messages_are_billed(length: int, count: int) -> None:
    assert sms.parts("字" * length) == count


def test_the_file_holds_nothing_in_clear_and_is_private(gateway: LoopbackSms) -> None:
    gateway.send(phone=PHONE, **CODE, key="a")
    raw = gateway.path.read_text()
    assert PHONE not in raw
    assert "123456" not in raw
    assert stat.S_IMODE(gateway.path.stat().st_mode) == 0o600


def test_many_at_once_lose_nothing(gateway: LoopbackSms) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: gateway.send(phone=f"139053{n:05}", **NOTE, key=str(n)), range(60)))
    assert len(gateway.outbox(limit=100)) == 60
    assert all(json.loads(line) for line in gateway.path.read_text().splitlines())


@given(st.text(max_size=20))
def test_only_mainland_mobiles_pass(text: str) -> None:
    good = len(text) == 11 and text.isascii() and text.isdigit() and text[0] == "1" and text[1] in "3456789"
    if good:
        check_number(text)
    else:
        with pytest.raises(DomainError):
            check_number(text)


def test_every_template_is_one_that_the_gateways_register() -> None:
    for name, found in sms_templates().items():
        assert name.split(".")[0] in {section.label for section in sections()}
        assert 1 <= len(found.text) <= 500
        assert not re.search(r"[【】]|拒收|退订", found.text), name
        assert sms.variables(found), name
        longest = dict.fromkeys(sms.variables(found), "字" * 35)
        assert sms.rendered(name, longest).startswith(f"【{sms.sign(found)}】")
