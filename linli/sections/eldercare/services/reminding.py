"""Reminders (用药与体检提醒): set up, rung by the clock, confirmed by the elder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, conf, jobs, live, sms
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.ports import port
from linli.sections.devices import queries as devices
from linli.sections.devices.services import commands
from linli.sections.eldercare.calling import following
from linli.sections.eldercare.models import Elder, Reminder, Ring
from linli.sections.eldercare.reach import elder_for, locked
from linli.sections.registry import queries as registry

MANAGE, OWN = "eldercare.reminder.manage", "eldercare.reminder.own"
Channel, State = Reminder.Channel, Ring.State
STALE = dt.timedelta(hours=2)
MOST = 200
SPEAKER = "speaker"


@dataclass(frozen=True)
class ReminderData:
    """A reminder as it shall be. `times` are "HH:MM" in Shanghai time; `weekdays` 0 is Monday."""

    text: str
    about: str = Reminder.About.MEDICINE
    repeat: str = Reminder.Repeat.DAILY
    times: list[str] = field(default_factory=list)
    weekdays: list[int] = field(default_factory=list)
    every_days: int = 1
    starts_on: dt.date | None = None
    until: dt.date | None = None
    channel: str = Channel.PAGE
    device_id: int | None = None
    at_night: bool = False


@transaction.atomic
def add_reminder(*, actor: Actor, elder_id: int, data: ReminderData) -> Reminder:
    """登记提醒. Raises DomainError naming the wrong field."""
    elder = elder_for(actor, MANAGE, elder_id)
    reminder = Reminder(elder=elder, made_by=actor.name)
    return _saved(actor, reminder, elder, data, "added")


@transaction.atomic
def edit_reminder(*, actor: Actor, reminder_id: int, data: ReminderData) -> Reminder:
    """修改提醒: what was already rung stays."""
    reminder = locked(Reminder, actor, MANAGE, reminder_id)
    return _saved(actor, reminder, reminder.elder, data, "edited")


@transaction.atomic
def stop_reminder(*, actor: Actor, reminder_id: int) -> Reminder:
    """停用提醒."""
    reminder = locked(Reminder, actor, MANAGE, reminder_id)
    reminder.active, reminder.next_at = False, None
    reminder.save(update_fields=["active", "next_at"])
    return _told(actor, reminder, "stopped")


@transaction.atomic
def ring_due(*, now: dt.datetime | None = None) -> int:
    """Writes down every reminder that is due, once each, and has it sent. Returns how many."""
    at = now or timezone.now()
    due = Reminder.objects.select_for_update(of=("self",)).filter(
        active=True, next_at__lte=at, elder__followed=True
    )
    due = due.select_related("elder")
    rung = 0
    for reminder in due.order_by("next_at", "pk")[:MOST]:
        when = reminder.next_at or at
        ring, new = Ring.objects.get_or_create(
            reminder=reminder, due_at=when,
            defaults={"elder": reminder.elder, "channel": _channel_at(reminder, when),
                      "state": State.STALE if at - when > STALE else State.DUE},
        )  # fmt: skip
        reminder.next_at = following(reminder, when)
        reminder.save(update_fields=["next_at"])
        if new and ring.state == State.DUE:
            jobs.enqueue(send_ring, ring_id=ring.pk)
            rung += 1
    return rung


def send_ring(ring_id: int) -> None:
    """The durable job behind a ring: says it through the person's own channel, once."""
    ring = Ring.objects.select_for_update(of=("self",)).select_related("reminder", "elder").get(pk=ring_id)
    if ring.state != State.DUE:
        return
    try:
        _say(ring)
    except DomainError as error:
        ring.state, ring.problem = State.FAILED, error.message[:200]
    else:
        ring.state = State.SENT
    ring.sent_at = timezone.now()
    ring.save(update_fields=["state", "problem", "sent_at", "command_id"])
    live.touch("eldercare", ring.elder.area_id)


@transaction.atomic
def speaker_answered(*, command_id: int, ok: bool) -> None:
    """The speaker said it, or did not: then the phone page still shows it, and the warden sees that it failed."""
    ring = Ring.objects.select_for_update().filter(command_id=command_id, state=State.SENT).first()
    if ring is not None and not ok:
        ring.state, ring.problem = State.FAILED, "音箱没有应答"
        ring.save(update_fields=["state", "problem"])
        live.touch("eldercare", ring.elder.area_id)


@transaction.atomic
def settle_unconfirmed(*, now: dt.datetime | None = None) -> int:
    """A reminder that nobody confirmed in time counts as missed. Returns how many."""
    limit = (now or timezone.now()) - dt.timedelta(minutes=int(conf.get("eldercare.confirm_minutes")))
    late = Ring.objects.filter(state=State.SENT, due_at__lt=limit)
    areas = set(late.values_list("elder__area", flat=True))
    gone = late.update(state=State.MISSED)
    for area_id in areas:
        live.touch("eldercare", area_id)
    return gone


