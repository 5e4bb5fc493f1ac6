"""The REST face: the workbench, the hall screen's tiles, the bulletins."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.access import Actor
from linli.kernel.api import Page, Request, SectionRouter
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.insight import queries, services
from linli.sections.insight.schemas import (
    BulletinFilters,
    BulletinIn,
    BulletinNew,
    BulletinOut,
    BulletinPaging,
    TileOut,
    TodoOut,
)

router = SectionRouter("insight")
MANAGE = "insight.bulletin.manage"
ONE = "/bulletins/{int:bulletin_id}"


@router.get("/todos", gate="insight.todo.read", response=list[TodoOut])
def read_todos(request: Request) -> Any:
    """我的工作台：各板块的待办，超期在前"""
    return queries.todos(request.actor)


@router.get("/tiles", gate="insight.screen.read", response=list[TileOut])
def read_tiles(request: Request) -> Any:
    """大屏各板块"""
    return queries.tiles(request.actor)


@router.get("/bulletins", gate="insight.bulletin.read", response=Page[BulletinOut])
def list_bulletins(request: Request, filters: Query[BulletinFilters], paging: Query[BulletinPaging]) -> Any:
    """大屏公告列表"""
    return paging.of(queries.bulletins(request.actor, filters.status), BulletinOut)


@router.post("/bulletins", gate=MANAGE, response=BulletinOut)
def write_bulletin(request: Request, body: BulletinNew) -> Any:
    """写一条大屏公告"""
    area = _area(request.actor, body.area_id)
    return services.write_bulletin(actor=request.actor, area=area, **body.model_dump(exclude={"area_id"}))


@router.put(ONE, gate=MANAGE, response=BulletinOut)
def change_bulletin(request: Request, bulletin_id: int, body: BulletinIn) -> Any:
    """修改公告"""
    return services.change_bulletin(actor=request.actor, bulletin_id=bulletin_id, **body.model_dump())


@router.post(f"{ONE}/withdraw", gate=MANAGE, response=BulletinOut)
def withdraw_bulletin(request: Request, bulletin_id: int) -> Any:
    """撤下公告"""
    return services.withdraw_bulletin(actor=request.actor, bulletin_id=bulletin_id)


def _area(actor: Actor, area_id: int | None) -> Area:
    """The area named, or the writer's only one. Raises NotFound outside, DomainError when it must be chosen."""
    if area_id is not None:
        found = actor.areas(MANAGE).filter(pk=area_id).first()
        if found is None:
            raise NotFound
        return found
    paths = actor.paths(MANAGE)
    if len(paths) != 1:
        raise DomainError("请选择公告的范围。", fields={"area_id": "请选择范围。"})
    return Area.objects.get(path=paths[0])
