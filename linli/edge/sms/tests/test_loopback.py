"""The loopback gateway refuses what a real one refuses, sends once per key, keeps nothing in clear."""

from __future__ import annotations

import datetime as dt
import json
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.edge.sms.loopback import LoopbackSms
from linli.edge.sms.rules import check_frequency, check_number, check_text, parts
from linli.kernel.errors import DomainError, TooMany

PHONE, TEXT = "13905370001", "【北门社区】明天 9 点停水检修。"
CODE = "【北门社区】您的登录验证码是 123456。"


@pytest.fixture
def gateway(tmp_path: Path) -> LoopbackSms:
    return LoopbackSms(tmp_path / "sms.jsonl")


def test_a_message_is_in_the_outbox(gateway: LoopbackSms) -> None:
    number = gateway.send(phone=PHONE, text=TEXT, key="a")
    shown = gateway.outbox()
    assert [(m["id"], m["phone"], m["text"], m["parts"]) for m in shown] == [(number, PHONE, TEXT, 1)]


def test_a_key_sends_once(gateway: LoopbackSms) -> None:
    first = gateway.send(phone=PHONE, text=TEXT, key="a")
    assert gateway.send(phone=PHONE, text=TEXT, key="a") == first
    assert len(gateway.outbox()) == 1


@pytest.mark.parametrize(
    "phone", ["", "12345678901", "1390537000", "+8613905370001", "１３９０５３７０００１"]
)
def test_bad_numbers_are_refused(gateway: LoopbackSms, phone: str) -> None:
    with pytest.raises(DomainError, match="手机号码不正确"):
        gateway.send(phone=phone, text=TEXT, key="a")
    assert gateway.outbox() == []


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("停水通知", "以【签名】开头"),
        ("【北门社区】", "以【签名】开头"),
        ("【北门社区】内容【又一个】", "以【签名】开头"),
        ("【北门社区】" + "长" * 495, "超过 500 个字"),
    ],
)
def test_bad_texts_are_refused(gateway: LoopbackSms, text: str, message: str) -> None:
    with pytest.raises(DomainError, match=message):
        gateway.send(phone=PHONE, text=text, key="a")
    assert gateway.outbox() == []


def test_login_codes_come_once_a_minute(gateway: LoopbackSms) -> None:
    gateway.send(phone=PHONE, text=CODE, key="a")
    with pytest.raises(TooMany) as refused:
        gateway.send(phone=PHONE, text=CODE, key="b")
    assert 0 < refused.value.retry_after <= 60
    gateway.send(phone="13905370002", text=CODE, key="c")
    gateway.send(phone=PHONE, text=TEXT, key="d")
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
    assert parts("字" * length) == count


def test_the_file_holds_nothing_in_clear_and_is_private(gateway: LoopbackSms) -> None:
    gateway.send(phone=PHONE, text=CODE, key="a")
    raw = gateway.path.read_text()
    assert PHONE not in raw
    assert "123456" not in raw
    assert stat.S_IMODE(gateway.path.stat().st_mode) == 0o600


def test_many_at_once_lose_nothing(gateway: LoopbackSms) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: gateway.send(phone=f"139053{n:05}", text=TEXT, key=str(n)), range(60)))
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


@given(st.text(max_size=600))
def test_any_text_is_either_signed_or_refused(text: str) -> None:
    try:
        check_text(text)
    except DomainError:
        return
    assert text.startswith("【")
    assert len(text) <= 500
