"""Background work of alerts: a sweep for what is due, readings that were missed, old receipts."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from linli.kernel.jobs import daily, every
from linli.sections.alerts import catchup, watching
from linli.sections.alerts.models import EventReceipt

RECEIPT_DAYS = 90


@every(seconds=30)
def sweep_due() -> None:
    """Raises what is due even if the exact waking call was lost."""
    watching.raise_due()


@every(seconds=60, atomic=False)
def catch_up() -> None:
    """Shows the rules the stored readings that they have not seen."""
    catchup.catch_up()


@daily("03:40")
def drop_old_receipts() -> None:
    """Forgets which events were taken, after a time in which nobody repeats them."""
    EventReceipt.objects.filter(received_at__lt=timezone.now() - timedelta(days=RECEIPT_DAYS)).delete()
