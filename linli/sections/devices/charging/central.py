"""The logic behind the central system: the kernel port “charging”, with the database behind it."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import DataError, IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from linli.kernel import live
from linli.kernel.ports import ChargeAnswer, ChargeRequest
from linli.sections.devices import keys
from linli.sections.devices.charging import metering, orders, telling
from linli.sections.devices.charging.calls import ACTIONS, UNADMITTED, Asked, Invalid
from linli.sections.devices.models import ChargePoint, ChargeSession, Device

logger = logging.getLogger(__name__)
TYPE = "charger"
LOST_AFTER, SILENT_AFTER = dt.timedelta(minutes=1), dt.timedelta(minutes=5)
NOTED = (
    "vendor", "model_name", "serial", "firmware", "firmware_status", "diagnostics_status", "booted_at", "clock_off_s",
)  # fmt: skip

OF_DEVICE = ("device__number", "device__name", "device__type", "device__area__name", "device__area__path")


class Central:
    """Answers piles. Every method is called by a thread of the edge."""

    def login(self, number: str, key: str) -> bool:
        """True when it is the key of a charging pile in use."""
        return keys.is_key_of(number, key) and _piles().filter(number=number).exists()

    def opened(self, number: str) -> None:
        """Notes the connection, and since when the pile was away before it."""
        device, now = _piles().get(number=number), timezone.now()
        if device.line != Device.Line.OCPP:
            Device.objects.filter(pk=device.pk).update(line=Device.Line.OCPP)
        point, _ = ChargePoint.objects.get_or_create(device=device)
        away = point.lost_at if point.connected_at is None else point.heard_at
        ChargePoint.objects.filter(pk=point.pk).update(
            connected_at=now, heard_at=now, lost_at=away, lost_told=False
        )
        live.touch("charging", device.area_id)

    def closed(self, number: str) -> None:
        """Notes that the connection has ended."""
        points = ChargePoint.objects.filter(device__number=number)
        points.update(connected_at=None, lost_at=timezone.now())
        for area_id in points.values_list("device__area_id", flat=True):
            live.touch("charging", area_id)

    def answer(self, requests: Sequence[ChargeRequest]) -> list[ChargeAnswer]:
        """The answers, worked out in one transaction. At most one request of a pile is among them."""
        with transaction.atomic():
            return _answers(requests)

    def order(self, number: str, code: str, params: Mapping[str, Any]) -> tuple[str, dict[str, Any]]:
        """The OCPP request for a device command. Raises DomainError."""
        return orders.order(number, code, params)

    def outcome(self, code: str, answer: Mapping[str, Any]) -> dict[str, Any]:
        """What a pile's answer to a command means."""
        return orders.outcome(code, answer)

    def watch(self) -> list[tuple[str, str, bytes]]:
        """Piles that are gone for a minute, or silent for five, while a session is running; each told once."""
        now = timezone.now()
        running = ChargeSession.objects.filter(state=ChargeSession.State.RUNNING).values("device")
        away = Q(connected_at=None, lost_at__lt=now - LOST_AFTER) | Q(heard_at__lt=now - SILENT_AFTER)
        gone = ChargePoint.objects.filter(away, device__in=running, lost_told=False)
        numbers = dict(gone.values_list("pk", "device__number"))
        ChargePoint.objects.filter(pk__in=numbers).update(lost_told=True)
        return [(number, *telling.event("lost", now)) for number in numbers.values()]


def _piles() -> Any:
    return Device.objects.filter(type__code=TYPE, status=Device.Status.ACTIVE)


def _answers(requests: Sequence[ChargeRequest]) -> list[ChargeAnswer]:
    points = _points([request.number for request in requests])
    before = {number: _noted(point) for number, point in points.items()}
    found: dict[int, ChargeAnswer] = {}
    metered: dict[int, Asked] = {}
    for nth, request in enumerate(requests):
        point = points.get(request.number)
        if point is None:
            found[nth] = ChargeAnswer(error="SecurityError", text="not registered")
            continue
        received = dt.datetime.fromtimestamp(request.received_ms / 1000, dt.UTC)
        asked = Asked(point, request.payload, received)
        if request.action == "MeterValues":
            metered[nth] = asked
        else:
            found[nth] = _one(request.action, asked)
    if metered:
        found.update(zip(metered, metering.take(list(metered.values())), strict=True))
    _note([point for number, point in points.items() if _noted(point) != before[number]], points.values())
    return [found[nth] for nth in range(len(requests))]


def _points(numbers: Sequence[str]) -> dict[str, ChargePoint]:
    rows = ChargePoint.objects.select_related("device__area").filter(
        device__number__in=numbers, device__status=Device.Status.ACTIVE
    )
    rows = rows.only("admission", "connected_at", "lost_at", *NOTED, *OF_DEVICE)
    return {point.device.number: point for point in rows}


def _noted(point: ChargePoint) -> list[Any]:
    return [getattr(point, name) for name in NOTED]


def _one(action: str, asked: Asked) -> ChargeAnswer:
    """One answer; a failure of ours is that pile's alone."""
    if action in UNADMITTED and asked.point.admission != ChargePoint.Admission.ACCEPTED:
        return ChargeAnswer(error="SecurityError", text="not admitted yet")
    try:
        if action == "Heartbeat":  # writes nothing, and is what comes most
            return ACTIONS[action](asked)
        with transaction.atomic():
            return ACTIONS[action](asked)
    except Invalid as error:
        return ChargeAnswer(error="PropertyConstraintViolation", text=str(error))
    except (DataError, IntegrityError):
        logger.exception("%s of pile %s could not be kept", action, asked.device.number)
        return ChargeAnswer(error="InternalError", text="not kept")


def _note(changed: Sequence[ChargePoint], heard: Iterable[ChargePoint]) -> None:
    """When each was heard, and what some said of themselves."""
    ChargePoint.objects.filter(pk__in=[point.pk for point in heard]).update(heard_at=timezone.now())
    ChargePoint.objects.bulk_update(changed, NOTED)
