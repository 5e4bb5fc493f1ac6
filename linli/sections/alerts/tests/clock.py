"""A clock that the test moves: what is due by then happens at once, nothing waits."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from linli.kernel.jobs import drain_jobs
from linli.kernel.outbox.deliver import drain
from linli.sections.alerts.services import gathering


class Clock:
    """Stands for the clock of the machine."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.moment = timezone.now()
        patch.setattr("django.utils.timezone.now", lambda: self.moment)

    def forward(self, seconds: float = 0) -> datetime:
        """So much later; events, jobs and what the clock alone brings are all done."""
        until = self.moment + timedelta(seconds=seconds)
        self.settle()
        while (due := self._next()) is not None and due <= until:
            self.moment = max(due, self.moment)
            self.settle()
        self.moment = until
        self.settle()
        return self.moment

    def settle(self) -> None:
        """Everything that is due now."""
        while drain() + drain_jobs():
            pass
        gathering.look_after()

    def _next(self) -> datetime | None:
        from linli.kernel.models import JobRow

        waiting = JobRow.objects.filter(state="waiting", due_at__isnull=False).order_by("due_at")
        return waiting.values_list("due_at", flat=True).first()
