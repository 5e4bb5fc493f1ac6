"""A fleet of devices on real MQTT connections: each keeps what was not acknowledged and sends it again, as real ones do."""

from __future__ import annotations

import json
import selectors
import time
from collections import deque
from dataclasses import dataclass, field
from typing import Any

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode

RETRY_SECONDS = 0.3
MISC_SECONDS = 2.0
Said = tuple[int, int]


@dataclass
class Device:
    """One device of the fleet, which tells things in their order.

    `held` waits for a connection; `sent` maps a message id to the time (epoch ms) that identifies the reading.
    """

    id: int
    number: str
    client: paho.Client
    connected: bool = False
    welcome: bool = False
    retry_at: float = 0.0
    held: deque[tuple[int, str]] = field(default_factory=deque)
    sent: dict[int, int] = field(default_factory=dict)


class Fleet:
    """Serves all connections from one thread; call `turn` often."""

    def __init__(self, port: int, devices: list[list[Any]], topic: str = "linli/{}/up/readings") -> None:
        """`devices` are [id, number, key]; nothing is connected yet."""
        self.port, self.topic = port, topic
        self.devices = [Device(pk, number, self._client(number, key)) for pk, number, key in devices]
        self.acknowledged: dict[Said, float] = {}
        self.said = 0
        self._selector = selectors.DefaultSelector()
        self._misc_at = 0.0

    def _client(self, number: str, key: str) -> paho.Client:
        client = paho.Client(CallbackAPIVersion.VERSION2, client_id=number)
        client.username_pw_set(number, key)
        client.max_inflight_messages_set(1000)
        return client

    def say(self, nth: int, at_ms: int, values: dict[str, float]) -> None:
        """One reading at QoS 1. While the server is away the device keeps it."""
        device = self.devices[nth]
        device.held.append((at_ms, json.dumps({"t": at_ms, "v": values})))
        self.said += 1
        if device.welcome:
            self._send(device)

    def _send(self, device: Device) -> None:
        while device.held:
            at_ms, payload = device.held.popleft()
            info = device.client.publish(self.topic.format(device.number), payload, qos=1)
            device.sent[info.mid] = at_ms

    def turn(self, seconds: float = 0.005) -> None:
        """Connects who is away, and sends and hears what there is, for at most about `seconds`."""
        now = time.monotonic()
        for device in self.devices:
            if not device.connected and now >= device.retry_at:
                self._connect(device)
        for device in self.devices:
            if device.connected and device.client.want_write():
                device.client.loop_write()
        for key, _ in self._selector.select(seconds):
            if key.data.client.loop_read() != MQTTErrorCode.MQTT_ERR_SUCCESS:
                self._lost(key.data)
            elif not key.data.welcome and key.data.client.is_connected():
                key.data.welcome = True  # what was under way has just been sent again, before anything new
                self._send(key.data)
        self._tidy(now)

    def _connect(self, device: Device) -> None:
        device.retry_at = time.monotonic() + RETRY_SECONDS
        client = device.client
        client.on_publish = lambda c, d, mid, r, p: self._heard(device, mid)
        try:
            client.connect("127.0.0.1", self.port, keepalive=120)
        except OSError:
            return
        device.connected = True
        self._selector.register(client.socket(), selectors.EVENT_READ, device)

    def _heard(self, device: Device, mid: int) -> None:
        self.acknowledged[device.id, device.sent.pop(mid)] = time.time()

    def _tidy(self, now: float) -> None:
        """Keeps connections alive, notices the dead."""
        if now < self._misc_at:
            return
        self._misc_at = now + MISC_SECONDS
        for device in self.devices:
            if device.connected and device.client.loop_misc() != MQTTErrorCode.MQTT_ERR_SUCCESS:
                self._lost(device)

    def _lost(self, device: Device) -> None:
        device.connected = device.welcome = False
        for key in [k for k in self._selector.get_map().values() if k.data is device]:
            self._selector.unregister(key.fileobj)

    def waiting(self) -> int:
        """Readings not acknowledged yet."""
        return self.said - len(self.acknowledged)

    def close(self) -> None:
        """Drops every connection without a word."""
        for device in self.devices:
            sock = device.client.socket()
            if sock is not None:
                sock.close()
        self._selector.close()