@transaction.atomic
def confirm_ring(*, actor: Actor, elder: Elder, ring_id: int) -> Ring:
    """已服药／知道了: by the elder, also late. A second press changes nothing. Raises NotFound, Conflict."""
    ring = (
        Ring.objects.select_for_update(of=("self",))
        .select_related("reminder")
        .filter(pk=ring_id, elder=elder)
        .first()
    )
    if ring is None:
        raise NotFound
    if ring.state == State.CONFIRMED:
        return ring
    if ring.state == State.STALE:
        raise Conflict("这条提醒已经过时了。")
    ring.state, ring.confirmed_at, ring.confirmed_by = State.CONFIRMED, timezone.now(), actor.name
    ring.save(update_fields=["state", "confirmed_at", "confirmed_by"])
    audit.record(actor, "eldercare.reminder.confirmed", target=ring, area=elder.area)
    live.touch("eldercare", elder.area_id)
    return ring


def quiet(when: dt.datetime) -> bool:
    """True in the quiet hours (夜间免打扰)."""
    start, _, end = str(conf.get("eldercare.quiet_hours")).partition("-")
    local = timezone.localtime(when).strftime("%H:%M")
    if not end or start == end:
        return False
    return start <= local < end if start < end else local >= start or local < end


def _channel_at(reminder: Reminder, when: dt.datetime) -> str:
    """At night only the page, unless the reminder is for the night."""
    return reminder.channel if reminder.at_night or not quiet(when) else str(Channel.PAGE)


def _say(ring: Ring) -> None:
    """Raises DomainError when it cannot be said."""
    reminder, name = ring.reminder, ring.elder.person.name
    if ring.channel == Channel.SPEAKER:
        if reminder.device_id is None:
            raise DomainError("还没有指定音箱。")
        command = commands.send_command(
            actor=SYSTEM, device_id=reminder.device_id, code="speak", params={"text": f"{name}，{reminder.text}"},
            note=f"提醒 {ring.pk}",
        )  # fmt: skip
        ring.command_id = command.pk
    elif ring.channel == Channel.SMS:
        phone = registry.phone_of(ring.elder.person_id)
        if not phone:
            raise DomainError("没有登记手机号。")
        params = {"text": sms.clipped(reminder.text)}
        port("sms").send(phone=phone, template="eldercare.reminder", params=params, key=f"ring:{ring.pk}")


def _saved(actor: Actor, reminder: Reminder, elder: Elder, data: ReminderData, verb: str) -> Reminder:
    _check(elder, data)
    for name in ("about", "repeat", "weekdays", "every_days", "until", "channel", "device_id", "at_night"):
        setattr(reminder, name, getattr(data, name))
    reminder.text, reminder.times = data.text.strip(), sorted(set(data.times))
    reminder.starts_on = data.starts_on or reminder.starts_on
    reminder.active, reminder.next_at = True, following(reminder, timezone.now())
    if reminder.next_at is None:
        raise DomainError(
            "请检查标出的内容。", fields={"until": "这样设定不会再提醒了，请改结束日期或时间。"}
        )
    reminder.save()
    return _told(actor, reminder, verb)


def _check(elder: Elder, data: ReminderData) -> None:
    wrong = {
        "text": _wrong_text(data),
        "times": ""
        if 1 <= len(data.times) <= 8 and all(map(_is_time, data.times))
        else "请填写 1 到 8 个时间，如 08:00。",
        "weekdays": "请选择周几。" if data.repeat == Reminder.Repeat.WEEKDAYS and not data.weekdays else "",
        "every_days": "" if 1 <= data.every_days <= 365 else "间隔 1 到 365 天。",
        "starts_on": "" if data.starts_on is None or _near(data.starts_on) else "开始日期应在前后三年以内。",
        "device_id": _wrong_speaker(elder, data),
    }
    wrong = {name: text for name, text in wrong.items() if text}
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)


def _wrong_text(data: ReminderData) -> str:
    """A gateway takes no more than so many characters, and nothing may be cut off a dose."""
    length = len(data.text.strip())
    if not length:
        return "请填写提醒内容，例如“吃降压药 1 片”。"
    long = data.channel == Channel.SMS and length > sms.MAX_VARIABLE
    return f"用短信提醒时，内容不超过 {sms.MAX_VARIABLE} 个字。" if long else ""


def _near(day: dt.date) -> bool:
    return abs((day - timezone.localdate()).days) <= 3 * 366


def _is_time(text: str) -> bool:
    try:
        return dt.time.fromisoformat(text).strftime("%H:%M") == text
    except ValueError:
        return False


def _wrong_speaker(elder: Elder, data: ReminderData) -> str:
    """The speaker must stand in the elder's own community."""
    if data.channel != Channel.SPEAKER:
        return ""
    card = next(iter(devices.cards(SYSTEM, {data.device_id or 0})), None)
    near = card is not None and (
        elder.area.path.startswith(card.area.path) or card.area.path.startswith(elder.area.path)
    )
    return "" if card and near and card.active and card.type == SPEAKER else "请选择老人家里的音箱。"


def _told(actor: Actor, reminder: Reminder, verb: str, **detail: Any) -> Reminder:
    area = reminder.elder.area
    audit.record(actor, f"eldercare.reminder.{verb}", target=reminder, area=area, detail=detail)
    live.touch("eldercare", area.pk)
    return reminder
