"""Delivers due events: each handler in a transaction of its own, together with the deletion of its row.

Events for which a handler has nothing to do, by its own word, are let go together at the end.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

import msgspec
from django.db import transaction

from linli.kernel.events import handler_of, question_of
from linli.kernel.outbox import store
from linli.kernel.outbox.leases import MAX_CLAIMS, error_text

BATCH = 100
MAX_ROUNDS = 1000
log = logging.getLogger(__name__)


class ClaimedTooOften(RuntimeError):
    """The process died again and again while this row was in its hands."""


def deliver_due(limit: int = BATCH, stopping: Callable[[], bool] = lambda: False) -> int:
    """Claims up to `limit` due rows and handles them; returns how many were claimed. Failures are noted."""
    rows = store.leases().claim(limit)
    idle: list[dict[str, Any]] = []
    for row in rows:
        if stopping():
            store.leases().give_back(row["token"])
            break
        if _is_idle(row):  # asked in its turn: an earlier one may have given it something to do
            idle.append(row)
        elif (error := deliver(row)) is not None:
            log.warning("event %s for %s failed: %s", row["event"], row["handler"], error_text(error))
    store.acknowledge_many(idle)
    return len(rows)


def _is_idle(row: dict[str, Any]) -> bool:
    """True when its handler says that there is nothing to do. A question that fails is no answer."""
    asked = question_of(row["handler"])
    if asked is None:
        return False
    try:
        return not asked(_event(row))
    except Exception:
        log.warning("event %s: what %s asks failed", row["event"], row["handler"], exc_info=True)
        return False


def deliver(row: dict[str, Any]) -> Exception | None:
    """Handles one claimed row. On an error everything the handler did is undone and the row kept for later."""
    try:
        with transaction.atomic():
            if store.acknowledge(row):  # first, so that a second worker cannot run the handler beside us
                _handle(row)
    except Exception as error:
        store.fail(row, error)
        return error
    return None


def _handle(row: dict[str, Any]) -> None:
    if row["claims"] > MAX_CLAIMS:
        raise ClaimedTooOften(f"领取 {row['claims']} 次仍未完成")
    _, handler = handler_of(row["handler"])
    handler(_event(row))


def _event(row: dict[str, Any]) -> Any:
    return msgspec.json.decode(row["payload"], type=handler_of(row["handler"])[0])


def drain() -> int:
    """Delivers everything due, and what that publishes in turn, here and now (tests, commands).

    Returns the number handled. Raises the first handler's error.
    """
    handled = 0
    for _ in range(MAX_ROUNDS):
        rows = store.leases().claim(BATCH)
        if not rows:
            return handled
        for row in rows:
            if _is_idle(row):
                store.acknowledge_many([row])
            elif (error := deliver(row)) is not None:
                raise error
            handled += 1
    raise RuntimeError(f"events go on publishing events: stopped after {MAX_ROUNDS} rounds")
