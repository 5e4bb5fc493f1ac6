"""The audit trail (审计): append-only entries, each hashed together with the one before it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.models import Area, AuditEntry
from linli.kernel.turns import take_turn

GENESIS = "0" * 64
CHAIN = "kernel.audit"


@dataclass(frozen=True, slots=True)
class Deed:
    """One change to be recorded. `action` is dotted: section.noun.past (cases.case.closed)."""

    action: str
    target: models.Model | None = None
    area: Area | None = None
    detail: dict[str, Any] = field(default_factory=dict)


def record(
    actor: Actor,
    action: str,
    *,
    target: models.Model | None = None,
    area: Area | None = None,
    detail: dict[str, Any] | None = None,
) -> AuditEntry:
    """Appends one entry in the caller's transaction."""
    return record_many(actor, [Deed(action, target, area, detail or {})])[0]


def record_many(actor: Actor, deeds: Sequence[Deed]) -> list[AuditEntry]:
    """Appends an entry for each deed in the caller's transaction, in two statements whatever their number.

    Nobody else can record before that transaction ends, so record last: whoever locks a row afterwards may wait for somebody
    who has the row and waits to record.
    """
    if not deeds:
        return []
    with transaction.atomic():
        previous, entries = _last_hash(), []
        for deed in deeds:
            entries.append(_entry(actor, deed, previous))
            previous = entries[-1].hash
        return AuditEntry.objects.bulk_create(entries)


def _entry(actor: Actor, deed: Deed, previous: str) -> AuditEntry:
    target = deed.target
    entry = AuditEntry(
        at=timezone.now(),
        actor_id=actor.user_id,
        actor_name=actor.name,
        action=deed.action,
        target_model=target._meta.label_lower if target else "",
        target_id=str(target.pk) if target else "",
        area_id=deed.area.pk if deed.area else getattr(target, "area_id", None),
        detail=deed.detail,
        previous_hash=previous,
    )
    entry.hash = entry_hash(entry)
    return entry


def entry_hash(entry: AuditEntry) -> str:
    """SHA-256 over the previous hash and every fact of the entry."""
    facts = {
        "at": entry.at.isoformat(),
        "actor": [entry.actor_id, entry.actor_name],
        "action": entry.action,
        "target": [entry.target_model, entry.target_id],
        "area": entry.area_id,
        "detail": entry.detail,
        "previous": entry.previous_hash,
    }
    return sha256(json.dumps(facts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def verify() -> AuditEntry | None:
    """Walks the whole chain. Returns the first entry that does not fit, or None when all is well."""
    expected = GENESIS
    for entry in AuditEntry.objects.order_by("pk").iterator(chunk_size=2000):
        if entry.previous_hash != expected or entry.hash != entry_hash(entry):
            return entry
        expected = entry.hash
    return None


def _last_hash() -> str:
    """The chain's end, with other writers held off until this transaction ends (SQLite has one writer anyway)."""
    take_turn(CHAIN)
    last = AuditEntry.objects.order_by("-pk").values_list("hash", flat=True).first()
    return last or GENESIS
