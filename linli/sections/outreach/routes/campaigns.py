"""Campaigns over REST: planned, previewed, started, withdrawn; the funnel, the names left, every message."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Page, Paging, Request
from linli.kernel.privacy import masked
from linli.sections.outreach.queries import campaigns as q
from linli.sections.outreach.reach import PLAN, READ, SEND, TICK
from linli.sections.outreach.routes.base import Id, router
from linli.sections.outreach.schemas import campaigns as s
from linli.sections.outreach.services import campaigns, settling


@router.get("/campaigns", gate=READ, response=Page[s.CampaignRow])
def list_campaigns(
    request: Request, filters: Query[q.CampaignFilters], paging: Query[s.CampaignPaging]
) -> Any:
    """触达任务"""
    page = paging.of(q.campaigns(request.actor, filters), s.CampaignRow)
    if isinstance(page, dict):
        page["items"] = q.counted(page["items"])
    return page


@router.post("/campaigns", gate=PLAN, response=s.CampaignOut)
def plan_campaign(request: Request, body: s.CampaignIn) -> Any:
    """拟定触达任务（还不会发出）"""
    made = campaigns.plan(actor=request.actor, **body.dict())
    return q.counted([q.campaign(request.actor, made.pk)])[0]


@router.get("/campaigns/{campaign_id}", gate=READ, response=s.CampaignOut)
def get_campaign(request: Request, campaign_id: Id) -> Any:
    """一个触达任务"""
    return q.counted([q.campaign(request.actor, campaign_id)])[0]


@router.get("/campaigns/{campaign_id}/preview", gate=READ, response=s.CampaignPreview)
def preview_campaign(request: Request, campaign_id: Id) -> Any:
    """发出前的预览：各方式多少人，短信多少条、约多少钱"""
    return q.preview(request.actor, campaign_id)


@router.post("/campaigns/{campaign_id}/start", gate=SEND, response=s.CampaignOut)
def start_campaign(request: Request, campaign_id: Id, body: s.CampaignStart) -> Any:
    """启动触达任务"""
    campaigns.start(actor=request.actor, campaign_id=campaign_id, override=body.override)
    return q.counted([q.campaign(request.actor, campaign_id)])[0]


@router.post("/campaigns/{campaign_id}/withdraw", gate=SEND, response=s.WithdrawnOut)
def withdraw_campaign(request: Request, campaign_id: Id, body: s.CampaignReason) -> Any:
    """撤回（没发出的立即停止，答复已发出多少）"""
    return campaigns.withdraw(actor=request.actor, campaign_id=campaign_id, reason=body.reason)


@router.get("/campaigns/{campaign_id}/funnel", gate=READ, response=s.FunnelOut)
def get_funnel(request: Request, campaign_id: Id) -> Any:
    """触达统计"""
    return q.funnel(request.actor, campaign_id)


@router.get("/campaigns/{campaign_id}/targets", gate=READ, response=Page[s.CampaignTarget])
def list_targets(
    request: Request, campaign_id: Id, filters: Query[q.TargetFilters], paging: Query[Paging]
) -> Any:
    """任务名单（先列未触达的人）"""
    return _page(paging, q.targets(request.actor, campaign_id, filters), s.CampaignTarget)


@router.get("/campaigns/{campaign_id}/messages", gate=READ, response=Page[s.ReachMessage])
def list_messages(
    request: Request, campaign_id: Id, filters: Query[q.MessageFilters], paging: Query[Paging]
) -> Any:
    """逐人逐方式的触达记录"""
    return _page(paging, q.messages(request.actor, campaign_id, filters), s.ReachMessage)


def _page(paging: Paging, rows: Any, shape: Any) -> Any:
    """The page, or the whole list for export, with the names of its people."""
    if paging.format == "xlsx":
        from linli.kernel.api.export import as_xlsx
        from linli.kernel.api.paging import EXPORT_CAP

        wanted = [name for name in paging.columns.split(",") if name in shape.model_fields]
        return as_xlsx(q.named(list(rows[:EXPORT_CAP])), shape, wanted or list(shape.model_fields))
    page = paging.of(rows)
    page["items"] = q.named(page["items"])
    return page


@router.get("/campaigns/{campaign_id}/unknown", gate=READ, response=list[s.UnknownSms])
def list_unknown(request: Request, campaign_id: Id) -> Any:
    """不确定是否发出的短信"""
    rows = list(q.unknown_sms(request.actor, campaign_id)[:500])
    for row in rows:
        row.phone_masked = masked(row, "phone")  # type: ignore[attr-defined]
    return rows


@router.post("/sms/{sms_id}/settle", gate=SEND, response=s.UnknownSms)
def settle_sms(request: Request, sms_id: Id, body: s.SmsSettle) -> Any:
    """核实不确定的短信（送达、未送达，或人工决定补发）"""
    row = settling.settle_unknown(actor=request.actor, sms_id=sms_id, **body.dict())
    row.phone_masked = masked(row, "phone")  # type: ignore[attr-defined]
    return row


@router.get("/targets/{target_id}", gate=READ, response=s.TargetStory)
def get_target(request: Request, target_id: Id) -> Any:
    """一个人在任务里的全部触达记录"""
    target, said = q.story(request.actor, target_id)
    return {"target": q.named([target])[0], "messages": said}


@router.post("/targets/{target_id}/write-off", gate=TICK, response=s.CampaignTarget)
def write_off_target(request: Request, target_id: Id, body: s.CampaignReason) -> Any:
    """核销（不再触达，写明原因）"""
    return q.named([campaigns.write_off(actor=request.actor, target_id=target_id, reason=body.reason)])[0]
