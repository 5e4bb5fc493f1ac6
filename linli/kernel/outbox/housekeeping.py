"""What the platform tidies every night: old jobs, ended sessions, remembered answers, SQLite's statistics."""

from __future__ import annotations

import datetime as dt

from django.contrib.sessions.models import Session
from django.db import connection
from django.utils import timezone

from linli.kernel.models import JobRow, RememberedAnswer
from linli.kernel.outbox.schedule import daily

JOB_DAYS = dt.timedelta(days=30)
ANSWER_DAYS = dt.timedelta(days=1)


@daily("03:40")
def tidy() -> None:
    """Deletes what nobody needs any more; running it again changes nothing."""
    now = timezone.now()
    JobRow.objects.filter(schedule="", finished_at__lt=now - JOB_DAYS).delete()
    RememberedAnswer.objects.filter(created_at__lt=now - ANSWER_DAYS).delete()
    Session.objects.filter(expire_date__lt=now).delete()
    if (
        connection.vendor == "sqlite"
    ):  # the planner chooses badly without statistics; PostgreSQL keeps its own
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
