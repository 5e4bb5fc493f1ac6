"""电话名单 and 上门名单 over REST, the resident's own messages, and what SMS gateways push."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.utils import timezone
from ninja import Query
from pydantic import Field

from linli.kernel import audit
from linli.kernel.api import Request
from linli.kernel.api.gate import PUBLIC
from linli.kernel.printing import printed
from linli.sections.outreach import paper
from linli.sections.outreach.models import Kind
from linli.sections.outreach.queries import campaigns as people
from linli.sections.outreach.queries import rounds as q
from linli.sections.outreach.reach import MINE, TICK
from linli.sections.outreach.routes.base import OWN, Id, router
from linli.sections.outreach.schemas import rounds as s
from linli.sections.outreach.schemas.campaigns import CampaignTarget
from linli.sections.outreach.services import optouts, owning, receipts, ticking

Way = Literal["phone", "visit"] | None
Token = Annotated[str, Field(max_length=200)]


@router.get("/rounds", gate=TICK, response=list[s.ListStop])
def reach_list(request: Request, channel: Way = None) -> Any:
    """还要打电话、上门的人（按楼栋排好）"""
    return q.stops(request.actor, channel)


@router.get("/rounds/sheet", gate=TICK, response=None)
def reach_sheet(request: Request, channel: Way = "visit") -> Any:
    """上门通知单（PDF）"""
    today = timezone.localdate()
    name = "电话通知单" if channel == "phone" else "上门通知单"
    sheet = paper.visit_sheet(q.stops(request.actor, channel), today, request.actor.name, name)
    return printed(sheet, f"{name}{today:%m%d}")


@router.get("/rounds/{target_id}/phone", gate=TICK, response=s.NumberToCall)
def call_number(request: Request, target_id: Id) -> Any:
    """名单上这位居民的电话（留痕）"""
    target, phone = q.phone_of(request.actor, target_id)
    audit.record(request.actor, "outreach.phone.shown", target=target, area=target.area)
    return {"phone": phone}


@router.post("/targets/{target_id}/tick", gate=TICK, response=CampaignTarget)
def tick_target(request: Request, target_id: Id, body: s.TickIn) -> Any:
    """登记打电话或上门的结果（重复发送不会重复登记）"""
    return people.named([ticking.tick(actor=request.actor, target_id=target_id, **body.dict())])[0]


@router.get("/my-messages", gate=MINE, response=list[s.OwnReachMessage], **OWN)
def my_messages(request: Request) -> Any:
    """社区发给我的消息"""
    return q.own_messages(request.actor)


@router.post("/my-messages/{message_id}/read", gate=MINE, response=list[s.OwnReachMessage], **OWN)
def read_message(request: Request, message_id: Id) -> Any:
    """知道了"""
    owning.read_own(actor=request.actor, message_id=message_id)
    return q.own_messages(request.actor)


@router.get("/my-optouts", gate=MINE, response=list[s.OptOutKind], **OWN)
def my_optouts(request: Request) -> Any:
    """我的短信退订"""
    return _kinds(owning.own_kinds(actor=request.actor))


@router.put("/my-optouts", gate=MINE, response=list[s.OptOutKind], **OWN)
def set_my_optouts(request: Request, body: s.OptOutIn) -> Any:
    """设置短信退订（应急信息不能退订）"""
    return _kinds(optouts.set_own(actor=request.actor, kinds=body.kinds))


def _kinds(out: list[str]) -> list[dict[str, Any]]:
    return [
        {"kind": kind, "title": Kind(kind).label, "out": kind in out or "" in out} for kind in optouts.KINDS
    ]


@router.post("/sms/receipts", gate=PUBLIC, response=s.PushAck)
def push_receipts(request: Request, token: Query[Token] = "") -> Any:
    """短信平台推送的回执（地址带口令；重复、乱序都不要紧）"""
    receipts.check_token(token)
    receipts.take_receipts(body=request.body)
    return s.PushAck()


@router.post("/sms/replies", gate=PUBLIC, response=s.PushAck)
def push_replies(request: Request, token: Query[Token] = "") -> Any:
    """短信平台推送的上行短信（居民回复）"""
    receipts.check_token(token)
    receipts.take_replies(body=request.body)
    return s.PushAck()
