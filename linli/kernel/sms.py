"""Short messages (短信): templates with variables, what is asked of a gateway, and what it answers."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from linli.kernel import conf
from linli.kernel.discovery import sms_templates
from linli.kernel.errors import DomainError
from linli.kernel.manifest import SmsTemplate

VARIABLE = re.compile(r"\{(\w+)\}")
MAX_VARIABLE = 35
"""Characters of one variable: what the gateways take in a notice."""
MAX_TEXT = 500
ONE_PART, NEXT_PART = 70, 67


@dataclass(frozen=True)
class SmsOrder:
    """One message to send: to a mobile number, by a template of a manifest, with its variables."""

    phone: str
    template: str
    params: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class SmsResult:
    """What the gateway said to one order.

    “unknown”: no answer came, it may have gone out or not. “later”: it has not gone out, for a reason that is ours and
    not the number's (balance, too many at once), and may be tried again. `text` says why in words for people; `code` is
    the gateway's own.
    """

    state: Literal["accepted", "refused", "later", "unknown"]
    id: str = ""
    code: str = ""
    text: str = ""


@dataclass(frozen=True)
class SmsReceipt:
    """What became of a message (回执): `batch` is the name its call was given, `phone` the plain number.

    `delivered` is None when all that is known is that it went out. `text` says in words for people why it did not come.
    """

    batch: str
    phone: str
    delivered: bool | None
    id: str = ""
    code: str = ""
    text: str = ""
    at: dt.datetime | None = None


@dataclass(frozen=True)
class SmsInquiry:
    """A message whose receipt did not come: its call's name, the number, the gateway's id if known, and when it went."""

    batch: str
    phone: str
    id: str
    at: dt.datetime


@dataclass(frozen=True)
class SmsReply:
    """What somebody sent us (上行); `key` is the same when the gateway tells it twice."""

    key: str
    phone: str
    text: str
    at: dt.datetime | None = None


class SmsUnknown(DomainError):
    """The gateway gave no answer: nobody knows whether the message went out, so it is not sent again by itself."""

    status, code = 502, "sms_unknown"

    def __init__(self) -> None:
        super().__init__("短信网关没有应答，不能确定是否已发出；为免重复，系统不会自动重发。")


def template(name: str) -> SmsTemplate:
    """The template of that name. Raises LookupError when no manifest declares it."""
    return sms_templates()[name]


def variables(found: SmsTemplate) -> list[str]:
    """Its variables, in the order of the text (the gateways number them so)."""
    return list(dict.fromkeys(VARIABLE.findall(found.text)))


def sign(found: SmsTemplate) -> str:
    """The signature (签名) it goes out under."""
    return str(conf.get(found.sign))


def rendered(name: str, params: Mapping[str, str]) -> str:
    """The text as the receiver reads it, 【签名】 first. Raises DomainError for what no gateway takes."""
    found = template(name)
    if set(params) != set(variables(found)):
        raise ValueError(f"{name}: wants {variables(found)}, got {sorted(params)}")
    for key, value in params.items():
        if not 1 <= len(value) <= MAX_VARIABLE:
            raise DomainError(
                f"短信里的“{value[:12]}…”应为 1 到 {MAX_VARIABLE} 个字。", fields={key: "太长或为空"}
            )
        if "【" in value or "】" in value:
            raise DomainError("短信内容里不能再有【】。", fields={key: "不能有【】"})
    text = f"【{sign(found)}】{VARIABLE.sub(lambda match: params[match[1]], found.text)}"
    if len(text) > MAX_TEXT:
        raise DomainError(f"短信内容有 {len(text)} 个字，超过 {MAX_TEXT} 个字的上限。")
    return text


def parts(text: str) -> int:
    """How many messages the operator bills: 70 characters make one, longer texts 67 each."""
    return 1 if len(text) <= ONE_PART else -(-len(text) // NEXT_PART)


def clipped(text: str, otherwise: str = "—") -> str:
    """A value as a variable takes it: one line, no 【】, at most 35 characters."""
    plain = " ".join(text.replace("【", "[").replace("】", "]").split()) or otherwise
    return plain if len(plain) <= MAX_VARIABLE else plain[: MAX_VARIABLE - 1] + "…"
