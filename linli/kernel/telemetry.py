"""Telemetry (遥测): the contract between the edge that receives messages and the section that keeps them.

Edge drivers hand every message to `running()` and acknowledge it when its `done` is called, which is after the
batch is committed. Whoever watches readings follows the log from a position of its own, woken by `COMMITTED`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, Protocol


class Reading(NamedTuple):
    """One value of one metric of one device. `at_ms` is milliseconds since 1970 (UTC)."""

    device_id: int
    metric: str
    at_ms: int
    value: float


class Sample(NamedTuple):
    """One message as the log has it. `id` grows in the order of commits; `values` is metric → number.

    A message that adds metrics to a time already known comes again whole, with a new id.
    """

    id: int
    device_id: int
    at_ms: int
    values: dict[str, float]


COMMITTED = "telemetry.committed"
"""The channel of the bus that is told after every commit to the log, in this process and in others."""


HEARING, LOST = "telemetry.hearing", "lost"
"""The channel of the bus that is told `LOST` again and again while the broker is away, and "" once it is back."""


class Message(NamedTuple):
    """A message as it came in. `user` is whom the key belongs to ("" when an outside broker already checked)."""

    user: str
    topic: str
    payload: bytes
    received_ms: int
    done: Callable[[], None]


class Pipeline(Protocol):
    """Takes messages in, keeps their readings, and says when each is safe."""

    on_revoked: Callable[[str], None]
    """Called, from any thread, with the number of a device whose key is no longer good: end its connections."""

    def start(self) -> None:
        """Starts the writer; once per process."""

    def stop(self) -> None:
        """Commits what was taken in, then ends."""

    def offer(self, message: Message) -> bool:
        """Takes a message, or returns False when full: then stop reading and offer it again later."""

    def login(self, user: str, key: str) -> bool:
        """True when `key` is the key of the device numbered `user`. Reads the database."""

    def refuse(self, user: str, reason: str, detail: str = "") -> None:
        """Counts something refused before it became a message (a login, a size, a broken packet)."""

    def trouble_begins(self, kind: str, detail: str = "") -> None:
        """Something stops messages (`kind`: "broker" …), for the health page; told again, it began the first time."""

    def trouble_ends(self, kind: str) -> None:
        """It is over."""

    def unfinished(self) -> int:
        """Messages taken in but not yet committed."""


class Line(Protocol):
    """A road down to devices (下行线路): a broker, or a server that devices are connected to."""

    name: str

    def tell(self, number: str, kind: str, payload: bytes) -> int:
        """Tells the device something; returns how many of its connections it went to, 0 when it is not on this line.

        Called from any thread but the event loop's own; returns within seconds.
        """


_makers: list[Callable[[], Pipeline]] = []
_running: list[Pipeline] = []


def provide(maker: Callable[[], Pipeline]) -> None:
    """Names the pipeline of this installation; the section that keeps readings calls it when it is ready."""
    _makers[:] = [maker]


def open_pipeline() -> Pipeline:
    """Makes and starts the pipeline of this process. Raises LookupError when no section provides one."""
    if not _makers:
        raise LookupError("no section provides a telemetry pipeline")
    pipeline = _makers[0]()
    pipeline.start()
    _running[:] = [pipeline]
    return pipeline


def close_pipeline() -> None:
    """Stops this process's pipeline, if one runs."""
    while _running:
        _running.pop().stop()


def running() -> Pipeline | None:
    """The pipeline running in this process, if any."""
    return _running[0] if _running else None


REVOKED = "telemetry.revoked"
"""Bus channel of this process: the key of a device (its number) is no longer good."""
LISTENING = "telemetry.listening"
"""Bus channel of this process: a device (its number) has just begun to listen on a line."""
_lines: list[Line] = []


def open_line(line: Line) -> None:
    """A driver can tell devices things from now on."""
    _lines.append(line)


def close_line(line: Line) -> None:
    """The driver can no longer tell devices anything."""
    if line in _lines:
        _lines.remove(line)


def tell(number: str, kind: str, payload: bytes, *, line: str = "") -> int:
    """Tells a device something over every open line of this process, or over the one named.

    Returns how many connections it went to; 0 when the device is not connected here.
    """
    return sum(one.tell(number, kind, payload) for one in tuple(_lines) if line in ("", one.name))


def has_lines() -> bool:
    """True in a process whose drivers can tell devices things."""
    return bool(_lines)
