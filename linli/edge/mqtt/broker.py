"""The embedded broker: an MQTT 3.1.1 server for devices, inside the process.

It is a sink, not a switchboard: devices talk to the platform, not to each other. The codec is amqtt's; amqtt's own
broker is not used because it acknowledges before anybody has stored the message, and logs a traceback per odd peer.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from linli.edge.mqtt import topics, wire
from linli.edge.mqtt.answers import Answers
from linli.edge.mqtt.config import EmbeddedConfig
from linli.edge.mqtt.connection import Connection
from linli.kernel.telemetry import Pipeline

logger = logging.getLogger(__name__)
TELL_SECONDS = 5


class EmbeddedBroker:
    """Listens, checks keys, hands messages to the pipeline, and commands to the devices."""

    name = "mqtt"

    def __init__(self, pipeline: Pipeline, config: EmbeddedConfig) -> None:
        self.pipeline, self.config = pipeline, config
        self.closing = False
        self.port = config.port
        self._open: dict[tuple[str, str], Connection] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._checks = ThreadPoolExecutor(1, "mqtt-login")

    async def start(self) -> None:
        """Opens the port (0 picks one). Raises OSError when it is taken."""
        self._server = await asyncio.start_server(
            self._welcome, self.config.host, self.config.port, ssl=self.config.tls(), limit=256 * 1024
        )
        self.port = self._server.sockets[0].getsockname()[1]
        self._loop = loop = asyncio.get_running_loop()
        self.answers: Answers[Connection] = Answers(loop)
        self.pipeline.on_revoked = lambda number: _soon(loop, self._part_with, number)
        logger.info("MQTT broker listens on %s:%s", self.config.host, self.port)

    async def stop(self) -> None:
        """Takes nothing new, waits briefly for what is being committed, then closes every connection."""
        self.closing = True
        self.pipeline.on_revoked = lambda number: None
        if self._server:
            self._server.close()
        for _ in range(100):
            if not self.pipeline.unfinished():
                break
            await asyncio.sleep(0.05)
        for task in tuple(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._checks.shutdown(wait=False)

    async def _welcome(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.closing or len(self._tasks) >= self.config.connections:
            writer.transport.abort()
            return
        task = asyncio.current_task()
        assert task is not None
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            await Connection(self, reader, writer).run()
        except asyncio.CancelledError:
            writer.transport.abort()

    async def login(self, user: str, key: str) -> bool:
        """True when the key is the device's; a database error is not a “yes”."""
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._checks, self.pipeline.login, user, key
            )
        except Exception as error:
            logger.error("login of a device could not be checked: %s", type(error).__name__)
            return False

    def joined(self, connection: Connection) -> None:
        """A device logged in; the same client id logging in again ends the older connection (§3.1.4)."""
        key = (connection.user, connection.client_id)
        older = self._open.get(key)
        if older is not None:
            older.will = None
            older.writer.transport.abort()
        self._open[key] = connection

    def left(self, connection: Connection) -> None:
        """A connection ended."""
        key = (connection.user, connection.client_id)
        if self._open.get(key) is connection:
            del self._open[key]

    def _part_with(self, device: str) -> None:
        """Ends the connections of a device whose key is no longer good."""
        for connection in tuple(self._open.values()):
            if connection.user == device:
                connection.will = None
                connection.writer.transport.abort()

    def tell(self, number: str, kind: str, payload: bytes) -> int:
        """Sends to the device's `down` topic; returns how many of its connections were listening. Any other thread."""
        try:
            sending = asyncio.run_coroutine_threadsafe(self._tell(number, kind, payload), self._loop)
            return sending.result(TELL_SECONDS)
        except (RuntimeError, TimeoutError):
            return 0

    async def _tell(self, number: str, kind: str, payload: bytes) -> int:
        topic = topics.down(number, kind)
        told = 0
        for connection in self._open.values():
            if connection.user == number and any(topics.matches(f, topic) for f in connection.filters):
                connection.writer.write(wire.publish(topic, payload))
                told += 1
        return told


def _soon(loop: asyncio.AbstractEventLoop, call: Callable[[str], None], device: str) -> None:
    if not loop.is_closed():
        loop.call_soon_threadsafe(call, device)
