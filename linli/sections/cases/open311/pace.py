"""The pace of those who read without a key: so many requests a minute per network address and process."""

from __future__ import annotations

import threading
import time
from collections import Counter

from linli.kernel import conf
from linli.kernel.errors import TooMany

WINDOW_SECONDS = 60
_lock = threading.Lock()
_counts: Counter[str] = Counter()
_window = 0


def count(address: str) -> None:
    """Counts one request. Raises TooMany over the limit of the minute."""
    global _window
    now = int(time.time())
    with _lock:
        if now // WINDOW_SECONDS != _window:
            _window = now // WINDOW_SECONDS
            _counts.clear()
        _counts[address] += 1
        over = _counts[address] > int(conf.get("cases.open311_per_minute"))
    if over:
        raise TooMany(
            "too many requests, try again in a minute", retry_after=WINDOW_SECONDS - now % WINDOW_SECONDS
        )
