"""The pipeline: a bounded queue and the one writer thread behind it."""

from __future__ import annotations

import logging
import queue
import threading
import time
from collections.abc import Callable

from django.db import (
    DatabaseError,
    DataError,
    IntegrityError,
    OperationalError,
    close_old_connections,
    connections,
)

from linli.kernel import telemetry
from linli.kernel.telemetry import Batch, Message
from linli.sections.devices import keys
from linli.sections.devices.ingest.plan import Plan
from linli.sections.devices.ingest.presence import Presence
from linli.sections.devices.ingest.reader import Reader
from linli.sections.devices.ingest.roll import Roll
from linli.sections.devices.ingest.store import Store

logger = logging.getLogger(__name__)
QUEUE = 10_000
BATCH = 500
GATHER_SECONDS = 0.02
IDLE_SECONDS = 0.5
RETRY_SECONDS = (0.1, 0.5, 2.0, 5.0)


class DevicePipeline:
    """Takes messages in, commits their readings in batches, tells listeners, then calls each `done`."""

    def __init__(self) -> None:
        self._queue: queue.Queue[Message] = queue.Queue(QUEUE)
        self._side = Plan()
        self._side_lock = threading.Lock()
        self._stopping = threading.Event()
        self.on_revoked: Callable[[str], None] = lambda number: None
        self.roll = Roll(lambda number: self.on_revoked(number))
        self.reader, self.store, self.presence = Reader(self.roll), Store(), Presence(self.roll)
        self._thread = threading.Thread(target=self._run, name="telemetry-writer", daemon=True)

    def start(self) -> None:
        """Reads the roll, then starts the writer and the keeper of presence. Not inside a transaction."""
        self.roll.refresh(time.monotonic())
        connections.close_all()
        self._thread.start()
        self.presence.start()

    def stop(self) -> None:
        """Commits what was taken in, then ends."""
        self._stopping.set()
        self._thread.join(30)
        self.presence.stop()
        self.roll.close()

    def offer(self, message: Message) -> bool:
        """Takes a message, or returns False when the queue is full."""
        try:
            self._queue.put_nowait(message)
        except queue.Full:
            return False
        return True

    def login(self, user: str, key: str) -> bool:
        """True when it is the key of a device in use."""
        close_old_connections()
        return keys.is_key_of(user, key)

    def refuse(self, user: str, reason: str, detail: str = "") -> None:
        """Counts a refusal; written with the next batch."""
        with self._side_lock:
            self._side.refuse(user, reason, detail)

    def unfinished(self) -> int:
        """Messages taken in but not yet committed."""
        return self._queue.unfinished_tasks

    def _run(self) -> None:
        while not (self._stopping.is_set() and self._queue.empty()):
            messages = self._gather()
            self.roll.refresh(time.monotonic())
            plan = self._plan(messages)
            if not plan.empty:
                self._commit(plan)
            self.presence.saw(plan.seen)
            self._tell(plan)
            self._acknowledge(messages)
        connections.close_all()

    def _acknowledge(self, messages: list[Message]) -> None:
        for message in messages:
            try:
                message.done()
            except RuntimeError:
                logger.debug("a message's connection is gone; it will come again")
            self._queue.task_done()

    def _gather(self) -> list[Message]:
        """The next batch: up to BATCH messages, or what came within GATHER_SECONDS of the first."""
        try:
            messages = [self._queue.get(timeout=IDLE_SECONDS)]
        except queue.Empty:
            return []
        until = time.monotonic() + GATHER_SECONDS
        while len(messages) < BATCH:
            try:
                messages.append(self._queue.get(timeout=max(0.0, until - time.monotonic())))
            except queue.Empty:
                break
        return messages

    def _plan(self, messages: list[Message]) -> Plan:
        with self._side_lock:
            plan, self._side = self._side, Plan()
        for message in messages:
            plan.merge(self._read(message))
        return plan

    def _read(self, message: Message) -> Plan:
        """One message's plan; a failure of ours is counted like a refusal and never stops the stream."""
        own = Plan()
        try:
            self.reader.read(message, own)
        except Exception:
            logger.exception("a message could not be read")
            own = Plan()
            own.refuse(message.user, "store", "程序错误")
        return own

    def _commit(self, plan: Plan) -> None:
        """Commits, trying for as long as the database is away; meanwhile nothing is acknowledged."""
        attempt = 0
        while True:
            try:
                self.store.commit(plan, self._areas(plan))
                return
            except (DataError, IntegrityError) as error:
                logger.error("a batch of readings does not fit the table: %s", type(error).__name__)
                self._commit_singly(plan)
                return
            except DatabaseError as error:
                pause = RETRY_SECONDS[min(attempt, len(RETRY_SECONDS) - 1)]
                logger.error("readings wait: the database cannot be written (%s)", error)
                attempt += 1
                close_old_connections()
                time.sleep(pause)

    def _commit_singly(self, plan: Plan) -> None:
        for reading in plan.readings:
            try:
                self.store.commit(Plan(readings=[reading]), {})
            except (DataError, IntegrityError):
                self.refuse(str(reading.device_id), "store", reading.metric)
        rest = Plan(sequences=plan.sequences, refused=plan.refused, details=plan.details)
        self.store.commit(rest, self._areas(rest))

    def _areas(self, plan: Plan) -> dict[str, int]:
        roll = self.roll.by_number
        return {sender: roll[sender].area_id for sender, _ in plan.refused if sender in roll}

    def _tell(self, plan: Plan) -> None:
        """Tells the listeners; one that fails is logged and does not hold up the others."""
        if plan.readings:
            tell_listeners(plan)


def tell_listeners(plan: Plan) -> None:
    """Shows the committed readings to every section that watches them; a busy database is tried again."""
    for listener in telemetry.listeners():
        for pause in (*RETRY_SECONDS, None):
            try:
                listener(Batch(tuple(plan.readings)))
                break
            except OperationalError as error:
                logger.warning("a listener of readings waits for the database (%s)", error)
                close_old_connections()
                if pause:
                    time.sleep(pause)
            except Exception:
                logger.exception("a listener of readings failed")
                break
