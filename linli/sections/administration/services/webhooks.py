"""Subscriptions of pushed events (事件推送): made, changed, rotated, stopped and started by staff."""

from __future__ import annotations

import datetime as dt
import secrets
from base64 import b64encode
from collections.abc import Sequence
from typing import cast

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.discovery import webhooks
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.models import Area
from linli.kernel.ports import Push, port
from linli.sections.administration.models import WebhookDelivery, WebhookSubscription
from linli.sections.administration.services import pushing

MANAGE = "administration.webhook.manage"
SECRET_BYTES = 32
ROTATION = dt.timedelta(hours=24)
"""How long the old secret still signs after a new one was issued."""


@transaction.atomic
def subscribe(
    *, actor: Actor, title: str, url: str, area: Area, kinds: Sequence[str]
) -> tuple[WebhookSubscription, str]:
    """A new subscription and its secret, shown this once. Raises DomainError for a bad address or unknown events."""
    actor.require(MANAGE, area)
    _check(url, kinds)
    secret = _new_secret()
    row = WebhookSubscription.objects.create(
        title=title, url=url, area=area, kinds=sorted(set(kinds)), secret=secret
    )
    _record(actor, "created", row, title=title, kinds=row.kinds)
    return row, secret


@transaction.atomic
def change(
    *, actor: Actor, row: WebhookSubscription, title: str, url: str, kinds: Sequence[str]
) -> WebhookSubscription:
    """Another purpose, address or choice of events. Raises DomainError."""
    _check(url, kinds)
    moved = url != row.url
    row.title, row.url, row.kinds = title, url, sorted(set(kinds))
    row.save(update_fields=["title", "url", "kinds"])
    _record(actor, "changed", row, title=title, kinds=row.kinds, moved=moved)
    return row


@transaction.atomic
def rotate(*, actor: Actor, row: WebhookSubscription) -> str:
    """A new secret, shown this once; for a day messages carry signatures of both, so that nothing is lost."""
    secret = _new_secret()
    row.old_secret, row.old_until, row.secret = row.secret, timezone.now() + ROTATION, secret
    row.save(update_fields=["old_secret", "old_until", "secret"])
    _record(actor, "rotated", row)
    return secret


@transaction.atomic
def stop(*, actor: Actor, row: WebhookSubscription) -> WebhookSubscription:
    """Nothing more is sent; what waits goes on waiting. Raises Conflict when already stopped."""
    if not WebhookSubscription.objects.filter(pk=row.pk, active=True).update(
        active=False, stopped_why="人工停用", failing_since=None
    ):
        raise Conflict("这个推送已经停用。")
    _record(actor, "stopped", row)
    row.refresh_from_db()
    return row


@transaction.atomic
def start(*, actor: Actor, row: WebhookSubscription) -> WebhookSubscription:
    """Sending goes on, with what waited meanwhile. Raises Conflict when it is not stopped."""
    now = timezone.now()
    fresh = {"active": True, "stopped_why": "", "failures": 0, "failing_since": None, "next_at": now}
    if not WebhookSubscription.objects.filter(pk=row.pk, active=False).update(**fresh):
        raise Conflict("这个推送正在使用中。")
    row.deliveries.filter(state=WebhookDelivery.State.WAITING).update(due_at=now)
    pushing.wake()
    _record(actor, "started", row)
    row.refresh_from_db()
    return row


@transaction.atomic
def remove(*, actor: Actor, row: WebhookSubscription) -> None:
    """Ends a subscription for good, its log included."""
    _record(actor, "removed", row, title=row.title)
    row.delete()


@transaction.atomic
def ping(*, actor: Actor, row: WebhookSubscription) -> WebhookDelivery:
    """Sends a message that only says that it arrives. Raises Conflict while stopped."""
    _require_active(row)
    message = pushing.write(pushing.PING, row.area, {})
    return pushing.deliver_soon(row, message)


@transaction.atomic
def send_again(*, actor: Actor, delivery: WebhookDelivery) -> WebhookDelivery:
    """The same message under the same id, tried at once: one that still waits, or another delivery of one that ended.

    Raises Conflict while the subscription is stopped.
    """
    row, now = delivery.subscription, timezone.now()
    _require_active(row)
    WebhookSubscription.objects.filter(pk=row.pk).update(next_at=now)
    _record(actor, "sent_again", row, message=delivery.message.uid)
    if delivery.state != WebhookDelivery.State.WAITING:
        return pushing.deliver_soon(row, delivery.message, again=True)
    delivery.due_at = now
    delivery.save(update_fields=["due_at"])
    pushing.wake()
    return delivery


def _require_active(row: WebhookSubscription) -> None:
    if not row.active:
        raise Conflict("这个推送已停用，请先启用。")


def _check(url: str, kinds: Sequence[str]) -> None:
    cast(Push, port("push")).check(url)
    if not kinds or set(kinds) - set(webhooks()):
        message = "请至少选一种事件。" if not kinds else "有的事件不存在，请重新选择。"
        raise DomainError(message, fields={"kinds": message})


def _new_secret() -> str:
    return "whsec_" + b64encode(secrets.token_bytes(SECRET_BYTES)).decode()


def _record(actor: Actor, what: str, row: WebhookSubscription, **detail: object) -> None:
    audit.record(actor, f"administration.webhook.{what}", target=row, area=row.area, detail=detail)
