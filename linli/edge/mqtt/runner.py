"""Runs the pipeline and a broker driver together."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable

from linli.edge.mqtt import config
from linli.edge.mqtt.broker import EmbeddedBroker
from linli.edge.mqtt.external import ExternalBroker
from linli.kernel import telemetry

logger = logging.getLogger(__name__)
CONNECT_SECONDS = 5


async def start_ingest(stop: asyncio.Event, ready: Callable[[int], None] | None = None) -> None:
    """Takes messages in until `stop` is set. `ready` is told the port once devices can connect.

    Raises OSError when the port is taken and ValueError when a setting is wrong; nothing is left running.
    """
    outside = config.outside_broker()
    pipeline = await asyncio.to_thread(telemetry.open_pipeline)
    try:
        if outside:
            await _outside(ExternalBroker(pipeline, outside), stop, ready)
        else:
            await _embedded(EmbeddedBroker(pipeline, config.embedded()), stop, ready)
    finally:
        await asyncio.to_thread(telemetry.close_pipeline)


async def _embedded(broker: EmbeddedBroker, stop: asyncio.Event, ready: Callable[[int], None] | None) -> None:
    await broker.start()
    if ready:
        ready(broker.port)
    try:
        await stop.wait()
    finally:
        await broker.stop()


async def _outside(broker: ExternalBroker, stop: asyncio.Event, ready: Callable[[int], None] | None) -> None:
    broker.start()
    if not await asyncio.to_thread(broker.wait_ready, CONNECT_SECONDS):
        logger.warning("the outside MQTT broker does not answer yet; trying on")
    if ready:
        ready(broker.config.port)
    try:
        await stop.wait()
    finally:
        await asyncio.to_thread(broker.stop)


class Ingest:
    """The ingest in a thread with its own event loop, for `linli serve`."""

    def __init__(self) -> None:
        self.port = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._settled = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="ingest", daemon=True)

    def start(self, timeout: float = 30) -> None:
        """Returns once devices can connect. Raises what stopped it, or TimeoutError."""
        self._thread.start()
        if not self._settled.wait(timeout):
            raise TimeoutError("the MQTT ingest did not start")
        if self._error:
            raise self._error

    def stop(self) -> None:
        """Ends the ingest and waits for it."""
        if self._loop and self._stop and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stop.set)
            self._thread.join(15)

    @property
    def alive(self) -> bool:
        """True while it runs."""
        return self._thread.is_alive()

    def _run(self) -> None:
        try:
            asyncio.run(self._main())
        except BaseException as error:
            self._error = error
            if self._settled.is_set():
                logger.error("MQTT ingest ended: %s", error)
        finally:
            self._settled.set()

    async def _main(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        await start_ingest(self._stop, self._ready)

    def _ready(self, port: int) -> None:
        self.port = port
        self._settled.set()


def run_ingest(stop: threading.Event) -> None:
    """Runs until `stop` is set: the process of `linli ingest`. Raises what stopped it."""
    ingest = Ingest()
    ingest.start()
    while not stop.wait(0.5) and ingest.alive:
        pass
    ingest.stop()
