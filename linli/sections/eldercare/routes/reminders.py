"""Reminders over REST: for staff, and for the elder."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Query

from linli.kernel.access import SYSTEM
from linli.kernel.api import Page, Paging, Request
from linli.sections.devices import queries as devices
from linli.sections.eldercare.queries import reminders as q
from linli.sections.eldercare.reach import own_elder
from linli.sections.eldercare.routes.base import OWN as OWN_ONLY
from linli.sections.eldercare.routes.base import Id, router
from linli.sections.eldercare.schemas import reminders as s
from linli.sections.eldercare.services import reminding
from linli.sections.eldercare.services.reminding import ReminderData

MANAGE, OWN = q.MANAGE, q.OWN
RingState = Literal["", "due", "sent", "failed", "confirmed", "missed", "stale"]


@router.get("/reminders", gate=MANAGE, response=Page[s.ReminderOut])
def list_reminders(request: Request, paging: Query[Paging], elder_id: Id | None = None) -> Any:
    """提醒"""
    return paging.of(q.reminders(request.actor, elder_id), s.ReminderOut)


@router.post("/reminders", gate=MANAGE, response=s.ReminderOut)
def add_reminder(request: Request, body: s.ReminderNew) -> Any:
    """登记提醒"""
    data = ReminderData(**body.dict(exclude={"elder_id"}))
    return reminding.add_reminder(actor=request.actor, elder_id=body.elder_id, data=data)


@router.get("/reminders/speakers", gate=MANAGE, response=list[s.SpeakerOut])
def list_speakers(request: Request) -> Any:
    """可用的音箱"""
    areas = set(request.actor.areas(MANAGE).values_list("pk", flat=True))
    return [
        card
        for card in devices.cards(SYSTEM, type_code=reminding.SPEAKER)
        if card.active and card.area.pk in areas
    ]


@router.get("/reminders/rings", gate=MANAGE, response=Page[s.RingRow])
def list_rings(request: Request, paging: Query[s.RingPaging], state: RingState = "") -> Any:
    """提醒记录"""
    return paging.of(q.rings(request.actor, state), s.RingRow)


@router.put("/reminders/{reminder_id}", gate=MANAGE, response=s.ReminderOut)
def edit_reminder(request: Request, reminder_id: Id, body: s.ReminderIn) -> Any:
    """修改提醒"""
    data = ReminderData(**body.dict())
    return reminding.edit_reminder(actor=request.actor, reminder_id=reminder_id, data=data)


@router.post("/reminders/{reminder_id}/stop", gate=MANAGE, response=s.ReminderOut)
def stop_reminder(request: Request, reminder_id: Id) -> Any:
    """停用提醒"""
    return reminding.stop_reminder(actor=request.actor, reminder_id=reminder_id)


@router.get("/my/reminders", gate=OWN, response=s.MyReminders, **OWN_ONLY)
def my_reminders(request: Request) -> Any:
    """我的提醒"""
    elder = own_elder(request.actor, OWN)
    return {"rings": list(q.own_rings(elder)[:50]), "coming": list(q.own_reminders(elder)[:10])}


@router.post("/my/reminders/{ring_id}/confirm", gate=OWN, response=s.RingOut, **OWN_ONLY)
def confirm_ring(request: Request, ring_id: Id) -> Any:
    """确认已服药或知道了"""
    elder = own_elder(request.actor, OWN)
    return reminding.confirm_ring(actor=request.actor, elder=elder, ring_id=ring_id)
