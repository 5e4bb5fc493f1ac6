"""The bulletins and the playlist (1.2)."""

from __future__ import annotations

from typing import Any

from ninja import Query

from linli.kernel.access import Actor
from linli.kernel.api import Page, Request
from linli.kernel.errors import DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.insight import queries, services
from linli.sections.insight.routes import router
from linli.sections.insight.schemas.bulletins import (
    BulletinFilters,
    BulletinIn,
    BulletinNew,
    BulletinOrder,
    BulletinOut,
    BulletinPaging,
    PlaylistItem,
)

READ, MANAGE = "insight.bulletin.read", "insight.bulletin.manage"
ONE = "/bulletins/{int:bulletin_id}"


@router.get("/bulletins", gate=READ, response=Page[BulletinOut])
def list_bulletins(request: Request, filters: Query[BulletinFilters], paging: Query[BulletinPaging]) -> Any:
    """大屏公告列表"""
    return paging.of(queries.bulletins(request.actor, filters.status), BulletinOut)


@router.post("/bulletins", gate=MANAGE, response=BulletinOut)
def write_bulletin(request: Request, body: BulletinNew) -> Any:
    """写一条大屏公告"""
    area = _area(request.actor, body.area_id)
    programme = services.Programme(**body.model_dump(exclude={"area_id"}))
    return services.write_bulletin(actor=request.actor, area=area, programme=programme)


@router.put(ONE, gate=MANAGE, response=BulletinOut)
def change_bulletin(request: Request, bulletin_id: int, body: BulletinIn) -> Any:
    """修改公告"""
    programme = services.Programme(**body.model_dump())
    return services.change_bulletin(actor=request.actor, bulletin_id=bulletin_id, programme=programme)


@router.post(f"{ONE}/withdraw", gate=MANAGE, response=BulletinOut)
def withdraw_bulletin(request: Request, bulletin_id: int) -> Any:
    """撤下公告"""
    return services.withdraw_bulletin(actor=request.actor, bulletin_id=bulletin_id)


@router.post("/bulletins/order", gate=MANAGE, response=list[PlaylistItem])
def order_bulletins(request: Request, body: BulletinOrder) -> Any:
    """排节目单的次序"""
    services.order_bulletins(actor=request.actor, ids=body.ids)
    return queries.playlist(request.actor, READ)


@router.get("/playlist", gate=READ, response=list[PlaylistItem])
def read_playlist(request: Request) -> Any:
    """节目单：现在和一周内播放的公告，按次序"""
    return queries.playlist(request.actor, READ)


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
