"""Staff: one endpoint per action of the flow; each answers the case as it is afterwards."""

from __future__ import annotations

from typing import Any

from linli.kernel.api import Request
from linli.sections.cases import queries, services
from linli.sections.cases.models import Case
from linli.sections.cases.routes.base import router
from linli.sections.cases.schemas import (
    CaseAcceptIn,
    CaseDispatchIn,
    CaseDisputeIn,
    CaseHandleIn,
    CaseNoteIn,
    CaseOut,
    CaseReasonIn,
    CaseRejectIn,
    CaseTakeIn,
    CaseVerifyIn,
)
from linli.sections.cases.services.rules import accept_by_rules

ONE = "/cases/{int:case_id}"


@router.post(f"{ONE}/accept", gate="cases.case.accept", response=CaseOut)
def accept_case(request: Request, case_id: int, body: CaseAcceptIn) -> Any:
    """受理立案；派遣规则说“自动”时立即派遣"""
    return _after(request, accept_by_rules(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.post(f"{ONE}/reject", gate="cases.case.accept", response=CaseOut)
def reject_case(request: Request, case_id: int, body: CaseRejectIn) -> Any:
    """不予受理：说明原因和该找谁"""
    return _after(request, services.reject_case(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.post(f"{ONE}/dispatch", gate="cases.case.dispatch", response=CaseOut)
def dispatch_case(request: Request, case_id: int, body: CaseDispatchIn) -> Any:
    """派遣给角色、人员或单位"""
    party = services.Party(body.role, body.user_id, body.organisation_id)
    rest = body.model_dump(include={"version", "note"})
    return _after(request, services.dispatch_case(actor=request.actor, case_id=case_id, party=party, **rest))


@router.post(f"{ONE}/take", gate="cases.case.handle", response=CaseOut)
def take_case(request: Request, case_id: int, body: CaseTakeIn) -> Any:
    """接单，可填预计到场时间"""
    return _after(request, services.take_case(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.post(f"{ONE}/return", gate="cases.case.handle", response=CaseOut)
def return_case(request: Request, case_id: int, body: CaseReasonIn) -> Any:
    """退回"""
    return _after(request, services.return_case(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.post(f"{ONE}/handle", gate="cases.case.handle", response=CaseOut)
def handle_case(request: Request, case_id: int, body: CaseHandleIn) -> Any:
    """处置完成，附说明和照片"""
    return _after(request, services.handle_case(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.post(f"{ONE}/verify", gate="cases.case.verify", response=CaseOut)
def verify_case(request: Request, case_id: int, body: CaseVerifyIn) -> Any:
    """现场核查并结案"""
    return _after(request, services.verify_case(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.post(f"{ONE}/redo", gate="cases.case.verify", response=CaseOut)
def redo_case(request: Request, case_id: int, body: CaseDisputeIn) -> Any:
    """核查不通过：返工一次，再次不通过转督办"""
    return _after(request, services.redo_case(actor=request.actor, case_id=case_id, **body.model_dump()))


@router.post(f"{ONE}/reopen-for", gate="cases.case.enter", response=CaseOut)
def reopen_case_for(request: Request, case_id: int, body: CaseReasonIn) -> Any:
    """代诉求人申诉重开"""
    return _after(
        request, services.reopen_case_for(actor=request.actor, case_id=case_id, **body.model_dump())
    )


@router.post(f"{ONE}/note", gate="cases.case.note", response=CaseOut)
def note_on_case(request: Request, case_id: int, body: CaseNoteIn) -> Any:
    """记录进展"""
    return _after(request, services.note_on_case(actor=request.actor, case_id=case_id, **body.model_dump()))


def _after(request: Request, case: Case) -> Case:
    return queries.case(request.actor, case.pk)
