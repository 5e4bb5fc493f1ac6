"""A storm: many devices under three kinds of rules, the server killed again and again, and what had to come of it.

Each round a few devices have something to tell: noise that lasts (duration), dust that peaks three times (repetition)
and humidity that is never told again (absence). All of them go on sending, and keep what is not acknowledged.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from linli.kernel.testing.serving import Installation, Process
from tests.crash.fleet import Fleet

NOISE_S = 2
PEAKS = (5, 9, 13)
LOOK_TICKS = 3
PATIENCE = 90.0
LOUD_FROM, DRY_FROM, STORY_TICKS = 3, 7, 35
DURATION, REPETITION, ABSENCE = "overheat", "tamper", "low_battery"
PREPARE = """
import json
from linli.kernel.access import SYSTEM
from linli.kernel.models import add_area
from linli.sections.alerts import services as alerts
from linli.sections.devices.services.register import register_device
area = add_area(name="断电小区", kind="estate")
peaks = {"node": "over", "metric": "pm25", "how": "count", "seconds": 30, "op": ">=", "limit": 3,
         "where": {"op": ">", "limit": 90}}
dry = {"node": "absent", "metric": "humidity", "seconds": %(absence)d}
here = (area.pk, "environment")
for data in (
    alerts.RuleData("持续吵闹", "threshold", "overheat", *here, %(noise)d, "noise", ">", 80.0),
    alerts.RuleData("粉尘三次", "tree", "tamper", *here, 0, tree=peaks),
    alerts.RuleData("湿度无数据", "tree", "low_battery", *here, 0, tree=dry),
):
    alerts.create_rule(actor=SYSTEM, data=data)
made = [register_device(actor=SYSTEM, type_code="environment", area_id=area.pk, name="站") for _ in range(%(devices)d)]
print(json.dumps([[m.device.pk, m.device.number, m.key] for m in made]))
"""
Due = tuple[int, str, int]
"""Device, kind of alert, and the event time (ms) at which it is due."""


def prepare(installed: Installation, devices: int, absence_s: int) -> list[list[Any]]:
    """The devices [id, number, key] under the three rules."""
    words = {"devices": devices, "absence": absence_s, "noise": NOISE_S}
    done = installed.command("shell", "-v", "0", "-c", PREPARE % words)
    assert done.returncode == 0, done.stderr
    return list(json.loads(done.stdout.strip().splitlines()[-1]))


@dataclass
class Storm:
    """One storm. `tick_ms` apart, every device sends one reading per tick."""

    installed: Installation
    devices: list[list[Any]]
    chance: random.Random
    absence_s: int
    group: int
    tick_ms: int = 100
    port: int = 0
    due: dict[Due, int] = field(default_factory=dict)
    """What is due, with the reading (ms) that decides it; for absence, the due moment itself."""
    ready: list[float] = field(default_factory=list)
    """When the server answered again after each kill (wall clock, seconds)."""
    killed: list[float] = field(default_factory=list)
    """When it was killed."""

    def __post_init__(self) -> None:
        """Connections to the embedded broker, or to `port`."""
        self.fleet = Fleet(self.port or self.installed.mqtt_port, self.devices)
        self.base, self.tick = 0, 0
        self._stories: dict[int, int] = {}

    def rage(self, rounds: int, told: Callable[[], int]) -> None:
        """Starts the server, kills it `rounds` times, and goes on until what is due is there (`told` counts alerts)."""
        process = self._start()
        try:
            self.base = int(time.time() * 1000)
            self._until(lambda: self.fleet.acknowledged and not self._behind())
            for number in range(rounds):
                process = self._round(number, process)
            last = max(moment for _, _, moment in self.due) + 1000
            self._until(lambda: self._now() > last and not self._behind())
            self._until(lambda: self.tick % LOOK_TICKS == 0 and told() >= len(self.due))
        finally:
            process.kill()
            self.fleet.close()

    def _round(self, number: int, process: Process) -> Process:
        """A story begins; somewhere in it the power fails."""
        begin, first = self.tick + 2, number * self.group % len(self.devices)
        for nth in range(first, first + self.group):
            self._stories[nth] = begin
            self._expect(nth, begin)
        cut = self._now() + self.chance.uniform(100, STORY_TICKS * self.tick_ms)
        self._until(lambda: self._now() >= cut)
        self.killed.append(time.time())
        process.kill()
        process, answered = self._start(), len(self.ready)
        self._until(
            lambda: len(self.ready) > answered and not self._behind() and self.tick > begin + STORY_TICKS
        )
        return process

    def _expect(self, nth: int, begin: int) -> None:
        """Writes down what must come of this device's story."""
        device = self.devices[nth][0]
        loud = self._at(begin + LOUD_FROM)
        third = self._at(begin + PEAKS[-1])
        dry = self._at(begin + DRY_FROM - 1) + self.absence_s * 1000
        self.due[device, DURATION, loud + NOISE_S * 1000] = loud
        self.due[device, REPETITION, third] = third
        self.due[device, ABSENCE, dry] = 0

    def _start(self) -> Process:
        process = Process(self.installed, ["serve"])

        def wait() -> None:
            with suppress(AssertionError):  # killed before it answered
                process.wait_ready()
                self.ready.append(time.time())

        threading.Thread(target=wait, daemon=True).start()
        return process

    def _until(self, over: Callable[[], object]) -> None:
        """Sends and listens until the condition holds."""
        deadline = time.monotonic() + PATIENCE
        while not over():
            assert time.monotonic() < deadline, f"no end: tick {self.tick}, {self.fleet.waiting()} waiting"
            while self._now() >= self._at(self.tick):
                self._speak(self.tick)
                self.tick += 1
            self.fleet.turn()

    def _speak(self, tick: int) -> None:
        for nth in range(len(self.devices)):
            self.fleet.say(nth, self._at(tick), self._values(nth, tick))

    def _values(self, nth: int, tick: int) -> dict[str, float]:
        begin = self._stories.get(nth)
        since = -1 if begin is None else tick - begin
        values = {"noise": 95.0 if since >= LOUD_FROM else 40.0, "pm25": 99.0 if since in PEAKS else 10.0}
        return values if since >= DRY_FROM else {**values, "humidity": 50.0}

    def _behind(self) -> bool:
        """True while the devices still hold back more than what is on its way."""
        return self.fleet.waiting() > 3 * len(self.devices)

    def _at(self, tick: int) -> int:
        return self.base + tick * self.tick_ms

    def _now(self) -> int:
        return int(time.time() * 1000)
