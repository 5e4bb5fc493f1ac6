"""Why a message did not arrive, in words people understand; the gateways' own codes go into the log."""

from __future__ import annotations

import logging
import re

log = logging.getLogger(__name__)
HAN = re.compile(r"[\u4e00-\u9fff]")
NUMBER = "号码可能是空号、停机或关机，请核对号码"
EMPTY = "空号：这个号码没有人在用，请核对号码"
WRONG = "手机号码不正确，请核对号码"
REFUSED = "对方拒收这类短信"
BLACK = "号码在运营商的黑名单里，收不到群发短信"
OFTEN = "今天发给这个号码的短信太多，已到上限"
WORDS = "短信里有运营商不让发的词，请换个说法"
LONG = "短信里有一段太长，请写短一些"
LINK = "短信里不能写网址"
MONEY = "短信平台余额不足，请管理员充值"
TEMPLATE = "短信模板没有通过平台审核，或与报备的不一致，请管理员核对"
SIGN = "短信签名没有通过平台审核，请管理员核对"
ACCOUNT = "短信平台的账号或密钥不对，请管理员核对"
QUOTA = "短信平台的发送量已到上限，请管理员联系平台"
BUSY = "短信平台正忙，系统稍后再发"
UNSAID = "没有送达，运营商没有说明原因"

CAUSES: dict[str, str] = {
    # receipts of Aliyun (err_code) and of the carriers behind both gateways
    "EMPTY": EMPTY,
    "MOBILE_NOT_ON_SERVICE": "号码已停机或是空号，请核对号码",
    "INVALID_NUMBER": WRONG,
    "MOBILE_ACCOUNT_ABNORMAL": "号码状态异常（可能欠费停机），请核对号码",
    "MOBILE_IN_BLACK": BLACK,
    "MOBILE_SEND_LIMIT": OFTEN,
    "MOBILE_TERMINAL_ERROR": "手机关机或收不到信号",
    "MOBLLE_TERMINAL_ERROR": "手机关机或收不到信号",  # as Aliyun spells it too
    "IS_CLOSED": NUMBER,
    "USER_REJECT": REFUSED,
    "CONTENT_KEYWORD": WORDS,
    "CONTENT_ERROR": WORDS,
    "TEMP_CONTENT_ERROR": WORDS,
    "NO_ROUTE": NUMBER,
    "UNDELIV": NUMBER,
    "EXPIRED": "手机关机、停机或没有信号，运营商等到期限仍未送到",
    "REJECTD": "运营商拒收，可能是号码停机，或短信里有不让发的词",
    # answers of Aliyun to a call
    "isv.MOBILE_NUMBER_ILLEGAL": WRONG,
    "isv.MOBILE_COUNT_OVER_LIMIT": WRONG,
    "isv.BUSINESS_LIMIT_CONTROL": OFTEN,
    "isv.DAY_LIMIT_CONTROL": OFTEN,
    "isv.BLACK_KEY_CONTROL_LIMIT": WORDS,
    "isv.PARAM_LENGTH_LIMIT": LONG,
    "isv.PARAM_NOT_SUPPORT_URL": LINK,
    "isv.TEMPLATE_MISSING_PARAMETERS": TEMPLATE,
    "isv.TEMPLATE_PARAMS_ILLEGAL": WORDS,
    "isv.SMS_TEMPLATE_ILLEGAL": TEMPLATE,
    "isv.SMS_SIGNATURE_ILLEGAL": SIGN,
    "isv.SMS_SIGN_ILLEGAL": SIGN,
    "isv.AMOUNT_NOT_ENOUGH": MONEY,
    "isv.OUT_OF_SERVICE": MONEY,
    "isv.MONTH_LIMIT_CONTROL": QUOTA,
    # answers of Tencent to a call
    "FailedOperation.PhoneNumberInBlacklist": BLACK,
    "FailedOperation.ContainSensitiveWord": WORDS,
    "FailedOperation.InsufficientBalanceInSmsPackage": MONEY,
    "InvalidParameterValue.IncorrectPhoneNumber": WRONG,
    "InvalidParameterValue.ContentLengthLimit": LONG,
    "InvalidParameterValue.TemplateParameterLengthLimit": LONG,
    "InvalidParameterValue.ProhibitedUseUrlInTemplateParameter": LINK,
    "RequestLimitExceeded": BUSY,
    "network": "连不上短信平台，系统稍后再发",
}
FAMILIES: tuple[tuple[str, str], ...] = (
    *((f"{family}{mark}", NUMBER) for family in ("MK", "MN", "MI", "LT") for mark in (":", "0")),
    ("isv.ACCOUNT", ACCOUNT),
    ("isv.PRODUCT", ACCOUNT),
    ("isv.RAM", ACCOUNT),
    ("InvalidAccessKey", ACCOUNT),
    ("SignatureDoesNotMatch", ACCOUNT),
    ("Throttling", BUSY),
    ("AuthFailure", ACCOUNT),
    ("UnauthorizedOperation", ACCOUNT),
    ("FailedOperation.Signature", SIGN),
    ("FailedOperation.Template", TEMPLATE),
    ("LimitExceeded.PhoneNumber", OFTEN),
    ("LimitExceeded.DeliveryFrequency", OFTEN),
    ("LimitExceeded", QUOTA),
    ("UnsupportedOperation", "短信平台不能发到这个号码，请核对号码"),
)  # fmt: skip
"""Codes of one family say the same; the carriers' MK:0001 and its like all blame the number."""


def plain(code: str | None, text: str | None = "") -> str:
    """What people are told of a code; an unknown one keeps the gateway's own words if they are Chinese."""
    told = (code or "").strip()
    found = CAUSES.get(told) or next((words for start, words in FAMILIES if told.startswith(start)), None)
    log.info("短信通道：%s %s", told or "（没有代码）", text or "")
    if found:
        return found
    return (text or "").strip() if HAN.search(text or "") else UNSAID
