"""Shapes of the lists of calls and visits, and of a resident's own messages."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AwareDatetime, Field

Key = Annotated[str, Field(min_length=8, max_length=64, pattern=r"^[\w.-]+$")]


class ListStop(Schema):
    """Somebody to call or visit."""

    target_id: int
    campaign_id: int
    title: str
    text: str
    emergency: bool
    channel: str
    channel_title: str
    person_id: int
    name: str
    address: str
    area: str
    phone_masked: str
    has_phone: bool
    before: str


class TickIn(Schema):
    """What came of a call or visit; `key` is made on the phone, so that sending twice does no harm."""

    key: Key
    result: Literal["told", "family", "no_answer", "wrong", "refused", "moved", "died"]
    note: Annotated[str, Field(max_length=200)] = ""
    at: AwareDatetime | None = None


class NumberToCall(Schema):
    """The number to call."""

    phone: str


class OwnReachMessage(Schema):
    """A message to the resident."""

    id: int
    title: str
    text: str
    kind: str
    kind_title: str
    ref: str
    emergency: bool
    at: dt.datetime
    read_at: dt.datetime | None


class OptOutKind(Schema):
    """A kind of message, and whether the resident wants no SMS of it."""

    kind: str
    title: str
    out: bool


class OptOutIn(Schema):
    """The kinds without SMS."""

    kinds: Annotated[list[str], Field(max_length=10)]


class PushAck(Schema):
    """What the gateways want to hear: Aliyun reads code and msg, Tencent result and errmsg."""

    code: int = 0
    msg: str = "成功"
    result: int = 0
    errmsg: str = "OK"
