"""Visits over REST: plans, the round of the day, check-in, numbers, sheets."""

from __future__ import annotations

from typing import Annotated, Any

from django.utils import timezone
from ninja import File, Form, Query
from ninja.files import UploadedFile
from pydantic import Field

from linli.kernel.api import Page, Paging, Request
from linli.kernel.printing import printed
from linli.sections.eldercare import paper
from linli.sections.eldercare.queries import visits as q
from linli.sections.eldercare.queries.care import care
from linli.sections.eldercare.reach import elder_for
from linli.sections.eldercare.routes.base import Id, router
from linli.sections.eldercare.schemas import visits as s
from linli.sections.eldercare.schemas.care import CareOut
from linli.sections.eldercare.services import planning, visiting

READ, DO, PLAN, COUNT = q.READ, q.DO, q.PLAN, q.COUNT
Days = Annotated[int, Field(ge=1, le=366)]


def _report(body: s.VisitReportIn) -> visiting.Report:
    values = body.dict(exclude={"answers"})
    values["photos"] = tuple(body.photos)
    return visiting.Report(answers=body.answers.dict(exclude_none=True), **values)


@router.get("/visits", gate=READ, response=Page[s.VisitRow])
def list_visits(request: Request, filters: Query[q.VisitFilters], paging: Query[s.VisitPaging]) -> Any:
    """探访记录"""
    return paging.of(q.visits(request.actor, filters), s.VisitRow)


@router.post("/visits", gate=DO, response=s.VisitOut)
def add_visit(request: Request, body: s.VisitNew) -> Any:
    """安排一次探访"""
    made = planning.add_visit(actor=request.actor, **body.dict())
    return q.visit(request.actor, made.pk)


@router.get("/visits/rounds", gate=DO, response=list[s.RoundStop])
def visit_rounds(request: Request) -> Any:
    """今日探访（到期和逾期的，按楼栋排好）"""
    return q.rounds(request.actor)


@router.get("/visits/sheet", gate=DO, response=None)
def route_sheet(request: Request) -> Any:
    """探访路线单（PDF）"""
    today = timezone.localdate()
    sheet = paper.route_sheet(q.rounds(request.actor), today, request.actor.name)
    return printed(sheet, f"探访路线单{today:%m%d}")


@router.get("/visits/coverage", gate=COUNT, response=s.VisitCoverage)
def visit_coverage(request: Request, days: Days = 30) -> Any:
    """探访覆盖情况"""
    return q.coverage(request.actor, days)


@router.get("/visits/plans", gate=READ, response=Page[s.VisitPlanOut])
def list_plans(request: Request, paging: Query[Paging]) -> Any:
    """探访计划"""
    return paging.of(q.plans(request.actor), s.VisitPlanOut)


@router.post("/visits/photos", gate=DO, response=s.VisitPhotoOut)
def upload_visit_photo(
    request: Request, file: File[UploadedFile], elder_id: Annotated[int, Form(ge=1, le=2**53)]
) -> Any:
    """上传探访照片"""
    stored = visiting.upload_photo(actor=request.actor, upload=file, elder_id=elder_id)
    return {"id": stored.pk, "url": f"/api/kernel/files/{stored.pk}"}


@router.get("/visits/{visit_id}", gate=READ, response=s.VisitOut)
def get_visit(request: Request, visit_id: Id) -> Any:
    """一次探访"""
    return q.visit(request.actor, visit_id)


@router.post("/visits/{visit_id}/check-in", gate=DO, response=s.VisitOut)
def check_in(request: Request, visit_id: Id, body: s.VisitReportIn) -> Any:
    """探访签到和登记（重复发送不会重复登记）"""
    made = visiting.check_in(actor=request.actor, visit_id=visit_id, report=_report(body))
    return q.visit(request.actor, made.pk)


@router.post("/visits/{visit_id}/skip", gate=DO, response=s.VisitOut)
def skip_visit(request: Request, visit_id: Id, body: s.VisitSkipIn) -> Any:
    """本次不需探访"""
    made = planning.skip_visit(actor=request.actor, visit_id=visit_id, reason=body.reason)
    return q.visit(request.actor, made.pk)


@router.get("/elders/{elder_id}/care", gate=READ, response=CareOut)
def get_care(request: Request, elder_id: Id) -> Any:
    """一位老人的探访、用药、提醒和守护（留痕）"""
    return care(request.actor, elder_id)


@router.post("/elders/{elder_id}/visits", gate=DO, response=s.VisitOut)
def visit_now(request: Request, elder_id: Id, body: s.VisitReportIn) -> Any:
    """随访登记"""
    made = visiting.visit_now(actor=request.actor, elder_id=elder_id, report=_report(body))
    return q.visit(request.actor, made.pk)


@router.put("/elders/{elder_id}/visit-plan", gate=PLAN, response=s.VisitPlanOut)
def set_visit_plan(request: Request, elder_id: Id, body: s.VisitPlanIn) -> Any:
    """设定探访频次"""
    return planning.set_plan(actor=request.actor, elder_id=elder_id, **body.dict())


@router.get("/elders/{elder_id}/home-code", gate=PLAN, response=None)
def home_code(request: Request, elder_id: Id) -> Any:
    """探访签到码（PDF，贴在家门内侧）"""
    elder = elder_for(request.actor, PLAN, elder_id)
    address = request.build_absolute_uri(f"/console/eldercare/rounds?home={visiting.home_code(elder)}")
    return printed(paper.home_sheet(elder.person.address, address), "探访签到码")
