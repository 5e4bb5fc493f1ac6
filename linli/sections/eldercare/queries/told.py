"""Alerts about an elder as the elder's own pages show them: what, when and how it stands; never a value."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.sections.alerts.queries.persons import alerts_about
from linli.sections.eldercare.models import Elder

ALERT_DAYS = 30


def alerts_shown(elder: Elder) -> list[dict[str, Any]]:
    """Alerts of the last month without values: what it was, when, how it stands."""
    since = timezone.now() - dt.timedelta(days=ALERT_DAYS)
    rows = alerts_about([elder.person_id], since=since).prefetch_related("entries")
    return [
        {
            "id": a.pk, "title": a.kind.title, "at": a.raised_at, "state": a.get_status_display(), "live": a.live,
            "by_relative": any(entry.verb == "relative" for entry in a.entries.all()),
        }
        for a in rows[:20]
    ]  # fmt: skip
