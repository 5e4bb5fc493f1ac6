"""The pipeline: a bounded queue and the one writer thread behind it. Acknowledged is what is committed."""

from __future__ import annotations

import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import chain, repeat

from django.db import (
    DataError,
    Error,
    IntegrityError,
    close_old_connections,
    connections,
)

from linli.kernel import bus, clock, telemetry
from linli.kernel.telemetry import Message
from linli.sections.devices import keys
from linli.sections.devices.ingest import acks, asks
from linli.sections.devices.ingest.orders import Orders
from linli.sections.devices.ingest.plan import Plan, Trouble
from linli.sections.devices.ingest.presence import Presence
from linli.sections.devices.ingest.reader import Reader
from linli.sections.devices.ingest.reasons import MAX_DETAIL
from linli.sections.devices.ingest.roll import Roll
from linli.sections.devices.ingest.store import Store

logger = logging.getLogger(__name__)
QUEUE = 10_000
BATCH = 4000
"""A batch touches the newest index page of each of its devices: a thousand more messages cost little beside that."""
REST_SECONDS = 0.005
"""After a commit the writer rests as long as it took, at most this long: batches grow with the load, latency does not."""
IDLE_SECONDS = 0.5
RETRY_SECONDS = (0.1, 0.2, 0.5, 1.0)
MOMENT_MS = 1000


