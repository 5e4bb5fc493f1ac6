"""Devices an elder wears or wore, and the consent behind them."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from linli.sections.administration.queries.privacy import consent_in_force
from linli.sections.eldercare.models import Binding, Elder
from linli.sections.eldercare.wording import HEALTH_CONSENT, VERSION


def bindings(elder: Elder) -> QuerySet[Binding]:
    """All bindings, those in force first. The caller has checked."""
    return elder.bindings.select_related("device")


def consent_row(elder: Elder) -> dict[str, Any]:
    """Whether the elder agrees now, and to what words."""
    given = consent_in_force(elder.person_id, "health") is not None
    return {"given": given, "wording": HEALTH_CONSENT, "version": VERSION}
