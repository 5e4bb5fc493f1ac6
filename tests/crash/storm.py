"""A storm: many devices under three kinds of rules, one process after another killed, and what had to come of it.

Each round a few devices have something to tell: noise that lasts (duration), dust that peaks three times (repetition)
and humidity that is never told again (absence). All of them go on sending, and keep what is not acknowledged.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from linli.kernel.testing.serving import Installation
from tests.crash.fleet import Fleet
from tests.crash.targets import Targets

NOISE_S = 2
PEAKS = (5, 9, 13)
LOOK_TICKS = 3
NEWEST, BEHIND_MS = (
    "SELECT coalesce(max(at_ms), 0) FROM (SELECT at_ms FROM devices_reading ORDER BY id DESC LIMIT 9) AS o",
    700,
)
PATIENCE, REST_S = 90.0, 30.0
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
    """One storm over `targets`. `tick_ms` apart, every device sends one reading per tick."""

    targets: Targets
    devices: list[list[Any]]
    chance: random.Random
    absence_s: int
    group: int
    tick_ms: int = 100
    due: dict[Due, int] = field(default_factory=dict)
    """What is due, with the reading (ms) that decides it; for absence, the due moment itself."""

    def __post_init__(self) -> None:
        """Connections to the broker outside, else to the embedded one."""
        broker = self.targets.broker
        port = broker.port if broker else self.targets.victim.installation.mqtt_port
        self.fleet = Fleet(port, self.devices)
        self.base, self.tick = 0, 0
        self._stories: dict[int, int] = {}
        self._kept_back = False

    def rage(self, rounds: int, told: Callable[[], int], kinds: Sequence[str] = ()) -> None:
        """Kills one process each round, of `kinds` or of any, until what is due is there (`told` counts alerts)."""
        self.targets.start()
        try:
            self.targets.wait_ready()
            self.base = int(time.time() * 1000)
            self._until(lambda: self.fleet.acknowledged and not self._behind())
            for number in range(rounds):
                self._round(number, self.chance.choice(kinds or self.targets.names))
            last = max(moment for _, _, moment in self.due) + 1000
            self._until(lambda: self._now() > last and not self._behind())
            self._until(lambda: self.tick % LOOK_TICKS == 0 and told() >= len(self.due))
            self.fleet.close()
            self._rest()
        finally:
            self.targets.process.kill()
            self.fleet.close()

    def _rest(self) -> None:
        """The devices are silent; what a broker outside still keeps for the server is taken in."""
        safe, deadline = set(self.fleet.acknowledged), time.monotonic() + REST_S
        while safe - set(self.targets.victim.readings()) and time.monotonic() < deadline:
            time.sleep(1)

    def _round(self, number: int, name: str) -> None:
        """A story begins; somewhere in it the named process dies."""
        begin, first = self.tick + 2, number * self.group % len(self.devices)
        for nth in range(first, first + self.group):
            self._stories[nth] = begin
            self._expect(nth, begin)
        cut = self._now() + self.chance.uniform(100, STORY_TICKS * self.tick_ms)
        self._until(lambda: self._now() >= cut)
        answered = len(self.targets.ready)
        self.targets.kill(name)
        self._until(
            lambda: (
                len(self.targets.ready) > answered and not self._behind() and self.tick > begin + STORY_TICKS
            )
        )

    def _expect(self, nth: int, begin: int) -> None:
        """Writes down what must come of this device's story."""
        device = self.devices[nth][0]
        loud = self._at(begin + LOUD_FROM)
        third = self._at(begin + PEAKS[-1])
        dry = self._at(begin + DRY_FROM - 1) + self.absence_s * 1000
        self.due[device, DURATION, loud + NOISE_S * 1000] = loud
        self.due[device, REPETITION, third] = third
        self.due[device, ABSENCE, dry] = 0

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
        """True while the devices, or a broker outside, still hold back more than what is on its way."""
        if self.fleet.waiting() > 3 * len(self.devices):
            return True
        if self.targets.broker is None or self.tick % LOOK_TICKS:
            return self._kept_back
        self._kept_back = self.targets.victim.number(NEWEST) < self._now() - BEHIND_MS
        return self._kept_back

    def _at(self, tick: int) -> int:
        return self.base + tick * self.tick_ms

    def _now(self) -> int:
        return int(time.time() * 1000)
