"""Notices, events and policies for those who write and review them (4.1)."""

from __future__ import annotations

from typing import Any

from ninja import File, Form, Query
from ninja.files import UploadedFile

from linli.kernel.api import Page, Paging, Request
from linli.sections.outreach.queries import notices as q
from linli.sections.outreach.routes.base import Id, router
from linli.sections.outreach.routes.mynotices import sent
from linli.sections.outreach.schemas import notices as s
from linli.sections.outreach.services import attending, drafting, publishing
from linli.sections.outreach.services.drafting import NoticeData

READ, WRITE, REVIEW = q.READ, q.WRITE, q.REVIEW
ONE = "/notices/{notice_id}"


@router.get("/notices", gate=READ, response=Page[s.NoticeRow])
def list_notices(request: Request, filters: Query[s.NoticeFilters], paging: Query[s.NoticePaging]) -> Any:
    """通知、活动和政策"""
    return paging.of(q.notices(request.actor, **filters.dict()), s.NoticeRow)


@router.post("/notices", gate=WRITE, response=s.NoticeOut)
def write_notice(request: Request, body: s.NoticeNew) -> Any:
    """写一条草稿"""
    data = NoticeData(**body.dict(exclude={"area_id"}))
    made = drafting.write_notice(actor=request.actor, area_id=body.area_id, data=data)
    return q.notice(request.actor, made.pk)


@router.post("/notices/files", gate=WRITE, response=s.NoticeFile, openapi_extra={"x-reach": "narrow"})
def attach_file(request: Request, file: File[UploadedFile], area_id: Form[s.Key]) -> Any:
    """上传附件"""
    kept = drafting.attach(actor=request.actor, upload=file, area_id=area_id)
    return {"id": kept.pk, "name": kept.name, "type": kept.content_type, "size": kept.size}


@router.get(ONE, gate=READ, response=s.NoticeOut)
def read_notice(request: Request, notice_id: Id) -> Any:
    """一条通知"""
    return q.notice(request.actor, notice_id)


@router.put(ONE, gate=WRITE, response=s.NoticeOut)
def change_notice(request: Request, notice_id: Id, body: s.NoticeChange) -> Any:
    """修改（要重新审核，审核前仍展示原来的）"""
    data = NoticeData(**body.dict(exclude={"revision"}))
    drafting.change_notice(actor=request.actor, notice_id=notice_id, revision=body.revision, data=data)
    return q.notice(request.actor, notice_id)


@router.delete(ONE, gate=WRITE, response=None)
def drop_notice(request: Request, notice_id: Id) -> Any:
    """删除从未发布过的草稿"""
    drafting.drop_draft(actor=request.actor, notice_id=notice_id)


@router.post(f"{ONE}/submit", gate=WRITE, response=s.NoticeOut)
def submit_notice(request: Request, notice_id: Id) -> Any:
    """提交审核"""
    publishing.submit(actor=request.actor, notice_id=notice_id)
    return q.notice(request.actor, notice_id)


@router.post(f"{ONE}/review", gate=REVIEW, response=s.NoticeOut)
def review_notice(request: Request, notice_id: Id, body: s.NoticeReview) -> Any:
    """审核：通过即发布（或到时发布），或退回"""
    publishing.review(actor=request.actor, notice_id=notice_id, **body.dict())
    return q.notice(request.actor, notice_id)


@router.post(f"{ONE}/pin", gate=WRITE, response=s.NoticeOut)
def pin_notice(request: Request, notice_id: Id, body: s.NoticePin) -> Any:
    """置顶，或取消置顶"""
    publishing.pin(actor=request.actor, notice_id=notice_id, days=body.days)
    return q.notice(request.actor, notice_id)


@router.post(f"{ONE}/withdraw", gate=WRITE, response=s.NoticeOut)
def withdraw_notice(request: Request, notice_id: Id, body: s.NoticeReason) -> Any:
    """撤回：没发出的立即停止，并说明已经发出多少"""
    publishing.withdraw(actor=request.actor, notice_id=notice_id, reason=body.reason)
    return q.notice(request.actor, notice_id)


@router.get(f"{ONE}/versions", gate=READ, response=list[s.NoticeVersionOut])
def list_notice_versions(request: Request, notice_id: Id) -> Any:
    """发布过的版本"""
    return q.versions(request.actor, notice_id)


@router.get(ONE + "/files/{file_id}", gate=READ, response=None)
def notice_file(request: Request, notice_id: Id, file_id: Id) -> Any:
    """已发布内容的附件"""
    return sent(q.notice(request.actor, notice_id), file_id)


@router.get(f"{ONE}/readings", gate=READ, response=Page[s.NoticeReading])
def list_notice_readings(request: Request, notice_id: Id, paging: Query[Paging]) -> Any:
    """阅读回执"""
    return _named(paging, q.readings(request.actor, notice_id))


@router.get(f"{ONE}/sign-ups", gate=READ, response=Page[s.SignUpOut])
def list_sign_ups(request: Request, notice_id: Id, paging: Query[Paging]) -> Any:
    """报名名单"""
    return _named(paging, q.sign_ups(request.actor, notice_id))


@router.post("/sign-ups/{sign_up_id}/came", gate=WRITE, response=s.SignUpOut)
def note_attendance(request: Request, sign_up_id: Id, body: s.Attendance) -> Any:
    """登记是否到场"""
    row = attending.note_attendance(actor=request.actor, sign_up_id=sign_up_id, came=body.came)
    return q.with_people([row])[0]


def _named(paging: Paging, rows: Any) -> Any:
    found = paging.of(rows)
    q.with_people(found["items"])
    return found
