"""Online and offline (在线与离线): each change of state once, with its outage and its event."""

from __future__ import annotations

import datetime as dt
import json

from django.db import connection, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from linli.kernel import bus, live
from linli.kernel.events import publish
from linli.sections.devices.events import DeviceCameBack, DeviceWentOffline
from linli.sections.devices.models import Device, IngestRun, Outage

EPOCH = dt.datetime.fromtimestamp(0, dt.UTC)
LISTENING = dt.timedelta(seconds=30)
"""An ingest whose heartbeat is older than this is not running."""
LEAST_SILENCE = dt.timedelta(seconds=15)


LAST_SEEN = {
    "sqlite": "UPDATE devices_device SET last_seen_at = e.value ->> 1 FROM json_each(%s) e "
    "WHERE devices_device.id = e.value ->> 0 AND (last_seen_at IS NULL OR last_seen_at < e.value ->> 1)",
    "postgresql": "UPDATE devices_device SET last_seen_at = (e ->> 1)::timestamptz "
    "FROM jsonb_array_elements(%s::jsonb) e "
    "WHERE devices_device.id = (e -> 0)::bigint AND (last_seen_at IS NULL OR last_seen_at < (e ->> 1)::timestamptz)",
}


def moment(at_ms: int) -> dt.datetime:
    """A time from epoch milliseconds."""
    return EPOCH + dt.timedelta(milliseconds=at_ms)


@transaction.atomic
def note_heard(heard: dict[int, int]) -> None:
    """Devices that were not known to be online have been heard (device → epoch ms): they are online now."""
    devices = Device.objects.filter(pk__in=heard).exclude(online=True).select_related("type")
    found = {device.pk: device for device in devices}
    if not found:
        return
    Device.objects.filter(pk__in=found).exclude(online=True).update(online=True)
    write_last_seen({pk: heard[pk] for pk in found})
    for pk in Outage.objects.filter(device__in=found, ended_at=None).values_list("device_id", flat=True):
        _end_outage(found[pk], moment(heard[pk]))
    for area_id in {device.area_id for device in found.values()}:
        live.touch("devices", area_id)


def write_last_seen(seen: dict[int, int]) -> None:
    """Writes the times of last contact, in one statement; never backwards."""
    rows = [(pk, _written(moment(at_ms))) for pk, at_ms in seen.items()]
    with connection.cursor() as cursor:
        cursor.execute(LAST_SEEN[connection.vendor], [json.dumps(rows)])


def _written(at: dt.datetime) -> str:
    """The moment as this database keeps it in text."""
    return str(connection.ops.adapt_datetimefield_value(at))


def _end_outage(device: Device, seen_at: dt.datetime) -> None:
    ended = Outage.objects.filter(device=device, ended_at=None).update(ended_at=seen_at)
    if ended:
        publish(DeviceCameBack(device.pk, device.number, device.type.code, device.area_id, seen_at))


def listening_since(now: dt.datetime) -> dt.datetime | None:
    """Since when messages are being taken in without a break, or None when nobody listens now."""
    alive = IngestRun.objects.filter(alive_at__gte=now - LISTENING).order_by("started_at").first()
    return alive.started_at if alive else None


def notice_silence(now: dt.datetime | None = None) -> int:
    """Marks devices offline that have been silent for too long while we listened; returns how many."""
    now = now or timezone.now()
    since = listening_since(now)
    if since is None:
        return 0
    silent = (
        Device.objects.filter(status=Device.Status.ACTIVE, online=True, last_seen_at__lt=now - LEAST_SILENCE)
        .annotate(limit=Coalesce("offline_seconds", "type__offline_seconds"))
        .values_list("pk", "last_seen_at", "limit")
    )
    gone = 0
    for pk, last_seen_at, limit in silent:
        deadline = now - dt.timedelta(seconds=limit)
        if last_seen_at is not None and last_seen_at < deadline and since <= deadline:
            gone += _mark_offline(pk, last_seen_at)
    return gone


@transaction.atomic
def _mark_offline(device_id: int, last_seen_at: dt.datetime) -> int:
    """One device offline, unless it has been heard in the meantime; returns 1 or 0."""
    still = Device.objects.filter(pk=device_id, online=True, last_seen_at=last_seen_at)
    if not still.update(online=False):
        return 0
    device = Device.objects.select_related("type").get(pk=device_id)
    Outage.objects.create(device=device, began_at=last_seen_at)
    publish(DeviceWentOffline(device.pk, device.number, device.type.code, device.area_id, last_seen_at))
    live.touch("devices", device.area_id)
    bus.post("devices.roll", device.number)
    return 1
