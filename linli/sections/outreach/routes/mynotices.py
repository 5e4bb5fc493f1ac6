"""Notices for those who read them: one's own, and the open ones for anybody (4.1)."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse
from ninja import Query

from linli.kernel import files
from linli.kernel.api import PUBLIC, Page, Paging, Request
from linli.sections.outreach.models import Notice
from linli.sections.outreach.queries import mynotices as q
from linli.sections.outreach.routes.base import OWN as OWN_ONLY
from linli.sections.outreach.routes.base import Id, router
from linli.sections.outreach.schemas import notices as s
from linli.sections.outreach.services import attending

OWN = q.OWN
ONE = "/my/notices/{notice_id}"
OPEN_ONE = "/open/notices/{notice_id}"


@router.get("/my/notices", gate=OWN, response=Page[s.ShownRow], **OWN_ONLY)
def my_notices(request: Request, paging: Query[Paging], kind: s.KindAsked = "") -> Any:
    """发给我的通知、活动和政策"""
    return _lines(paging, q.my_notices(request.actor, kind))


@router.get(ONE, gate=OWN, response=s.ShownNotice, **OWN_ONLY)
def my_notice(request: Request, notice_id: Id) -> Any:
    """一条通知"""
    return q.page(q.my_notice(request.actor, notice_id))


@router.post(f"{ONE}/read", gate=OWN, response=s.ShownNotice, **OWN_ONLY)
def mark_read(request: Request, notice_id: Id) -> Any:
    """记下已读"""
    attending.mark_read(actor=request.actor, notice_id=notice_id)
    return q.page(q.my_notice(request.actor, notice_id))


@router.post(f"{ONE}/confirm", gate=OWN, response=s.ShownNotice, **OWN_ONLY)
def confirm_notice(request: Request, notice_id: Id) -> Any:
    """确认知道了"""
    attending.mark_read(actor=request.actor, notice_id=notice_id, confirm=True)
    return q.page(q.my_notice(request.actor, notice_id))


@router.post(f"{ONE}/sign-up", gate=OWN, response=s.ShownNotice, **OWN_ONLY)
def sign_up(request: Request, notice_id: Id, body: s.SignUpIn) -> Any:
    """报名活动，满了就排候补"""
    attending.sign_up(actor=request.actor, notice_id=notice_id, people=body.people, note=body.note)
    return q.page(q.my_notice(request.actor, notice_id))


@router.post(f"{ONE}/sign-off", gate=OWN, response=s.ShownNotice, **OWN_ONLY)
def sign_off(request: Request, notice_id: Id) -> Any:
    """取消报名，候补的人递补"""
    attending.cancel_sign_up(actor=request.actor, notice_id=notice_id)
    return q.page(q.my_notice(request.actor, notice_id))


@router.get(ONE + "/files/{file_id}", gate=OWN, response=None, **OWN_ONLY)
def my_notice_file(request: Request, notice_id: Id, file_id: Id) -> Any:
    """附件"""
    return sent(q.my_notice(request.actor, notice_id), file_id)


@router.get("/open/notices", gate=PUBLIC, response=Page[s.ShownRow])
def open_notices(
    request: Request, paging: Query[Paging], area_id: s.Key | None = None, kind: s.KindAsked = ""
) -> Any:
    """对外公开的通知、活动和政策"""
    return _lines(paging, q.open_notices(area_id, kind))


@router.get(OPEN_ONE, gate=PUBLIC, response=s.ShownNotice)
def open_notice(request: Request, notice_id: Id) -> Any:
    """一条公开的通知"""
    return q.page(q.open_notice(notice_id))


@router.get(OPEN_ONE + "/files/{file_id}", gate=PUBLIC, response=None)
def open_notice_file(request: Request, notice_id: Id, file_id: Id) -> Any:
    """公开通知的附件"""
    return sent(q.open_notice(notice_id), file_id)


def _lines(paging: Paging, rows: Any) -> Any:
    found = paging.of(rows)
    return found | {"items": [q.line(row) for row in found["items"]]}


def sent(notice: Notice, file_id: int) -> FileResponse:
    """An attachment of what is shown. Raises NotFound for any other."""
    file = q.attachment(notice, file_id)
    return FileResponse(
        files.opened(file),
        content_type=file.content_type,
        filename=file.name,
        as_attachment=not file.content_type.startswith(("image/", "application/pdf")),
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"},
    )
