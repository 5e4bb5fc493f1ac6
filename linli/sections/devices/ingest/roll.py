"""The roll: what the ingest must know of every device, in memory, loaded anew when its version moves."""

from __future__ import annotations

import logging
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.db import Error

from linli.kernel import bus, telemetry
from linli.sections.devices.models import Device, Entity, Member, RollVersion

logger = logging.getLogger(__name__)
CHANNEL = "devices.roll"
POLL_SECONDS = 2.0
UNKNOWN_SECONDS = 0.2
POSITION = frozenset(("latitude", "longitude"))
Range = tuple[float, float]
"""Least and greatest credible value, both finite."""
ANY: Range = (-sys.float_info.max, sys.float_info.max)


@dataclass(slots=True)
class Known:
    """A device as the ingest sees it. `online` is shared with presence, which keeps it true."""

    pk: int
    number: str
    area_id: int
    active: bool
    key_hash: str
    properties: dict[str, Range]
    events: frozenset[str]
    online: bool | None
    readings_topic: str = ""
    entities: dict[str, list[Route]] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    """Metrics that are dropped unseen: the position of a device without consent to keep it."""


@dataclass(frozen=True, slots=True)
class Route:
    """Where the state of a taken-in entity goes."""

    device_pk: int
    number: str
    metric: str
    path: str
    on: str
    off: str
    options: tuple[str, ...] = ()
    scale: float = 0
    """Of a brightness: the value that is 100 %."""


class Roll:
    """Devices by number. Only the writer thread reads it; any thread may call `stale`."""

    def __init__(self, revoked: Callable[[str], None] = lambda number: None) -> None:
        self.revoked = revoked
        self.by_number: dict[str, Known] = {}
        self.by_pk: dict[int, Known] = {}
        self._version = -1
        self._checked_at = 0.0
        self._stale = threading.Event()
        self._unsubscribe = bus.subscribe(CHANNEL, self._hear)

    def close(self) -> None:
        """Stops listening for changes."""
        self._unsubscribe()

    def _hear(self, message: str) -> None:
        """Something changed; a device's number alone says that it went silent."""
        known = self.by_number.get(message)
        if known:
            known.online = False
        else:
            self._stale.set()

    def get(self, number: str) -> Known | None:
        """The device, looking into the database again when something may have changed."""
        now = time.monotonic()
        self.refresh(now)
        known = self.by_number.get(number)
        if known is None and now - self._checked_at > UNKNOWN_SECONDS:
            self._check(now)
            known = self.by_number.get(number)
        return known

    def refresh(self, now: float) -> None:
        """Looks for changes when told of one, and every two seconds."""
        if self._stale.is_set() or now - self._checked_at > POLL_SECONDS:
            self._check(now)

    def _check(self, now: float) -> None:
        self._stale.clear()
        self._checked_at = now
        try:
            version = RollVersion.objects.values_list("version", flat=True).first() or 0
            if version != self._version:
                self._load()
                self._version = version
        except Error as error:
            logger.warning("the roll of devices could not be read: %s", error)

    def _load(self) -> None:
        properties, events = _thing_models()
        found: dict[str, Known] = {}
        for device in Device.objects.all():
            found[device.number] = Known(
                pk=device.pk,
                number=device.number,
                area_id=device.area_id,
                active=device.status == Device.Status.ACTIVE,
                key_hash=device.key_hash,
                properties=properties.get(device.type_id, {}),
                events=events.get(device.type_id, frozenset()),
                online=device.online,
                withheld=frozenset()
                if device.locate
                else POSITION & properties.get(device.type_id, {}).keys(),
            )
        _add_entities(found)
        gone = [old.number for old in self.by_number.values() if _revoked(old, found.get(old.number))]
        self.by_number = found
        self.by_pk = {known.pk: known for known in found.values()}
        for number in gone:
            self.revoked(number)
            bus.tell(telemetry.REVOKED, number)


def _revoked(before: Known, now: Known | None) -> bool:
    return now is None or not now.active or now.key_hash != before.key_hash


def _thing_models() -> tuple[dict[int, dict[str, Range]], dict[int, frozenset[str]]]:
    properties: dict[int, dict[str, Range]] = {}
    events: dict[int, frozenset[str]] = {}
    for member in Member.objects.all():
        if member.kind == Member.Kind.PROPERTY:
            properties.setdefault(member.type_id, {})[member.code] = _range(member)
        elif member.kind == Member.Kind.EVENT:
            events[member.type_id] = events.get(member.type_id, frozenset()) | {member.code}
    return properties, events


def _range(member: Member) -> Range:
    low, high = member.minimum, member.maximum
    return (ANY[0] if low is None else low, ANY[1] if high is None else high)


def _add_entities(found: dict[str, Known]) -> None:
    taken = Entity.objects.filter(state=Entity.State.TAKEN, device__status=Device.Status.ACTIVE)
    for e in taken.select_related("announcer", "device"):
        if e.device and e.announcer.number in found:
            routes = found[e.announcer.number].entities
            for topic, path in ((e.state_topic, e.value_path), *_also(e)):
                routes.setdefault(topic, []).append(_route(e, e.device, path))


def _also(entity: Entity) -> list[list[str]]:
    """A second topic that tells the same state."""
    return [entity.details["also"]] if "also" in entity.details else []


def _route(entity: Entity, device: Device, path: str) -> Route:
    options, scale = entity.details.get("options", ()), entity.details.get("scale", 0)
    on, off = entity.payload_on, entity.payload_off
    return Route(device.pk, device.number, entity.metric, path, on, off, tuple(options), scale)
