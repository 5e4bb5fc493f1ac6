"""Staff: the side roads of the flow, one endpoint per action; each answers the case as it is afterwards."""

from __future__ import annotations

from typing import Any

from ninja import Schema

from linli.kernel.api import Request
from linli.sections.cases import queries, services
from linli.sections.cases.models import Case
from linli.sections.cases.routes.base import router
from linli.sections.cases.schemas import (
    CaseAnswerIn,
    CaseAssistIn,
    CaseAssistOffIn,
    CaseExtendIn,
    CaseHandleIn,
    CaseMergeIn,
    CaseOut,
    CaseReasonIn,
    CaseRedispatchIn,
    CaseResumeIn,
    CaseSuspendIn,
)

ONE = "/cases/{int:case_id}"
ACCEPT, HANDLE, DECIDE = "cases.case.accept", "cases.case.handle", "cases.request.decide"


@router.post(f"{ONE}/redispatch", gate="cases.case.redispatch", response=CaseOut)
def redispatch_case(request: Request, case_id: int, body: CaseRedispatchIn) -> Any:
    """督办派遣：两次没有办好的诉求由督办人派遣"""
    return _done(request, services.redispatch_case, case_id, body)


@router.post(f"{ONE}/object", gate=HANDLE, response=CaseOut)
def object_to_dispatch(request: Request, case_id: int, body: CaseReasonIn) -> Any:
    """提出派单异议"""
    return _done(request, services.object_to_dispatch, case_id, body)


@router.post(f"{ONE}/uphold", gate=DECIDE, response=CaseOut)
def uphold_objection(request: Request, case_id: int, body: CaseAnswerIn) -> Any:
    """异议成立，重新派遣"""
    return _done(request, services.uphold_objection, case_id, body)


@router.post(f"{ONE}/overrule", gate=DECIDE, response=CaseOut)
def overrule_objection(request: Request, case_id: int, body: CaseAnswerIn) -> Any:
    """异议不成立，由原责任方办理"""
    return _done(request, services.overrule_objection, case_id, body)


@router.post(f"{ONE}/suspend", gate=HANDLE, response=CaseOut)
def suspend_case(request: Request, case_id: int, body: CaseSuspendIn) -> Any:
    """挂起：等什么、等到什么时候"""
    return _done(request, services.suspend_case, case_id, body)


@router.post(f"{ONE}/resume", gate=HANDLE, response=CaseOut)
def resume_case(request: Request, case_id: int, body: CaseResumeIn) -> Any:
    """恢复办理"""
    return _done(request, services.resume_case, case_id, body)


@router.post(f"{ONE}/extend", gate=HANDLE, response=CaseOut)
def ask_extension(request: Request, case_id: int, body: CaseExtendIn) -> Any:
    """申请延期"""
    return _done(request, services.ask_extension, case_id, body)


@router.post(f"{ONE}/allow-extension", gate=DECIDE, response=CaseOut)
def allow_extension(request: Request, case_id: int, body: CaseAnswerIn) -> Any:
    """同意延期"""
    return _done(request, services.allow_extension, case_id, body)


@router.post(f"{ONE}/refuse-extension", gate=DECIDE, response=CaseOut)
def refuse_extension(request: Request, case_id: int, body: CaseAnswerIn) -> Any:
    """不同意延期"""
    return _done(request, services.refuse_extension, case_id, body)


@router.post(f"{ONE}/assist", gate=HANDLE, response=CaseOut)
def ask_assistance(request: Request, case_id: int, body: CaseAssistIn) -> Any:
    """请人协办"""
    return _done(request, services.ask_assistance, case_id, body)


@router.post(f"{ONE}/assist-done", gate=HANDLE, response=CaseOut)
def report_assistance(request: Request, case_id: int, body: CaseHandleIn) -> Any:
    """协办回报"""
    return _done(request, services.report_assistance, case_id, body)


@router.post(f"{ONE}/assist-off", gate=HANDLE, response=CaseOut)
def call_off_assistance(request: Request, case_id: int, body: CaseAssistOffIn) -> Any:
    """撤销协办"""
    return _done(request, services.call_off_assistance, case_id, body)


@router.post(f"{ONE}/merge", gate=ACCEPT, response=CaseOut)
def merge_case(request: Request, case_id: int, body: CaseMergeIn) -> Any:
    """合并到另一条诉求"""
    return _done(request, services.merge_case, case_id, body)


@router.post(f"{ONE}/split", gate=ACCEPT, response=CaseOut)
def split_case(request: Request, case_id: int, body: CaseReasonIn) -> Any:
    """撤销合并"""
    return _done(request, services.split_case, case_id, body)


@router.post(f"{ONE}/ask-void", gate=ACCEPT, response=CaseOut)
def ask_void(request: Request, case_id: int, body: CaseReasonIn) -> Any:
    """申请作废"""
    return _done(request, services.ask_void, case_id, body)


@router.post(f"{ONE}/void", gate=DECIDE, response=CaseOut)
def void_case(request: Request, case_id: int, body: CaseAnswerIn) -> Any:
    """同意作废"""
    return _done(request, services.void_case, case_id, body)


@router.post(f"{ONE}/keep", gate=DECIDE, response=CaseOut)
def keep_case(request: Request, case_id: int, body: CaseAnswerIn) -> Any:
    """不同意作废"""
    return _done(request, services.keep_case, case_id, body)


def _done(request: Request, service: Any, case_id: int, body: Schema) -> Case:
    """Calls the service with the body's fields, the three ways to name a party as one, and reads the case again."""
    given = body.model_dump()
    if "organisation_id" in given:
        given["party"] = services.Party(*(given.pop(name) for name in ("role", "user_id", "organisation_id")))
    service(actor=request.actor, case_id=case_id, **given)
    return queries.case(request.actor, case_id)
