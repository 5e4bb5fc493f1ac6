"""One device's connection to the embedded broker."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from linli.edge.mqtt import topics, wire
from linli.edge.mqtt.config import PAYLOAD_LIMIT
from linli.edge.mqtt.limits import Bucket
from linli.kernel import bus, clock
from linli.kernel.telemetry import LISTENING, Message

if TYPE_CHECKING:
    from linli.edge.mqtt.broker import EmbeddedBroker

logger = logging.getLogger(__name__)
LOGIN_SECONDS = 10
FULL_PAUSE = 0.02
CHUNK = 64 * 1024
ANSWERS: tuple[Callable[[int], bytes], ...] = (lambda packet_id: b"", wire.puback, wire.pubrec)
"""By quality of service: what says that a message is safe."""
REFUSED_FILTER = 0x80


class Goodbye(Exception):
    """The connection is to be closed."""


class Connection:
    """Reads packets in order. A QoS 1 message is acknowledged when the pipeline has committed it, not before."""

    def __init__(
        self, broker: EmbeddedBroker, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        self.broker, self.reader, self.writer = broker, reader, writer
        self.user = ""
        self.client_id = ""
        self.filters: list[str] = []
        self.will: tuple[str, bytes] | None = None
        self.bucket = Bucket(broker.config.rate, broker.config.burst)
        self.room = asyncio.Semaphore(broker.config.unacknowledged)
        self._frames: deque[wire.Frame] = deque()
        self._splitter = wire.Splitter()
        self.silence: float | None = LOGIN_SECONDS

    async def run(self) -> None:
        """Serves the connection until it ends; never raises for what a peer did."""
        try:
            await self._log_in(await self._next())
            while True:
                await self._handle(await self._next())
        except Goodbye:
            self.will = None
        except wire.BrokenPacket as error:
            self.broker.pipeline.refuse(self.user, "broken_packet", str(error)[:100])
        except (asyncio.IncompleteReadError, TimeoutError, ConnectionError, OSError):
            logger.debug("connection of %s ended", self.user or "nobody")
        finally:
            await self._leave()

    async def _next(self) -> wire.Frame:
        """The next packet; some must come within one and a half keep-alives (MQTT 3.1.1 §3.1.2.10)."""
        while not self._frames:
            async with asyncio.timeout(self.silence):
                data = await self.reader.read(CHUNK)
            if not data:
                raise ConnectionResetError
            self._frames.extend(self._splitter.feed(data))
        return self._frames.popleft()

    async def _log_in(self, frame: wire.Frame) -> None:
        if frame.type != wire.CONNECT or frame.cut:
            raise wire.BrokenPacket("first packet is not CONNECT")
        name, level = await wire.protocol_level(frame)
        if name != "MQTT" or level != 4:
            self._refuse_login("", "protocol", f"{name[:10]} {level}", wire.connack(1, level=level))
        packet = await wire.decode(frame)
        user, key = packet.username or "", packet.password or ""
        if not user or not key:
            self._refuse_login(user, "anonymous", "", wire.connack(4))
        if not await self.broker.login(user, key):
            self._refuse_login(user, "bad_key", "", wire.connack(4))
        self._accept(packet, user)

    def _refuse_login(self, user: str, reason: str, detail: str, answer: bytes) -> None:
        self.broker.pipeline.refuse(user, reason, detail)
        self.writer.write(answer)
        raise Goodbye

    def _accept(self, packet: Any, user: str) -> None:
        self.user, self.client_id = user, packet.client_id
        keep_alive = packet.keep_alive
        self.silence = keep_alive * 1.5 if keep_alive else None
        if packet.will_flag and packet.will_topic and topics.may_publish(user, packet.will_topic):
            self.will = (packet.will_topic, bytes(packet.will_message or b""))
        self.broker.joined(self)
        self.writer.write(wire.connack(0))

    async def _handle(self, frame: wire.Frame) -> None:
        if frame.type == wire.PUBLISH:
            await self._publish(frame)
            return
        handlers: dict[int, Callable[[wire.Frame], Awaitable[None]]] = {
            wire.PUBREL: self._release,
            wire.SUBSCRIBE: self._subscribe,
            wire.UNSUBSCRIBE: self._unsubscribe,
            wire.PINGREQ: self._ping,
            wire.PUBACK: self._ignore,
            wire.DISCONNECT: self._disconnect,
        }
        if frame.type not in handlers or frame.cut:
            raise wire.BrokenPacket(f"packet type {frame.type}")
        await handlers[frame.type](frame)
        await self.writer.drain()

    async def _publish(self, frame: wire.Frame) -> None:
        topic, packet_id, payload = wire.read_publish(frame)
        reply = ANSWERS[frame.qos](packet_id)
        if frame.cut or len(payload) > PAYLOAD_LIMIT:
            await self._refuse(reply, "huge", f"{frame.full_length} 字节")
        elif not topics.may_publish(self.user, topic):
            await self._refuse(reply, "foreign_topic", topic[:100])
        else:
            await self._take(topic, payload, reply)

    async def _refuse(self, reply: bytes, reason: str, detail: str) -> None:
        """Counts a refused message; it is still acknowledged, or the device would send it for ever."""
        self.broker.pipeline.refuse(self.user, reason, detail)
        self.writer.write(reply)
        await self.writer.drain()

    async def _take(self, topic: str, payload: bytes, reply: bytes) -> None:
        """Hands a message on; reads nothing more while the pipeline is full or the device is too fast."""
        if wait := self.bucket.take():
            self.broker.pipeline.refuse(self.user, "paced")
            await asyncio.sleep(wait)
        await self.room.acquire()
        done = partial(self.broker.answers.add, self, reply)
        message = Message(self.user, topic, payload, clock.now_ms(), done)
        while not self.broker.pipeline.offer(message):
            await asyncio.sleep(FULL_PAUSE)

    def safe(self, reply: bytes) -> None:
        """The message is committed: acknowledge it."""
        self.room.release()
        if reply and not self.writer.is_closing():
            self.writer.write(reply)

    async def _release(self, frame: wire.Frame) -> None:
        packet = await wire.decode(frame)
        self.writer.write(wire.pubcomp(packet.variable_header.packet_id))

    async def _subscribe(self, frame: wire.Frame) -> None:
        packet = await wire.decode(frame)
        codes = [self._add_filter(topic_filter) for topic_filter, _ in packet.payload.topics]
        if not codes:
            raise wire.BrokenPacket("SUBSCRIBE without filters")
        self.writer.write(wire.suback(packet.variable_header.packet_id, codes))
        bus.tell(LISTENING, self.user)
        if topics.BIRTH in self.filters:  # gateways announce their devices when they hear it
            self.writer.write(wire.publish(topics.BIRTH, b"online"))

    def _add_filter(self, topic_filter: str) -> int:
        """The granted QoS, always 0, or the refusal code."""
        if len(self.filters) >= 20 or not topics.may_subscribe(self.user, topic_filter):
            self.broker.pipeline.refuse(self.user, "foreign_filter", topic_filter[:100])
            return REFUSED_FILTER
        if topic_filter not in self.filters:
            self.filters.append(topic_filter)
        return 0

    async def _unsubscribe(self, frame: wire.Frame) -> None:
        packet = await wire.decode(frame)
        self.filters = [f for f in self.filters if f not in packet.payload.topics]
        self.writer.write(wire.unsuback(packet.variable_header.packet_id))

    async def _ping(self, frame: wire.Frame) -> None:
        self.writer.write(wire.ping_response())

    async def _ignore(self, frame: wire.Frame) -> None:
        return

    async def _disconnect(self, frame: wire.Frame) -> None:
        raise Goodbye

    async def _leave(self) -> None:
        """Sends the will of a device that vanished, then closes."""
        self.broker.left(self)
        if self.will and not self.broker.closing:
            self.broker.pipeline.offer(Message(self.user, *self.will, clock.now_ms(), lambda: None))
        self.writer.close()
        try:
            async with asyncio.timeout(1):
                await self.writer.wait_closed()
        except (TimeoutError, ConnectionError, OSError):
            self.writer.transport.abort()
