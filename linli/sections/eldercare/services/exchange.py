"""FHIR in and out of an elder's health file: a preview first, every refused entry with its reason, twice is once."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import TooLarge
from linli.kernel.live import touch
from linli.sections.devices import queries as devices
from linli.sections.eldercare import vitals
from linli.sections.eldercare.access import EXCHANGE, elder_of, lock_elder
from linli.sections.eldercare.fhir import codes, written
from linli.sections.eldercare.fhir.read import Read, read
from linli.sections.eldercare.models import Binding, Elder, Measurement
from linli.sections.eldercare.queries.curves import bindings_in
from linli.sections.eldercare.queries.vitals import valid
from linli.sections.eldercare.services.scoring import watch_new_values
from linli.sections.eldercare.services.viewing import Part, note_view

MOST = 20_000
TAKEN, KNOWN, REFUSED = "taken", "known", "refused"


@transaction.atomic
def export_bundle(*, actor: Actor, elder_id: int, days: int) -> dict[str, Any]:
    """The Bundle of the last days: who, what was worn, every value. Raises NotFound, TooLarge."""
    elder = elder_of(actor, elder_id, EXCHANGE)
    until = timezone.now()
    since = until - dt.timedelta(days=days)
    worn = bindings_in(elder, since, until)
    resources = [written.patient(elder), *(written.device(row) for row in worn)]
    for row in valid(elder.measurements.filter(at__gte=since)).select_related("elder").order_by("at"):
        resources += written.of_measurement(row)
    for binding in worn:
        resources += _of_band(elder, binding, since, until, MOST - len(resources))
    note_view(actor=actor, elder=elder, part=Part.EXPORT)
    detail = {"days": days, "resources": len(resources)}
    audit.record(actor, "eldercare.health.exported", target=elder, area=elder.area, detail=detail)
    return written.bundle(resources, until)


def _of_band(
    elder: Elder, row: Binding, since: dt.datetime, until: dt.datetime, room: int
) -> list[written.Resource]:
    """Every reading of a worn device. Raises TooLarge when there are too many for one file."""
    first, last = max(since, row.began_at), min(until, row.ended_at or until)
    readings: dict[int, dict[str, float]] = {}
    for metric, code in vitals.BAND.items():
        for one in devices.past_readings(SYSTEM, [row.device_id], metric, first, last):
            if vitals.plausible(code, one.value):
                readings.setdefault(one.at_ms, {})[code] = one.value
            if len(readings) > room:
                raise TooLarge("数据太多，请缩短导出的天数。")
    found: list[written.Resource] = []
    for at_ms, values in sorted(readings.items()):
        at = dt.datetime.fromtimestamp(at_ms / 1000, dt.UTC)
        found += written.observations(
            elder, values, at, f"reading-{row.device_id}-{at_ms}", device_id=row.device_id
        )
    return found


@transaction.atomic
def import_bundle(*, actor: Actor, elder_id: int, content: dict[str, Any], preview: bool) -> dict[str, Any]:
    """Takes in what can be taken; with `preview` nothing is written. Raises NotFound, DomainError."""
    elder = lock_elder(actor, elder_id, EXCHANGE)
    entries = read(content, person_id=elder.person_id, born_on=elder.person.born_on)
    known = set(elder.measurements.exclude(identifier="").values_list("identifier", flat=True))
    own = {f"measurement-{pk}" for pk in elder.measurements.values_list("pk", flat=True)}
    told = []
    for entry in entries:
        state = _state(entry, known, own)
        if state == TAKEN:
            known.add(entry.identifier)
            if not preview:
                _store(actor, elder, entry)
        told.append(_line(entry, state))
    if not preview:
        _finish(actor, elder, told)
    counts = {state: sum(line["state"] == state for line in told) for state in (TAKEN, KNOWN, REFUSED)}
    return {"preview": preview, "lines": told, **counts}


def _state(entry: Read, known: set[str], own: set[str]) -> str:
    """Whether it is new; what was exported from here comes back as known."""
    if entry.refused:
        return REFUSED
    from_here = entry.identifier.removeprefix(f"{codes.MEASUREMENT}|").rsplit("-", 1)[0]
    ours = entry.identifier.startswith(codes.MEASUREMENT)
    return (
        KNOWN
        if entry.identifier in known or (ours and (from_here in own or "reading-" in from_here))
        else TAKEN
    )


def _store(actor: Actor, elder: Elder, entry: Read) -> None:
    Measurement.objects.create(
        elder=elder, at=entry.at or timezone.now(), values=entry.values, source=Measurement.Source.IMPORT,
        identifier=entry.identifier, user_id=actor.user_id,
    )  # fmt: skip


def _line(entry: Read, state: str) -> dict[str, Any]:
    said = "，".join(f"{vitals.VITALS[c].title} {vitals.shown(c, v)}" for c, v in entry.values.items())
    why = {TAKEN: "", KNOWN: "已经导入过", REFUSED: entry.refused}[state]
    return {"place": entry.place, "at": entry.at, "text": said, "state": state, "why": why}


def _finish(actor: Actor, elder: Elder, told: list[dict[str, Any]]) -> None:
    taken = sum(line["state"] == TAKEN for line in told)
    audit.record(
        actor, "eldercare.health.imported", target=elder, area=elder.area, detail={"taken": taken, "of": len(told)}
    )  # fmt: skip
    if taken:
        watch_new_values(elder)
        touch("eldercare", elder.area_id)
