"""Runs the telemetry pipeline and every edge driver in one event loop.

    ingest = Ingest(); ingest.start()  # own event loop in a thread of its own; raises when MQTT can't start
    ingest.stop()                      # commits what was taken in, closes; safe to call twice
    run_ingest(stop)                   # blocks until `stop` (threading.Event) is set: `linli ingest`

The first driver of `settings.EDGE_DRIVERS` (MQTT) is the one without which there is no ingest; another that fails is
logged, shown on the health page and tried again.
"""

from __future__ import annotations

import asyncio
import errno
import logging
import threading
from collections.abc import Callable

from django.conf import settings
from django.utils.module_loading import import_string

from linli.kernel import edge, telemetry
from linli.kernel.edge import Driver, DriverState

logger = logging.getLogger(__name__)
RETRY_SECONDS = (1.0, 5.0, 30.0)
Ports = dict[str, int]


class Running:
    """The drivers of one process while they run."""

    def __init__(self, stop: asyncio.Event, ready: Callable[[Ports], None]) -> None:
        self.stop, self.ready = stop, ready
        self.ports: Ports = {}
        self._unsettled: set[str] = set()

    async def run(self, drivers: list[Driver]) -> None:
        """Until `stop` is set, or the first driver ends. Raises what ended that one."""
        self._unsettled = {driver.name for driver in drivers}
        first, *others = drivers
        helpers = [asyncio.create_task(self._keep(driver)) for driver in others]
        try:
            await first.run(self.stop, lambda port: self._listens(first, port))
        finally:
            self.stop.set()
            await asyncio.gather(*helpers, return_exceptions=True)
            edge.forget()

    async def _keep(self, driver: Driver) -> None:
        """Runs a driver again and again until told to stop."""
        tries = 0
        while not self.stop.is_set():
            try:
                await driver.run(self.stop, lambda port: self._listens(driver, port))
            except Exception as error:
                self._failed(driver, error)
            pause = RETRY_SECONDS[min(tries, len(RETRY_SECONDS) - 1)]
            tries += 1
            await _first_of(self.stop, pause)

    def _listens(self, driver: Driver, port: int) -> None:
        self.ports[driver.name] = port
        edge.note(DriverState(driver.name, port))
        self._settle(driver)

    def _failed(self, driver: Driver, error: Exception) -> None:
        state = DriverState(driver.name, trouble=_said(error))
        if state not in edge.states():
            expected = isinstance(error, OSError | ValueError)
            logger.error("edge driver %s does not run: %s", driver.name, error, exc_info=not expected)
        edge.note(state)
        self._settle(driver)

    def _settle(self, driver: Driver) -> None:
        """Once each driver has either begun to listen or failed, the ingest is ready."""
        if driver.name in self._unsettled:
            self._unsettled.discard(driver.name)
            if not self._unsettled:
                self.ready(self.ports)


def _said(error: Exception) -> str:
    """What is wrong, for the health page."""
    usual = {errno.EADDRINUSE: "端口已被占用", errno.EACCES: "没有权限使用这个端口"}
    number = error.errno if isinstance(error, OSError) else None
    return usual.get(number or 0) or str(error)[:200] or type(error).__name__


async def _first_of(stop: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(stop.wait(), seconds)
    except TimeoutError:
        return


def drivers() -> list[Driver]:
    """The drivers that are switched on; one whose settings are wrong is left out, and the health page says so.

    Raises ValueError when that is the first.
    """
    found: list[Driver] = []
    for path in settings.EDGE_DRIVERS:
        try:
            driver = import_string(path)()
        except ValueError as error:
            if not found:
                raise
            logger.error("edge driver %s does not run: %s", path, error)
            edge.note(DriverState(path.split(".")[-2], trouble=str(error)[:200]))
        else:
            found += [driver] if driver else []
    return found


async def start_ingest(stop: asyncio.Event, ready: Callable[[Ports], None] = lambda ports: None) -> None:
    """Takes messages in until `stop` is set. `ready` is told the ports once devices can connect.

    Raises OSError when the first driver's port is taken and ValueError when a setting is wrong; nothing is left running.
    """
    wanted = drivers()
    await asyncio.to_thread(telemetry.open_pipeline)
    try:
        await Running(stop, ready).run(wanted)
    finally:
        await asyncio.to_thread(telemetry.close_pipeline)


class Ingest:
    """The ingest in a thread with its own event loop, for `linli serve`. `ports` holds each driver's port by name."""

    def __init__(self) -> None:
        self.ports: Ports = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self._settled = threading.Event()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._run, name="ingest", daemon=True)

    @property
    def port(self) -> int:
        """The port for MQTT."""
        return self.ports.get("mqtt", 0)

    def start(self, timeout: float = 30) -> None:
        """Returns once devices can connect. Raises what stopped it, or TimeoutError."""
        self._thread.start()
        if not self._settled.wait(timeout):
            raise TimeoutError("the ingest did not start")
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
                logger.error("the ingest ended: %s", error)
        finally:
            self._settled.set()

    async def _main(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        await start_ingest(self._stop, self._ready)

    def _ready(self, ports: Ports) -> None:
        self.ports = ports
        self._settled.set()


def run_ingest(stop: threading.Event) -> None:
    """Runs until `stop` is set: the process of `linli ingest`. Raises what stopped it."""
    ingest = Ingest()
    ingest.start()
    while not stop.wait(0.5) and ingest.alive:
        pass
    ingest.stop()
