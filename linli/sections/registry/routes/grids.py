"""Grids and wardens (2.4)."""

from __future__ import annotations

from typing import Any

from linli.kernel.api import Request
from linli.kernel.errors import NotFound
from linli.sections.registry import queries, services
from linli.sections.registry.models import Grid
from linli.sections.registry.routes import router
from linli.sections.registry.schemas import places as shapes

READ, EDIT = "registry.grid.read", "registry.grid.edit"


@router.get("/grids", gate=READ, response=list[shapes.GridOut])
def list_grids(request: Request) -> Any:
    """网格"""
    return queries.grids(request.actor)


@router.post("/grids", gate=EDIT, response=shapes.GridOut)
def add_grid(request: Request, body: shapes.GridIn) -> Any:
    """新建网格"""
    estate = queries.area_of(request.actor, EDIT, body.area_id)
    grid = services.add_grid(
        actor=request.actor, estate=estate, name=body.name, outline=body.outline, note=body.note
    )
    return _row(request, grid.pk)


@router.patch("/grids/{grid_id}", gate=EDIT, response=shapes.GridOut)
def change_grid(request: Request, grid_id: int, body: shapes.GridChange) -> Any:
    """修改网格范围或备注"""
    services.change_grid(
        actor=request.actor, grid=_one(request, grid_id), outline=body.outline, note=body.note
    )
    return _row(request, grid_id)


@router.put("/grids/{grid_id}/buildings", gate=EDIT, response=shapes.Counted)
def assign_buildings(request: Request, grid_id: int, body: shapes.GridBuildings) -> Any:
    """划定网格内的楼栋"""
    grid = _one(request, grid_id)
    return {
        "count": services.assign_buildings(actor=request.actor, grid=grid, building_ids=body.building_ids)
    }


@router.get("/grids/{grid_id}/staff", gate=EDIT, response=list[shapes.StaffOut])
def grid_staff(request: Request, grid_id: int) -> Any:
    """可担任网格员的工作人员"""
    return [
        {"id": user.pk, "name": user.name}
        for user in queries.grid_staff(request.actor, _one(request, grid_id))
    ]


@router.post("/grids/{grid_id}/hand-over", gate=EDIT, response=shapes.GridOut)
def hand_over(request: Request, grid_id: int, body: shapes.HandOver) -> Any:
    """网格员交接"""
    grid = _one(request, grid_id)
    user = queries.grid_staff(request.actor, grid).filter(pk=body.user_id).first()
    if user is None:
        raise NotFound("没有这名工作人员，或不在本社区任职。")
    services.hand_over(actor=request.actor, grid=grid, user=user, handover=body.handover)
    return _row(request, grid_id)


def _one(request: Request, grid_id: int) -> Grid:
    return queries.one(Grid, request.actor, EDIT, grid_id, "estate__parent")


def _row(request: Request, grid_id: int) -> dict[str, Any]:
    return next(row for row in queries.grids(request.actor) if row["id"] == grid_id)
