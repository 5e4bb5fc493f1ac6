"""The audit trail within the actor's areas, and the log of reveals."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.models import Area, AuditEntry
from linli.sections.administration.schemas.operations import AuditFilters

READ = "administration.audit.read"
PRIVACY = "administration.privacy.read"
REVEALED = "privacy.field.revealed"


def entries(actor: Actor, filters: AuditFilters) -> QuerySet[AuditEntry]:
    """Entries of the actor's areas, newest first. Those of no area are for whoever reads the whole tree."""
    rows = _within(actor, READ)
    for name in ("actor_id", "target_model", "target_id"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.action:
        rows = rows.filter(action__startswith=filters.action)
    if filters.actor:
        rows = rows.filter(actor_name__icontains=filters.actor)
    if filters.area_id:
        path = actor.areas(READ).filter(pk=filters.area_id).values_list("path", flat=True).first()
        rows = rows.filter(area__path__startswith=path or "?")
    if filters.since:
        rows = rows.filter(at__gte=filters.since)
    return rows.filter(at__lt=filters.until) if filters.until else rows


def reveals(actor: Actor) -> QuerySet[AuditEntry]:
    """Who looked at which personal field, and why."""
    return _within(actor, PRIVACY).filter(action=REVEALED)


def _within(actor: Actor, permission: str) -> QuerySet[AuditEntry]:
    allowed = Q(area__in=actor.areas(permission).values("pk"))
    if reads_all(actor, permission):
        allowed |= Q(area=None)
    return AuditEntry.objects.filter(allowed).select_related("area").order_by("-pk")


def reads_all(actor: Actor, permission: str) -> bool:
    """True when the actor holds the permission on every root of the area tree."""
    paths = actor.paths(permission)
    roots = Area.objects.filter(parent=None).values_list("path", flat=True)
    return bool(paths) and all(any(root.startswith(p) for p in paths) for root in roots)


def entry_row(row: AuditEntry) -> dict[str, Any]:
    """An entry as the list shows it."""
    return {
        "id": row.pk,
        "at": row.at,
        "actor_id": row.actor_id,
        "actor_name": row.actor_name,
        "action": row.action,
        "target_model": row.target_model,
        "target_id": row.target_id,
        "area_name": row.area.name if row.area else "",
        "detail": row.detail,
        "hash": row.hash,
    }


def reveal_row(row: AuditEntry) -> dict[str, Any]:
    """A reveal as the list shows it."""
    return {
        "id": row.pk,
        "at": row.at,
        "actor_name": row.actor_name,
        "target": f"{row.target_model} #{row.target_id}",
        "field": row.detail.get("field", ""),
        "reason": row.detail.get("reason", ""),
    }


def verification() -> dict[str, Any]:
    """Walks the whole chain: whether it is whole, and the first entry that is not."""
    broken = audit.verify()
    last = AuditEntry.objects.order_by("-pk").first()
    return {
        "whole": broken is None,
        "entries": AuditEntry.objects.count(),
        "broken_id": broken.pk if broken else None,
        "broken_at": broken.at if broken else None,
        "last_hash": last.hash if last else "",
    }
