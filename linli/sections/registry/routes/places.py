"""Areas, buildings, homes (2.1) and who lived where (2.3)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Query

from linli.kernel.api import Page, Request
from linli.kernel.api.listing import listed
from linli.sections.registry import queries, services
from linli.sections.registry.models import Building, Home, Household
from linli.sections.registry.queries import places as read
from linli.sections.registry.routes import router
from linli.sections.registry.schemas import places as shapes
from linli.sections.registry.schemas.people import OccupancyOut

READ, EDIT = "registry.place.read", "registry.place.edit"
PEOPLE = "registry.person.read"


@router.get("/areas", gate=READ, response=list[shapes.AreaNode])
def area_tree(request: Request) -> Any:
    """区划树"""
    return queries.tree(request.actor)


@router.post("/areas", gate=EDIT, response=shapes.AreaNode)
def add_area(request: Request, body: shapes.AreaIn) -> Any:
    """新建下级区划"""
    parent = queries.area_of(request.actor, EDIT, body.parent_id)
    area = services.add_area(actor=request.actor, parent=parent, name=body.name, kind=body.kind)
    return _node(request, area.pk)


@router.patch("/areas/{area_id}", gate=EDIT, response=shapes.AreaNode)
def rename_area(request: Request, area_id: int, body: shapes.AreaName) -> Any:
    """区划改名"""
    area = queries.area_of(request.actor, EDIT, area_id)
    services.rename_area(actor=request.actor, area=area, name=body.name)
    return _node(request, area_id)


def _node(request: Request, area_id: int) -> dict[str, Any]:
    return next(node for node in queries.tree(request.actor) if node["id"] == area_id)


@router.get("/buildings", gate=READ, response=Page[shapes.BuildingOut])
def list_buildings(
    request: Request, filters: Query[shapes.BuildingFilters], paging: Query[shapes.BuildingPaging]
) -> Any:
    """楼栋列表"""
    rows = queries.buildings(request.actor, filters.area_id, filters.q).order_by("estate", "order", "pk")
    return listed(paging, rows, read.building_row, shapes.BuildingOut)


@router.post("/buildings", gate=EDIT, response=shapes.BuildingOut)
def add_building(request: Request, body: shapes.BuildingIn) -> Any:
    """新建楼栋"""
    estate = queries.area_of(request.actor, EDIT, body.area_id)
    values = body.dict(exclude={"area_id", "name"})
    building = services.add_building(actor=request.actor, estate=estate, name=body.name, **values)
    return read.building_row(queries.buildings(request.actor).get(pk=building.pk))


@router.patch("/buildings/{building_id}", gate=EDIT, response=shapes.BuildingOut)
def change_building(request: Request, building_id: int, body: shapes.BuildingChange) -> Any:
    """修改楼栋"""
    building = queries.one(Building, request.actor, EDIT, building_id)
    values = _set(body.dict(exclude_unset=True), ("floors", "plan"))
    services.change_building(actor=request.actor, building=building, **values)
    return read.building_row(queries.buildings(request.actor).get(pk=building_id))


@router.get("/buildings/{building_id}/homes", gate=READ, response=shapes.BuildingPicture)
def building_picture(request: Request, building_id: int) -> Any:
    """楼栋平面（单元 × 楼层 × 房屋）"""
    return read.grid_of_homes(queries.one(Building, request.actor, READ, building_id))


@router.get("/homes", gate=READ, response=Page[shapes.HomeRow])
def list_homes(request: Request, filters: Query[shapes.HomeFilters], paging: Query[shapes.HomePaging]) -> Any:
    """房屋列表"""
    show = request.actor.can(PEOPLE)
    return listed(
        paging, queries.homes(request.actor, filters), lambda r: read.home_row(r, show), shapes.HomeRow
    )


@router.post("/homes", gate=EDIT, response=shapes.HomeRow)
def add_home(request: Request, body: shapes.HomeIn) -> Any:
    """新建房屋"""
    building = queries.one(Building, request.actor, EDIT, body.building_id)
    values = body.dict(exclude={"building_id"})
    if values["floor"] is None:
        del values["floor"]
    return read.home_row(services.add_home(actor=request.actor, building=building, **values))


@router.get("/homes/{home_id}", gate=READ, response=shapes.HomeOut)
def home_page(request: Request, home_id: int) -> Any:
    """房屋详情与居住历史"""
    home = queries.home(request.actor, home_id)
    show = request.actor.can(PEOPLE, home.area)
    household = Household.objects.filter(home=home).order_by("pk").first() if show else None
    return read.home_row(home, show) | {
        "household_id": household.pk if household else None,
        "occupancies": queries.occupancies(home) if show else [],
    }


@router.get("/homes/{home_id}/residents", gate=PEOPLE, response=list[OccupancyOut])
def residents_on(request: Request, home_id: int, on: dt.date) -> Any:
    """某日谁在这里居住"""
    return queries.occupancies(queries.one(Home, request.actor, PEOPLE, home_id), on)


@router.patch("/homes/{home_id}", gate=EDIT, response=shapes.HomeRow)
def change_home(request: Request, home_id: int, body: shapes.HomeChange) -> Any:
    """修改房屋"""
    home = queries.one(Home, request.actor, EDIT, home_id, "unit")
    values = _set(body.dict(exclude_unset=True), ("floor", "use", "status", "owner_name", "note"))
    return read.home_row(services.change_home(actor=request.actor, home=home, **values))


def _set(values: dict[str, Any], required: tuple[str, ...]) -> dict[str, Any]:
    """What was sent, without nulls for columns that must have a value."""
    return {name: value for name, value in values.items() if value is not None or name not in required}
