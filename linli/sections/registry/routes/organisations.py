"""Organisations and party members who reported (2.6)."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.api import Page, Paging, Request
from linli.kernel.api.listing import listed
from linli.sections.registry import queries, services
from linli.sections.registry.models import Organisation
from linli.sections.registry.queries.organisations import member_row, organisation_row
from linli.sections.registry.routes import router
from linli.sections.registry.schemas import groups as shapes

READ, EDIT = "registry.organisation.read", "registry.organisation.edit"


@router.get("/organisations", gate=READ, response=Page[shapes.OrganisationOut])
def list_organisations(
    request: Request, filters: Query[shapes.OrganisationFilters], paging: Query[shapes.OrganisationPaging]
) -> Any:
    """组织列表"""
    rows = queries.organisations(request.actor, filters.kind, filters.q)
    return listed(paging, rows, organisation_row, shapes.OrganisationOut)


@router.post("/organisations", gate=EDIT, response=shapes.OrganisationOut)
def add_organisation(request: Request, body: shapes.OrganisationIn) -> Any:
    """登记组织"""
    area = queries.area_of(request.actor, EDIT, body.area_id)
    row = services.add_organisation(actor=request.actor, area=area, **body.dict(exclude={"area_id"}))
    return _row(request, row.pk)


@router.patch("/organisations/{organisation_id}", gate=EDIT, response=shapes.OrganisationOut)
def change_organisation(request: Request, organisation_id: int, body: shapes.OrganisationChange) -> Any:
    """修改组织"""
    found = queries.one(Organisation, request.actor, EDIT, organisation_id)
    values = {name: value for name, value in body.dict(exclude_unset=True).items() if value is not None}
    services.change_organisation(actor=request.actor, organisation=found, **values)
    return _row(request, organisation_id)


@router.get("/organisations/{organisation_id}/members", gate=READ, response=Page[shapes.MemberReportOut])
def list_members(request: Request, organisation_id: int, paging: Query[Paging]) -> Any:
    """报到党员"""
    found = queries.one(Organisation, request.actor, READ, organisation_id)
    return listed(paging, queries.members(request.actor, found.pk), member_row, shapes.MemberReportOut)


@router.post("/organisations/{organisation_id}/members", gate=EDIT, response=shapes.MemberReportOut)
def report_member(request: Request, organisation_id: int, body: shapes.MemberReportIn) -> Any:
    """在职党员报到"""
    found = queries.one(Organisation, request.actor, EDIT, organisation_id)
    return member_row(services.report_member(actor=request.actor, organisation=found, **body.dict()))


def _row(request: Request, organisation_id: int) -> dict[str, Any]:
    return organisation_row(queries.organisations(request.actor).get(pk=organisation_id))
