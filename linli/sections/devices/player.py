"""Plays the demo devices (设备播放器): each connects with its own key over real MQTT and measures.

`Player(host, port)` then `run(stop)` until the event is set; one thread serves all connections.
"""

from __future__ import annotations

import json
import logging
import random
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlsplit

import paho.mqtt.client as paho
from django.utils import timezone
from paho.mqtt.enums import CallbackAPIVersion, MQTTErrorCode

from linli.sections.devices import strolls
from linli.sections.devices.acting import Acting
from linli.sections.devices.models import Device
from linli.sections.devices.seed import MISSING, demo_key
from linli.sections.devices.signals import SIGNALS, Values

logger = logging.getLogger(__name__)
PERIODS = {"wristband": 4.0, "environment": 5.0, "elevator": 5.0, "bin": 10.0, "lamp": 10.0}
PERIOD = 20.0
EPISODE_EVERY, EPISODE_SECONDS = 300.0, 90.0
TICK = 0.25
TOLD = frozenset({"on", "brightness", "volume"})
"""What a command sets and the device then measures."""
REST = 5.0


@dataclass
class Part:
    """One device at play."""

    number: str
    type: str
    nth: int
    client: paho.Client
    due_at: float
    acting: Acting
    seq: int = 0
    connected: bool = False
    told: Values = field(default_factory=dict)
    retry_at: float = 0.0


class Player:
    """Plays every demo device whose key can be derived; from time to time one of them has something to tell."""

    def __init__(self, host: str, port: int, *, seed: int = 20261122) -> None:
        self.host, self.port = host, port
        self.rng = random.Random(seed)  # noqa: S311 - a show, nothing secret
        self.parts = [self._part(nth, number, code) for nth, (number, code) in enumerate(_demo_devices())]
        self.sent = 0
        self._ground = strolls.ground()
        self._episode: tuple[str, float] = ("", 0.0)
        self._next_episode = time.monotonic() + 20.0

    def run(self, stop: threading.Event) -> None:
        """Plays until `stop` is set, then says goodbye."""
        while not stop.wait(TICK):
            self._tick(time.monotonic())
        for part in self.parts:
            part.client.disconnect()

    def _tick(self, now: float) -> None:
        self._tell_story(now)
        for part in self.parts:
            if not part.connected:
                self._connect(part, now)
                continue
            if now >= part.due_at:
                self._measure(part, now)
            for topic, asked in part.acting.due(now):
                part.client.publish(f"linli/{part.number}/up/{topic}", json.dumps(asked), qos=1)
            if part.client.loop(timeout=0.001) != MQTTErrorCode.MQTT_ERR_SUCCESS:
                part.connected, part.retry_at = False, now + REST

    def _connect(self, part: Part, now: float) -> None:
        if now < part.retry_at:
            return
        part.retry_at = now + REST
        try:
            part.client.connect(self.host, self.port, keepalive=60)
            part.connected = True
        except OSError as error:
            logger.info("the broker cannot be reached: %s", error)

    def _measure(self, part: Part, now: float) -> None:
        """Publishes one reading at QoS 1."""
        part.due_at = now + PERIODS.get(part.type, PERIOD)
        part.seq += 1
        at = timezone.localtime()
        values = (
            SIGNALS[part.type](at, self.rng, part.nth)
            | part.told
            | part.acting.measured()
            | self._placed(part, at)
            | self._changed(part, now)
        )
        message = {"t": int(at.timestamp() * 1000), "seq": part.seq, "v": values}
        part.client.publish(f"linli/{part.number}/up/readings", json.dumps(message), qos=1)
        self.sent += 1

    def _obey(self, number: str, payload: bytes) -> None:
        """Does what it is told: answers, and from now on measures what was set."""
        part = next(part for part in self.parts if part.number == number)
        command = json.loads(payload)
        part.told |= {name: float(value) for name, value in command["params"].items() if name in TOLD}
        part.due_at = time.monotonic()
        part.acting.hear(command, part.due_at)
        answer = {"id": command["id"], "ok": True, "result": "设备已执行"}
        part.client.publish(f"linli/{number}/up/acks", json.dumps(answer), qos=1)

    def _tell_story(self, now: float) -> None:
        """Every few minutes one wristband shows a racing heart, or one bin is full, for a while."""
        if now >= self._next_episode:
            actors = [p.number for p in self.parts if p.type in ("wristband", "bin")]
            if actors:
                self._episode = (self.rng.choice(actors), now + EPISODE_SECONDS)
            self._next_episode = now + EPISODE_EVERY

    def _changed(self, part: Part, now: float) -> Values:
        number, until = self._episode
        if part.number != number or now >= until:
            return {}
        if part.type == "wristband":
            return {"heart_rate": float(self.rng.randint(128, 146))}
        return {"level": float(self.rng.randint(93, 99))}

    def _placed(self, part: Part, at: datetime) -> Values:
        """Where a wristband is; of one whose wearer did not agree, the platform keeps no position."""
        return strolls.stroll(at, part.nth, self._ground) if part.type == "wristband" and self._ground else {}

    def _part(self, nth: int, number: str, code: str) -> Part:
        client = paho.Client(CallbackAPIVersion.VERSION2, client_id=f"demo-{number}", clean_session=True)
        client.username_pw_set(number, demo_key(number))
        client.on_connect = _listen
        client.on_message = lambda _, __, message: self._obey(number, bytes(message.payload))
        acting = Acting(code, self.rng, f"{int(time.time())}")
        return Part(number, code, nth, client, time.monotonic() + self.rng.uniform(0.5, 6.0), acting)


def _listen(client: paho.Client, *_: object) -> None:
    """Once connected: what it may be told."""
    client.subscribe(f"linli/{client.username}/down/commands")


def _demo_devices() -> list[tuple[str, str]]:
    """Devices in use whose key is the demo's, apart from the two that are meant to be silent."""
    from linli.sections.devices import keys

    rows = Device.objects.filter(status=Device.Status.ACTIVE).exclude(number__in=MISSING)
    rows = rows.exclude(line=Device.Line.OCPP).select_related("type")
    return [
        (row.number, row.type.code)
        for row in rows.order_by("pk")
        if row.type.code in SIGNALS and row.key_hash == keys.digest(demo_key(row.number))
    ]


def address(url: str, port: int) -> tuple[str, int]:
    """Host and port of the broker: the outside one of LINLI_MQTT_URL, else ours."""
    parts = urlsplit(url)
    return (parts.hostname, parts.port or 1883) if parts.hostname else ("127.0.0.1", port)
