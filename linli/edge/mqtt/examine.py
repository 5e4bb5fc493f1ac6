"""Examines an outside broker for limits that drop messages in silence, by what it says and by really filling a queue."""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterator
from typing import Any, NamedTuple

import paho.mqtt.client as paho
from paho.mqtt.enums import CallbackAPIVersion
from paho.mqtt.packettypes import PacketTypes
from paho.mqtt.properties import Properties

from linli.edge.mqtt.config import PAYLOAD_LIMIT, ExternalConfig

PROBE = 2500
"""Messages queued for one who is away. Mosquitto keeps 1,000 unless told otherwise, EMQX 1,000, and drops the rest."""
PATIENCE = 15.0
QUIET = 4.0
TOPIC = "linli-doctor"
UNSHARED = "请去掉 LINLI_MQTT_SHARE，只用一个 ingest 进程。"
UNLIMITED = "Mosquitto：max_queued_messages 0、max_queued_bytes 0；EMQX：mqtt.max_mqueue_len = infinity。"


class Told(NamedTuple):
    """One finding: level is ok, warning or error."""

    level: str
    text: str
    advice: str = ""


class Visitor:
    """One connection with a session of its own."""

    def __init__(self, config: ExternalConfig, client_id: str, *, keep: bool) -> None:
        self.client = paho.Client(CallbackAPIVersion.VERSION2, client_id=client_id, protocol=paho.MQTTv5)
        if config.username:
            self.client.username_pw_set(config.username, config.password)
        if config.tls:
            self.client.tls_set()
        self.client.max_inflight_messages_set(500)
        self.properties: dict[str, Any] = {}
        self.came: list[tuple[str, bytes]] = []
        self.refused = False
        self.acknowledged = 0
        self._connected, self._subscribed = threading.Event(), threading.Event()
        self._last = time.monotonic()
        self.client.on_connect = self._on_connect
        self.client.on_subscribe = self._on_subscribe
        self.client.on_message = self._on_message
        self.client.on_publish = self._on_publish
        expiry = Properties(PacketTypes.CONNECT)  # type: ignore[no-untyped-call]
        expiry.SessionExpiryInterval = 120 if keep else 0
        self.client.connect(config.host, config.port, clean_start=not keep, properties=expiry)
        self.client.loop_start()
        if not self._connected.wait(PATIENCE) or self.refused:
            self.leave()
            raise ConnectionRefusedError("消息服务器拒绝了平台的账号，或不支持 MQTT 5")

    def subscribe(self, topic: str) -> bool:
        """True when it was granted."""
        self._subscribed.clear()
        self.client.subscribe(topic, 1)
        return self._subscribed.wait(PATIENCE) and not self.refused

    def wait_quiet(self, enough: int) -> int:
        """How many messages came, once they are enough or nothing has come for a while."""
        self._last = time.monotonic()
        while len(self.came) < enough and time.monotonic() - self._last < QUIET:
            time.sleep(0.02)
        return len(self.came)

    def leave(self) -> None:
        """Disconnects; the session stays if it was to be kept."""
        self.client.disconnect()
        self.client.loop_stop()

    def _on_connect(self, client: Any, data: Any, flags: Any, reason: Any, properties: Any) -> None:
        self.refused = reason.is_failure
        self.properties = properties.json() if properties else {}
        self._connected.set()

    def _on_subscribe(self, client: Any, data: Any, mid: int, reasons: Any, properties: Any) -> None:
        self.refused = any(reason.is_failure for reason in reasons)
        self._subscribed.set()

    def _on_publish(self, client: Any, data: Any, mid: int, reason: Any, properties: Any) -> None:
        self.acknowledged += not reason.is_failure

    def _on_message(self, client: Any, data: Any, message: Any) -> None:
        self.came.append((message.topic, message.payload))
        self._last = time.monotonic()


def examine(config: ExternalConfig) -> list[Told]:
    """What was found; each line also says when something could not be checked. Raises OSError when it is not there."""
    return [*_said(config), *_queue(config)]


def _said(config: ExternalConfig) -> Iterator[Told]:
    """What the broker tells of itself: its CONNACK (MQTT 5 §3.2.2.3) and $SYS."""
    visitor = Visitor(config, f"{TOPIC}-{secrets.token_hex(4)}", keep=False)
    try:
        visitor.subscribe("$SYS/broker/version")
        visitor.wait_quiet(1)
        version = (
            visitor.came[0][1].decode("utf-8", "replace")[:60]
            if visitor.came
            else "没有公布版本（$SYS 不可读）"
        )
        yield Told("ok", f"消息服务器：{version}")
        largest = visitor.properties.get("MaximumPacketSize")
        if largest and largest < PAYLOAD_LIMIT:
            yield Told(
                "error",
                f"报文上限只有 {largest} 字节",
                f"请把 max_packet_size 设为 {PAYLOAD_LIMIT * 2} 以上。",
            )
        if config.share and version.startswith("mosquitto version 2.0"):
            yield Told("warning", "Mosquitto 2.0 重启后忘记共享订阅，平台重新连上之前的消息会丢失", UNSHARED)
        if config.share and visitor.properties.get("SharedSubscriptionAvailable") == 0:
            yield Told(
                "error", "不支持共享订阅", "请去掉 LINLI_MQTT_SHARE，或换支持 MQTT 5 共享订阅的服务器。"
            )
    finally:
        visitor.leave()


def _queue(config: ExternalConfig) -> Iterator[Told]:
    """Fills the queue of one who is away, and counts what is left of it when it is back."""
    name, topic = f"{TOPIC}-{secrets.token_hex(4)}", f"{TOPIC}/{secrets.token_hex(4)}"
    away = Visitor(config, name, keep=True)
    granted = away.subscribe(topic)
    away.leave()
    if not granted:
        yield _unchecked("没有订阅权限")
        return
    sender = Visitor(config, f"{name}-s", keep=False)
    for n in range(PROBE):
        sender.client.publish(topic, b"%d" % n, 1)
    deadline = time.monotonic() + PATIENCE
    while sender.acknowledged < PROBE and time.monotonic() < deadline:
        time.sleep(0.02)
    acknowledged = sender.acknowledged
    sender.leave()
    back = Visitor(config, name, keep=True)
    came = back.wait_quiet(acknowledged)
    back.leave()
    Visitor(config, name, keep=False).leave()  # ends the kept session
    if acknowledged == 0:
        yield _unchecked("没有发布权限")
    elif came < acknowledged:
        lost = acknowledged - came
        yield Told(
            "error",
            f"离线排队有上限：确认收下 {acknowledged} 条，只交付 {came} 条，悄悄丢了 {lost} 条",
            UNLIMITED,
        )
    else:
        yield Told("ok", f"离线排队 {PROBE} 条全部交付；磁盘配额与集群内部的限制没有检查")


def _unchecked(why: str) -> Told:
    return Told(
        "warning",
        f"离线排队的上限没有查成（平台账号对 {TOPIC}/# {why}）",
        f"请给平台账号 {TOPIC}/# 的读写权限再查；或自行确认：{UNLIMITED}",
    )
