"""People: list, page, 一人一档, changes (2.2, 2.3, 2.9)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from ninja import Query

from linli.kernel.api import Page, Request
from linli.kernel.api.listing import fast, listed
from linli.sections.registry import queries, services
from linli.sections.registry.models import Contact, Home, Occupancy
from linli.sections.registry.queries.people import person_row
from linli.sections.registry.queries.places import occupancy_row
from linli.sections.registry.queries.profile import card, person_page, profile_parts
from linli.sections.registry.routes import router
from linli.sections.registry.schemas import people as shapes
from linli.sections.registry.services.viewing import note_export, note_profile_view

READ, EDIT = "registry.person.read", "registry.person.edit"
PROFILE = "registry.profile.read"


@router.get("/people", gate=READ, response=Page[shapes.PersonRow])
def list_people(
    request: Request, filters: Query[shapes.PeopleFilters], paging: Query[shapes.PeoplePaging]
) -> Any:
    """人口列表"""
    today = timezone.localdate()
    rows = queries.people(request.actor, filters)
    if paging.format == "xlsx":
        note_export(actor=request.actor, what="people", rows=rows.count())
    return fast(listed(paging, rows, lambda row: person_row(row, today), shapes.PersonRow))


@router.post("/people", gate=EDIT, response=shapes.PersonOut)
def add_person(request: Request, body: shapes.PersonIn) -> Any:
    """登记人口"""
    estate = queries.area_of(request.actor, EDIT, body.area_id)
    home = queries.one(Home, request.actor, EDIT, body.home_id) if body.home_id else None
    values = body.dict(exclude={"area_id", "home_id"})
    return person_page(services.add_person(actor=request.actor, estate=estate, home=home, **values))


@router.get("/people/{person_id}", gate=READ, response=shapes.PersonOut)
def person(request: Request, person_id: int) -> Any:
    """个人信息"""
    return person_page(queries.person(request.actor, person_id))


@router.patch("/people/{person_id}", gate=EDIT, response=shapes.PersonOut)
def change_person(request: Request, person_id: int, body: shapes.PersonChange) -> Any:
    """修改个人信息"""
    found = queries.person(request.actor, person_id, EDIT)
    values = {n: v for n, v in body.dict(exclude_unset=True).items() if v is not None or n == "born_on"}
    revision = values.pop("revision", None)
    return person_page(services.change_person(actor=request.actor, person=found, revision=revision, **values))


@router.get("/people/{person_id}/profile", gate=PROFILE, response=shapes.ProfileOut)
def profile(request: Request, person_id: int) -> Any:
    """一人一档（查看留痕）"""
    found = queries.person(request.actor, person_id, PROFILE)
    note_profile_view(actor=request.actor, person=found)
    return {"person": card(found), "parts": profile_parts(request.actor, found)}


@router.post("/people/{person_id}/close", gate=EDIT, response=shapes.PersonOut)
def close_person(request: Request, person_id: int, body: shapes.CloseIn) -> Any:
    """迁出或注销"""
    found = queries.person(request.actor, person_id, EDIT)
    return person_page(services.close_person(actor=request.actor, person=found, **body.dict()))


@router.post("/people/{person_id}/merge", gate=EDIT, response=shapes.PersonOut)
def merge_people(request: Request, person_id: int, body: shapes.MergeIn) -> Any:
    """合并重复档案"""
    keep = queries.person(request.actor, person_id, EDIT)
    other = queries.person(request.actor, body.other_id, EDIT)
    return person_page(services.merge_people(actor=request.actor, keep=keep, other=other))


@router.post("/people/{person_id}/contacts", gate=EDIT, response=shapes.PersonOut)
def add_contact(request: Request, person_id: int, body: shapes.ContactIn) -> Any:
    """添加联系人"""
    found = queries.person(request.actor, person_id, EDIT)
    services.add_contact(actor=request.actor, person=found, **body.dict())
    return person_page(found)


@router.delete("/contacts/{contact_id}", gate=EDIT, response=shapes.Removed)
def remove_contact(request: Request, contact_id: int) -> Any:
    """删除联系人"""
    contact = queries.one(Contact, request.actor, EDIT, contact_id, "person")
    services.remove_contact(actor=request.actor, contact=contact)
    return {"ok": True}


@router.post("/people/{person_id}/occupancies", gate=EDIT, response=shapes.OccupancyOut)
def move_in(request: Request, person_id: int, body: shapes.MoveIn) -> Any:
    """登记入住或产权"""
    found = queries.person(request.actor, person_id, EDIT)
    home = queries.one(Home, request.actor, EDIT, body.home_id)
    values = body.dict(exclude={"home_id"})
    return occupancy_row(services.move_in(actor=request.actor, person=found, home=home, **values))


@router.post("/occupancies/{occupancy_id}/end", gate=EDIT, response=shapes.OccupancyOut)
def end_occupancy(request: Request, occupancy_id: int, body: shapes.EndIn) -> Any:
    """结束人房关系"""
    row = queries.one(Occupancy, request.actor, EDIT, occupancy_id)
    return occupancy_row(services.end_occupancy(actor=request.actor, occupancy=row, **body.dict()))
