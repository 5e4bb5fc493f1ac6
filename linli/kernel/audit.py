"""The audit trail (审计): append-only entries, each hashed together with the one before it."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any

from django.db import connection, models, transaction
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.models import Area, AuditEntry

GENESIS = "0" * 64
CHAIN_LOCK = 7_203_001


def record(
    actor: Actor,
    action: str,
    *,
    target: models.Model | None = None,
    area: Area | None = None,
    detail: dict[str, Any] | None = None,
) -> AuditEntry:
    """Appends one entry in the caller's transaction. `action` is dotted: section.noun.past (cases.case.closed)."""
    with transaction.atomic():
        entry = AuditEntry(
            at=timezone.now(),
            actor_id=actor.user_id,
            actor_name=actor.name,
            action=action,
            target_model=target._meta.label_lower if target else "",
            target_id=str(target.pk) if target else "",
            area_id=area.pk if area else getattr(target, "area_id", None),
            detail=detail or {},
            previous_hash=_last_hash(),
        )
        entry.hash = entry_hash(entry)
        entry.save(force_insert=True)
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
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [CHAIN_LOCK])
    last = AuditEntry.objects.order_by("-pk").values_list("hash", flat=True).first()
    return last or GENESIS
