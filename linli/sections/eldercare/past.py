"""What alerts know of elders, and the only file that asks for it in the plural."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from linli.sections.alerts.queries.persons import counts_about

CHUNK = 500


def falls_since(person_ids: Collection[int], since: dt.datetime) -> dict[int, int]:
    """Falls of each person since then that were not false alarms."""
    keys, found = list(person_ids), dict[int, int]()
    for start in range(0, len(keys), CHUNK):
        found |= counts_about(keys[start : start + CHUNK], "fall", since)
    return found
