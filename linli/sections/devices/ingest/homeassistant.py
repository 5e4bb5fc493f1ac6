"""Announcements as they come in: kept for staff to take in, withdrawn, or refused with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from linli.kernel import live
from linli.kernel.telemetry import Message
from linli.sections.devices.discovery import announcements, tasmota
from linli.sections.devices.discovery.announcements import Announced, decoded, topics_in
from linli.sections.devices.ingest.plan import Plan
from linli.sections.devices.ingest.reasons import Refused
from linli.sections.devices.ingest.roll import Known
from linli.sections.devices.models import Entity

PREFIXES = ("homeassistant/", "tasmota/discovery/")
MAX_ENTITIES = 500
"""Entities kept per announcer."""
MAX_TASMOTAS = 1000
FIELDS = (
    "component", "name", "thing_id", "thing_name", "maker", "device_class", "unit", "state_topic", "value_path",
    "payload_on", "payload_off", "command_topic", "availability_topic", "details",
)  # fmt: skip
_announced: dict[int, set[str]] = {}
_tasmotas: dict[str, dict[str, Any]] = {}
"""MAC → the two messages of a Tasmota device, which may come in any order."""


def announcer(message: Message) -> str:
    """The device that sent an announcement, named by its topics (an outside broker does not say who)."""
    parts = message.topic.split("/")
    if not message.payload:
        known = Entity.objects.filter(config_topic=message.topic[:200]).values_list(
            "announcer__number", flat=True
        )
        return known.first() or ""
    found: Any = decoded(message.payload)
    if parts[0] == tasmota.PREFIX and parts[-1] == "sensors":
        found = _tasmotas.get(parts[2], {}).get("config", {})
    for topic in topics_in(found):
        steps = topic.split("/")
        if len(steps) > 3 and steps[0] == "linli" and steps[2] == "up":
            return steps[1]
    return ""


def announce(known: Known, message: Message, plan: Plan) -> None:
    """Keeps the announced entities for staff to take in; an empty payload withdraws them. Raises Refused."""
    if not message.payload:
        waiting = Entity.objects.filter(announcer_id=known.pk, state=Entity.State.FOUND)
        waiting.filter(config_topic=message.topic[:200]).delete()
        return
    if message.topic.startswith(f"{tasmota.PREFIX}/"):
        found, refused = _tasmota(message), list[Refused]()
    else:
        found, refused = announcements.announced(message.topic, message.payload)
    for error in refused:
        plan.refuse_error(known.number, error)
    for entity in found:
        _keep(known, entity, message.topic, plan)
    if found:
        live.touch("devices", known.area_id)


def _tasmota(message: Message) -> list[Announced]:
    """The entities, once the configuration is there."""
    _, _, mac, kind = message.topic.split("/")
    if mac not in _tasmotas and len(_tasmotas) >= MAX_TASMOTAS:
        raise Refused("discovery", "Tasmota 设备过多")
    both = _tasmotas.setdefault(mac, {})
    both[kind] = decoded(message.payload)
    return tasmota.entities(both["config"], both.get("sensors", {})) if "config" in both else []


def _keep(known: Known, found: Announced, topic: str, plan: Plan) -> None:
    """One entity into the table, unless one of its topics is not the announcer's own."""
    own = f"linli/{known.number}/up/"
    foreign = [t for t in found.topics if not t.startswith(own)]
    others = Entity.objects.filter(announcer_id=known.pk).exclude(unique_id=found.unique_id)
    if not found.state_topic or foreign:
        plan.refuse(known.number, "discovery", f"state_topic={next(iter(foreign), '')}")
    elif others.count() >= MAX_ENTITIES:
        plan.refuse(known.number, "discovery", f"超过 {MAX_ENTITIES} 个实体")
    else:
        fields = {name: getattr(found, name) for name in FIELDS} | {"config_topic": topic[:200]}
        Entity.objects.update_or_create(
            announcer_id=known.pk, unique_id=found.unique_id, defaults=fields,
            create_defaults=fields | {"metric": found.metric},
        )  # fmt: skip
        _announced.setdefault(known.pk, set()).update(_heard_topics([found]))


def is_announced(known: Known, topic: str) -> bool:
    """True when an entity with this state or availability topic was announced."""
    if known.pk not in _announced:
        _announced[known.pk] = _heard_topics(Entity.objects.filter(announcer_id=known.pk))
    return topic in _announced[known.pk]


def _heard_topics(entities: Iterable[Entity | Announced]) -> set[str]:
    topics: set[str] = set()
    for entity in entities:
        topics |= {entity.state_topic, entity.availability_topic, *entity.details.get("also", ())[:1]}
        topics.add(entity.command_topic)  # an outside broker shows us what we said ourselves
    return topics - {""}
