"""Charging (充电) as people do it: starting and stopping, cards, letting a pile in; what piles do is in charging/."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.access.resolve import actor_of
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.models import User
from linli.sections.devices.charging import transactions
from linli.sections.devices.charging.central import TYPE
from linli.sections.devices.charging.tags import busy
from linli.sections.devices.charging.tariffs import tariff_at
from linli.sections.devices.charging.words import CONNECTOR
from linli.sections.devices.charging.yards import reaches
from linli.sections.devices.models import ChargeCard, ChargePoint, ChargeSession, Command, Connector, Device
from linli.sections.devices.services.commands import send_command
from linli.sections.devices.services.register import area_of

READ, MANAGE, USE = "devices.charger.read", "devices.charger.manage", "devices.charge.use"
START_TIMEOUT_S = 30
STARTING_FOR = dt.timedelta(minutes=3)
"""So long may pass between the tap on the phone and the pile's start: the plug is still to be put in."""
SETTLED_FOR = dt.timedelta(minutes=10)
"""A connector idle for so long, though its session never ended, has lost the message of its end."""
FREE = ("Available", "Preparing")
State = ChargeSession.State


@transaction.atomic
def start_charging(
    *, actor: Actor, number: str, connector: int, permission: str = USE, holder: str = ""
) -> ChargeSession:
    """Asks a pile to begin; the session waits for the pile's own start. Raises NotFound, Conflict, DomainError."""
    device = pile(actor, number, permission)
    own = permission == USE
    if own and actor.user_id is not None:
        User.objects.select_for_update().get(pk=actor.user_id)  # two taps at once are one after the other
        if busy(actor.user_id):
            raise Conflict("您已有一次充电没有结束，请先结束再开始新的充电。")
    _check_free(device, connector)
    tariff = tariff_at(device.area, timezone.now())
    if tariff is None:
        raise Conflict("这台充电桩还没有设定电价，暂时不能充电，请联系物业。")
    session = ChargeSession(
        device=device, connector=connector, state=State.STARTING, tag=new_tag(), periods=tariff.periods,
        source=ChargeSession.Source.PHONE if own else ChargeSession.Source.STAFF,
        user_id=actor.user_id if own else None, holder=actor.name if own else holder.strip() or actor.name,
    )  # fmt: skip
    _insert(session)
    params = {"connector": connector, "tag": session.tag}
    _order(device, "start", params, "居民手机开始充电" if own else "后台开始充电", session)
    audit.record(actor, "devices.charging.asked", target=session, area=device.area)
    live.touch("charging", device.area_id)
    return session


def new_tag() -> str:
    """A tag for one session: 20 characters at most, in capitals."""
    return "T" + secrets.token_hex(8).upper()


def pile(actor: Actor, number: str, permission: str) -> Device:
    """The pile by its number, on an area of the actor's, for residents in their 小区. Raises Forbidden, NotFound."""
    rows = Device.objects.select_related("area", "type").filter(type__code=TYPE, status=Device.Status.ACTIVE)
    device = rows.filter(number=number.strip().upper()).first() or rows.filter(number=number.strip()).first()
    actor.require(permission)
    if device is None or not _may(actor, permission, device):
        raise NotFound("没有找到这台充电桩，请核对桩上的编号；只能使用本小区的充电桩。")
    return device


def _may(actor: Actor, permission: str, device: Device) -> bool:
    return reaches(actor, device.area) if permission == USE else actor.can(permission, device.area)


def _check_free(device: Device, number: int) -> None:
    """Raises DomainError when the pile is away, Conflict when the connector is not free."""
    point = ChargePoint.objects.filter(device=device).first()
    if point is None or point.connected_at is None:
        raise Conflict("这台充电桩现在没有联网，请换一台，或稍后再试。")
    if point.admission != ChargePoint.Admission.ACCEPTED:
        raise Conflict("这台充电桩还没有开放使用。")
    connector = Connector.objects.filter(point=point, number=number).first() if number else None
    if connector is None:
        raise DomainError("没有这个枪号。", fields={"connector": "请选择桩上标明的枪号。"})
    if connector.status not in FREE:
        raise Conflict(f"{number} 号枪现在不能用：{CONNECTOR.get(connector.status, connector.status)}。")


