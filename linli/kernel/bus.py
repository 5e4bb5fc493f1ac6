"""Short notices between threads and processes (通知总线): told after commit, lost in a crash, never data."""

from __future__ import annotations

import logging
import secrets
import threading
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

Listener = Callable[[str], None]

PG_CHANNEL = "linli"
ORIGIN = secrets.token_hex(6)
LOOK_BACK = 50
log = logging.getLogger(__name__)
_listeners: dict[str, list[Listener]] = defaultdict(list)
_elsewhere: list[Callable[[str, str], None]] = []


@dataclass(frozen=True)
class _Notice:
    """The commit hook that tells this process; compared by value so that one commit tells once."""

    channel: str
    message: str

    def __call__(self) -> None:
        tell(self.channel, self.message)


def subscribe(channel: str, listener: Listener) -> Callable[[], None]:
    """Calls `listener(message)` for each notice on the channel, in any thread. Returns the un-subscriber."""
    _listeners[channel].append(listener)
    return lambda: _listeners[channel].remove(listener)


def tell(channel: str, message: str) -> None:
    """Tells the listeners of this process now; those of the process it helps, if it is a helper."""
    for hand_on in _elsewhere:
        hand_on(channel, message)
    for listener in tuple(_listeners[channel]):
        listener(message)


def hand_over(hand_on: Callable[[str, str], None]) -> None:
    """In a helper process: nobody listens here, every notice goes to the process that is helped."""
    _listeners.clear()
    _elsewhere[:] = [hand_on]


def post(channel: str, message: str = "") -> None:
    """After the current transaction commits, tells every process. Repeats within a transaction count once."""
    notice = _Notice(channel, message)
    if _pending(notice):
        return
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:  # PostgreSQL itself sends it at commit, or drops it on rollback
            cursor.execute("SELECT pg_notify(%s, %s)", [PG_CHANNEL, f"{ORIGIN}|{channel}|{message}"])
    transaction.on_commit(notice)


def _pending(notice: _Notice) -> bool:
    """True when this transaction will tell it anyway (not from a savepoint that may still be rolled back)."""
    open_savepoints = set(connection.savepoint_ids)
    return any(
        entry[1] == notice and set(entry[0]) <= open_savepoints
        for entry in connection.run_on_commit[-LOOK_BACK:]
    )


class PostgresEar:
    """A thread that hears the notices of other processes over LISTEN/NOTIFY; does nothing on SQLite."""

    def __init__(self) -> None:
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Starts listening, if the database is PostgreSQL."""
        if connection.vendor == "postgresql":
            self._thread = threading.Thread(target=self._run, name="bus-ear", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Stops within about a second."""
        self._stop.set()
        if self._thread:
            self._thread.join(5)

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._listen()
            except Exception:
                log.warning("bus: the listening connection broke, trying again in a second", exc_info=True)
                self._stop.wait(1)

    def _listen(self) -> None:
        import psycopg

        params: dict[str, Any] = connection.get_connection_params()
        wanted = {
            k: v for k, v in params.items() if k in ("dbname", "user", "password", "host", "port", "sslmode")
        }
        with psycopg.connect(autocommit=True, **wanted) as listening:
            listening.execute(f"LISTEN {PG_CHANNEL}")
            while not self._stop.is_set():
                for notify in listening.notifies(timeout=1):
                    self._hear(notify.payload)

    def _hear(self, payload: str) -> None:
        origin, channel, message = payload.split("|", 2)
        if origin != ORIGIN:
            tell(channel, message)
