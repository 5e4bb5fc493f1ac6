"""Why a message did not arrive is said in words people understand, and never by a code."""

import json
import re

import pytest

from linli.edge.sms import aliyun, tencent
from linli.edge.sms.causes import CAUSES, FAMILIES, UNSAID, plain


@pytest.mark.parametrize(
    ("code", "told", "said"),
    [
        ("MOBILE_NOT_ON_SERVICE", "", "号码已停机或是空号，请核对号码"),
        ("MK:0010", "", "号码可能是空号、停机或关机，请核对号码"),
        ("isv.AMOUNT_NOT_ENOUGH", "账户余额不足", "短信平台余额不足，请管理员充值"),
        ("FailedOperation.ContainSensitiveWord", "sensitive", "短信里有运营商不让发的词，请换个说法"),
        ("LimitExceeded.PhoneNumberDailyLimit", "", "今天发给这个号码的短信太多，已到上限"),
        ("DB:0141", "用户在黑名单", "用户在黑名单"),
        ("DB:0141", "user refused", UNSAID),
        (None, None, UNSAID),
    ],
)
def test_a_code_becomes_a_sentence(code: str | None, told: str | None, said: str) -> None:
    assert plain(code, told) == said


def test_no_sentence_shows_a_code() -> None:
    said = {*CAUSES.values(), *(words for _, words in FAMILIES), UNSAID}
    assert [words for words in said if re.search(r"[A-Za-z_:]", words)] == []


def test_what_the_gateways_push_is_said_plainly() -> None:
    report = [
        {
            "phone_number": "13900000001",
            "success": False,
            "err_code": "USER_REJECT",
            "err_msg": "x",
            "out_id": "a",
        }
    ]
    (one,) = aliyun.AliyunSms().receipts(json.dumps(report).encode())
    back = [
        {
            "mobile": "13900000001",
            "report_status": "FAIL",
            "errmsg": "UNDELIV",
            "description": "x",
            "ext": "a",
        }
    ]
    (two,) = tencent.TencentSms().receipts(json.dumps(back).encode())
    assert (one.code, one.text) == ("USER_REJECT", "对方拒收这类短信")
    assert (two.code, two.text) == ("UNDELIV", "号码可能是空号、停机或关机，请核对号码")
