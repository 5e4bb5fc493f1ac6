"""Edge drivers (接入驱动): what listens to the outside beside the web – MQTT, watches, charging piles.

`settings.EDGE_DRIVERS` holds the dotted paths of factories; a factory returns a driver, or None when it is switched off.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol


class Driver(Protocol):
    """One way in. It hands what it hears to `kernel.telemetry`."""

    @property
    def name(self) -> str:
        """A short word, for the log and the health page."""

    async def run(self, stop: asyncio.Event, ready: Callable[[int], None]) -> None:
        """Listens until `stop` is set; calls `ready` with its port once it can be reached.

        Raises OSError when the port is taken and ValueError when a setting is wrong; leaves nothing running.
        """


@dataclass(frozen=True)
class DriverState:
    """How a driver of this process is doing. `trouble` is what stopped it last, empty while it listens."""

    name: str
    port: int = 0
    trouble: str = ""


_states: dict[str, DriverState] = {}
_lock = threading.Lock()


def note(state: DriverState) -> None:
    """Remembers how a driver is doing."""
    with _lock:
        _states[state.name] = state


def forget() -> None:
    """Nothing runs any more."""
    with _lock:
        _states.clear()


def states() -> tuple[DriverState, ...]:
    """The drivers of this process, in the order in which they were started."""
    with _lock:
        return tuple(_states.values())
