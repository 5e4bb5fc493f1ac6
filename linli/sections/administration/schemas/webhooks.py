"""Shapes of pushed events: subscriptions, their secret shown once, the log of deliveries."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import Field


class WebhookKindOut(Schema):
    """Something that can be pushed."""

    kind: str
    title: str
    section: str


class WebhookEditIn(Schema):
    """Purpose, address and events."""

    title: str = Field(min_length=2, max_length=60)
    url: str = Field(min_length=8, max_length=500)
    kinds: list[str] = Field(max_length=100)


class WebhookIn(WebhookEditIn):
    """A new subscription, on one area."""

    area_id: int = Field(ge=1, le=2**53)


class WebhookRow(Schema):
    """A subscription; its secret is never shown again."""

    id: int = Field(title="编号")
    title: str = Field(title="用途")
    url: str = Field(title="网址")
    area_id: int = Field(title="区域编号")
    area_name: str = Field(title="区域")
    kinds: list[str] = Field(title="事件代码")
    kind_titles: list[str] = Field(title="事件")
    state: str = Field(title="状态")
    active: bool = Field(title="启用")
    stopped_why: str = Field(title="停用原因")
    waiting: int = Field(title="等待送达")
    failing_since: dt.datetime | None = Field(None, title="从何时起失败")
    next_at: dt.datetime | None = Field(None, title="下次再试")
    delivered_at: dt.datetime | None = Field(None, title="最近送达")
    old_until: dt.datetime | None = Field(None, title="旧密钥有效至")
    created_at: dt.datetime = Field(title="建立时间")


class WebhookSecretOut(Schema):
    """The secret, shown this once."""

    id: int
    secret: str
    old_until: dt.datetime | None = None


class WebhookDeliveryRow(Schema):
    """One line of the log: the message as it was sent, and how it ended."""

    id: int = Field(title="编号")
    message_id: str = Field(title="消息编号")
    kind: str = Field(title="事件代码")
    kind_title: str = Field(title="事件")
    state: str = Field(title="状态代码")
    state_title: str = Field(title="状态")
    again: bool = Field(title="重发")
    tries: int = Field(title="次数")
    due_at: dt.datetime | None = Field(None, title="下次再试")
    tried_at: dt.datetime | None = Field(None, title="最近一次")
    status: int | None = Field(None, title="答复码")
    reply: str = Field(title="对方答复")
    error: str = Field(title="错误")
    body: str = Field(title="内容")
    created_at: dt.datetime = Field(title="产生时间")
