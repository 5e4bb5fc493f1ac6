"""Reporters: report, photos, one's own cases, confirm, dispute, reopen, add; and progress by number and code."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import FileResponse
from ninja import File, Form, Header, Query
from ninja.files import UploadedFile
from pydantic import Field

from linli.kernel import files
from linli.kernel.api import PUBLIC, Page, Request, client_address
from linli.sections.cases import queries, services
from linli.sections.cases.flow import REPORTER
from linli.sections.cases.models import Case
from linli.sections.cases.routes.base import OWN, area_of, router, where
from linli.sections.cases.schemas import (
    CaseAppendIn,
    CaseConfirmIn,
    CaseDisputeIn,
    CasePhotoOut,
    CaseProgressOut,
    CaseReceiptOut,
    CaseReportIn,
    MinePaging,
    MyCaseOut,
    MyCaseRow,
    MyPlaceOut,
)

Number = Annotated[str, Field(max_length=20)]
Code = Annotated[str, Header(alias="Query-Code", max_length=20)]
ONE = "/mine/{int:case_id}"


@router.post("/cases", gate=REPORTER, response=CaseReceiptOut)
def report_case(request: Request, body: CaseReportIn) -> Any:
    """上报诉求：一句话或一张照片即可"""
    source = "resident" if request.actor.kind == "resident" else body.source
    return services.report_case(actor=request.actor, source=source, **where(request, REPORTER, body))


@router.post("/photos", gate=REPORTER, response=CasePhotoOut)
def upload_photo(request: Request, file: File[UploadedFile], area_id: Form[int | None] = None) -> Any:
    """上传一张照片，返回编号供上报时引用"""
    area = area_of(request.actor, REPORTER, area_id)
    stored = services.upload_photo(actor=request.actor, upload=file, area=area)
    return {"id": stored.pk, "url": f"/api/kernel/files/{stored.pk}"}


@router.get("/places", gate=REPORTER, response=list[MyPlaceOut])
def list_places(request: Request) -> Any:
    """上报时可选的地点：自己家"""
    own = queries.own_home(request.actor)
    return [{"home_id": own[0], "title": own[1]}] if own else []


@router.get("/mine", gate=REPORTER, response=Page[MyCaseRow])
def list_mine(request: Request, paging: Query[MinePaging]) -> Any:
    """我的诉求"""
    return paging.of(queries.my_cases(request.actor), MyCaseRow)


@router.get(ONE, gate=REPORTER, response=MyCaseOut, **OWN)
def read_mine(request: Request, case_id: int) -> Any:
    """我的一条诉求"""
    return queries.my_case(request.actor, case_id)


@router.get(f"{ONE}/photos/{{int:photo_id}}", gate=REPORTER, response=None, **OWN)
def read_photo(request: Request, case_id: int, photo_id: int) -> Any:
    """我的诉求中的照片"""
    file = queries.my_photo(request.actor, case_id, photo_id).file
    return FileResponse(
        files.opened(file),
        content_type=file.content_type,
        headers={"X-Content-Type-Options": "nosniff", "Cache-Control": "private, max-age=3600"},
    )


@router.post(f"{ONE}/confirm", gate=REPORTER, response=MyCaseOut, **OWN)
def confirm_case(request: Request, case_id: int, body: CaseConfirmIn) -> Any:
    """确认已解决并评价"""
    return _after(request, services.confirm_case(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.post(f"{ONE}/dispute", gate=REPORTER, response=MyCaseOut, **OWN)
def dispute_case(request: Request, case_id: int, body: CaseDisputeIn) -> Any:
    """反映没有解决"""
    return _after(request, services.dispute_case(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.post(f"{ONE}/rate", gate=REPORTER, response=MyCaseOut, **OWN)
def rate_case(request: Request, case_id: int, body: CaseConfirmIn) -> Any:
    """评价工作人员核查结案的诉求"""
    return _after(request, services.rate_case(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.post(f"{ONE}/reopen", gate=REPORTER, response=MyCaseOut, **OWN)
def reopen_case(request: Request, case_id: int, body: CaseDisputeIn) -> Any:
    """申诉重开"""
    return _after(request, services.reopen_case(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.post(f"{ONE}/append", gate=REPORTER, response=MyCaseOut, **OWN)
def append_to_case(request: Request, case_id: int, body: CaseAppendIn) -> Any:
    """补充说明"""
    return _after(request, services.append_to_case(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.get("/progress", gate=PUBLIC, response=CaseProgressOut)
def read_progress(request: Request, number: Number, code: Code) -> Any:
    """凭编号和查询码查进度（不需登录）；查询码放在请求头里，不进访问日志"""
    return services.progress(address=client_address(request), number=number, code=code)


def _after(request: Request, case: Case) -> Case:
    return queries.my_case(request.actor, case.pk)
