"""Organisations and the party members who reported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.privacy import mask_phone
from linli.sections.registry.models import MemberReport, Organisation

READ = "registry.organisation.read"


def organisations(actor: Actor, kind: Sequence[str] = (), text: str = "") -> QuerySet[Organisation]:
    """Organisations in the actor's areas, by kind and name."""
    rows = visible(Organisation.objects.select_related("area"), actor, READ)
    if kind:
        rows = rows.filter(kind__in=kind)
    if text.strip():
        rows = rows.filter(name__contains=text.strip())
    return rows.annotate(members=Count("reports")).order_by("kind", "name", "pk")


def organisation_row(row: Any) -> dict[str, Any]:
    """An organisation for lists."""
    return {
        "id": row.pk,
        "name": row.name,
        "kind": row.kind,
        "kind_text": row.get_kind_display(),
        "area": row.area.name,
        "area_id": row.area_id,
        "uscc": row.uscc,
        "contact_name": row.contact_name,
        "phone_masked": mask_phone(row.phone),
        "address": row.address,
        "note": row.note,
        "active": row.active,
        "members": row.members,
    }


def member_row(row: MemberReport) -> dict[str, Any]:
    """A party member who reported."""
    return {
        "id": row.pk,
        "name": row.name,
        "organisation": row.organisation.name,
        "organisation_id": row.organisation_id,
        "phone_masked": mask_phone(row.phone),
        "post": row.post,
        "skills": row.skills,
        "reported_on": row.reported_on,
    }


def members(actor: Actor, organisation_id: int | None = None) -> QuerySet[MemberReport]:
    """Party members who reported, newest first."""
    rows = visible(MemberReport.objects.select_related("organisation"), actor, READ)
    return rows.filter(organisation=organisation_id) if organisation_id else rows
