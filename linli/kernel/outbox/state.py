"""What the health page shows of the outbox, and re-sending of what was given up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Min
from django.utils import timezone

from linli.kernel import bus
from linli.kernel.events import OUTBOX
from linli.kernel.models import OutboxRow


@dataclass(frozen=True)
class OutboxState:
    """`waiting` rows not yet handled, the age of the oldest in seconds, `failing` retried, `dead` given up."""

    waiting: int
    oldest_seconds: float
    failing: int
    dead: int


def state() -> OutboxState:
    """The outbox now."""
    alive = OutboxRow.objects.filter(due_at__isnull=False)
    oldest = alive.aggregate(at=Min("created_at"))["at"]
    return OutboxState(
        waiting=alive.count(),
        oldest_seconds=max(0.0, (timezone.now() - oldest).total_seconds()) if oldest else 0.0,
        failing=alive.filter(attempts__gt=0).count(),
        dead=OutboxRow.objects.filter(due_at__isnull=True).count(),
    )


def resend(ids: Iterable[int] | None = None) -> int:
    """Tries given-up rows again at once (all of them without `ids`); returns how many."""
    rows = OutboxRow.objects.filter(due_at__isnull=True)
    if ids is not None:
        rows = rows.filter(pk__in=list(ids))
    count = rows.update(due_at=timezone.now(), token=None, attempts=0, claims=0)
    bus.post(OUTBOX)
    return count
