"""The log of readings, for those that follow it, and what it says of the past."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

import msgspec
from django.conf import settings
from django.db import connections
from django.db.models import Q

from linli.kernel.access import Actor
from linli.kernel.errors import Forbidden
from linli.kernel.telemetry import Reading as PastReading
from linli.kernel.telemetry import Sample
from linli.sections.devices.ingest.statements import LOG
from linli.sections.devices.models import Latest, Outage, Reading
from linli.sections.devices.queries.cards import cards

_values = msgspec.json.Decoder(dict[str, float])
END = "SELECT id FROM devices_reading ORDER BY id DESC LIMIT 1"


def log_after(actor: Actor, position: int, limit: int) -> list[Sample]:
    """What was committed after the message with the id `position`, in that order; only for the platform itself.

    Nothing will ever appear later at or before an id that was given out here.
    """
    _only_system(actor)
    with connections[settings.TELEMETRY_DB].cursor() as cursor:
        cursor.execute(LOG, [position, limit])
        rows = cursor.fetchall()
    return [Sample(row[0], row[1], row[2], _values.decode(row[3])) for row in rows]


def log_end(actor: Actor) -> int:
    """The id of the newest message in the log, or 0."""
    _only_system(actor)
    with connections[settings.TELEMETRY_DB].cursor() as cursor:
        cursor.execute(END)
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _only_system(actor: Actor) -> None:
    if actor.kind != "system":
        raise Forbidden


def past_readings(
    actor: Actor, device_ids: Iterable[int], metric: str, since: dt.datetime, until: dt.datetime
) -> Iterator[PastReading]:
    """Readings of the devices the actor may see, oldest first; `until` is excluded."""
    allowed = [card.id for card in cards(actor, device_ids)]
    rows = Reading.objects.filter(
        device_id__in=allowed, at_ms__gte=in_ms(since), at_ms__lt=in_ms(until), values__has_key=metric
    ).order_by("at_ms", "device_id")
    for device_id, at_ms, values in rows.values_list("device_id", "at_ms", "values").iterator(
        chunk_size=5000
    ):
        yield PastReading(device_id, metric, at_ms, float(values[metric]))


def past_samples(
    actor: Actor, device_ids: Iterable[int], since: dt.datetime, until: dt.datetime
) -> Iterator[Sample]:
    """Whole messages of the devices the actor may see, in order of their times; `until` is excluded."""
    allowed = [card.id for card in cards(actor, device_ids)]
    rows = Reading.objects.filter(
        device_id__in=allowed, at_ms__gte=in_ms(since), at_ms__lt=in_ms(until)
    ).order_by("at_ms", "device_id")
    for row in rows.values_list("pk", "device_id", "at_ms", "values").iterator(chunk_size=5000):
        yield Sample(*row)


def past_outages(
    actor: Actor, device_ids: Iterable[int], since: dt.datetime, until: dt.datetime
) -> list[tuple[int, dt.datetime, dt.datetime | None]]:
    """(device, last heard, heard again) of the devices the actor may see, for silences that touch the span."""
    allowed = [card.id for card in cards(actor, device_ids)]
    rows = Outage.objects.filter(
        Q(ended_at=None) | Q(ended_at__gt=since), device_id__in=allowed, began_at__lt=until
    )
    return list(rows.order_by("began_at", "pk").values_list("device_id", "began_at", "ended_at"))


def newest_readings(actor: Actor, metrics: Iterable[str], since: dt.datetime) -> list[PastReading]:
    """The newest reading of each device the actor may see on each of the metrics, if it is newer than `since`."""
    allowed, wanted, since_ms = {card.id for card in cards(actor)}, set(metrics), in_ms(since)
    return [
        PastReading(row.device_id, metric, at_ms, float(value))
        for row in Latest.objects.filter(at_ms__gt=since_ms)
        if row.device_id in allowed
        for metric, (at_ms, value) in row.values.items()
        if metric in wanted and at_ms > since_ms
    ]


def in_ms(at: dt.datetime) -> int:
    """Epoch milliseconds."""
    return int(at.timestamp() * 1000)
