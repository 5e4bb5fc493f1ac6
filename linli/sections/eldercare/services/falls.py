"""A fall is a hypothesis (疑似跌倒): confirmed when nobody says 我没事 in time or nothing moves, else withdrawn.

A band calls many things a fall. So the alert is open at once and those on duty may ring up, but the chain goes on only
when it is confirmed: no “我没事” within 30 s (button, phone page, or a call that staff note), or a band that lies still
for the minute after, though its button was pressed.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, jobs, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.events import publish
from linli.kernel.models import Area
from linli.sections.alerts import services as alerts
from linli.sections.devices import queries as devices
from linli.sections.eldercare.events import FallDecided
from linli.sections.eldercare.models import Binding, Elder, Fall
from linli.sections.eldercare.reach import locked
from linli.sections.eldercare.services.planning import visit_for_alert

MANAGE, SAY = "eldercare.guard.manage", "eldercare.safe.say"
ANSWER = dt.timedelta(seconds=30)
STILL = dt.timedelta(seconds=60)
GRACE = dt.timedelta(seconds=1)
"""What was sent in time may arrive this much later."""
BUTTON = "按了“我没事”"
State = Fall.State


@transaction.atomic
def suspect(*, alert_id: int, device_id: int, area_id: int, at: dt.datetime) -> Fall:
    """A fall alert is open: from now on the clock asks for an answer. Safe to call again."""
    fall, new = Fall.objects.get_or_create(
        alert_id=alert_id,
        defaults={"area": Area.objects.get(pk=area_id), "elder": wearer(device_id, at), "device_id": device_id,
                  "fell_at": at, "due_at": at + ANSWER},
    )  # fmt: skip
    if new:
        alerts.suppose(alert_id=alert_id, text="疑似跌倒：30 秒内没有报平安，或之后一直不动，即确认跌倒")
        jobs.enqueue(decide_later, run_at=fall.due_at + GRACE, fall_id=fall.pk)
        live.touch("eldercare", area_id)
    return fall


def wearer(device_id: int, at: dt.datetime) -> Elder | None:
    """Who wore the band then."""
    worn = Binding.objects.filter(device=device_id, began_at__lte=at).select_related(
        "elder__person", "elder__area"
    )
    found = worn.order_by("-began_at").first()
    return found.elder if found and (found.ended_at is None or found.ended_at > at) else None


def decide_later(fall_id: int) -> None:
    """The durable job behind `decide`."""
    decide(fall_id=fall_id)


@transaction.atomic
def decide(*, fall_id: int) -> str:
    """Confirms or withdraws, or waits for the end of the minute after a pressed button. Returns the state."""
    fall = Fall.objects.select_for_update(of=("self",)).get(pk=fall_id)
    if fall.state != State.WAITING:
        return fall.state
    pressed = fall.said_ok_at is None and _pressed(fall)
    if pressed:
        fall.said_ok_at, fall.said_by = pressed, BUTTON
        fall.save(update_fields=["said_ok_at", "said_by"])
    moved = _moved(fall)
    if fall.said_ok_at is None:
        _end(fall, State.CONFIRMED, "30 秒内没有报平安" + ("，且没有活动" if moved is False else ""))
    elif moved is False and timezone.now() < fall.fell_at + STILL + GRACE:
        jobs.enqueue(decide_later, run_at=fall.fell_at + STILL + GRACE, fall_id=fall.pk)
    elif moved is False:
        _end(fall, State.CONFIRMED, f"{fall.said_by}，但此后 60 秒一直不动")
    else:
        _end(fall, State.WITHDRAWN, fall.said_by)
    return fall.state


@transaction.atomic
def say_ok(*, actor: Actor, elder: Elder) -> list[Fall]:
    """我没事: the elder says so on the phone page. The caller has checked who it is. Returns the falls that waited."""
    waiting = list(Fall.objects.select_for_update(of=("self",)).filter(elder=elder, state=State.WAITING))
    for fall in waiting:
        _accepted_word(actor, fall, "本人在手机上报平安")
    return waiting


@transaction.atomic
def note_ok(*, actor: Actor, fall_id: int, note: str) -> Fall:
    """电话确认平安: staff have spoken to the elder. Raises Conflict once it is decided."""
    fall = locked(Fall, actor, MANAGE, fall_id, "area")
    if fall.state != State.WAITING:
        raise Conflict(f"这次跌倒已判定：{fall.get_state_display()}。")
    if len(note.strip()) < 2:
        raise DomainError("请写明如何确认的。", fields={"note": "例如“电话接通，本人说没事”。"})
    _accepted_word(actor, fall, f"{actor.name}确认：{note.strip()}")
    return fall


def _accepted_word(actor: Actor, fall: Fall, by: str) -> None:
    """A person's word in time ends it at once."""
    fall.said_ok_at, fall.said_by = timezone.now(), by[:60]
    _end(fall, State.WITHDRAWN, fall.said_by, actor)


def _end(fall: Fall, state: State, reason: str, actor: Actor = SYSTEM) -> None:
    fall.state, fall.reason, fall.decided_at = state, reason[:100], timezone.now()
    fall.save()
    if state == State.CONFIRMED:
        on = alerts.confirm_alert(alert_id=fall.alert_id, text=f"确认跌倒：{reason}")
        if on and fall.elder is not None:
            visit_for_alert(elder=fall.elder, alert_id=fall.alert_id, reason="手环报告跌倒")
    else:
        alerts.withdraw_alert(actor=actor, alert_id=fall.alert_id, text=f"本人确认平安：{reason}")
    audit.record(
        actor, f"eldercare.fall.{state}", target=fall, area=fall.area, detail={"alert": fall.alert_id}
    )
    publish(FallDecided(fall.pk, fall.alert_id, state == State.CONFIRMED, fall.area_id))
    live.touch("eldercare", fall.area_id)


def _pressed(fall: Fall) -> dt.datetime | None:
    """When the button 我没事 was pressed in time, by the band's own clock; or on the call button of the elder's home."""
    readings = devices.past_readings(
        SYSTEM, _buttons(fall), "ok", fall.fell_at, fall.due_at + dt.timedelta(milliseconds=1)
    )
    first = next((row for row in readings if row.value), None)
    return dt.datetime.fromtimestamp(first.at_ms / 1000, dt.UTC) if first else None


def _buttons(fall: Fall) -> list[int]:
    home = fall.elder.person.home_id if fall.elder else None
    near = devices.cards(SYSTEM, type_code="button", home_ids=[home]) if home else []
    return [fall.device_id, *(card.id for card in near)]


def _moved(fall: Fall) -> bool | None:
    """Whether anything moved in the minute after the fall; None when the band does not say."""
    since, until = fall.fell_at, fall.fell_at + STILL + GRACE
    for metric in ("motion", "steps", "turns"):
        values = [row.value for row in devices.past_readings(SYSTEM, [fall.device_id], metric, since, until)]
        if metric == "motion" and values:
            return any(values)
        if len(values) > 1:
            return max(values) > min(values)
    return None


def waiting_fall(elder: Elder) -> Fall | None:
    """The fall that waits for the elder's answer."""
    return Fall.objects.filter(elder=elder, state=State.WAITING).order_by("-fell_at").first()
