"""What a loudspeaker is told: commands of the platform as orders to play."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

SPEAK_FOR_MS = 10 * 60 * 1000
"""A text without a time of its own is not spoken later than that."""


@dataclass(frozen=True)
class Order:
    """Something to play: a sound to fetch, or a text to speak. Times in epoch milliseconds, `volume` in percent."""

    id: str
    command_id: int
    urgent: bool
    at_ms: int
    until_ms: int
    volume: int
    repeats: int = 1
    play: int = 0
    """The platform's number of the play; 0 for a text, which is answered instead of reported."""
    sound: str = ""
    sha256: str = ""
    text: str = ""

    def as_data(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def order_of(command: dict[str, Any], now_ms: int, volume: int) -> Order | None:
    """The order in a command; None when it is another kind of command. Raises ValueError, KeyError when it is broken."""
    params, number = dict(command.get("params") or {}), int(command["id"])
    if command["code"] == "play":
        return Order(
            id=f"play-{int(params['play'])}", command_id=number, urgent=bool(params.get("urgent")),
            at_ms=int(params["at"]), until_ms=int(params["until"]), volume=_percent(params["volume"]),
            repeats=max(1, min(9, int(params.get("repeats") or 1))), play=int(params["play"]),
            sound=str(params["sound"]), sha256=str(params["sha256"]),
        )  # fmt: skip
    if command["code"] == "speak":
        return Order(
            id=f"speak-{number}", command_id=number, urgent=bool(params.get("urgent")), at_ms=now_ms,
            until_ms=now_ms + SPEAK_FOR_MS, volume=volume, text=str(params["text"])[:500],
        )  # fmt: skip
    return None


def _percent(value: Any) -> int:
    return max(0, min(100, int(value)))
