"""Households (2.2)."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Page, Request
from linli.kernel.api.listing import listed
from linli.sections.registry import queries, services
from linli.sections.registry.models import Household
from linli.sections.registry.queries.households import household_page, household_row
from linli.sections.registry.routes import router
from linli.sections.registry.schemas import people as shapes
from linli.sections.registry.services.viewing import note_export

READ, EDIT = "registry.person.read", "registry.person.edit"


@router.get("/households", gate=READ, response=Page[shapes.HouseholdRow])
def list_households(
    request: Request, filters: Query[shapes.HouseholdFilters], paging: Query[shapes.HouseholdPaging]
) -> Any:
    """家庭户列表"""
    rows = queries.households(request.actor, filters)
    if paging.format == "xlsx":
        note_export(actor=request.actor, what="households", rows=rows.count())
    return listed(paging, rows, household_row, shapes.HouseholdRow)


@router.get("/households/{household_id}", gate=READ, response=shapes.HouseholdOut)
def household(request: Request, household_id: int) -> Any:
    """家庭户"""
    return household_page(_one(request, household_id, READ))


@router.post("/households/{household_id}/members", gate=EDIT, response=shapes.HouseholdOut)
def set_relation(request: Request, household_id: int, body: shapes.RelationIn) -> Any:
    """修改与户主关系（“户主”即变更户主）"""
    found = _one(request, household_id, EDIT)
    services.set_relation(
        actor=request.actor, household=found, person_id=body.person_id, relation=body.relation
    )
    return household_page(_one(request, household_id, READ))


def _one(request: Request, household_id: int, permission: str) -> Household:
    return queries.one(Household, request.actor, permission, household_id, "home", "head")
