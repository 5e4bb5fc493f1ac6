"""Waits that fail loudly."""

import time
from collections.abc import Callable

PATIENCE = 20.0


def eventually(condition: Callable[[], object], seconds: float = PATIENCE) -> None:
    """Returns as soon as the condition holds; fails when it does not within `seconds`."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"did not come true within {seconds} s"
        time.sleep(0.01)
