"""Background work of alerts: what notifications wait for, and old receipts."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from linli.kernel.jobs import daily, every
from linli.sections.alerts.models import EventReceipt
from linli.sections.alerts.services import gathering

RECEIPT_DAYS = 90


@every(seconds=20, atomic=False)
def look_after() -> None:
    """Tells what outlasted its cause or its silence, and ends what has stayed quiet long enough."""
    gathering.look_after()


@daily("03:40")
def drop_old_receipts() -> None:
    """Forgets which events were taken, after a time in which nobody repeats them."""
    EventReceipt.objects.filter(received_at__lt=timezone.now() - timedelta(days=RECEIPT_DAYS)).delete()
