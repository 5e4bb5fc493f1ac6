"""Presence: who was heard, written to the main database now and then and not at every message."""

from __future__ import annotations

import datetime as dt
import logging
import os
import socket
import threading
import time

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from linli.kernel import edge, live
from linli.sections.devices.ingest.roll import Roll
from linli.sections.devices.models import IngestRun
from linli.sections.devices.services import presence as services

logger = logging.getLogger(__name__)
TICK_SECONDS = 1.0
FLUSH_SECONDS = 15.0
HEARTBEAT_SECONDS = 10.0
INHERIT = dt.timedelta(seconds=60)


class Presence:
    """Collects who was heard. Back online is told at once; the time of last contact every 15 s."""

    def __init__(self, roll: Roll) -> None:
        self.roll = roll
        self.name = f"{socket.gethostname()}:{os.getpid()}"[:40]
        self._seen: dict[int, int] = {}
        self._fresh: dict[int, int] = {}
        self._lock = threading.Lock()
        self._stopping = threading.Event()
        self._flushed_at = self._beaten_at = 0.0
        self._thread = threading.Thread(target=self._run, name="device-presence", daemon=True)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Writes what is known, then ends."""
        self._stopping.set()
        self._thread.join(30)

    def saw(self, seen: dict[int, int]) -> None:
        """Devices heard, with the time in epoch milliseconds. Called by the writer; quick."""
        with self._lock:
            self._fresh.update(seen)

    def _run(self) -> None:
        self._flushed_at = time.monotonic()
        while not self._stopping.wait(TICK_SECONDS):
            self._tick(last=False)
        self._tick(last=True)
        connections.close_all()

    def _tick(self, *, last: bool) -> None:
        try:
            close_old_connections()
            self._heartbeat()
            self._notice(last)
        except DatabaseError as error:
            logger.warning("presence waits: the database cannot be written (%s)", error)
        except Exception:
            logger.exception("presence failed")

    def _notice(self, last: bool) -> None:
        with self._lock:
            fresh, self._fresh = self._fresh, {}
        for pk, at_ms in fresh.items():
            self._seen[pk] = max(at_ms, self._seen.get(pk, 0))
        back = {
            pk: at for pk, at in fresh.items() if pk in self.roll.by_pk and not self.roll.by_pk[pk].online
        }
        if back:
            services.note_heard(back)
            for pk in back:
                self.roll.by_pk[pk].online = True
        for area_id in {self.roll.by_pk[pk].area_id for pk in fresh if pk in self.roll.by_pk}:
            live.touch("devices", area_id)
        if last or time.monotonic() - self._flushed_at >= FLUSH_SECONDS:
            self._flush()

    def _flush(self) -> None:
        if self._seen:
            services.write_last_seen(self._seen)
            services.note_heard(self._seen)
        self._seen.clear()
        self._flushed_at = time.monotonic()

    def _heartbeat(self) -> None:
        """Says that somebody listens. After a short break the earlier start still counts."""
        if self._beaten_at and time.monotonic() - self._beaten_at < HEARTBEAT_SECONDS:
            return
        now = timezone.now()
        if not self._beaten_at:
            alive = IngestRun.objects.filter(alive_at__gte=now - INHERIT).order_by("started_at").first()
            started = alive.started_at if alive else now
            IngestRun.objects.filter(alive_at__lt=now - dt.timedelta(days=1)).delete()
            IngestRun.objects.update_or_create(
                name=self.name, defaults={"started_at": started, "alive_at": now, "drivers": _drivers()}
            )
        else:
            IngestRun.objects.filter(name=self.name).update(alive_at=now, drivers=_drivers())
        self._beaten_at = time.monotonic()


def _drivers() -> list[list[str | int]]:
    """How the edge drivers of this process are doing."""
    return [[state.name, state.port, state.trouble] for state in edge.states()]
