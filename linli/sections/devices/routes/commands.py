"""Commands to devices (指令下发)."""

from __future__ import annotations

from typing import Any

from ninja import Query, Status

from linli.kernel.api import Page, Paging, Request
from linli.sections.devices import queries
from linli.sections.devices import schemas as s
from linli.sections.devices.routes.base import READ, DeviceId, router
from linli.sections.devices.services import commands

SEND = "devices.command.send"


@router.get("/devices/{device_id}/commands", gate=READ, response=Page[s.CommandOut])
def list_commands(request: Request, device_id: DeviceId, paging: Query[Paging]) -> Any:
    """下发过的指令"""
    device = queries.device(request.actor, device_id)
    return paging.of(queries.commands_of(request.actor, device), s.CommandOut)


@router.get("/devices/{device_id}/command-offers", gate=SEND, response=list[s.CommandOffer])
def list_command_offers(request: Request, device_id: DeviceId) -> Any:
    """可以下发的指令"""
    return queries.command_offers(request.actor, queries.device(request.actor, device_id))


@router.post("/devices/{device_id}/commands", gate=SEND, response={201: s.CommandOut})
def send_command(request: Request, device_id: DeviceId, body: s.CommandIn) -> Any:
    """下发指令"""
    return Status(201, commands.send_command(actor=request.actor, device_id=device_id, **body.dict()))


@router.post("/commands/{command_id}/withdraw", gate=SEND, response=s.CommandOut)
def withdraw_command(request: Request, command_id: DeviceId) -> Any:
    """撤回还没有送到的指令"""
    return commands.withdraw_command(actor=request.actor, command_id=command_id)
