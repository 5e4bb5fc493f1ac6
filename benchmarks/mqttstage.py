"""What the device benchmarks stand on: a Mosquitto without limits, registered devices, a load that waits for its cue."""

import json
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.stage import PATIENCE, ROOT
from linli.kernel.testing.mosquitto import Mosquitto

UNGATED = """
listener 1883
allow_anonymous true
max_queued_messages 0
max_inflight_messages 0
connection_messages false
"""


@contextmanager
def mosquitto() -> Iterator[int]:
    """A Mosquitto for everybody, with the limits lifted, while the block runs; its port."""
    with tempfile.TemporaryDirectory(prefix="linli-mosquitto-") as folder:
        broker = Mosquitto(Path(folder), UNGATED)
        broker.start()
        try:
            yield broker.port
        finally:
            broker.stop()


def devices(count: int, type_code: str = "wristband") -> dict[str, str]:
    """Registers devices straight in the table (hashing a thousand keys proves nothing); number → key."""
    from linli.kernel.models import Area, add_area
    from linli.sections.devices import keys
    from linli.sections.devices.models import Device, DeviceType
    from linli.sections.devices.services import roll
    from linli.sections.devices.services.things import ensure_catalogue

    ensure_catalogue()
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).first() or add_area(name="测速小区", kind="estate")
    kind = DeviceType.objects.get(code=type_code)
    made = {f"B-{n:05d}": secrets.token_urlsafe(16) for n in range(count)}
    Device.objects.bulk_create(
        Device(
            number=number,
            type=kind,
            name=number,
            area=estate,
            key_hash=keys.digest(key),
            broker_hash=keys.broker_hash(key),
        )
        for number, key in made.items()
    )
    roll.changed()
    return made


class Load:
    """The senders in a process of their own: connected, waiting for `go`."""

    def __init__(self, plan: dict[str, Any]) -> None:
        self.file = tempfile.NamedTemporaryFile("w", suffix=".json")  # noqa: SIM115 - lives as long as the load
        json.dump(plan, self.file)
        self.file.flush()
        self.running = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.mqttload", self.file.name],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        said = self._line()
        if said != "ready":
            raise RuntimeError(f"the load could not connect: {said}")

    def go(self) -> None:
        """Begin to send."""
        assert self.running.stdin
        self.running.stdin.write("\n")
        self.running.stdin.flush()

    def result(self) -> dict[str, Any]:
        """When it began and when the last message was acknowledged."""
        found: dict[str, Any] = json.loads(self._line())
        self.running.wait(30)
        self.file.close()
        return found

    def _line(self) -> str:
        assert self.running.stdout
        return self.running.stdout.readline().strip()


def eventually(reached: Any, seconds: float = PATIENCE) -> float:
    """The time at which `reached()` became true. Raises when it does not."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if reached():
            return time.time()
        time.sleep(0.02)
    raise RuntimeError("did not come to an end")
