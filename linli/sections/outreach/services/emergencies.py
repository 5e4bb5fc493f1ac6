"""Emergencies (应急预警) of our own: issued, updated, cancelled, ended by the clock; and drills."""

from __future__ import annotations

import datetime as dt
import secrets
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import SYSTEM, Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.sections.outreach.cap import codes
from linli.sections.outreach.cap.read import NAME
from linli.sections.outreach.cap.write import CHINA, Outgoing, reference, written
from linli.sections.outreach.models import Emergency
from linli.sections.outreach.services.sounding import silence, sound

ISSUE = "outreach.emergency.issue"
LONGEST, ALL_CLEAR = dt.timedelta(days=14), dt.timedelta(hours=2)
MOST_TEXT = 1000
State, Type, Status = Emergency.State, Emergency.Type, Emergency.Status


@dataclass(frozen=True)
class EmergencyData:
    """What is to be warned of; codes are those of CAP 1.2. `override`: why it goes out in the quiet hours too."""

    event: str
    headline: str
    category: str = "Safety"
    response: str = "Prepare"
    urgency: str = "Immediate"
    severity: str = "Severe"
    certainty: str = "Observed"
    description: str = ""
    instruction: str = ""
    area_text: str = ""
    expires: dt.datetime | None = None
    drill: bool = False
    override: str = ""


@transaction.atomic
def issue(*, actor: Actor, area_id: int, data: EmergencyData) -> Emergency:
    """Warns everybody of an area on every channel. Raises DomainError beside the wrong fields, NotFound."""
    actor.require(ISSUE)
    area = actor.areas(ISSUE).filter(pk=area_id).first()
    if area is None:
        raise NotFound
    return _sent_out(actor, Emergency(area=area), data, Type.ALERT)


@transaction.atomic
def update(*, actor: Actor, emergency_id: int, data: EmergencyData) -> Emergency:
    """The next message of a warning in force: the one before stops, this one goes out. Raises Conflict."""
    before = _in_force(actor, emergency_id)
    if data.drill != before.drill:
        raise DomainError("请检查标出的内容。", fields={"drill": "演练只能更新演练，实际只能更新实际。"})
    silence(actor, before, State.UPDATED, "已被更新")
    return _sent_out(actor, Emergency(area=before.area, replaces=before), data, Type.UPDATE)


@transaction.atomic
def cancel(*, actor: Actor, emergency_id: int, reason: str, override: str = "") -> Emergency:
    """解除: stops what has not gone out and tells everybody that it is over. Raises Conflict, DomainError."""
    before = _in_force(actor, emergency_id)
    if not reason.strip():
        raise DomainError("请写明解除的原因。", fields={"reason": "例如：水位已回落"})
    silence(actor, before, State.CANCELLED, reason.strip()[:200])
    data = EmergencyData(
        event=before.event, headline=f"{before.headline[:140]}已解除", category=before.category, response="AllClear",
        urgency="Past", severity=before.severity, certainty="Observed", description=reason.strip()[:MOST_TEXT],
        area_text=before.area_text, expires=timezone.now() + ALL_CLEAR, drill=before.drill, override=override,
    )  # fmt: skip
    return _sent_out(actor, Emergency(area=before.area, replaces=before), data, Type.CANCEL)


def end_expired() -> int:
    """Warnings past their time are over; returns how many."""
    due = Emergency.objects.filter(state=State.ISSUED, expires__lte=timezone.now())
    return sum(_end(pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _end(emergency_id: int) -> bool:
    row = Emergency.objects.select_for_update(of=("self",)).select_related("area").get(pk=emergency_id)
    if row.state != State.ISSUED:
        return False
    silence(SYSTEM, row, State.ENDED, "已到期")
    return True


def locked(actor: Actor, emergency_id: int) -> Emergency:
    """The message, held until the transaction ends. Raises Unauthorized, Forbidden, NotFound."""
    actor.require(ISSUE)
    if not visible(Emergency.objects.all(), actor, ISSUE).filter(pk=emergency_id).exists():
        raise NotFound
    rows = Emergency.objects.select_for_update(of=("self",)).select_related("area", "replaces")
    return rows.get(pk=emergency_id)


def _in_force(actor: Actor, emergency_id: int) -> Emergency:
    found = locked(actor, emergency_id)
    if found.state != State.ISSUED or found.msg_type == Type.CANCEL:
        raise Conflict(f"这条预警{found.get_state_display()}，不能再更新或解除。")
    if found.way == Emergency.Way.IN:
        raise Conflict("这是外部发来的预警，由发布单位更新或解除；请在本地停用它。")
    return found


def _sent_out(actor: Actor, row: Emergency, data: EmergencyData, kind: str) -> Emergency:
    _check(data)
    now = timezone.now().replace(microsecond=0)
    row.way, row.source, row.msg_type = Emergency.Way.OUT, "", kind
    row.status = Status.EXERCISE if data.drill else Status.ACTUAL
    row.identifier = f"LINLI-{row.area.pk}-{now.astimezone(CHINA):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
    row.sender, row.sent = _sender(), now
    for name in (
        "category",
        "event",
        "urgency",
        "severity",
        "certainty",
        "headline",
        "description",
        "instruction",
    ):
        setattr(row, name, getattr(data, name).strip())
    row.area_text = data.area_text.strip() or row.area.name
    row.expires = (data.expires or now + dt.timedelta(hours=24)).replace(microsecond=0)
    row.urgent_now = not data.drill
    row.xml = written(_outgoing(row, data))
    row.save()
    return sound(actor, row, data.override)


def _outgoing(row: Emergency, data: EmergencyData) -> Outgoing:
    names = ("category", "event", "urgency", "severity", "certainty", "headline", "description", "instruction",
             "area_text", "identifier", "sender", "sent", "status", "msg_type", "expires")  # fmt: skip
    said: dict[str, Any] = {name: getattr(row, name) for name in names}
    return Outgoing(
        **said, response=data.response, sender_name=row.area.name,
        references=tuple(_chain(row)), note="演练，不是真实事件" if data.drill else "",
    )  # fmt: skip


def _chain(row: Emergency) -> list[str]:
    """The messages before it, the newest first."""
    found, before = [], row.replaces
    while before is not None:
        found.append(reference(before.sender, before.identifier, before.sent))
        before = before.replaces
    return found


def _sender() -> str:
    sender = str(conf.get("outreach.cap_sender"))
    if not NAME.fullmatch(sender):
        raise DomainError("设置 outreach.cap_sender 里不能有空格、逗号、< 和 &，请平台管理员改正。")
    return sender


def _check(data: EmergencyData) -> None:
    now = timezone.now()
    lists = {
        "category": codes.CATEGORIES, "response": codes.RESPONSES, "urgency": codes.URGENCIES,
        "severity": codes.SEVERITIES, "certainty": codes.CERTAINTIES,
    }  # fmt: skip
    wrong = {name: "请从列表里选。" for name, known in lists.items() if getattr(data, name) not in known}
    wrong |= {
        "event": "" if 2 <= len(data.event.strip()) <= 60 else "请写事件，如“暴雨”。",
        "headline": "" if 2 <= len(data.headline.strip()) <= 160 else "请写标题，2 到 160 个字。",
        "expires": ""
        if data.expires is None or now < data.expires <= now + LONGEST
        else "请选现在之后、十四天以内的时间。",
        **{
            name: f"最多 {MOST_TEXT} 个字。"
            for name in ("description", "instruction")
            if len(getattr(data, name)) > MOST_TEXT
        },
    }
    wrong = {name: text for name, text in wrong.items() if text}
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)
