"""The doors (诉求入口): voice notes, places by QR code, likely duplicates, following; and what is printed there."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse
from ninja import File, Form
from ninja.files import UploadedFile

from linli.kernel import files
from linli.kernel.api import Request
from linli.kernel.printing import printed
from linli.sections.cases import paper, queries, services
from linli.sections.cases.flow import REPORTER
from linli.sections.cases.queries.likely import Said
from linli.sections.cases.routes.base import OWN, area_of, router
from linli.sections.cases.schemas.doors import (
    CaseFollowedOut,
    CaseFollowForIn,
    CaseFollowIn,
    CaseHereOut,
    CaseLikelyIn,
    CaseLikelyOut,
    CasePhotoPlaceOut,
    CaseSoundOut,
    CaseTwinOut,
    followed,
)

ENTER = "cases.case.enter"
ASKED: dict[str, Any] = {"openapi_extra": {"x-not-remembered": True}}


@router.post("/sounds", gate=REPORTER, response=CaseSoundOut)
def upload_sound(request: Request, file: File[UploadedFile], area_id: Form[int | None] = None) -> Any:
    """上传一段语音，返回编号供上报时引用"""
    area = area_of(request.actor, REPORTER, area_id)
    stored = services.upload_sound(actor=request.actor, upload=file, area=area)
    return {"id": stored.pk, "url": f"/api/kernel/files/{stored.pk}"}


@router.get("/mine/{int:case_id}/sounds/{int:sound_id}", gate=REPORTER, response=None, **OWN)
def read_sound(request: Request, case_id: int, sound_id: int) -> Any:
    """我的诉求中的语音"""
    file = queries.my_sound(request.actor, case_id, sound_id).file
    return FileResponse(
        files.opened(file),
        content_type=file.content_type,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"},
    )


@router.get("/here", gate=REPORTER, response=CaseHereOut)
def read_here(request: Request, place: str) -> Any:
    """扫码所在的地点"""
    return queries.here(request.actor, place)


@router.post("/likely", gate=REPORTER, response=list[CaseLikelyOut], **ASKED)
def list_likely(request: Request, body: CaseLikelyIn) -> Any:
    """可能重复的诉求（居民可见的部分）"""
    area = area_of(request.actor, REPORTER, body.area_id)
    return queries.likely(request.actor, area, _said(body))


@router.post("/entries/likely", gate=ENTER, response=list[CaseTwinOut], **ASKED)
def list_twins(request: Request, body: CaseLikelyIn) -> Any:
    """可能重复的诉求（登记时并排核对）"""
    area = area_of(request.actor, ENTER, body.area_id)
    found = queries.likely(request.actor, area, _said(body), permission="cases.case.read")
    return [CaseTwinOut.of(one) for one in found]


@router.post("/cases/{int:case_id}/follow", gate=REPORTER, response=CaseFollowedOut)
def follow_case(request: Request, case_id: int, body: CaseFollowIn) -> Any:
    """我也遇到这个问题：跟着这一条，不再重复上报"""
    follower = services.follow_case(actor=request.actor, case_id=case_id, text=body.text)
    return followed(follower.case, follower.code)


@router.post("/cases/{int:case_id}/follow-for", gate=ENTER, response=CaseFollowedOut)
def follow_case_for(request: Request, case_id: int, body: CaseFollowForIn) -> Any:
    """替来电来访的居民跟着这一条"""
    who = services.Reporter(person_id=body.person_id, name=body.reporter_name, phone=body.reporter_phone)
    follower = services.follow_case(actor=request.actor, case_id=case_id, text=body.text, reporter=who)
    return followed(follower.case, follower.code)


@router.get("/cases/{int:case_id}/slip/print", gate=ENTER, response=None)
def print_slip(request: Request, case_id: int) -> Any:
    """打印回执单（A5 PDF）"""
    case = queries.case(request.actor, case_id)
    request.actor.require(ENTER, case.area)
    return printed(paper.slip(case, request.build_absolute_uri("/resident/progress")), f"回执单{case.number}")


@router.get(
    "/cases/{int:case_id}/photo-places", gate="cases.contact.reveal", response=list[CasePhotoPlaceOut]
)
def list_photo_places(request: Request, case_id: int) -> Any:
    """照片自带的拍摄位置（只给有权查看联系方式的人）"""
    return queries.photo_places(request.actor, case_id)


@router.get("/progress-list/print", gate=ENTER, response=None)
def print_progress_list(request: Request, area_id: int | None = None, building_id: int | None = None) -> Any:
    """打印一栋楼（或整个小区）的办理进度单（A4 PDF，不含个人信息）"""
    title, foot, cases = queries.progress_list(
        request.actor, area_of(request.actor, ENTER, area_id), building_id
    )
    return printed(paper.progress_list(title, cases, foot), f"{title}办理进度")


@router.get("/place-codes/print", gate=ENTER, response=None)
def print_place_codes(request: Request, area_id: int | None = None, building_id: int | None = None) -> Any:
    """打印楼门口的“扫码说事”（A4 PDF，每栋一页）"""
    area = area_of(request.actor, ENTER, area_id)
    address = request.build_absolute_uri("/resident/report")
    codes = [
        (title, f"{address}?place={token}")
        for title, token in queries.place_codes(request.actor, area, building_id)
    ]
    return printed(paper.building_codes(f"{area.name}扫码说事", codes, area.name), f"{area.name}扫码说事")


def _said(body: CaseLikelyIn) -> Said:
    return Said(body.text, body.category, body.place, body.building_id)
