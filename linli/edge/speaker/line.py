"""The MQTT line of a loudspeaker: its own topics, with its own key; comes back by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion

KEEPALIVE_S = 60
PORTS = {"mqtt": 1883, "mqtts": 8883}


class Line:
    """Hands commands to `take`; `tell` publishes and never raises."""

    def __init__(self, broker: str, number: str, key: str) -> None:
        parts = urlsplit(broker if "://" in broker else f"mqtt://{broker}")
        if parts.scheme not in PORTS or not parts.hostname:
            raise OSError(f"--broker 应形如 mqtt://主机:1883，不是 {broker}")
        self.number = number
        self.take: Callable[[bytes], None] = _nobody
        self._host, self._port = parts.hostname, parts.port or PORTS[parts.scheme]
        self._client = paho.Client(CallbackAPIVersion.VERSION2, client_id=number, clean_session=True)
        self._client.username_pw_set(number, key)
        if parts.scheme == "mqtts":
            self._client.tls_set()
        self._client.reconnect_delay_set(1, 30)
        self._client.on_connect = self._connected
        self._client.on_message = lambda _, __, message: self.take(bytes(message.payload))

    def start(self, take: Callable[[bytes], None]) -> None:
        """Connects, now or as soon as it can."""
        self.take = take
        self._client.connect_async(self._host, self._port, KEEPALIVE_S)
        self._client.loop_start()

    def stop(self) -> None:
        """Says goodbye."""
        self._client.disconnect()
        self._client.loop_stop()

    def tell(self, kind: str, body: dict[str, Any]) -> None:
        """Publishes something of a kind."""
        if self._client.is_connected():
            text = json.dumps(body, ensure_ascii=False)
            self._client.publish(f"linli/{self.number}/up/{kind}", text, qos=1)

    def _connected(self, client: paho.Client, *_: object) -> None:
        client.subscribe(f"linli/{self.number}/down/commands", 1)


def _nobody(_: bytes) -> None:
    """Nobody takes commands yet."""
