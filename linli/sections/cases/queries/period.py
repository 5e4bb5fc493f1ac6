"""Days as moments: a day begins at midnight in Shanghai."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q
from django.utils import timezone


def reported_between(since: dt.date | None, until: dt.date | None) -> Q:
    """Reported from the first moment of `since` to the last of `until`."""
    found = Q(created_at__gte=midnight(since)) if since else Q()
    return found & Q(created_at__lt=midnight(until + dt.timedelta(days=1))) if until else found


def midnight(day: dt.date) -> dt.datetime:
    """The moment a day begins."""
    return timezone.make_aware(dt.datetime.combine(day, dt.time()))