class DevicePipeline:
    """Takes messages in, commits their readings in batches, then calls each `done`."""

    def __init__(self) -> None:
        self._waiting: deque[Message] = deque()
        self._in_hand = 0
        self._came = threading.Event()
        self._ready_at = 0.0
        self._side = Plan()
        self._side_lock = threading.Lock()
        self._troubles: dict[str, Trouble] = {}
        self._stopping = threading.Event()
        self.on_revoked: Callable[[str], None] = lambda number: None
        self.roll = Roll(lambda number: self.on_revoked(number))
        self.reader, self.presence = Reader(self.roll), Presence(self.roll)
        self.store = Store(self.presence.name)
        self.orders = Orders()
        self._thread = threading.Thread(target=self._run, name="telemetry-writer", daemon=True)

    def start(self) -> None:
        """Reads the roll, then starts the writer and the keeper of presence. Not inside a transaction."""
        self.roll.refresh(time.monotonic())
        self.store.recover()
        connections.close_all()
        self._thread.start()
        self.presence.start()
        self.orders.start()

    def stop(self) -> None:
        """Commits what was taken in, then ends."""
        self._stopping.set()
        self._thread.join(30)
        self.orders.stop()
        self.presence.stop()
        self.roll.close()

    def offer(self, message: Message) -> bool:
        """Takes a message, or returns False when the queue is full."""
        if len(self._waiting) >= QUEUE:
            return False
        self._waiting.append(message)
        if not self._came.is_set():
            self._came.set()
        return True

    def login(self, user: str, key: str) -> bool:
        """True when it is the key of a device in use."""
        close_old_connections()
        return keys.is_key_of(user, key)

    def refuse(self, user: str, reason: str, detail: str = "") -> None:
        """Counts a refusal; written with the next batch."""
        with self._side_lock:
            self._side.refuse(user, reason, detail)

    def trouble_begins(self, kind: str, detail: str = "") -> None:
        """Something stops messages; told again and again, it began the first time."""
        with self._side_lock:
            self._troubles.setdefault(kind, Trouble(kind, clock.now_ms(), 0, 0, detail[:MAX_DETAIL]))
        if kind == "broker":
            bus.tell(telemetry.HEARING, telemetry.LOST)

    def trouble_ends(self, kind: str) -> None:
        """It is over: what lasted for more than a moment is written down with the next batch."""
        with self._side_lock:
            trouble, now = self._troubles.pop(kind, None), clock.now_ms()
            if trouble and now - trouble.began_ms >= MOMENT_MS:
                self._side.incidents.append(trouble._replace(ended_ms=now, waited=self.unfinished()))
        if trouble and kind == "broker":
            bus.tell(telemetry.HEARING, "")

    def troubles(self) -> list[Trouble]:
        """What stops messages now."""
        with self._side_lock:
            return [trouble._replace(waited=self.unfinished()) for trouble in self._troubles.values()]

    def unfinished(self) -> int:
        """Messages taken in but not yet committed."""
        return len(self._waiting) + self._in_hand

    def _run(self) -> None:
        while not (self._stopping.is_set() and not self._waiting):
            messages = self._gather()
            self.roll.refresh(time.monotonic())
            plan = self._plan(messages)
            if not plan.empty:
                self._commit_timed(plan)
            acks.take(plan.answers)
            asks.take(plan.asks)
            self.presence.saw(plan.seen)
            self._acknowledge(messages)
            self._flush(self.store.flush_due)
        self._flush(self.store.flush)
        connections.close_all()

    def _flush(self, flush: Callable[[], None]) -> None:
        """The newest values, now and then; while the database is away they wait in memory, and in the log."""
        try:
            flush()
        except Error as error:
            logger.warning("the newest values wait: the database cannot be written (%s)", error)
            connections[self.store.alias].close()

    def _acknowledge(self, messages: list[Message]) -> None:
        for message in messages:
            try:
                message.done()
            except RuntimeError:
                logger.debug("a message's connection is gone; it will come again")
        self._in_hand = 0

    def _gather(self) -> list[Message]:
        """What has come since the last batch; waits for the first message, and out the rest after the last commit."""
        if not self._waiting:
            self._came.clear()
            if not self._waiting:
                self._came.wait(IDLE_SECONDS)
        if (rest := self._ready_at - time.monotonic()) > 0:
            time.sleep(rest)
        count = self._in_hand = min(len(self._waiting), BATCH)
        return [self._waiting.popleft() for _ in range(count)]

    def _plan(self, messages: list[Message]) -> Plan:
        """What the messages say; a failure of ours is counted like a refusal and never stops the stream."""
        with self._side_lock:
            plan, self._side = self._side, Plan()
        for jump in clock.take_jumps():
            now = clock.now_ms()
            plan.incidents.append(Trouble("clock", now, now, 0, f"{jump:+.0f} 秒"))
        for message in messages:
            self._read(message, plan)
        return plan

    def _read(self, message: Message, plan: Plan) -> None:
        """One message; some need the database to be understood, and wait for it."""
        for pause in pauses():
            try:
                self.reader.read(message, plan)
                return
            except Error as error:
                self._wait(error, pause)
            except Exception:
                logger.exception("a message could not be read")
                plan.refuse(message.user, "store", "程序错误")
                return

    def _commit_timed(self, plan: Plan) -> None:
        began = time.monotonic()
        self._commit(plan)
        ended = time.monotonic()
        self._ready_at = ended + min(ended - began, REST_SECONDS)

    def _commit(self, plan: Plan) -> None:
        """Commits, trying for as long as the database is away; meanwhile nothing is acknowledged."""
        for pause in pauses():
            try:
                self.store.append(plan, self._areas(plan))
                break
            except (DataError, IntegrityError) as error:
                logger.error("a batch of readings does not fit the table: %s", type(error).__name__)
                self._commit_singly(plan)
                break
            except Error as error:
                self._wait(error, pause)
        self.trouble_ends("database")
        self.trouble_ends("disk")

    def _wait(self, error: Error, pause: float) -> None:
        """The database cannot be used: says so, lets go of the broken connections, waits."""
        logger.error("readings wait: the database cannot be written (%s)", error)
        self.trouble_begins("disk" if is_full(error) else "database", str(error).strip().split("\n")[0])
        for connection in connections.all(initialized_only=True):
            with suppress(Error):
                connection.close()
        time.sleep(pause)

    def _commit_singly(self, plan: Plan) -> None:
        for (device_pk, at_ms), values in plan.rows.items():
            try:
                self.store.append(Plan(rows={(device_pk, at_ms): values}), {})
            except (DataError, IntegrityError):
                self.refuse(str(device_pk), "store", ", ".join(values))
        rest = Plan(sequences=plan.sequences, refused=plan.refused, details=plan.details)
        self.store.append(rest, self._areas(rest))

    def _areas(self, plan: Plan) -> dict[str, int]:
        roll = self.roll.by_number
        return {sender: roll[sender].area_id for sender, _ in plan.refused if sender in roll}


def pauses() -> Iterator[float]:
    """Seconds between tries, without end."""
    return chain(RETRY_SECONDS, repeat(RETRY_SECONDS[-1]))


def is_full(error: Error) -> bool:
    """True when there is no room left to write (SQLite says so in words, PostgreSQL by SQLSTATE 53100)."""
    return "is full" in str(error) or getattr(error.__cause__, "sqlstate", "") == "53100"
