"""What was asked of devices, and what may be asked."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from linli.kernel.access import Actor
from linli.sections.devices import parameters, roads
from linli.sections.devices.models import Command, Device
from linli.sections.devices.queries.devices import may_see_values

SEND = "devices.command.send"


def commands_of(actor: Actor, device: Device) -> QuerySet[Command]:
    """The commands of a device, newest first; none where the actor may not see what the device tells."""
    rows = Command.objects.select_related("device__type").prefetch_related("device__type__members")
    return rows.filter(device=device) if may_see_values(actor, device) else rows.none()


def command_offers(actor: Actor, device: Device) -> list[dict[str, Any]]:
    """The commands that the actor may send to the device now."""
    allowed = actor.can(SEND, device.area) and may_see_values(actor, device)
    if not allowed or device.status != Device.Status.ACTIVE:
        return []
    return [
        {"code": o.code, "title": o.title, "parameters": parameters.as_data(o.parameters)}
        for o in roads.offers(device)
    ]
