"""Elders over REST: list, counts, categories by hand, reviews, assessments (5.1)."""

from __future__ import annotations

from typing import Any

from ninja import Query, Status

from linli.kernel.api import Page, Request
from linli.sections.eldercare import access, queries
from linli.sections.eldercare.routes.base import Id, router
from linli.sections.eldercare.schemas import elders as s
from linli.sections.eldercare.services import categories, messaging, viewing

MANAGE = access.MANAGE


@router.get("/elders", gate=access.READ, response=Page[s.ElderRow])
def list_elders(request: Request, filters: Query[s.ElderFilters], paging: Query[s.ElderPaging]) -> Any:
    """老人名单"""
    rows = queries.elders(request.actor, filters)
    if paging.format == "xlsx":
        viewing.note_export(actor=request.actor, rows=rows.count())
        return queries.exported(request.actor, paging, rows)
    page = paging.of(rows)
    page["items"] = queries.with_care(request.actor, page["items"])
    return page


@router.post("/elders", gate=MANAGE, response={201: s.ElderOut})
def add_elder(request: Request, body: s.ElderIn) -> Any:
    """纳入名册"""
    elder = categories.add_elder(actor=request.actor, **body.dict())
    return Status(201, queries.elder_page(request.actor, elder.pk))


@router.get("/elders/statistics", gate=access.READ, response=s.ElderStatistics)
def elder_statistics(request: Request) -> Any:
    """老人分类统计"""
    return queries.statistics(request.actor)


@router.get("/elders/{elder_id}", gate=access.READ, response=s.ElderOut)
def read_elder(request: Request, elder_id: Id) -> Any:
    """老人主页"""
    return queries.elder_page(request.actor, elder_id)


@router.post("/elders/{elder_id}/categories", gate=MANAGE, response={201: s.ElderOut})
def set_category(request: Request, elder_id: Id, body: s.CategoryIn) -> Any:
    """人工认定分类"""
    categories.set_category(actor=request.actor, elder_id=elder_id, **body.dict())
    return Status(201, queries.elder_page(request.actor, elder_id))


@router.post("/elders/{elder_id}/categories/{row_id}/review", gate=MANAGE, response=s.ElderOut)
def review_category(request: Request, elder_id: Id, row_id: Id, body: s.CategoryReview) -> Any:
    """复核分类"""
    actor = request.actor
    if body.holds:
        categories.review_category(actor=actor, elder_id=elder_id, row_id=row_id, review_on=body.review_on)
    else:
        categories.end_category(actor=actor, elder_id=elder_id, row_id=row_id, reason=body.reason)
    return queries.elder_page(request.actor, elder_id)


@router.post("/elders/{elder_id}/assessments", gate=MANAGE, response={201: s.ElderOut})
def assess_elder(request: Request, elder_id: Id, body: s.AssessmentIn) -> Any:
    """登记能力评估"""
    categories.assess(actor=request.actor, elder_id=elder_id, **body.dict())
    return Status(201, queries.elder_page(request.actor, elder_id))


@router.post("/elders/{elder_id}/messages", gate=messaging.SEND, response=list[s.ElderMessageOut])
def send_message(request: Request, elder_id: Id, body: s.ElderMessageIn) -> Any:
    """给家属、手环或家里的音箱发消息"""
    return [
        vars(one) for one in messaging.send_message(actor=request.actor, elder_id=elder_id, **body.dict())
    ]
