"""Both vendors' SDKs against a gateway that works out their signatures anew: accepted, refused, no answer, once per key."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest

from linli.edge.sms.tests import gateway as g
from linli.edge.sms.vendor import VendorSms
from linli.kernel.errors import DomainError
from linli.kernel.sms import SmsInquiry, SmsOrder, SmsUnknown

aliyun = pytest.importorskip("linli.edge.sms.aliyun")
tencent = pytest.importorskip("linli.edge.sms.tencent")
pytestmark = [pytest.mark.function("4.3")]
PHONES = ["13905370001", "13905370002", "13905370003"]
CODES = {"eldercare.reminder": "SMS_1", "administration.login_code": "SMS_2"}


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[g.Gateway]:
    with g.serving(g.Gateway()) as found:
        values = {"ENDPOINT": found.url, "KEY_ID": g.KEY_ID, "KEY_SECRET": g.SECRET, "APP_ID": g.APP_ID,
                  "TIMEOUT_S": "2", "TEMPLATES": json.dumps(CODES)}  # fmt: skip
        for name, value in values.items():
            monkeypatch.setenv(f"LINLI_SMS_{name}", value)
        yield found


def orders(*texts: str) -> list[SmsOrder]:
    return [
        SmsOrder(phone, "eldercare.reminder", {"text": text})
        for phone, text in zip(PHONES, texts, strict=False)
    ]


@pytest.mark.parametrize("driver", [aliyun.AliyunSms, tencent.TencentSms])
def test_what_is_accepted_refused_and_left_without_answer(gateway: g.Gateway, driver: Any) -> None:
    found: VendorSms = driver()
    asked = [*orders("吃药", "量血压", "吃药"), SmsOrder("123", "eldercare.reminder", {"text": "吃药"}),
             SmsOrder(PHONES[0], "eldercare.reminder", {"text": "长" * 36}),
             SmsOrder(PHONES[0], "alerts.relatives", {"kind": "跌倒"})]  # fmt: skip
    told = found.send_many(asked, batch="c1-a")
    assert [one.state for one in told] == ["accepted"] * 3 + ["refused"] * 3
    assert told[5].text == "短信模板“预警通知家属”还没有填写平台上的模板编号。"
    assert sorted((phone, batch) for phone, batch, _ in gateway.sent) == [(phone, "c1-a") for phone in PHONES]
    assert gateway.wrong == []
    gateway.sent.clear()
    for fault, state in ((g.TIME_OUT, "unknown"), (g.REFUSE, "refused"), (g.LATER, "later")):
        gateway.fault = lambda phones, fault=fault: fault  # type: ignore[misc]
        before = gateway.calls
        assert [one.state for one in found.send_many(orders("吃药"), batch=f"c1-{state}")] == [state]
        assert gateway.calls == before + 1, "the SDK must not try again"
    assert gateway.counted() == {PHONES[0]: 1}


@pytest.mark.parametrize("driver", [aliyun.AliyunSms, tencent.TencentSms])
def test_wrong_keys_and_a_dead_line_leave_everything_unsent(
    gateway: g.Gateway, driver: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINLI_SMS_KEY_SECRET", "another")
    assert [one.state for one in driver().send_many(orders("吃药", "吃药"), batch="b")] == ["later"] * 2
    assert len(gateway.wrong) == 1
    monkeypatch.setenv("LINLI_SMS_ENDPOINT", "http://127.0.0.1:9")
    assert [(one.state, one.code) for one in driver().send_many(orders("吃药"), batch="b")] == [
        ("later", "network")
    ]


def test_one_bad_number_does_not_hold_up_the_batch(gateway: g.Gateway) -> None:
    gateway.fault = lambda phones: g.REFUSE if PHONES[1] in phones else ""
    told = aliyun.AliyunSms().send_many(orders("吃药", "吃药", "吃药"), batch="b")
    assert [(one.state, one.code) for one in told] == [
        ("accepted", ""), ("refused", "isv.BUSINESS_LIMIT_CONTROL"), ("accepted", ""),
    ]  # fmt: skip
    assert gateway.counted() == {PHONES[0]: 1, PHONES[2]: 1}


@pytest.mark.django_db
@pytest.mark.parametrize("driver", [aliyun.AliyunSms, tencent.TencentSms])
def test_a_key_goes_out_once_also_when_nobody_answered(gateway: g.Gateway, driver: Any) -> None:
    found: VendorSms = driver()
    said: dict[str, Any] = {"phone": PHONES[0], "template": "administration.login_code",
                            "params": {"code": "123456", "minutes": "5"}}  # fmt: skip
    first = found.send(**said, key="login-1")
    assert found.send(**said, key="login-1") == first
    gateway.fault = lambda phones: g.TIME_OUT
    for _ in range(2):
        with pytest.raises(SmsUnknown):
            found.send(**said, key="login-2")
    assert gateway.counted() == {PHONES[0]: 2}
    gateway.fault = lambda phones: g.REFUSE
    for _ in range(2):
        with pytest.raises(DomainError, match="短信没有发出"):
            found.send(**said, key="login-3")


@pytest.mark.parametrize("driver", [aliyun.AliyunSms, tencent.TencentSms])
def test_what_was_not_pushed_is_asked_for(gateway: g.Gateway, driver: Any) -> None:
    found: VendorSms = driver()
    gateway.fault = lambda phones: g.TIME_OUT
    found.send_many(orders("吃药", "吃药", "吃药"), batch="c1-a")
    gateway.became = {PHONES[0]: 3, PHONES[1]: 2, PHONES[2]: 1}
    now = dt.datetime.now(dt.UTC)
    phones = [*PHONES, "13905370004"]
    told = found.ask([SmsInquiry("c1-a", phone, "", now) for phone in phones])
    on_its_way = [] if driver is tencent.TencentSms else [(PHONES[2], None)]
    assert [(one.phone, one.delivered) for one in told] == [
        (PHONES[0], True),
        (PHONES[1], False),
        *on_its_way,
    ]
    assert found.ask([SmsInquiry("another", PHONES[0], "", now)]) == []
    assert (len(gateway.sent), gateway.wrong) == (3, [])


def test_what_they_push_is_read(gateway: g.Gateway) -> None:
    pushed = [{"phone_number": PHONES[0], "success": False, "err_code": "DB:0141", "err_msg": "空号", "out_id": "c1-a",
               "biz_id": "b", "report_time": "2026-11-22 10:00:00"}]  # fmt: skip
    (one,) = aliyun.AliyunSms().receipts(json.dumps(pushed).encode())
    assert (one.batch, one.phone, one.delivered, one.text, str(one.at)) == (
        "c1-a", PHONES[0], False, "空号", "2026-11-22 10:00:00+08:00",
    )  # fmt: skip
    back = [{"mobile": PHONES[0], "report_status": "SUCCESS", "errmsg": "DELIVRD", "ext": "c1-a", "sid": "s"}]
    (one,) = tencent.TencentSms().receipts(json.dumps(back).encode())
    assert (one.batch, one.delivered, one.code) == ("c1-a", True, "")
    (said,) = aliyun.AliyunSms().replies(b'[{"phone_number": "1", "content": "TD", "sequence_id": 7}]')
    assert (said.key, said.text) == ("aliyun-7", "TD")
    (said,) = tencent.TencentSms().replies(b'{"mobile": "1", "text": "TD", "time": "1"}')
    assert said.key.startswith("tencent-")
    for driver in (aliyun.AliyunSms(), tencent.TencentSms()):
        with pytest.raises(DomainError):
            driver.receipts(b"<xml/>")
