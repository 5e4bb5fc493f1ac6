"""Pushed events as staff see them: subscriptions within their areas, the log of deliveries, what wants mending."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.discovery import section, webhooks
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Todo
from linli.sections.administration.models import WebhookDelivery, WebhookSubscription

MANAGE = "administration.webhook.manage"
PAGE = "/administration/webhooks"
State = WebhookDelivery.State


def kinds() -> list[dict[str, str]]:
    """What can be pushed, with the section it comes from."""
    return [
        {"kind": kind, "title": declared.title, "section": section(declared.event.split(".")[2]).title}
        for kind, declared in webhooks().items()
    ]


def subscriptions(actor: Actor) -> QuerySet[WebhookSubscription]:
    """The subscriptions on the actor's areas, with how many messages wait."""
    rows = visible(WebhookSubscription.objects.select_related("area"), actor, MANAGE)
    return rows.annotate(waiting=Count("deliveries", filter=Q(deliveries__state=State.WAITING)))


def subscription(actor: Actor, webhook_id: int) -> WebhookSubscription:
    """One subscription. Raises NotFound outside the actor's areas."""
    found = subscriptions(actor).filter(pk=webhook_id).first()
    if found is None:
        raise NotFound
    return found


def row(found: WebhookSubscription) -> dict[str, Any]:
    """A subscription for lists; its secret is never shown again."""
    return {
        "id": found.pk,
        "title": found.title,
        "url": found.url,
        "area_id": found.area_id,
        "area_name": found.area.name,
        "kinds": found.kinds,
        "kind_titles": [webhooks()[k].title for k in found.kinds if k in webhooks()],
        "state": _state(found),
        "active": found.active,
        "stopped_why": found.stopped_why,
        "waiting": getattr(found, "waiting", 0),
        "failing_since": found.failing_since,
        "next_at": found.next_at if found.failures else None,
        "delivered_at": found.delivered_at,
        "old_until": found.old_until,
        "created_at": found.created_at,
    }


def _state(found: WebhookSubscription) -> str:
    if not found.active:
        return "已停用"
    return "送达失败" if found.failures else "正常"


def deliveries(found: WebhookSubscription) -> QuerySet[WebhookDelivery]:
    """The log of a subscription, newest first."""
    return found.deliveries.select_related("message")


def delivery(actor: Actor, webhook_id: int, delivery_id: int) -> WebhookDelivery:
    """One line of the log. Raises NotFound."""
    found = deliveries(subscription(actor, webhook_id)).select_related("subscription__area")
    one = found.filter(pk=delivery_id).first()
    if one is None:
        raise NotFound
    return one


def delivery_row(found: WebhookDelivery) -> dict[str, Any]:
    """One line of the log: what was sent, and how it ended."""
    kind = found.message.kind
    return {
        "id": found.pk,
        "message_id": found.message.uid,
        "kind": kind,
        "kind_title": webhooks()[kind].title if kind in webhooks() else "测试消息",
        "state": found.state,
        "state_title": found.get_state_display(),
        "again": found.again,
        "tries": found.tries,
        "due_at": found.due_at if found.state == State.WAITING else None,
        "tried_at": found.tried_at,
        "status": found.status,
        "reply": found.reply,
        "error": found.error,
        "body": found.message.body,
        "created_at": found.created_at,
    }


def todos(actor: Actor) -> list[Todo]:
    """Subscriptions that were given up after long failure: somebody has to talk to the other side."""
    if not actor.can(MANAGE):
        return []
    broken = visible(WebhookSubscription.objects.all(), actor, MANAGE)
    return [
        Todo(
            "administration",
            f"事件推送“{found.title}”已自动停用",
            f"{found.stopped_why}，请联系对方后重新启用",
            f"{PAGE}?open={found.pk}",
            urgent=True,
        )
        for found in broken.filter(active=False, failing_since__isnull=False)
    ]
