"""Devices for tests, and a device's side of the wire."""

from __future__ import annotations

import json
import threading
import time
from contextlib import suppress
from typing import Any, Self

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area
from linli.sections.devices.models import Reading, Refusal
from linli.sections.devices.services.register import Registered, register_device

PATIENCE = 15.0


def make_device(area: Area, number: str = "", type_code: str = "environment", **details: Any) -> Registered:
    """A registered device with its key."""
    name = details.pop("name", f"测试设备{number}")
    return register_device(
        actor=SYSTEM, type_code=type_code, area_id=area.pk, name=name, number=number, **details
    )


def now_ms() -> int:
    """Milliseconds since 1970."""
    return int(time.time() * 1000)


def refused() -> dict[tuple[str, str], int]:
    """How often what was refused, by source and reason."""
    return {(r.sender, r.reason): r.count for r in Refusal.objects.all()}


def stored(device_id: int) -> list[tuple[str, int, float]]:
    """(metric, time, value) of every reading of a device, in that order."""
    found = Reading.objects.filter(device_id=device_id).values_list("at_ms", "values")
    return sorted((metric, at_ms, value) for at_ms, values in found for metric, value in values.items())


class DeviceClient:
    """A real MQTT client, as a device would use one."""

    def __init__(
        self, port: int, user: str, key: str, *, protocol: int = paho.MQTTv311, client_id: str = ""
    ) -> None:
        self.client = paho.Client(
            CallbackAPIVersion.VERSION2, client_id=client_id or f"c-{user}", protocol=protocol
        )
        if user:
            self.client.username_pw_set(user, key)
        self.answer: Any = None
        self.granted: list[Any] = []
        self.received: list[tuple[str, bytes]] = []
        self._connected, self._subscribed, self._gone = (threading.Event() for _ in range(3))
        self.heard = threading.Event()
        self._sent, self._acknowledged = threading.Condition(), set[int]()
        self.client.on_publish = self._on_publish
        self.client.on_connect = self._on_connect
        self.client.on_subscribe = self._on_subscribe
        self.client.on_message = self._on_message
        self.client.on_disconnect = lambda *_: self._gone.set()
        self.client.connect("127.0.0.1", port, keepalive=30)
        self.client.loop_start()
        assert self._connected.wait(PATIENCE), "the broker did not answer the CONNECT"
        if self.answer.is_failure:
            self.close()

    @property
    def accepted(self) -> bool:
        """True when the broker let the device in."""
        return not self.answer.is_failure

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection politely."""
        with suppress(ValueError):
            self.client.disconnect()
        self.client.loop_stop()

    def publish(
        self, topic: str, payload: Any, qos: int = 1, *, retain: bool = False
    ) -> paho.MQTTMessageInfo:
        """Sends; does not wait."""
        data = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        info = self.client.publish(topic, data, qos, retain)
        # Mosquitto ends an MQTT 3.1.1 connection that wrote to a foreign topic. The client comes back by itself
        # and then sends the QoS 1 messages it kept; `info` would still say that there was no connection.
        assert info.rc == MQTTErrorCode.MQTT_ERR_SUCCESS or (
            qos and info.rc == MQTTErrorCode.MQTT_ERR_NO_CONN
        )
        return info

    def send(self, topic: str, payload: Any, qos: int = 1, **options: Any) -> None:
        """Sends and waits for the acknowledgement; fails loudly when there is none."""
        info = self.publish(topic, payload, qos, **options)
        with self._sent:
            arrived = self._sent.wait_for(lambda: info.mid in self._acknowledged, PATIENCE)
        assert arrived, f"{topic} was not acknowledged"

    def subscribe(self, topic_filter: str) -> bool:
        """Subscribes; True when the broker granted it."""
        self._subscribed.clear()
        self.client.subscribe(topic_filter, 1)
        assert self._subscribed.wait(PATIENCE), "no SUBACK"
        return not self.granted[-1].is_failure

    def wait_gone(self) -> None:
        """Waits until the broker has ended the connection."""
        assert self._gone.wait(PATIENCE), "the broker kept the connection"

    def _on_connect(self, client: Any, data: Any, flags: Any, reason: Any, properties: Any) -> None:
        self.answer = reason
        self._connected.set()

    def _on_publish(self, client: Any, data: Any, mid: int, *_: object) -> None:
        with self._sent:
            self._acknowledged.add(mid)
            self._sent.notify_all()

    def _on_subscribe(self, client: Any, data: Any, mid: int, reasons: Any, properties: Any) -> None:
        self.granted += reasons
        self._subscribed.set()

    def _on_message(self, client: Any, data: Any, message: Any) -> None:
        self.received.append((message.topic, message.payload))
        self.heard.set()
