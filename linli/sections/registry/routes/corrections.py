"""Residents verify and correct their own record; staff decide (2.8)."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Page, Paging, Request
from linli.kernel.api.listing import listed
from linli.sections.registry import queries, services
from linli.sections.registry.models import Correction
from linli.sections.registry.queries.corrections import correction_row, own_page
from linli.sections.registry.routes import router
from linli.sections.registry.schemas import groups as shapes

OWN, CORRECT, DECIDE = "registry.own.read", "registry.own.correct", "registry.correction.decide"
OWN_ONLY: dict[str, Any] = {"openapi_extra": {"x-reach": "own"}}


@router.get("/own", gate=OWN, response=shapes.OwnOut, **OWN_ONLY)
def own(request: Request) -> Any:
    """我的信息"""
    return own_page(services.own_person(request.actor, OWN))


@router.post("/own/verify", gate=CORRECT, response=shapes.OwnOut, **OWN_ONLY)
def verify_own(request: Request) -> Any:
    """确认信息无误"""
    return own_page(services.verify_own(actor=request.actor))


@router.post("/own/corrections", gate=CORRECT, response=shapes.CorrectionOut, **OWN_ONLY)
def propose_correction(request: Request, body: shapes.CorrectionIn) -> Any:
    """提出更正"""
    changes = body.dict(exclude_unset=True, exclude={"explanation"})
    row = services.propose_correction(actor=request.actor, changes=changes, explanation=body.explanation)
    return correction_row(row)


@router.get("/corrections", gate=DECIDE, response=Page[shapes.CorrectionOut])
def list_corrections(
    request: Request, filters: Query[shapes.CorrectionFilters], paging: Query[Paging]
) -> Any:
    """居民更正"""
    return listed(
        paging, queries.corrections(request.actor, filters.state), correction_row, shapes.CorrectionOut
    )


@router.post("/corrections/{correction_id}/decide", gate=DECIDE, response=shapes.CorrectionOut)
def decide_correction(request: Request, correction_id: int, body: shapes.DecideIn) -> Any:
    """审核更正"""
    row = queries.one(Correction, request.actor, DECIDE, correction_id, "person")
    return correction_row(services.decide_correction(actor=request.actor, correction=row, **body.dict()))
