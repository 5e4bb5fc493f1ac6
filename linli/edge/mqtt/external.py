"""An outside broker (Mosquitto, EMQX …): one subscriber with a persistent session and manual acknowledgement."""

from __future__ import annotations

import logging
import threading
import time
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

from linli.edge.mqtt import topics
from linli.edge.mqtt.config import PAYLOAD_LIMIT, ExternalConfig
from linli.kernel.telemetry import Message, Pipeline

logger = logging.getLogger(__name__)


class ExternalBroker:
    """Receives at QoS 1 and acknowledges a message only when the pipeline has committed it.

    The broker's access list vouches for who publishes where, so the device is the one named in the topic.
    While the pipeline is full the network thread waits, and the broker keeps the rest.
    """

    name = "mqtt"

    def __init__(self, pipeline: Pipeline, config: ExternalConfig) -> None:
        self.pipeline, self.config = pipeline, config
        self._ready = threading.Event()
        self._stopping = threading.Event()
        self.client = self._client()

    def _client(self) -> paho.Client:
        client = paho.Client(
            CallbackAPIVersion.VERSION2,
            client_id=self.config.client_id,
            clean_session=False,
            manual_ack=True,
        )
        client.max_inflight_messages_set(1000)
        client.reconnect_delay_set(1, 15)
        if self.config.username:
            client.username_pw_set(self.config.username, self.config.password)
        if self.config.tls:
            client.tls_set()
        client.on_connect, client.on_message = self._connected, self._received
        client.on_connect_fail = lambda *_: logger.warning("MQTT broker cannot be reached")
        client.on_subscribe = lambda *_: self._ready.set()
        return client

    def start(self) -> None:
        """Connects in the background and goes on trying."""
        self.client.connect_async(self.config.host, self.config.port, keepalive=30)
        self.client.loop_start()

    def wait_ready(self, seconds: float) -> bool:
        """True once the subscription stands."""
        return self._ready.wait(seconds)

    def stop(self) -> None:
        """Waits briefly for what is being committed, then disconnects; the session stays on the broker."""
        self._stopping.set()
        for _ in range(100):
            if not self.pipeline.unfinished():
                break
            time.sleep(0.05)
        self.client.disconnect()
        self.client.loop_stop()

    def _connected(
        self, client: paho.Client, userdata: Any, flags: Any, reason: Any, properties: Any
    ) -> None:
        if reason.is_failure:
            logger.error("MQTT broker refuses the platform: %s", reason)
            return
        share = f"$share/{self.config.share}/" if self.config.share else ""
        client.subscribe([(share + f, 1) for f in topics.UP_FILTERS])

    def _received(self, client: paho.Client, userdata: Any, message: paho.MQTTMessage) -> None:
        def done() -> None:
            client.ack(message.mid, message.qos)

        user = message.topic.split("/")[1] if message.topic.startswith(f"{topics.ROOT}/") else ""
        if message.retain and user:
            done()
        elif len(message.payload) > PAYLOAD_LIMIT:
            self.pipeline.refuse(user, "huge", f"{len(message.payload)} 字节")
            done()
        else:
            self._offer(Message(user, message.topic, bytes(message.payload), int(time.time() * 1000), done))

    def _offer(self, message: Message) -> None:
        """Hands a message on; while stopping it is left unacknowledged and will come again."""
        while not self._stopping.is_set() and not self.pipeline.offer(message):
            time.sleep(0.02)

    def tell(self, number: str, kind: str, payload: bytes) -> int:
        """Publishes to the device's `down` topic; the broker knows who listens, we do not: 1, or 0 without a broker."""
        if not self.client.is_connected():
            return 0
        self.client.publish(topics.down(number, kind), payload, qos=1)
        return 1
