"""An elder's data as FHIR resources: plain dicts, checked against the models before they leave."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linli.sections.eldercare import vitals
from linli.sections.eldercare.fhir import codes
from linli.sections.eldercare.models import Binding, Elder, Measurement

GENDERS = {"男": "male", "女": "female"}
Resource = dict[str, Any]


def patient(elder: Elder) -> Resource:
    """The Patient: identifier, name, gender, birth date."""
    person = elder.person
    found: Resource = {
        "resourceType": "Patient",
        "id": f"person-{person.pk}",
        "identifier": [{"system": codes.PERSON, "value": str(person.pk)}],
        "name": [{"text": person.name}],
        "gender": GENDERS.get(person.sex, "unknown"),
    }
    if person.born_on:
        found["birthDate"] = person.born_on.isoformat()
    return found


def device(row: Binding) -> Resource:
    """The Device that is or was worn."""
    return {
        "resourceType": "Device",
        "id": f"device-{row.device_id}",
        "identifier": [{"system": codes.DEVICE, "value": row.device.number}],
        "status": "active" if row.ended_at is None else "inactive",
        "deviceName": [{"name": row.device.name, "type": "user-friendly-name"}],
        "patient": {"reference": f"Patient/person-{row.elder.person_id}"},
    }


def of_measurement(row: Measurement) -> Iterator[Resource]:
    """The Observations of one occasion: a blood pressure is one panel with two components."""
    stem = f"measurement-{row.pk}"
    yield from observations(row.elder, row.values, row.at, stem)


def observations(
    elder: Elder, values: Mapping[str, float], at: dt.datetime, stem: str, device_id: int | None = None
) -> Iterator[Resource]:
    """An Observation per value, the two blood pressures together."""
    if set(vitals.PRESSURE) <= values.keys():
        yield _observation(elder, at, f"{stem}-pressure", device_id) | _panel(values)
    for code, value in values.items():
        if code in vitals.VITALS and code not in vitals.PRESSURE:
            yield _observation(elder, at, f"{stem}-{code.replace('_', '-')}", device_id) | _single(
                code, value
            )


def _observation(elder: Elder, at: dt.datetime, key: str, device_id: int | None) -> Resource:
    found: Resource = {
        "resourceType": "Observation",
        "id": key,
        "identifier": [{"system": codes.MEASUREMENT, "value": key}],
        "status": "final",
        "subject": {"reference": f"Patient/person-{elder.person_id}"},
        "effectiveDateTime": at.isoformat(),
    }
    if device_id is not None:
        found["device"] = {"reference": f"Device/device-{device_id}"}
    return found


def _single(code: str, value: float) -> Resource:
    profile = {} if code in codes.CATEGORIES else {"meta": {"profile": [codes.PROFILE]}}
    return {
        **profile,
        "category": codes.category(code),
        "code": codes.coded(code),
        "valueQuantity": codes.quantity(code, value),
    }


def _panel(values: Mapping[str, float]) -> Resource:
    return {
        "meta": {"profile": [codes.PROFILE]},
        "category": codes.category("systolic"),
        "code": {"coding": [{"system": codes.LOINC, "code": codes.PRESSURE_PANEL}], "text": "血压"},
        "component": [
            {"code": codes.coded(code), "valueQuantity": codes.quantity(code, values[code])}
            for code in vitals.PRESSURE
        ],
    }


def bundle(resources: Iterable[Resource], at: dt.datetime) -> Resource:
    """A collection Bundle. Raises pydantic's ValidationError when a resource is not valid FHIR: that is a fault here."""
    from fhir.resources.R4B.bundle import Bundle  # half a second to load, seldom needed

    entries = [
        {"fullUrl": f"urn:linli:{r['resourceType'].lower()}:{r['id']}", "resource": r} for r in resources
    ]
    made: Resource = {
        "resourceType": "Bundle",
        "type": "collection",
        "timestamp": at.isoformat(),
        "entry": entries,
    }
    Bundle.model_validate(made)
    return made
