"""Staff: list, board, measures, one case, entry on behalf, slip, contact."""

from __future__ import annotations

from typing import Any

import segno
from django.utils import timezone
from ninja import Query

from linli.kernel.api import Page, Request
from linli.kernel.api.listing import fast, listed, one
from linli.sections.cases import queries, services
from linli.sections.cases.models import Case
from linli.sections.cases.queries.rows import COLUMNS, case_row
from linli.sections.cases.queries.wanted import Wanted
from linli.sections.cases.routes.base import router, where
from linli.sections.cases.schemas import (
    BoardFilters,
    CaseColumnOut,
    CaseContactOut,
    CaseEntryIn,
    CaseFilters,
    CaseOut,
    CasePaging,
    CasePartyOut,
    CaseRevealIn,
    CaseRow,
    CaseSlipOut,
)

READ = "cases.case.read"
ENTER = "cases.case.enter"


@router.get("/cases", gate=READ, response=Page[CaseRow])
def list_cases(request: Request, filters: Query[CaseFilters], paging: Query[CasePaging]) -> Any:
    """诉求列表"""
    rows, counting = queries.case_list(request.actor, Wanted(**filters.model_dump()))
    return fast(listed(paging, rows, case_row, CaseRow, COLUMNS, counting))


@router.get("/board", gate=READ, response=list[CaseColumnOut])
def read_board(request: Request, filters: Query[BoardFilters]) -> Any:
    """看板：未办结的诉求按状态分列"""
    return fast(queries.board(request.actor, Wanted(**filters.model_dump())))


@router.get("/cases/{int:case_id}", gate=READ, response=CaseOut)
def read_case(request: Request, case_id: int) -> Any:
    """一条诉求的全部经过"""
    return one(CaseOut, queries.case(request.actor, case_id), request)


@router.post("/entries", gate=ENTER, response=CaseSlipOut)
def enter_case(request: Request, body: CaseEntryIn) -> Any:
    """来电来访登记（代办代报），返回回执单"""
    who = services.Reporter(person_id=body.person_id, name=body.reporter_name, phone=body.reporter_phone)
    found = body.source in services.ROUNDS and who == services.Reporter()
    case = services.report_case(
        actor=request.actor,
        source=body.source,
        reporter=None if found else who,
        **where(request, ENTER, body),
    )
    return _slip(request, case)


@router.get("/cases/{int:case_id}/slip", gate=ENTER, response=CaseSlipOut)
def read_slip(request: Request, case_id: int) -> Any:
    """回执单：编号、查询码和二维码"""
    request.actor.require(ENTER, queries.case(request.actor, case_id).area)
    return _slip(request, queries.case(request.actor, case_id))


@router.post("/cases/{int:case_id}/contact", gate="cases.contact.reveal", response=CaseContactOut)
def reveal_contact(request: Request, case_id: int, body: CaseRevealIn) -> Any:
    """查看诉求人联系方式（记录原因）"""
    return services.reveal_contact(actor=request.actor, case_id=case_id, reason=body.reason)


@router.get("/cases/{int:case_id}/parties", gate="cases.case.handle", response=list[CasePartyOut])
def list_parties(request: Request, case_id: int) -> Any:
    """可以派遣或请来协办的责任方"""
    case = queries.case(request.actor, case_id)
    request.actor.require("cases.case.handle", case.area)
    return queries.parties(request.actor, case.area)


def _slip(request: Request, case: Case) -> dict[str, Any]:
    address = request.build_absolute_uri("/resident/progress")
    qr = segno.make(f"{address}#{case.number}.{case.code}", error="m")
    return {
        "id": case.pk,
        "number": case.number,
        "code": case.code,
        "category": case.category.name,
        "text": case.text,
        "created_at": timezone.localtime(case.created_at),
        "due_at": timezone.localtime(case.due_at),
        "address": address,
        "qr": qr.svg_data_uri(scale=4, border=2),
    }
