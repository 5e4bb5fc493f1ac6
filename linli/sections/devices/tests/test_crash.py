"""Power cuts: `linli serve` is killed during ingest; whatever it acknowledged is in the database."""

from __future__ import annotations

import json
import os
import random
import socket
import sqlite3
import time
from pathlib import Path
from typing import Any

import paho.mqtt.client as paho
import pytest
from paho.mqtt.enums import CallbackAPIVersion

from linli.kernel.testing.serving import Installation, Process

ROUNDS = int(os.environ.get("LINLI_CRASH_ROUNDS", "1"))
SENDERS = 5
PER_SECOND = 500
PREPARE = """
import json
from linli.kernel.access import SYSTEM
from linli.kernel.models import add_area
from linli.sections.devices.services.register import register_device
area = add_area(name="断电小区", kind="estate")
made = [register_device(actor=SYSTEM, type_code="environment", area_id=area.pk, name="站") for _ in range(%d)]
print(json.dumps([[m.device.pk, m.device.number, m.key] for m in made]))
"""


class Sender:
    """One device sending numbered readings; remembers which were acknowledged."""

    def __init__(self, port: int, device_id: int, number: str, key: str) -> None:
        self.device_id, self.number = device_id, number
        self._sent: dict[int, int] = {}  # by message id, written by the sending thread
        self._answered: list[
            int
        ] = []  # message ids, written by the network thread (no lock: it holds its own)
        self.client = paho.Client(CallbackAPIVersion.VERSION2, client_id=f"{number}-{time.monotonic_ns()}")
        self.client.username_pw_set(number, key)
        self.client.max_inflight_messages_set(200)
        self.client.on_publish = self._on_publish
        self.client.connect("127.0.0.1", port)
        self.client.loop_start()

    def send(self, at_ms: int) -> None:
        """One reading at QoS 1; `at_ms` is its identity."""
        payload = json.dumps({"t": at_ms, "v": {"noise": at_ms % 100}})
        info = self.client.publish(f"linli/{self.number}/up/readings", payload, qos=1)
        self._sent[info.mid] = at_ms

    def stop(self) -> None:
        """Ends the client without a word."""
        self.client.loop_stop()

    def acknowledged(self) -> set[int]:
        """The readings the broker answered for; ask once stopped."""
        return {self._sent[mid] for mid in self._answered}

    def _on_publish(self, client: Any, data: Any, mid: int, reason: Any, properties: Any) -> None:
        self._answered.append(mid)


def wait_mqtt(port: int, process: Process) -> None:
    deadline = time.monotonic() + 90
    while time.monotonic() < deadline and process.popen.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("the broker did not open its port")


def stored(installed: Installation) -> list[tuple[int, int]]:
    """(device, time) of every message in the log, read without our code."""
    url = installed.env["LINLI_DATABASE_URL"]
    query = "SELECT device_id, at_ms FROM devices_reading"
    if url:
        import psycopg

        with psycopg.connect(url) as connection:
            return [(int(d), int(t)) for d, t in connection.execute(query)]
    connection = sqlite3.connect(Path(installed.folder) / "telemetry.sqlite3")
    try:
        return list(connection.execute(query))
    finally:
        connection.close()


def one_power_cut(
    installed: Installation, devices: list[list[Any]], rng: random.Random
) -> set[tuple[int, int]]:
    """Sends at 500 messages a second, kills the server somewhere in between; what had been acknowledged."""
    with Process(installed, ["serve"]) as process:
        wait_mqtt(installed.mqtt_port, process)
        senders = [Sender(installed.mqtt_port, *device) for device in devices]
        end = time.monotonic() + rng.uniform(0.3, 2.5)
        begun, base, count = time.monotonic(), int(time.time() * 1000), 0
        while time.monotonic() < end:
            while count < (time.monotonic() - begun) * PER_SECOND:
                senders[count % SENDERS].send(base + count)
                count += 1
            time.sleep(0.002)
        process.kill()
        for sender in senders:
            sender.stop()
    return {(s.device_id, at) for s in senders for at in s.acknowledged()}


@pytest.mark.crash
@pytest.mark.function("7.2")
def test_acknowledged_messages_survive_kill(installed: Installation) -> None:
    """kill -9 at random moments at 500 msg/s: nothing that was acknowledged is missing, nothing is there twice."""
    installed.env["LINLI_MQTT_RATE"] = "1000"
    prepared = installed.command("shell", "-v", "0", "-c", PREPARE % SENDERS)
    assert prepared.returncode == 0, prepared.stderr
    devices = json.loads(prepared.stdout.strip().splitlines()[-1])
    rng = random.Random(7)
    acknowledged: set[tuple[int, int]] = set()
    for _ in range(ROUNDS):
        acknowledged |= one_power_cut(installed, devices, rng)
    with Process(installed, ["serve"]) as process:
        wait_mqtt(installed.mqtt_port, process)
    assert len(acknowledged) > 50 * ROUNDS
    found = stored(installed)
    assert acknowledged - set(found) == set()
    assert len(found) == len(set(found))
