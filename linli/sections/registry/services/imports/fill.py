"""Fills what the registry did not know of people it knows, and keeps their former state for the undo."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from linli.sections.registry.models import Home, ImportBatch, ImportChange, Person, PhoneIndex
from linli.sections.registry.services.derive import touched
from linli.sections.registry.services.imports.newcomer import Facts
from linli.sections.registry.services.imports.table import insert

if TYPE_CHECKING:
    from linli.sections.registry.services.imports.write import Writing

FILLED = ("sex", "born_on", "id_number", "id_index", "id_doubtful", "phones", "hukou")


def fill_people(writing: Writing, facts: dict[int, Facts]) -> int:
    """Writes into empty columns only; returns how many people got something."""
    from linli.sections.registry.services.imports.write import phone_row

    changed, before, phones = [], [], []
    for index, person in writing.known.items():
        gaps = _gaps(person, facts[index].values())
        if not gaps:
            continue
        old = {name: _json(getattr(person, name)) for name in gaps}
        for name, value in gaps.items():
            setattr(person, name, value)
        if "phones" in gaps:
            phones += [phone_row(person.pk, phone) for phone in facts[index].phones]
        touched(person)
        changed.append(person)
        before.append(change(writing.batch, person, old))
    Person.objects.bulk_update(changed, [*FILLED, "revision", "updated_at"], batch_size=100)
    insert(PhoneIndex, phones)
    ImportChange.objects.bulk_create(before, batch_size=500)
    return len(changed)


def _gaps(person: Person, wanted: dict[str, Any]) -> dict[str, Any]:
    """The columns to fill. A good id number that comes late replaces the doubtful one."""
    gaps = {name: wanted[name] for name in FILLED if wanted[name] and not getattr(person, name)}
    if person.id_number or wanted["id_number"]:
        gaps.pop("id_doubtful", None)
    if "id_number" in gaps and person.id_doubtful:
        gaps["id_doubtful"] = ""
    return gaps


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def change(batch: ImportBatch, row: Person | Home, before: dict[str, Any]) -> ImportChange:
    """How a changed row was, for the undo."""
    return ImportChange(
        batch=batch,
        model=row._meta.model_name or "",
        object_id=row.pk,
        before=json.dumps(before, ensure_ascii=False, default=str),
        revision_after=row.revision,
    )
