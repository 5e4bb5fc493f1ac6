"""Warnings from outside (CAP 1.2 over signed HTTP): taken once, sent on at once when grave, else for a person to decide."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError
from linli.sections.outreach.cap.codes import grave
from linli.sections.outreach.cap.read import Message, read
from linli.sections.outreach.models import Emergency
from linli.sections.outreach.services.emergencies import ALL_CLEAR, locked
from linli.sections.outreach.services.sounding import noted, silence, sound

SEND = "alerts.event.send"
BY_ITSELF = "外部预警达到立即发布的级别"
State, Status, Type = Emergency.State, Emergency.Status, Emergency.Type


@transaction.atomic
def take_cap(*, actor: Actor, source: Any, document: bytes) -> tuple[Emergency, bool]:
    """Takes a message of a checked event source. Returns it and whether it is new; the same again changes nothing.

    Raises DomainError for a document that is not valid CAP 1.2.
    """
    actor.require(SEND, source.area)
    message = read(document)
    row = _row(source, message, document)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        known = Emergency.objects.filter(source=source.code, sender=message.sender, sent=message.sent)
        return known.select_related("area").get(identifier=message.identifier), False
    noted(actor, row, "received", source=source.code, status=row.status, type=row.msg_type)
    return _decided(row, message), True


@transaction.atomic
def accept(*, actor: Actor, emergency_id: int, override: str = "") -> Emergency:
    """A person sends it on to everybody. Raises Conflict when it does not wait, DomainError in the quiet hours."""
    row = _waiting(actor, emergency_id)
    if row.expires <= timezone.now():
        raise Conflict("这条预警已过有效期，不能再发出。")
    row.decided_by_id = actor.user_id
    _end_before(actor, row)
    return sound(actor, row, override)


@transaction.atomic
def refuse(*, actor: Actor, emergency_id: int, reason: str) -> Emergency:
    """It does not concern this place: it stays on record with the reason. Raises DomainError without one, Conflict."""
    row = _waiting(actor, emergency_id)
    if not reason.strip():
        raise DomainError("请写明理由。", fields={"reason": "例如：不涉及本社区"})
    row.state, row.reason, row.decided_by_id = State.REFUSED, reason.strip()[:200], actor.user_id
    row.save(update_fields=["state", "reason", "decided_by"])
    return noted(actor, row, "refused", reason=row.reason)


@transaction.atomic
def stop_here(*, actor: Actor, emergency_id: int, reason: str) -> Emergency:
    """停用: a warning from outside is no longer sent on here, whatever its sender says. Raises Conflict, DomainError."""
    row = locked(actor, emergency_id)
    if row.state != State.ISSUED or row.way != Emergency.Way.IN:
        raise Conflict(f"这条预警{row.get_state_display()}，不能停用。")
    if not reason.strip():
        raise DomainError("请写明理由。", fields={"reason": "例如：险情已排除，发布单位尚未解除"})
    return silence(actor, row, State.ENDED, reason.strip()[:200])


def _row(source: Any, message: Message, document: bytes) -> Emergency:
    names = ("identifier", "sender", "sent", "status", "msg_type", "category", "event", "urgency", "severity",
             "certainty", "headline", "description", "instruction", "expires")  # fmt: skip
    return Emergency(
        way=Emergency.Way.IN, source=source.code, area=source.area, xml=document.decode("utf-8", "replace"),
        area_text=message.area_text or source.area.name, replaces=_referred(source, message),
        **{name: getattr(message, name) for name in names},
    )  # fmt: skip


def _referred(source: Any, message: Message) -> Emergency | None:
    """The newest message of the same source that this one updates or cancels."""
    for sender, identifier, sent in message.references:
        rows = Emergency.objects.select_related("area").filter(source=source.code, sender=sender, sent=sent)
        if found := rows.filter(identifier=identifier).first():
            return found
    return None


def _decided(row: Emergency, message: Message) -> Emergency:
    """What is done with a new message without asking anybody."""
    kept = _only_kept(row, message)
    if kept:
        return _kept(row, kept)
    before = row.replaces
    if row.msg_type == Type.CANCEL:
        return _cancelled(row, before)
    row.urgent_now = _at_once(row, before)
    if row.urgent_now:
        _end_before(SYSTEM, row)
        return sound(SYSTEM, row, BY_ITSELF)
    row.save(update_fields=["urgent_now"])
    return row


def _only_kept(row: Emergency, message: Message) -> str:
    """Why a message is recorded and nothing more; "" when it is for the people."""
    if row.status in (Status.TEST, Status.SYSTEM):
        return f"{row.get_status_display()}消息，不对外发布"
    if message.scope != "Public":
        return "非公开范围，不转发"
    return "收到时已过有效期" if row.expires <= timezone.now() and row.msg_type != Type.CANCEL else ""


def _kept(row: Emergency, reason: str) -> Emergency:
    row.state, row.reason = State.NOTED, reason
    row.save(update_fields=["state", "reason"])
    return row


def _at_once(row: Emergency, before: Emergency | None) -> bool:
    if row.status != Status.ACTUAL:
        return False
    follows = before is not None and before.state == State.ISSUED
    return follows or (
        bool(conf.get("outreach.cap_at_once")) and grave(row.urgency, row.severity, row.certainty)
    )


def _cancelled(row: Emergency, before: Emergency | None) -> Emergency:
    """The end of a warning: if people had heard of it, they hear that it is over."""
    if before is None or before.state not in (State.ISSUED, State.WAITING):
        return _kept(row, "所解除的预警不在生效中")
    if before.state == State.WAITING:
        silence(SYSTEM, before, State.CANCELLED, "发布单位已解除")
        return _kept(row, "所解除的预警没有发出过")
    silence(SYSTEM, before, State.CANCELLED, "发布单位已解除")
    if row.drill or row.expires <= timezone.now():
        return _kept(row, "演练结束，不另行通知" if row.drill else "收到时已过有效期")
    row.expires = min(row.expires, timezone.now() + ALL_CLEAR)
    return sound(SYSTEM, row, BY_ITSELF)


def _end_before(actor: Actor, row: Emergency) -> None:
    if row.replaces is not None and row.replaces.state in (State.ISSUED, State.WAITING):
        silence(actor, row.replaces, State.UPDATED, "已被更新")


def _waiting(actor: Actor, emergency_id: int) -> Emergency:
    row = locked(actor, emergency_id)
    if row.state != State.WAITING:
        raise Conflict(f"这条预警{row.get_state_display()}，不用再确认。")
    return row
