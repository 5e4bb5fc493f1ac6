"""One connection of the platform to an outside broker. A message is acknowledged when it is committed, not before."""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from linli.edge.mqtt import client, frames, topics
from linli.edge.mqtt.config import PAYLOAD_LIMIT
from linli.kernel import clock
from linli.kernel.telemetry import Message

if TYPE_CHECKING:
    from linli.edge.mqtt.external import ExternalBroker

logger = logging.getLogger(__name__)
FULL_PAUSE = 0.02
RECEIVE_BYTES = 1 << 16
FAILED = 0x80
"""Reason codes from here on are refusals (MQTT 5 §2.4)."""


class Session(asyncio.Protocol):
    """Reads what the broker sends; while the pipeline is full it reads no further, and the broker keeps the rest."""

    def __init__(self, broker: ExternalBroker, level: int) -> None:
        self.broker, self.level = broker, level
        self.heard_at = time.monotonic()
        self.refusal: int | None = None
        self.listening = asyncio.Event()
        self.lost = asyncio.Event()
        self._splitter = frames.Splitter()
        self._left: deque[Message] = deque()
        self._out: list[bytes] = []
        self.transport: asyncio.Transport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Says who we are."""
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        config = self.broker.config
        transport.write(client.connect(config.client_id, config.username, config.password, level=self.level))

    def connection_lost(self, exc: Exception | None) -> None:
        """The broker is gone. What it sent before is taken: killed, it may have told its sender that all is well."""
        self.listening.clear()
        self._hear_the_rest()
        self.lost.set()

    def _hear_the_rest(self) -> None:
        """What has arrived but was not read yet: a write that failed ends the reading at once. (Not under TLS.)"""
        if self.transport is None or self.transport.get_extra_info("sslcontext"):
            return
        with suppress(OSError), self.transport.get_extra_info("socket").dup() as rest:
            while data := rest.recv(RECEIVE_BYTES):
                self.data_received(data)

    def data_received(self, data: bytes) -> None:
        """Takes every whole packet; a broken one ends the connection."""
        self.heard_at = time.monotonic()
        try:
            for frame in self._splitter.feed(data):
                self._take(frame)
        except frames.BrokenPacket as error:
            logger.error("the MQTT broker sent what is not MQTT (%s)", error)
            self.close()

    def send(self, data: bytes) -> None:
        """Sends, if there is still a connection."""
        if self.transport and not self.transport.is_closing():
            self.transport.write(data)

    def close(self) -> None:
        """Ends the connection now."""
        if self.transport:
            self.transport.abort()

    def close_softly(self) -> None:
        """Ends the connection once what was written is out."""
        if self.transport:
            self.transport.close()

    @property
    def paused(self) -> bool:
        """True while the pipeline is full and nothing is read."""
        return bool(self._left)

    def safe(self, reply: bytes) -> None:
        """The message that `reply` answers is committed: acknowledge it, several in one go."""
        if not self._out:
            asyncio.get_running_loop().call_soon(self._flush)
        self._out.append(reply)

    def _flush(self) -> None:
        self.send(b"".join(self._out))
        self._out.clear()

    def _take(self, frame: frames.Frame) -> None:
        if frame.type == client.PUBLISH:
            self._publish(frame)
        elif frame.type == client.PUBACK:
            self.broker.told(int.from_bytes(frame.body[:2], "big"))
        elif frame.type == client.CONNACK:
            self._connected(frame.body)
        elif frame.type == client.SUBACK:
            self._subscribed(frame.body)
        elif frame.type == client.DISCONNECT:
            logger.error("the MQTT broker ends the connection (code %s)", frame.body[:1].hex())
            self.close()

    def _connected(self, body: bytes) -> None:
        if len(body) < 2 or body[1]:
            self.refusal = body[1] if len(body) > 1 else FAILED
            self.close()
            return
        share = self.broker.config.share
        filters = [f"$share/{share}/{f}" if share else f for f in topics.UP_FILTERS]
        self.send(client.subscribe(1, filters, level=self.level))

    def _subscribed(self, body: bytes) -> None:
        codes = body[-len(topics.UP_FILTERS) :]
        if any(code >= FAILED for code in codes):
            logger.error("the MQTT broker refuses the subscription (%s); check its access list", codes.hex())
            self.close()
            return
        self.listening.set()

    def _publish(self, frame: frames.Frame) -> None:
        topic, packet_id, payload = frames.read_publish(frame, properties=self.level == 5)
        reply = client.puback(packet_id) if packet_id else b""
        user = topic.split("/", 2)[1] if topic.startswith(f"{topics.ROOT}/") else ""
        if frame.flags & 1 and user:  # kept by the broker from before: seen when it was new
            self.safe(reply)
        elif frame.cut or len(payload) > PAYLOAD_LIMIT:
            self.broker.pipeline.refuse(user, "huge", f"{frame.full_length} 字节")
            self.safe(reply)
        else:
            done = partial(self.broker.answers.add, self, reply)
            self._offer(Message(user, topic, payload, clock.now_ms(), done))

    def _offer(self, message: Message) -> None:
        """Hands a message on; once the pipeline is full, stops reading until all that is left has gone."""
        if self._left or not self.broker.pipeline.offer(message):
            self._left.append(message)
            if len(self._left) == 1:
                self._pause()

    def _pause(self) -> None:
        if self.transport:
            self.transport.pause_reading()
            asyncio.get_running_loop().call_later(FULL_PAUSE, self._offer_left)

    def _offer_left(self) -> None:
        while self._left and self.broker.pipeline.offer(self._left[0]):
            self._left.popleft()
        if self._left:
            asyncio.get_running_loop().call_later(FULL_PAUSE, self._offer_left)
        elif self.transport and not self.lost.is_set():
            self.heard_at = time.monotonic()
            self.transport.resume_reading()
