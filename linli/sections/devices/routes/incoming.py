"""What comes in: reports over HTTP, what was refused, what announced itself."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Query, Status

from linli.kernel.api import PUBLIC, Page, Paging, Request
from linli.sections.devices import httpingest, httporders, queries
from linli.sections.devices import schemas as s
from linli.sections.devices.routes.base import MANAGE, DeviceId, router
from linli.sections.devices.services import discovery


@router.get("/refusals", gate="devices.refusal.read", response=Page[s.RefusalOut])
def list_refusals(request: Request, filters: Query[s.RefusalFilters], paging: Query[s.RefusalPaging]) -> Any:
    """拒收的消息"""
    return paging.of(queries.refusals(request.actor, **filters.dict()), s.RefusalOut)


@router.get("/entities", gate=MANAGE, response=Page[s.EntityOut])
def list_entities(request: Request, filters: Query[s.EntityFilters], paging: Query[Paging]) -> Any:
    """自动发现"""
    return paging.of(queries.entities(request.actor, filters.state), s.EntityOut)


@router.post("/entities/{entity_id}/take-in", gate=MANAGE, response={201: s.DeviceRow})
def take_in_entity(request: Request, entity_id: DeviceId, body: s.TakeInIn) -> Any:
    """纳管"""
    return Status(201, discovery.take_in(actor=request.actor, entity_id=entity_id, **body.dict()))


@router.post("/entities/{entity_id}/ignore", gate=MANAGE, response=s.EntityOut)
def ignore_entity(request: Request, entity_id: DeviceId) -> Any:
    """忽略"""
    return discovery.ignore(actor=request.actor, entity_id=entity_id)


@router.post("/ingest", gate=PUBLIC, response=s.IngestOut, openapi_extra=httpingest.OPENAPI)
def ingest(request: HttpRequest) -> Any:
    """设备上报（HTTP；以设备编号和密钥作 Basic 认证）"""
    return httpingest.take(request)


@router.get("/own/commands", gate=PUBLIC, response=s.OwnCommands)
def fetch_commands(request: HttpRequest) -> Any:
    """设备领取等待它的指令（HTTP；以设备编号和密钥作 Basic 认证）"""
    return httporders.waiting(request)


@router.post("/own/commands/{command_id}/ack", gate=PUBLIC, response={204: None})
def acknowledge_command(request: HttpRequest, command_id: DeviceId, body: s.OwnAck) -> Any:
    """设备回执（HTTP；以设备编号和密钥作 Basic 认证；重复回执不起作用）"""
    httporders.acknowledge(request, command_id, ok=body.ok, result=body.result)
    return Status(204, None)
