"""Waits that fail loudly, and transactions that come to nothing."""

import time
from collections.abc import Callable

from django.db import transaction

PATIENCE = 20.0


def eventually(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Returns as soon as the condition holds; fails when it does not within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"did not come true within {seconds} s"
        time.sleep(0.01)


def rolled_back(action: Callable[[], object]) -> None:
    """Runs the action in a transaction that is then undone."""
    with transaction.atomic():
        action()
        transaction.set_rollback(True)
