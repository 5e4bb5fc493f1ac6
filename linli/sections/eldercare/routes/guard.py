"""Guarding over REST: sensors' last signs of life, falls, absences; and the elder's own 我没事."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import Query

from linli.kernel.api import Page, Paging, Request
from linli.sections.eldercare.queries import guard as q
from linli.sections.eldercare.reach import elder_for, own_elder
from linli.sections.eldercare.routes.base import OWN, Id, router
from linli.sections.eldercare.schemas import guard as s
from linli.sections.eldercare.services import away, falls, guarding

READ, MANAGE, SAY = q.READ, guarding.MANAGE, falls.SAY
Search = Annotated[str, Query(alias="q", max_length=40)]


@router.get("/guard", gate=READ, response=Page[s.GuardRow])
def list_guard(request: Request, paging: Query[Paging], text: Search = "", everybody: bool = False) -> Any:
    """安全守护：每位老人的传感器最近一次动静"""
    found = paging.of(q.elders(request.actor, text.strip(), all_of_them=everybody))
    return {**found, "items": q.lines(found["items"])}


@router.get("/falls", gate=READ, response=Page[s.FallRow])
def list_falls(request: Request, paging: Query[Paging]) -> Any:
    """跌倒记录"""
    return paging.of(q.falls(request.actor), s.FallRow)


@router.post("/falls/{fall_id}/ok", gate=MANAGE, response=s.FallOut)
def note_ok(request: Request, fall_id: Id, body: s.OkIn) -> Any:
    """登记已确认平安"""
    return falls.note_ok(actor=request.actor, fall_id=fall_id, note=body.note)


@router.get("/elders/{elder_id}/guard", gate=READ, response=s.GuardOut)
def get_guard(request: Request, elder_id: Id) -> Any:
    """一位老人的安全守护"""
    return q.guard(request.actor, elder_id)


@router.put("/elders/{elder_id}/guard", gate=MANAGE, response=s.GuardOut)
def set_guard(request: Request, elder_id: Id, body: s.GuardIn) -> Any:
    """设定安全守护"""
    guarding.set_guard(actor=request.actor, elder_id=elder_id, active=body.active)
    return q.guard(request.actor, elder_id)


@router.put("/elders/{elder_id}/guard/rules/{rule_id}", gate=MANAGE, response=s.GuardOut)
def set_guard_rule(request: Request, elder_id: Id, rule_id: Id, body: s.GuardRuleIn) -> Any:
    """设定一条守护规则对这位老人的数值"""
    guarding.set_rule(actor=request.actor, elder_id=elder_id, rule_id=rule_id, **body.dict())
    return q.guard(request.actor, elder_id)


@router.post("/elders/{elder_id}/away", gate=MANAGE, response=s.AwayOut)
def note_away(request: Request, elder_id: Id, body: s.AwayIn) -> Any:
    """登记外出"""
    elder = elder_for(request.actor, MANAGE, elder_id)
    return away.note_away(actor=request.actor, elder=elder, **body.dict())


@router.post("/elders/{elder_id}/back", gate=MANAGE, response=s.AwayOut)
def come_back(request: Request, elder_id: Id) -> Any:
    """登记回家"""
    return away.come_back(actor=request.actor, elder=elder_for(request.actor, MANAGE, elder_id))


@router.get("/my/safety", gate=SAY, response=s.MySafety, **OWN)
def my_safety(request: Request) -> Any:
    """我的平安：是否有跌倒在等我回答，是否登记外出"""
    return q.own_safety(own_elder(request.actor, SAY))


@router.post("/my/safety/ok", gate=SAY, response=s.MySafety, **OWN)
def say_ok(request: Request) -> Any:
    """我没事"""
    elder = own_elder(request.actor, SAY)
    falls.say_ok(actor=request.actor, elder=elder)
    return q.own_safety(elder)


@router.post("/my/safety/away", gate=SAY, response=s.MySafety, **OWN)
def i_am_away(request: Request, body: s.AwayIn) -> Any:
    """我要出门几天"""
    elder = own_elder(request.actor, SAY)
    away.note_away(actor=request.actor, elder=elder, **body.dict())
    return q.own_safety(elder)


@router.post("/my/safety/back", gate=SAY, response=s.MySafety, **OWN)
def i_am_back(request: Request) -> Any:
    """我回家了"""
    elder = own_elder(request.actor, SAY)
    away.come_back(actor=request.actor, elder=elder)
    return q.own_safety(elder)
