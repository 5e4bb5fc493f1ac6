"""督办: what is late and on whose desk, pressing the party, the levels of escalation, and limits tried before they hold."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, ClassVar

from ninja import Query

from linli.kernel.api import Page, Paging, Request
from linli.kernel.api.listing import fast, listed
from linli.sections.cases import queries
from linli.sections.cases.queries.ladders import DEFAULT, MANAGE, Rung, ladders
from linli.sections.cases.queries.supervise import SUPERVISE, Pressing, pressing_row, pressing_rows
from linli.sections.cases.queries.whatif import Limits, what_if
from linli.sections.cases.routes.base import router
from linli.sections.cases.schemas import CaseOut
from linli.sections.cases.schemas.deadlines import (
    CaseLadderIn,
    CaseLaddersOut,
    CasePressingFilters,
    CasePressingRow,
    CaseUrgeIn,
    CaseWhatIfOut,
    CaseWhatIfQuery,
)
from linli.sections.cases.services.ladders import drop_ladder, set_ladder
from linli.sections.cases.services.supervise import urge_case


class PressingPaging(Paging):
    """Paging of the 督办 page."""

    sortable: ClassVar[tuple[str, ...]] = ("due_at", "escalation", "number")


@router.get("/supervise", gate=SUPERVISE, response=Page[CasePressingRow])
def list_pressing(
    request: Request, filters: Query[CasePressingFilters], paging: Query[PressingPaging]
) -> Any:
    """督办：将要超期和已经超期的诉求，超期最久的在前"""
    rows = pressing_rows(request.actor, Pressing(**filters.model_dump()))
    return fast(listed(paging, rows, pressing_row, CasePressingRow))


@router.post("/cases/{int:case_id}/urge", gate=SUPERVISE, response=CaseOut)
def urge(request: Request, case_id: int, body: CaseUrgeIn) -> Any:
    """督办：向责任方提出办理要求"""
    case = urge_case(actor=request.actor, case_id=case_id, **body.model_dump())
    return queries.case(request.actor, case.pk)


@router.get("/ladders", gate=MANAGE, response=CaseLaddersOut)
def list_ladders(request: Request) -> Any:
    """升级办法：默认的和各区域自己的"""
    return _ladders(request)


@router.put("/ladders", gate=MANAGE, response=CaseLaddersOut)
def set_levels(request: Request, body: CaseLadderIn) -> Any:
    """设定一个区域（一个分类）的升级办法"""
    steps = [Rung(one.days, one.role) for one in body.steps]
    set_ladder(actor=request.actor, area_id=body.area_id, category=body.category, steps=steps)
    return _ladders(request)


@router.delete("/ladders/{int:ladder_id}", gate=MANAGE, response=CaseLaddersOut)
def drop_levels(request: Request, ladder_id: int) -> Any:
    """取消一个区域自己的升级办法"""
    drop_ladder(actor=request.actor, ladder_id=ladder_id)
    return _ladders(request)


@router.get("/what-if", gate="cases.category.manage", response=CaseWhatIfOut)
def try_limits(request: Request, asked: Query[CaseWhatIfQuery]) -> Any:
    """试算：换一个时限，近几个月的真实诉求会有多少按期、超期、预警"""
    limits = Limits(asked.limit_days, asked.urgent_days, asked.urgent_hours)
    return what_if(request.actor, asked.category, limits, months=asked.months)


def _ladders(request: Request) -> dict[str, Any]:
    return {"default": [asdict(rung) for rung in DEFAULT], "own": ladders(request.actor)}
