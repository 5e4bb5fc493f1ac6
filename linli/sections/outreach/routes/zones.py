"""Zones and programmes of the broadcasts (广播分区、定时节目)."""

from __future__ import annotations

from typing import Any

from ninja import Status

from linli.kernel.api import Request
from linli.sections.outreach.queries import broadcasts as queries
from linli.sections.outreach.routes.base import Id, router
from linli.sections.outreach.schemas import broadcasts as s
from linli.sections.outreach.schemas import programmes as p
from linli.sections.outreach.services import programmes, zones

READ, MANAGE = queries.READ, zones.MANAGE


@router.get("/zones", gate=READ, response=list[s.ZoneOut])
def list_zones(request: Request) -> Any:
    """广播分区"""
    return queries.zones(request.actor)[:200]


@router.post("/zones", gate=MANAGE, response={201: s.ZoneOut})
def add_zone(request: Request, body: s.ZoneIn) -> Any:
    """新建广播分区"""
    made = zones.save_zone(actor=request.actor, **body.dict())
    return Status(201, queries.zone(request.actor, made.pk))


@router.patch("/zones/{zone_id}", gate=MANAGE, response=s.ZoneOut)
def edit_zone(request: Request, zone_id: Id, body: s.ZonePatch) -> Any:
    """修改广播分区"""
    zones.save_zone(actor=request.actor, zone_id=zone_id, **body.dict(exclude_unset=True))
    return queries.zone(request.actor, zone_id)


@router.delete("/zones/{zone_id}", gate=MANAGE, response={204: None})
def remove_zone(request: Request, zone_id: Id) -> Any:
    """删除广播分区（音箱不受影响）"""
    zones.remove_zone(actor=request.actor, zone_id=zone_id)
    return Status(204, None)


@router.get("/programmes", gate=READ, response=list[p.ProgrammeOut])
def list_programmes(request: Request) -> Any:
    """定时节目"""
    return queries.programmes(request.actor)[:200]


@router.post("/programmes", gate=MANAGE, response={201: p.ProgrammeOut})
def add_programme(request: Request, body: p.ProgrammeIn) -> Any:
    """新建定时节目"""
    made = programmes.save_programme(actor=request.actor, **body.dict(exclude_unset=True))
    return Status(201, queries.programme(request.actor, made.pk))


@router.patch("/programmes/{programme_id}", gate=MANAGE, response=p.ProgrammeOut)
def edit_programme(request: Request, programme_id: Id, body: p.ProgrammePatch) -> Any:
    """修改、停用定时节目"""
    changes = body.dict(exclude_unset=True)
    programmes.save_programme(actor=request.actor, programme_id=programme_id, **changes)
    return queries.programme(request.actor, programme_id)


@router.delete("/programmes/{programme_id}", gate=MANAGE, response={204: None})
def remove_programme(request: Request, programme_id: Id) -> Any:
    """删除定时节目（播过的记录保留）"""
    programmes.remove_programme(actor=request.actor, programme_id=programme_id)
    return Status(204, None)
