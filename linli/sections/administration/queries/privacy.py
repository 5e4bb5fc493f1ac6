"""Consents and carried-out data requests within the actor's areas."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.sections.administration.models import Consent, DataRequest
from linli.sections.administration.schemas.operations import ConsentFilters
from linli.sections.administration.services.privacy import WORDINGS

READ = "administration.consent.read"
MANAGE = "administration.consent.manage"
PRIVACY = "administration.privacy.read"


def consents(actor: Actor, filters: ConsentFilters) -> QuerySet[Consent]:
    """Consents of people of the actor's areas."""
    rows = visible(Consent.objects.all(), actor, READ)
    if filters.person_id:
        rows = rows.filter(person_id=filters.person_id)
    if filters.purpose:
        rows = rows.filter(purpose=filters.purpose)
    return rows if filters.in_force is None else rows.filter(withdrawn_at__isnull=filters.in_force)


def consent(actor: Actor, consent_id: int) -> Consent:
    """One consent that the actor may change. Raises NotFound."""
    found = visible(Consent.objects.all(), actor, MANAGE).filter(pk=consent_id).first()
    if found is None:
        raise NotFound
    return found


def consent_row(row: Consent) -> dict[str, Any]:
    """A consent as the list shows it."""
    return {
        "id": row.pk,
        "person_id": row.person_id,
        "purpose": row.purpose,
        "purpose_title": row.get_purpose_display(),
        "way_title": row.get_way_display(),
        "wording": row.wording,
        "given_at": row.given_at,
        "withdrawn_at": row.withdrawn_at,
    }


def own_consents(person_id: int) -> list[dict[str, Any]]:
    """Each use of a resident's data, in plain words, and whether they agree to it."""
    given = {c.purpose: c for c in Consent.objects.filter(person_id=person_id, withdrawn_at=None)}
    return [
        {
            "purpose": purpose.value,
            "title": purpose.label,
            "wording": WORDINGS[purpose.value],
            "agreed": purpose.value in given,
            "since": given[purpose.value].given_at if purpose.value in given else None,
        }
        for purpose in Consent.Purpose
    ]


def consent_in_force(person_id: int, purpose: str) -> int | None:
    """The key of the consent that a person has given and not withdrawn, whoever asks."""
    rows = Consent.objects.filter(person_id=person_id, purpose=purpose, withdrawn_at=None)
    return rows.values_list("pk", flat=True).first()


def data_requests(actor: Actor) -> QuerySet[DataRequest]:
    """Copies and erasures that were carried out."""
    return visible(DataRequest.objects.select_related("done_by"), actor, PRIVACY)


def request_row(row: DataRequest) -> dict[str, Any]:
    """A data request as the list shows it."""
    return {
        "id": row.pk,
        "person_id": row.person_id,
        "kind": row.kind,
        "kind_title": row.get_kind_display(),
        "reason": row.reason,
        "done_by": row.done_by.name if row.done_by else "",
        "done_at": row.done_at,
    }