def _insert(session: ChargeSession) -> None:
    try:
        with transaction.atomic():
            session.save(force_insert=True)
    except IntegrityError:
        raise Conflict(f"{session.connector} 号枪正在使用，请换一把。") from None


def _order(device: Device, code: str, params: dict[str, Any], note: str, session: ChargeSession) -> Command:
    """A command in the name of the platform: who asked is in the audit entry of the session."""
    return send_command(
        actor=SYSTEM, device_id=device.pk, code=code, params=params, timeout_s=START_TIMEOUT_S,
        note=f"{note}（记录 {session.pk}）",
    )  # fmt: skip


@transaction.atomic
def stop_charging(*, actor: Actor, session_id: int, permission: str = USE) -> ChargeSession:
    """Asks the pile to end a session, one's own or, for staff, any on their areas. Raises NotFound, Conflict."""
    session = _locked(actor, session_id, permission)
    if session.state == State.STARTING:
        transactions.fail(session, "用户取消")
    elif session.state == State.RUNNING:
        _order(session.device, "stop", {"session": session.pk}, "结束充电", session)
    else:
        raise Conflict("这次充电已经结束。")
    audit.record(actor, "devices.charging.stop_asked", target=session, area=session.device.area)
    return session


def _locked(actor: Actor, session_id: int, permission: str) -> ChargeSession:
    rows = ChargeSession.objects.select_for_update(of=("self",)).select_related(
        "device__area", "device__type"
    )
    session = rows.filter(pk=session_id).first()
    actor.require(permission)
    if session is None:
        raise NotFound
    own = actor.user_id is not None and session.user_id == actor.user_id
    if not (own if permission == USE else actor.can(permission, session.device.area)):
        raise NotFound
    return session


@transaction.atomic
def close_session(*, actor: Actor, session_id: int, reason: str) -> ChargeSession:
    """Staff end a session that the pile will never end; billed up to the last meter value. Raises Conflict."""
    session = _locked(actor, session_id, MANAGE)
    if session.state != State.RUNNING:
        raise Conflict("这次充电已经结束。")
    if not reason.strip():
        raise DomainError("请填写原因。", fields={"reason": "请填写原因。"})
    session.note = f"人工结束：{reason.strip()}"[:200]
    transactions.give_up(session, timezone.now())
    audit.record(actor, "devices.charging.closed", target=session, area=session.device.area)
    return session


@transaction.atomic
def note_outcome(*, command_id: int, ok: bool) -> None:
    """A start that the pile refused or did not answer ends the waiting session."""
    command = Command.objects.filter(pk=command_id, code="start").first()
    if ok or command is None:
        return
    rows = ChargeSession.objects.select_for_update(of=("self",)).select_related("device")
    session = rows.filter(
        device=command.device_id, state=State.STARTING, tag=command.params.get("tag", "")
    ).first()
    if session:
        transactions.fail(session, str(command.result.get("text") or "充电桩没有回应"))


def tidy(now: dt.datetime | None = None) -> int:
    """Ends what never began, and what ended without our hearing of it; returns how many."""
    now = now or timezone.now()
    stale = ChargeSession.objects.filter(state=State.STARTING, asked_at__lt=now - STARTING_FOR)
    count = sum(_give_up_start(pk) for pk in stale.values_list("pk", flat=True))
    idle = Connector.objects.filter(status="Available", status_at__lt=now - SETTLED_FOR)
    for point_id, number, since in idle.values_list("point", "number", "status_at"):
        left = ChargeSession.objects.filter(
            device=point_id, connector=number, state=State.RUNNING, started_at__lt=since
        )
        count += sum(_give_up_session(pk, now) for pk in left.values_list("pk", flat=True))
    return count


