"""From event to receiver: messages are written with the event's own transaction, sent by a background job.

At least once: a message keeps its id over every attempt, so a receiver that sees it twice can tell.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
import time
from typing import Any, cast

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.module_loading import import_string
from standardwebhooks import Webhook

from linli.kernel import audit, conf
from linli.kernel.access import SYSTEM
from linli.kernel.discovery import webhooks
from linli.kernel.jobs import enqueue
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.kernel.outbox.leases import pause
from linli.kernel.ports import Letter, Push, Reply, port
from linli.sections.administration.models import WebhookDelivery, WebhookMessage, WebhookSubscription

PING, TOPIC = "ping", "webhooks"
MAX_TRIES = 12
AT_ONCE = 8
BUDGET_SECONDS = 20.0
KEPT = dt.timedelta(days=30)
GONE = 410
State = WebhookDelivery.State


@transaction.atomic
def announce(event: Any) -> None:
    """Writes the messages of an event, one delivery for each subscription that wants it."""
    name = f"{type(event).__module__}.{type(event).__qualname__}"
    for declared in webhooks().values():
        if declared.event == name and (receivers := _receivers(declared.kind, event.area_id)):
            payload = import_string(declared.payload)(event)
            if payload is not None:
                message = write(declared.kind, Area.objects.get(pk=event.area_id), payload)
                for row in receivers:
                    deliver_soon(row, message)


def is_wanted(event: Any) -> bool:
    """True when some outside system may want to hear of it; most installations have none."""
    return bool(WebhookSubscription.objects.exists())


def _receivers(kind: str, area_id: int) -> list[WebhookSubscription]:
    rows = [row for row in WebhookSubscription.objects.select_related("area") if kind in row.kinds]
    if not rows:
        return []
    path = Area.objects.values_list("path", flat=True).get(pk=area_id)
    return [row for row in rows if path.startswith(row.area.path) and _still_wanted(row)]


def _still_wanted(row: WebhookSubscription) -> bool:
    """A stopped one keeps what comes while somebody may still mend it, not what staff have switched off."""
    return row.active or row.failing_since is not None


def write(kind: str, area: Area, payload: dict[str, Any]) -> WebhookMessage:
    """A message in the form of Standard Webhooks: type, timestamp, data."""
    data = {**payload, "area": {"id": area.pk, "name": area.name}}
    moment = timezone.localtime().isoformat(timespec="seconds")
    body = json.dumps({"type": kind, "timestamp": moment, "data": data}, ensure_ascii=False)
    return WebhookMessage.objects.create(uid=f"msg_{secrets.token_hex(12)}", kind=kind, body=body)


def deliver_soon(
    row: WebhookSubscription, message: WebhookMessage, *, again: bool = False
) -> WebhookDelivery:
    """One delivery, to be tried as soon as the transaction is over."""
    wake()
    touch(TOPIC, row.area_id)
    return WebhookDelivery.objects.create(subscription=row, message=message, again=again)


def wake() -> None:
    """Has the sending job run after the current transaction."""
    from linli.sections.administration.jobs import push_events

    enqueue(push_events, key="push now")


def push_due() -> None:
    """Sends what is due, several receivers side by side and one message of each at a time; comes back for the rest."""
    until = time.monotonic() + BUDGET_SECONDS
    while batch := _claim():
        replies = cast(Push, port("push")).post_all([_letter(d) for d in batch])
        for delivery, reply in zip(batch, replies, strict=True):
            note(delivery, reply)
        if time.monotonic() > until:
            break
    _come_back()


def _claim() -> list[WebhookDelivery]:
    """The oldest due message of each receiver that may be tried; leased, so that two workers never send the same."""
    now = timezone.now()
    ready = Q(subscription__active=True, subscription__next_at__lte=now)
    due = WebhookDelivery.objects.filter(ready, state=State.WAITING, due_at__lte=now)
    due = due.select_related("subscription__area", "message").order_by("due_at", "pk")
    oldest: dict[int, WebhookDelivery] = {}
    for delivery in due[:500]:
        oldest.setdefault(delivery.subscription_id, delivery)
    return [d for d in list(oldest.values())[:AT_ONCE] if _lease(d, now)]


def _lease(delivery: WebhookDelivery, now: dt.datetime) -> bool:
    until = now + dt.timedelta(seconds=conf.get("lease_seconds") + conf.get("push_seconds"))
    mine = WebhookDelivery.objects.filter(pk=delivery.pk, state=State.WAITING, due_at=delivery.due_at)
    delivery.tries += 1
    return bool(mine.update(due_at=until, tries=delivery.tries, tried_at=now))


def _letter(delivery: WebhookDelivery) -> Letter:
    row, message, now = delivery.subscription, delivery.message, dt.datetime.now(dt.UTC)
    keys = [row.secret]
    if row.old_secret and row.old_until and row.old_until > now:
        keys.append(row.old_secret)
    headers = {
        "Content-Type": "application/json",
        "webhook-id": message.uid,
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": " ".join(Webhook(key).sign(message.uid, now, message.body) for key in keys),
    }
    return Letter(row.url, message.body.encode(), headers)


@transaction.atomic
def note(delivery: WebhookDelivery, reply: Reply) -> None:
    """Writes down how an attempt ended: delivered, to be tried later, or given up."""
    row = WebhookSubscription.objects.select_for_update().filter(pk=delivery.subscription_id).first()
    if row is None:  # removed meanwhile, its log with it
        return
    now, good = timezone.now(), reply.status is not None and 200 <= reply.status < 300
    state = State.DELIVERED if good else State.FAILED if delivery.tries >= MAX_TRIES else State.WAITING
    WebhookDelivery.objects.filter(pk=delivery.pk).update(
        state=state,
        due_at=now + pause(delivery.tries),
        status=reply.status,
        reply=reply.body.replace("\x00", "")[:500],
        error=_why(reply, good)[:200],
    )
    if good:
        row.failures, row.failing_since, row.next_at, row.delivered_at = 0, None, now, now
    else:
        row.failures, row.failing_since = row.failures + 1, row.failing_since or now
        row.next_at = now + pause(row.failures)
        _give_up(row, reply, now)
    touch(TOPIC, row.area_id)
    row.save(update_fields=["failures", "failing_since", "next_at", "delivered_at", "active", "stopped_why"])


def _why(reply: Reply, good: bool) -> str:
    if good or reply.error:
        return reply.error
    if reply.status is not None and 300 <= reply.status < 400:
        return f"对方要求跳转（{reply.status}），不跟随跳转"
    return f"对方答复 {reply.status}"


def _give_up(row: WebhookSubscription, reply: Reply, now: dt.datetime) -> None:
    """Stops a receiver that is gone or has failed for long; the to-do list says so."""
    hours = int(conf.get("administration.webhook_hours"))
    since = row.failing_since or now
    if reply.status != GONE and now - since < dt.timedelta(hours=hours):
        return
    row.active = False
    row.stopped_why = "对方表示不再接收（410）" if reply.status == GONE else f"连续 {hours} 小时没有送达"
    audit.record(
        SYSTEM,
        "administration.webhook.given_up",
        target=row,
        area=row.area,
        detail={"why": row.stopped_why, "failures": row.failures},
    )


def _come_back() -> None:
    """Has the job run again when the next message is due; once per second, however many ask."""
    from linli.sections.administration.jobs import push_events

    waiting = WebhookDelivery.objects.filter(state=State.WAITING, subscription__active=True)
    times = waiting.order_by("due_at").values_list("due_at", "subscription__next_at")[:100]
    if moments := [max(pair) for pair in times]:
        at = min(moments).replace(microsecond=0) + dt.timedelta(seconds=1)
        enqueue(push_events, run_at=at, key=f"push {int(at.timestamp())}")


def tidy() -> None:
    """Deletes deliveries of long ago, and the messages that nobody refers to any more."""
    long_ago = timezone.now() - KEPT
    WebhookDelivery.objects.filter(created_at__lt=long_ago).delete()
    WebhookMessage.objects.filter(deliveries=None, created_at__lt=long_ago).delete()
