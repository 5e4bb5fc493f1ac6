"""Has new alerts, written as bare rows, recorded and told on."""

from __future__ import annotations

import logging

from django.db import OperationalError

from linli.kernel import jobs
from linli.sections.alerts.services.gathering import take_in_new

FEW = 5
log = logging.getLogger(__name__)


def have_recorded(*, myself: bool) -> None:
    """Looks at a few new alerts, or orders it; what goes wrong there must not stop the evaluator."""
    try:
        if myself:
            take_in_new(FEW, wait=False)
            return
    except OperationalError:
        raise
    except Exception:
        log.exception("alerts: new alerts were not recorded at once")
    jobs.enqueue(take_in_new)
