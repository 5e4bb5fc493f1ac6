"""How demo machines behave (演示设备的动作): lamps obey, lockers open and shut their doors, dispensers let water run."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from typing import Any

from linli.sections.devices.signals import Values

SWIPE_EVERY = 240.0
CARDS = tuple(f"BM{1001 + nth}" for nth in range(8))
DOOR_OPENS, DOOR_CLOSES, WATER_RUNS = 1.5, 7.0, 6.0


@dataclass
class Acting:
    """What one machine remembers and still has to say: (due at, topic under `up/`, payload). Seconds of one clock."""

    type: str
    rng: random.Random
    mark: str
    level: float | None = None
    to_say: list[tuple[float, str, dict[str, Any]]] = field(default_factory=list)
    next_swipe: float = 0.0
    nth: int = 0

    def hear(self, command: dict[str, Any], now: float) -> None:
        """A command came; who heard it answers, here is what it does."""
        code, params = str(command.get("code")), dict(command.get("params") or {})
        if self.type == "lamp" and code == "dim":
            self.level = float(params.get("brightness", 100))
        elif self.type == "lamp" and code == "switch":
            self.level = 100.0 if params.get("on") else 0.0
        elif self.type == "parcel_locker" and code == "open_cell":
            self._ask(now + DOOR_OPENS, "door", cell=params.get("cell"), open=True)
            self._ask(now + DOOR_CLOSES, "door", cell=params.get("cell"), open=False)
        elif self.type == "dispenser" and code == "answer" and params.get("ok"):
            ml = min(int(params.get("ml") or 0), self.rng.choice((1500, 3000, 5000)))
            self._ask(now + WATER_RUNS, "drawn", re=params.get("request"), ml=ml)

    def due(self, now: float) -> list[tuple[str, dict[str, Any]]]:
        """What is to be said now; a dispenser is used from time to time."""
        if self.type == "dispenser" and now >= self.next_swipe:
            if self.next_swipe:
                self._ask(now, "card", card=self.rng.choice(CARDS))
            self.next_swipe = now + SWIPE_EVERY * self.rng.uniform(0.6, 1.4)
        ready = [(topic, payload) for at, topic, payload in self.to_say if at <= now]
        self.to_say = [one for one in self.to_say if one[0] > now]
        return ready

    def measured(self) -> Values:
        """What a lamp measures that was told how bright to be."""
        if self.level is None:
            return {}
        power = round(self.level * 0.6 + self.rng.random(), 1) if self.level else 0.0
        return {"on": float(self.level > 0), "brightness": self.level, "power": power}

    def _ask(self, at: float, ask: str, **body: Any) -> None:
        self.nth += 1
        self.to_say.append((at, "requests", {"id": f"{self.mark}-{self.nth}", "ask": ask, "p": body}))
