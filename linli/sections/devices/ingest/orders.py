"""Orders (下发): the thread of an ingest process that tells devices the commands waiting for them."""

from __future__ import annotations

import logging
import queue
import threading

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from linli.kernel import bus, telemetry
from linli.sections.devices.models import Command
from linli.sections.devices.services import commands

logger = logging.getLogger(__name__)
SWEEP_SECONDS = 30.0
MOST = 500
EVERY, NUMBER, COMMAND = "", "number:", "command:"


class Orders:
    """Tells a command when it is given, when its device begins to listen, and every half minute whatever still waits."""

    def __init__(self) -> None:
        self._wanted: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._unsubscribe = (
            bus.subscribe(commands.CHANNEL, lambda message: self._wanted.put(COMMAND + message)),
            bus.subscribe(telemetry.LISTENING, lambda number: self._wanted.put(NUMBER + number)),
        )
        self._thread = threading.Thread(target=self._run, name="device-orders", daemon=True)

    def start(self) -> None:
        """Starts the thread."""
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread; what waits is kept in the database."""
        for unsubscribe in self._unsubscribe:
            unsubscribe()
        self._wanted.put(None)
        self._thread.join(15)

    def _run(self) -> None:
        while (wanted := self._next()) is not None:
            try:
                close_old_connections()
                self._deliver(wanted)
            except DatabaseError as error:
                logger.warning("commands wait: the database cannot be used (%s)", error)
            except Exception:
                logger.exception("a command could not be told")
        connections.close_all()

    def _next(self) -> str | None:
        try:
            return self._wanted.get(timeout=SWEEP_SECONDS)
        except queue.Empty:
            return EVERY

    def _deliver(self, wanted: str) -> None:
        if not telemetry.has_lines():
            return
        for command_id in self._waiting(wanted):
            commands.deliver(command_id)

    def _waiting(self, wanted: str) -> list[int]:
        rows = Command.objects.filter(state=Command.State.QUEUED, expires_at__gt=timezone.now())
        if wanted.startswith(COMMAND):
            rows = rows.filter(pk=int(wanted.removeprefix(COMMAND)))
        elif wanted.startswith(NUMBER):
            number = wanted.removeprefix(NUMBER)
            rows = rows.filter(device__number=number) | rows.filter(device__gateway__number=number)
        return list(rows.order_by("pk").values_list("pk", flat=True)[:MOST])