@transaction.atomic
def _give_up_start(session_id: int) -> int:
    rows = ChargeSession.objects.select_for_update(of=("self",)).select_related("device")
    session = rows.filter(pk=session_id, state=State.STARTING).first()
    if session:
        transactions.fail(session, "超过 3 分钟没有插枪，已取消")
    return int(session is not None)


@transaction.atomic
def _give_up_session(session_id: int, now: dt.datetime) -> int:
    rows = ChargeSession.objects.select_for_update(of=("self",)).select_related("device")
    session = rows.filter(pk=session_id, state=State.RUNNING).first()
    if session:
        transactions.give_up(session, now)
    return int(session is not None)


@transaction.atomic
def admit_pile(*, actor: Actor, device_id: int, accepted: bool) -> ChargePoint:
    """Lets a pile run, or keeps it waiting from its next start on. Raises NotFound."""
    rows = ChargePoint.objects.select_for_update(of=("self",)).select_related("device__area")
    point = rows.filter(device=device_id).first()
    actor.require(MANAGE)
    if point is None or not actor.can(MANAGE, point.device.area):
        raise NotFound
    point.admission = ChargePoint.Admission.ACCEPTED if accepted else ChargePoint.Admission.PENDING
    point.save(update_fields=["admission"])
    audit.record(
        actor,
        "devices.charger.admission",
        target=point,
        area=point.device.area,
        detail={"accepted": accepted},
    )
    live.touch("charging", point.device.area_id)
    return point


@transaction.atomic
def save_card(
    *, actor: Actor, area_id: int, tag: str, holder: str, username: str = "", expires_on: dt.date | None = None,
    card_id: int | None = None,
) -> ChargeCard:  # fmt: skip
    """Registers or changes a card. Raises DomainError, Conflict for a number already known, NotFound."""
    area = area_of(actor, area_id, MANAGE)
    card = _card(actor, card_id) if card_id else ChargeCard()
    card.area, card.tag, card.holder, card.expires_on = area, _tag(tag), holder.strip(), expires_on
    card.user = _resident(username, card) if username.strip() else None
    try:
        with transaction.atomic():
            card.save()
    except IntegrityError:
        raise Conflict("这个卡号已经登记。", fields={"tag": "卡号已登记。"}) from None
    audit.record(actor, "devices.charge_card.saved", target=card, area=area)
    return card


def _tag(text: str) -> str:
    tag = text.strip().upper()
    if not 4 <= len(tag) <= 20 or not (tag.isascii() and tag.isalnum()):
        raise DomainError("卡号不合规范。", fields={"tag": "4 到 20 个字母或数字，照读卡器显示的填写。"})
    return tag


def _resident(username: str, card: ChargeCard) -> User:
    user = User.objects.filter(username=username.strip(), kind="resident").first()
    if user is None or not _lives_by(actor_of(user), card.area.path):
        message = "没有这个居民账号，或不在这个区域。"
        raise DomainError("请核对居民账号。", fields={"username": message})
    return user


def _lives_by(resident: Actor, path: str) -> bool:
    """True when the resident's area lies in the card's, or the card's in the resident's."""
    return any(own.startswith(path) or path.startswith(own) for own in resident.paths(USE))


def _card(actor: Actor, card_id: int) -> ChargeCard:
    card = (
        ChargeCard.objects.select_for_update(of=("self",)).select_related("area").filter(pk=card_id).first()
    )
    if card is None or not actor.can(MANAGE, card.area):
        actor.require(MANAGE)
        raise NotFound
    return card


@transaction.atomic
def block_card(*, actor: Actor, card_id: int, blocked: bool) -> ChargeCard:
    """Reports a card lost, or found again. Raises NotFound."""
    card = _card(actor, card_id)
    card.blocked = blocked
    card.save(update_fields=["blocked"])
    action = "devices.charge_card.blocked" if blocked else "devices.charge_card.unblocked"
    audit.record(actor, action, target=card, area=card.area)
    return card
