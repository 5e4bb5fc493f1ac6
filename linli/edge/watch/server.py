"""The TCP server that watches connect to."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from django.db import connections

from linli.edge.watch import config as settings
from linli.edge.watch.connection import Connection
from linli.kernel import ports, telemetry
from linli.kernel.ports import Watches
from linli.kernel.telemetry import Pipeline

logger = logging.getLogger(__name__)
TELL_SECONDS = 5
LAST_WORDS_SECONDS = 5


class WatchServer:
    """Listens, lets registered watches in, hands what they say to the pipeline and commands to them."""

    name = "watch"

    def __init__(self, watches: Watches, pipeline: Pipeline, config: settings.WatchConfig) -> None:
        self.watches, self.pipeline, self.config = watches, pipeline, config
        self.port = config.port
        self._open: dict[str, Connection] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._strangers = 0
        self._asking = ThreadPoolExecutor(1, "watch-register")
        self._server: asyncio.Server | None = None

    async def start(self) -> None:
        """Opens the port (0 picks one). Raises OSError when it is taken."""
        self._loop = asyncio.get_running_loop()
        c = self.config
        self._server = await asyncio.start_server(self._welcome, c.host, c.port, ssl=c.tls())
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Takes nothing new, waits briefly for what is being committed, then closes every connection."""
        if self._server:
            self._server.close()
        for _ in range(int(LAST_WORDS_SECONDS / 0.05)):
            if not self.pipeline.unfinished():
                break
            await asyncio.sleep(0.05)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.get_running_loop().run_in_executor(self._asking, connections.close_all)
        self._asking.shutdown(wait=False)

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """Serves a connection, unless there are too many or it comes from outside the allowed ranges."""
        address = str(writer.get_extra_info("peername")[0])
        full = len(self._open) >= self.config.connections or self._strangers >= self.config.strangers
        if full or not self.config.allows(address):
            self.pipeline.refuse("", "unknown_device", f"手表端口：{'连接已满' if full else address}")
            writer.transport.abort()
            return
        task = asyncio.current_task()
        assert task is not None
        self.keep(task)
        self._strangers += 1
        connection = Connection(self, reader, writer)
        try:
            await connection.run()
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            self._strangers -= not connection.number

    def keep(self, task: asyncio.Task[None]) -> None:
        """Holds a task until it ends."""
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def number_of(self, terminal: str) -> str | None:
        """The number of the registered watch with that id; while the database is away nobody new is let in."""
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._asking, self.watches.number_of, terminal
            )
        except Exception as error:
            logger.error("a watch could not be looked up: %s", type(error).__name__)
            return None

    def joined(self, connection: Connection) -> None:
        """A watch said who it is; it has one connection, the newest (the older one may hang after a dead zone)."""
        self._strangers -= 1
        older = self._open.get(connection.number)
        if older is not None:
            older.writer.transport.abort()
        self._open[connection.number] = connection

    def left(self, connection: Connection) -> None:
        """A connection ended."""
        if self._open.get(connection.number) is connection:
            del self._open[connection.number]

    def tell(self, number: str, kind: str, payload: bytes) -> int:
        """Tells a connected watch a command. From any thread but the event loop's own."""
        if kind != "commands":
            return 0
        try:
            return asyncio.run_coroutine_threadsafe(self._tell(number, payload), self._loop).result(
                TELL_SECONDS
            )
        except (RuntimeError, TimeoutError):
            return 0

    async def _tell(self, number: str, payload: bytes) -> int:
        connection = self._open.get(number)
        return int(connection is not None and connection.order(payload))


class WatchDriver:
    """The watch server as an edge driver."""

    name = "watch"

    def __init__(self, config: settings.WatchConfig) -> None:
        self.config = config

    async def run(self, stop: asyncio.Event, ready: Callable[[int], None]) -> None:
        """Until `stop` is set. Raises OSError when the port is taken, LookupError when no section knows watches."""
        pipeline = telemetry.running()
        if pipeline is None:
            raise LookupError("the telemetry pipeline does not run")
        server = WatchServer(ports.provided("watches"), pipeline, self.config)
        await server.start()
        telemetry.open_line(server)
        ready(server.port)
        try:
            await stop.wait()
        finally:
            telemetry.close_line(server)
            await server.stop()


def driver() -> WatchDriver | None:
    """The driver, or None when LINLI_WATCH_PORT is “off”."""
    config = settings.from_environment()
    return WatchDriver(config) if config else None
