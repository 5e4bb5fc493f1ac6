"""An outside broker (Mosquitto, EMQX …): one subscriber with a lasting session and acknowledgement after the commit.

The client is our own: paho takes three times as long per message and answers from inside its network thread, gmqtt
and aiomqtt acknowledge on receipt (gmqtt with MQTT 5 after a coroutine per message) and cannot stop reading.
"""

from __future__ import annotations

import asyncio
import logging
import ssl
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from linli.edge.mqtt import client, topics
from linli.edge.mqtt.answers import Answers
from linli.edge.mqtt.config import ExternalConfig
from linli.edge.mqtt.session import Session
from linli.kernel.telemetry import Pipeline

logger = logging.getLogger(__name__)
CONNECT_SECONDS = 5.0
RECONNECT_SECONDS = (0.1, 0.2, 0.2, 0.5, 1.0)
"""Soon again, since every second counts that somebody who calls for help waits."""
WRONG_VERSION = (0x01, 0x84)
"""“Unacceptable protocol version” in MQTT 3.1.1 and in MQTT 5."""
MOST_UNTOLD = 1000


class ExternalBroker:
    """Receives at QoS 1 and acknowledges a message only when the pipeline has committed it.

    The broker's access list vouches for who publishes where, so the device is the one named in the topic. Speaks
    MQTT 5 and, with a broker that does not, MQTT 3.1.1. Connects again for as long as it takes.
    """

    name = "mqtt"

    def __init__(self, pipeline: Pipeline, config: ExternalConfig) -> None:
        self.pipeline, self.config = pipeline, config
        self._level = 5
        self._session: Session | None = None
        self._untold: dict[int, tuple[str, bytes]] = {}
        self._packet_id = 1
        self._lock = threading.Lock()

    async def run(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        """Until `stop` is set; calls `ready` when the subscription stands, or after some seconds without a broker."""
        self._loop = asyncio.get_running_loop()
        self.answers: Answers[Session] = Answers(self._loop)
        keeping = asyncio.create_task(self._keep(stop, ready))
        await stop.wait()
        for _ in range(100):
            if not self.pipeline.unfinished():
                break
            await asyncio.sleep(0.05)
        await asyncio.sleep(0.01)  # for the last acknowledgements
        keeping.cancel()
        with suppress(asyncio.CancelledError):
            await keeping

    async def _keep(self, stop: asyncio.Event, ready: Callable[[], None]) -> None:
        tries, began = 0, time.monotonic()
        told = False
        while not stop.is_set():
            session = await self._connect()
            listening = session is not None and await _within(session.listening, session.lost)
            if not told and (listening or time.monotonic() - began > CONNECT_SECONDS):
                ready()
                told = True
            if session and listening:
                tries = 0
                await self._serve(session)
            elif self._fall_back(session):
                continue
            await asyncio.sleep(RECONNECT_SECONDS[min(tries, len(RECONNECT_SECONDS) - 1)])
            tries += 1

    async def _connect(self) -> Session | None:
        context = ssl.create_default_context() if self.config.tls else None
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                _, session = await self._loop.create_connection(
                    lambda: Session(self, self._level), self.config.host, self.config.port, ssl=context
                )
        except (OSError, TimeoutError) as error:
            logger.warning("the MQTT broker cannot be reached (%s); trying on", error or "timeout")
            self.pipeline.trouble_begins("broker", f"{self.config.host}:{self.config.port}")
            return None
        return session

    def _fall_back(self, session: Session | None) -> bool:
        """True when the broker knows only the older version, which is then tried at once."""
        if session is None:
            return False
        session.close()
        if session.refusal in WRONG_VERSION and self._level == 5:
            self._level = 4
            return True
        if session.refusal is not None:
            logger.error("the MQTT broker refuses the platform (code %s)", session.refusal)
        self.pipeline.trouble_begins("broker", f"{self.config.host}:{self.config.port}")
        return False

    async def _serve(self, session: Session) -> None:
        """While the connection stands: sends what could not be told, and pings (§3.1.2.10)."""
        self.pipeline.trouble_ends("broker")
        self._session = session
        with self._lock:
            untold = dict(self._untold)
        for packet_id, (topic, payload) in untold.items():
            session.send(client.publish(packet_id, topic, payload, level=session.level))
        try:
            while not session.lost.is_set():
                await _within(session.lost, session.lost, client.KEEP_ALIVE / 2)
                session.send(client.PING)
                if time.monotonic() - session.heard_at > client.KEEP_ALIVE * 1.5 and not session.paused:
                    session.close()
        finally:
            self._session = None
            self.pipeline.trouble_begins("broker", f"{self.config.host}:{self.config.port}")
            session.send(client.GOODBYE)
            session.close_softly()

    def tell(self, number: str, kind: str, payload: bytes) -> int:
        """Publishes to the device's `down` topic; the broker knows who listens, we do not: 1, or 0 without a broker."""
        session = self._session
        if session is None or len(self._untold) >= MOST_UNTOLD:
            return 0
        topic = topics.down(number, kind)
        with self._lock:
            self._packet_id = self._packet_id % 65_535 + 1
            packet_id = self._packet_id
            self._untold[packet_id] = (topic, payload)
        packet = client.publish(packet_id, topic, payload, level=session.level)
        self._loop.call_soon_threadsafe(session.send, packet)
        return 1

    def told(self, packet_id: int) -> None:
        """The broker has what we published."""
        with self._lock:
            self._untold.pop(packet_id, None)


async def _within(wanted: asyncio.Event, lost: asyncio.Event, seconds: float = CONNECT_SECONDS) -> bool:
    """True once `wanted` is set; False when the connection is lost first, or after some seconds."""
    waiting = [asyncio.create_task(event.wait()) for event in (wanted, lost)]
    await asyncio.wait(waiting, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    for task in waiting:
        task.cancel()
    return wanted.is_set()
