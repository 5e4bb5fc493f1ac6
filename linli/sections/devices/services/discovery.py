"""Taking in (纳管) what devices announced by Home Assistant discovery, or ignoring it."""

from __future__ import annotations

from django.db import transaction

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.sections.devices.discovery import suggestions
from linli.sections.devices.models import Device, Entity, Member
from linli.sections.devices.services import register, roll


@transaction.atomic
def take_in(
    *, actor: Actor, entity_id: int, name: str, type_code: str, number: str = "", place: str = ""
) -> Device:
    """Makes a device out of the sub-device that an entity belongs to; all its waiting entities report to it.

    It needs no key of its own: the announcer speaks for it. Raises NotFound, Conflict, DomainError.
    """
    entity = _waiting(actor, entity_id)
    family = Entity.objects.filter(
        announcer=entity.announcer, thing_id=entity.thing_id, state=Entity.State.FOUND
    )
    device = register.register_device(
        actor=actor, type_code=type_code, area_id=entity.announcer.area_id, name=name, number=number, place=place,
        gateway=entity.announcer, maker=entity.maker,
    ).device  # fmt: skip
    properties = device.type.members.filter(kind=Member.Kind.PROPERTY).values_list("code", flat=True)
    for member in family.order_by("pk") if entity.thing_id else [entity]:
        taken = Entity.objects.filter(device=device).values_list("metric", flat=True)
        member.metric = suggestions.metric(member, set(properties), set(taken))
        _assign(member, device)
    audit.record(
        actor, "devices.entity.taken_in", target=device, area=device.area, detail={"entity": entity.pk}
    )
    roll.changed()
    return device


@transaction.atomic
def ignore(*, actor: Actor, entity_id: int) -> Entity:
    """Puts an announced entity aside. Raises NotFound, Conflict."""
    entity = _waiting(actor, entity_id)
    entity.state = Entity.State.IGNORED
    entity.save(update_fields=["state"])
    area = entity.announcer.area
    audit.record(actor, "devices.entity.ignored", target=entity, area=area)
    live.touch("devices", area.pk)
    return entity


def _waiting(actor: Actor, entity_id: int) -> Entity:
    entities = Entity.objects.select_for_update(of=("self",)).select_related("announcer__area")
    entity = entities.filter(pk=entity_id).first()
    if entity is None:
        actor.require(register.MANAGE)
        raise NotFound
    actor.require(register.MANAGE, entity.announcer.area)
    if entity.state != Entity.State.FOUND:
        raise Conflict("这一项已经处理过了。")
    return entity


def _assign(entity: Entity, device: Device) -> None:
    """Gives the entity a metric that is free on the device."""
    taken = set(Entity.objects.filter(device=device).values_list("metric", flat=True))
    if entity.metric in taken:
        free = (f"{entity.metric[:36]}_{i}" for i in range(2, 1000))
        entity.metric = next((m for m in free if m not in taken), "")
        if not entity.metric:
            raise DomainError("该设备的数据项过多，无法纳管。")
    entity.device, entity.state = device, Entity.State.TAKEN
    entity.save(update_fields=["metric", "device", "state"])
