"""The health page: state, failed events, jobs, backups; and the demo's SMS outbox."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Page, Paging, Request
from linli.sections.administration import backups
from linli.sections.administration.queries import health as queries
from linli.sections.administration.routes.router import WHOLE, listed, router
from linli.sections.administration.schemas import operations as shapes
from linli.sections.administration.services import operations as services

READ, OPERATE, SMS = queries.READ, queries.OPERATE, "administration.sms.read"


@router.get("/health", gate=READ, response=shapes.HealthOut, **WHOLE)
def health(request: Request) -> Any:
    """运行状况"""
    queries.require_whole(request.actor, READ)
    return queries.health()


@router.get("/failed-events", gate=READ, response=Page[shapes.FailedEventOut], **WHOLE)
def list_failed_events(request: Request, paging: Query[Paging]) -> Any:
    """处理失败的事件"""
    queries.require_whole(request.actor, READ)
    return listed(paging, queries.failed_events(), queries.event_row, shapes.FailedEventOut)


@router.post("/failed-events/resend", gate=OPERATE, response=shapes.CountOut, **WHOLE)
def resend_events(request: Request, body: shapes.ResendIn) -> Any:
    """重发失败的事件"""
    queries.require_whole(request.actor, OPERATE)
    return {"count": services.resend_events(actor=request.actor, ids=body.ids)}


@router.get("/jobs", gate=READ, response=Page[shapes.JobOut], **WHOLE)
def list_jobs(request: Request, paging: Query[Paging]) -> Any:
    """后台任务"""
    queries.require_whole(request.actor, READ)
    return listed(paging, queries.job_rows(), queries.job_row, shapes.JobOut)


@router.get("/backups", gate=READ, response=list[shapes.BackupOut], **WHOLE)
def list_backups(request: Request) -> Any:
    """备份文件"""
    queries.require_whole(request.actor, READ)
    return backups.listed()


@router.post("/backups", gate=OPERATE, response=shapes.JobStartedOut, **WHOLE)
def start_backup(request: Request) -> Any:
    """立即备份"""
    queries.require_whole(request.actor, OPERATE)
    job_id = services.start_backup(actor=request.actor)
    return {"job_id": job_id, "message": "备份已开始，完成后会出现在列表里。"}


@router.get("/demo-sms", gate=SMS, response=list[shapes.SmsOut], **WHOLE)
def demo_sms(request: Request) -> Any:
    """演示短信（仅演示通道）"""
    queries.require_whole(request.actor, SMS)
    return queries.demo_sms()
