"""回访: the list, one attempt, who asks, the phone with a reason, the draws; and rating by number and code."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

from ninja import Header, Query

from linli.kernel.api import PUBLIC, Page, Paging, Request, client_address
from linli.kernel.errors import NotFound
from linli.sections.cases.models import Callback
from linli.sections.cases.queries.callbacks import (
    DO,
    Asking,
    askers,
    callback_summary,
    callbacks,
    draws,
)
from linli.sections.cases.routes.base import router
from linli.sections.cases.schemas import CaseContactOut, CaseProgressOut, CaseRevealIn
from linli.sections.cases.schemas.callbacks import (
    CallbackAskerOut,
    CallbackAssignIn,
    CallbackDrawOut,
    CallbackFilters,
    CallbackOutcomeIn,
    CallbackRow,
    CallbackSummaryOut,
    CaseRatingIn,
)
from linli.sections.cases.services.callbacks import (
    Answer,
    assign_callback,
    callback_contact,
    record_callback,
)
from linli.sections.cases.services.rate import rate_by_code

Code = Annotated[str, Header(alias="Query-Code", max_length=20)]
ONE = "/callbacks/{int:callback_id}"


class CallbackPaging(Paging):
    """Paging of the call-backs."""

    sortable: ClassVar[tuple[str, ...]] = ("due_at", "done_at", "created_at")


@router.get("/callbacks", gate=DO, response=Page[CallbackRow])
def list_callbacks(request: Request, filters: Query[CallbackFilters], paging: Query[CallbackPaging]) -> Any:
    """回访名单"""
    return paging.of(callbacks(request.actor, Asking(**filters.model_dump())), CallbackRow)


@router.get("/callbacks/summary", gate=DO, response=CallbackSummaryOut)
def read_summary(request: Request) -> Any:
    """回访情况：待访、已访、核销、退回重办"""
    return callback_summary(request.actor)


@router.get("/callbacks/draws", gate=DO, response=Page[CallbackDrawOut])
def list_draws(request: Request, paging: Query[Paging]) -> Any:
    """抽样记录：每周从多少件中抽了多少件"""
    return paging.of(draws(request.actor), CallbackDrawOut)


@router.get(ONE, gate=DO, response=CallbackRow)
def read_callback(request: Request, callback_id: int) -> Any:
    """一条回访"""
    return _one(request, callback_id)


@router.get(f"{ONE}/askers", gate=DO, response=list[CallbackAskerOut])
def list_askers(request: Request, callback_id: int) -> Any:
    """可以回访的工作人员"""
    return askers(_one(request, callback_id).area)


@router.post(f"{ONE}/outcome", gate=DO, response=CallbackRow)
def record_outcome(request: Request, callback_id: int, body: CallbackOutcomeIn) -> Any:
    """记录一次回访：接通的满意程度和是否真的解决，或没有接通"""
    answer = Answer(**body.model_dump(exclude={"tries"}))
    return record_callback(actor=request.actor, callback_id=callback_id, tries=body.tries, answer=answer)


@router.post(f"{ONE}/assign", gate=DO, response=CallbackRow)
def assign(request: Request, callback_id: int, body: CallbackAssignIn) -> Any:
    """指定回访人"""
    return assign_callback(actor=request.actor, callback_id=callback_id, user_id=body.user_id)


@router.post(f"{ONE}/contact", gate=DO, response=CaseContactOut)
def reveal_callback_contact(request: Request, callback_id: int, body: CaseRevealIn) -> Any:
    """查看要回访的诉求人的电话（记录原因）"""
    return callback_contact(actor=request.actor, callback_id=callback_id, reason=body.reason)


@router.post("/progress/rating", gate=PUBLIC, response=CaseProgressOut)
def rate_progress(request: Request, body: CaseRatingIn, code: Code) -> Any:
    """凭编号和查询码评价（不需登录）；查询码放在请求头里"""
    return rate_by_code(address=client_address(request), code=code, **body.model_dump())


def _one(request: Request, callback_id: int) -> Callback:
    found = callbacks(request.actor).filter(pk=callback_id).first()
    if found is None:
        raise NotFound
    return found
