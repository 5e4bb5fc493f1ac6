"""The road of a command to its device: to whom it is told, on which line, in which words."""

from __future__ import annotations

import json
from typing import NamedTuple

from linli.sections.devices import parameters
from linli.sections.devices.discovery import orders
from linli.sections.devices.models import Command, Device, Entity, Member


class Road(NamedTuple):
    """Arguments of `telemetry.tell`, and whether the device answers."""

    number: str
    kind: str
    payload: bytes
    line: str
    answered: bool


def road_of(command: Command) -> Road:
    """A device is told on its own line: `{"id": 7, "code": "switch", "params": {"on": 1}}`.

    One that was announced by a gateway is told through it, in the words it announced. Raises DomainError when it
    announced none for this command.
    """
    params = {**command.params, **(json.loads(command.sealed) if command.sealed else {})}
    body = {"id": command.pk, "code": command.code, "params": params}
    device = command.device
    if device.gateway and (entities := announced_by(device)):
        topic, payload = orders.addressed(entities, command.code, params)
        return Road(device.gateway.number, topic, payload, Device.Line.MQTT, False)
    return Road(device.number, "commands", json.dumps(body, ensure_ascii=False).encode(), device.line, True)


def offers(device: Device) -> list[orders.Offer]:
    """The commands that a device understands: those of its thing model, and those it announced itself.

    What a taken-in device did not announce a topic for, it does not understand.
    """
    members = Member.objects.filter(type=device.type_id, kind=Member.Kind.COMMAND)
    modelled = [orders.Offer(m.code, m.title, parameters.from_data(m.parameters)) for m in members]
    if not device.gateway_id or not (entities := announced_by(device)):
        return modelled
    parts = {e.component for e in entities if e.command_topic}
    understood = {"switch": parts & {"switch", "light"}, "dim": parts & {"brightness"}}
    kept = [offer for offer in modelled if understood.get(offer.code)]
    own = [o for o in orders.offers(entities) if not kept or o.code not in ("set_on", "set_brightness")]
    return [*kept, *own]


def announced_by(device: Device) -> list[Entity]:
    """The entities that a taken-in device consists of."""
    return list(Entity.objects.filter(device=device, state=Entity.State.TAKEN).order_by("pk"))
