"""Events from outside systems (事件统一接入): signed, not too old, each taken once."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound, Unauthorized
from linli.sections.alerts.models import Alert, AlertKind, EventReceipt, EventSource
from linli.sections.alerts.services.raising import Finding, Origin, end_condition, raise_alert

SEND = "alerts.event.send"
MANAGE = "alerts.source.manage"
CLOCK_SKEW = timedelta(minutes=5)


@dataclass(frozen=True)
class IncomingEvent:
    """One event: `key` names the thing in the sender's system; `ended` says that the condition is over."""

    source: str
    event_id: str
    kind: str
    key: str
    title: str
    at: datetime
    message: str = ""
    thing: str = ""
    building: str = ""
    place: str = ""
    ended: bool = False


def signature(secret: str, timestamp: str, body: bytes) -> str:
    """HMAC-SHA256 in hex over `timestamp` (Unix seconds), a dot, and the body exactly as sent."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, sha256).hexdigest()


def check_signature(*, actor: Actor, source: str, timestamp: str, signed: str, body: bytes) -> EventSource:
    """The source that signed this body. Raises NotFound for an unknown one, Unauthorized for a wrong signature."""
    actor.require(SEND)
    found = (
        visible(EventSource.objects.select_related("area"), actor, SEND)
        .filter(code=source, enabled=True)
        .first()
    )
    if found is None:
        raise NotFound("没有这个事件来源，或已停用。")
    fresh = (
        timestamp.isdecimal() and abs(timezone.now().timestamp() - int(timestamp[:12])) <= CLOCK_SKEW.seconds
    )
    if fresh and hmac.compare_digest(signature(found.secret, timestamp, body), signed.lower()):
        return found
    EventSource.objects.filter(pk=found.pk).update(refused=F("refused") + 1)
    raise Unauthorized("签名不正确，或时间戳与平台时间相差超过 5 分钟。")


@transaction.atomic
def take_event(*, actor: Actor, source: EventSource, event: IncomingEvent) -> tuple[Alert | None, bool]:
    """Takes a checked event. Returns the alert it concerns (None if there was none to end) and whether it is new."""
    kind = _check(event)
    try:
        with transaction.atomic():
            receipt = EventReceipt.objects.create(source=source, event_id=event.event_id)
    except IntegrityError:
        return EventReceipt.objects.select_related("alert").get(
            source=source, event_id=event.event_id
        ).alert, False
    key = f"event:{source.code}:{event.key}"
    if event.ended:
        alert = end_condition(actor=actor, kind=kind, source=key, at=event.at)
    else:
        origin = Origin(key, event.title, source.area, event.thing, event.building, event.place)
        alert = raise_alert(actor=actor, kind=kind, origin=origin, finding=Finding(event.at, event.message))
    receipt.alert = alert
    receipt.save(update_fields=["alert"])
    EventSource.objects.filter(pk=source.pk).update(last_event_at=timezone.now())
    return alert, True


@transaction.atomic
def create_source(*, actor: Actor, code: str, title: str, area_id: int) -> tuple[EventSource, str]:
    """登记事件来源. Returns it and its signing secret, which is shown this once."""
    actor.require(MANAGE)
    area = actor.areas(MANAGE).filter(pk=area_id).first()
    if area is None:
        raise DomainError("请检查标出的内容。", fields={"area_id": "请选择您负责的区域。"})
    if not title.strip():
        raise DomainError("请检查标出的内容。", fields={"title": "请填写名称。"})
    secret = secrets.token_urlsafe(32)
    try:
        with transaction.atomic():
            source = EventSource.objects.create(code=code, title=title.strip(), area=area, secret=secret)
    except IntegrityError as error:
        raise Conflict("这个编码已被使用。", fields={"code": "请换一个编码。"}) from error
    audit.record(actor, "alerts.source.created", target=source, detail={"code": code})
    return source, secret


@transaction.atomic
def set_source_enabled(*, actor: Actor, source_id: int, enabled: bool) -> EventSource:
    """启用或停用事件来源."""
    actor.require(MANAGE)
    source = visible(EventSource.objects.select_related("area"), actor, MANAGE).filter(pk=source_id).first()
    if source is None:
        raise NotFound
    source.enabled = enabled
    source.save(update_fields=["enabled"])
    audit.record(actor, "alerts.source.switched", target=source, detail={"enabled": enabled})
    return source


def _check(event: IncomingEvent) -> AlertKind:
    """The kind meant. Raises DomainError naming the wrong field."""
    kind = AlertKind.objects.filter(code=event.kind, enabled=True).first()
    wrong = {
        "kind": "" if kind else "没有这种预警类型，或已停用。",
        "at": "" if event.at <= timezone.now() + CLOCK_SKEW else "发生时间在未来，请核对设备时钟。",
    }
    wrong = {name: text for name, text in wrong.items() if text}
    if wrong or kind is None:
        raise DomainError("请检查标出的内容。", fields=wrong)
    return kind
