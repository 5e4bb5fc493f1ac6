"""Housekeeping: counters, codes and sessions that no longer matter go away."""

from __future__ import annotations

import datetime as dt

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from linli.sections.administration.models import PhoneCode, Throttle
from linli.sections.administration.services import pushing, sessions

KEPT = dt.timedelta(days=2)


@transaction.atomic
def tidy() -> dict[str, int]:
    """Removes what is past its use. Returns how many rows of each kind went."""
    now = timezone.now()
    pushing.tidy()
    return {
        "throttles": Throttle.objects.filter(started_at__lt=now - KEPT).delete()[0],
        "codes": PhoneCode.objects.filter(created_at__lt=now - KEPT).delete()[0],
        "sessions": Session.objects.filter(expire_date__lt=now).delete()[0],
        "devices": sessions.drop_dead(),
    }
