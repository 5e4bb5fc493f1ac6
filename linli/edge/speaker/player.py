"""The player of a loudspeaker: what is played now, what breaks into it, what goes on afterwards. One thread calls `turn`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from linli.edge.speaker.journal import Journal
from linli.edge.speaker.orders import Order
from linli.edge.speaker.sinks import CHUNK_S, RATE, Sink, decoded, louder

BACK_S, GAP_S = 2.0, 1.0
NOTE_EVERY_S = 5.0
MOST_CUTS = 3
TOO_LATE, TOO_LATE_AGAIN = "已过补播时限，按规则跳过", "被打断后已过时限，不再接着播"
CHUNK = int(CHUNK_S * RATE) * 2


@dataclass
class Playing:
    """An order that has begun: its samples, the place in them (bytes), and how often it was heard."""

    order: Order
    samples: bytes
    place: int = 0
    rounds: int = 0
    noted: float = 0

    @property
    def second(self) -> float:
        """How far it has come, in seconds."""
        return self.place / 2 / RATE


class Player:
    """Plays the journal's orders in turn; the urgent break in, and what they broke into goes on after them."""

    def __init__(
        self, journal: Journal, sink: Sink, sound_of: Callable[[Order], Path], now_ms: Callable[[], int],
        ended: Callable[[Order, bool, str], None],
    ) -> None:  # fmt: skip
        self.journal, self.sink, self.sound_of, self.now_ms, self.ended = (
            journal,
            sink,
            sound_of,
            now_ms,
            ended,
        )
        self.current: Playing | None = None
        self.paused: list[Playing] = []
        journal.recover(now_ms(), MOST_CUTS)

    def turn(self) -> bool:
        """One step: a piece of sound, or a change. False when there is nothing to do."""
        if self.current and self._is_cancelled(self.current.order):
            self._leave()
            return True
        coming = self._coming()
        if coming and (self.current is None or (coming.urgent and not self.current.order.urgent)):
            self._begin(coming)
            return True
        if self.current is None:
            return self._go_on()
        self._sound(self.current)
        return True

    def _coming(self) -> Order | None:
        """What should begin next: the urgent before all; the ordinary only when nothing waits to go on."""
        for order in self.journal.ready():
            if order.urgent or not self.paused:
                return order
        return None

    def _begin(self, order: Order) -> None:
        if self.now_ms() > order.until_ms:
            self._end(order, "skipped", "skipped", TOO_LATE)
            return
        try:
            samples = decoded(self.sound_of(order))
        except (OSError, ValueError) as error:
            self._end(order, "failed", "failed", f"声音放不出来：{error}"[:200])
            return
        if self.current:
            self._pause(self.current)
        self.current = Playing(order, samples)
        self.journal.move(order, "playing", "started", self.now_ms())
        self.sink.begin(order.id)

    def _pause(self, playing: Playing) -> None:
        self.sink.end()
        self.journal.move(playing.order, "paused", "paused", self.now_ms(), playing.second)
        self.paused.append(playing)
        self.current = None

    def _go_on(self) -> bool:
        """What was broken into goes on, from a little before that place."""
        if not self.paused:
            return False
        playing = self.paused.pop()
        if self._is_cancelled(playing.order):
            return True
        if self.now_ms() > playing.order.until_ms:
            self._end(playing.order, "skipped", "skipped", TOO_LATE_AGAIN, playing.second)
            return True
        playing.place = max(0, playing.place - int(BACK_S * RATE) * 2)
        self.current = playing
        self.journal.move(playing.order, "playing", "resumed", self.now_ms(), playing.second)
        self.sink.begin(playing.order.id)
        return True

    def _sound(self, playing: Playing) -> None:
        """The next piece; at the end once more, or over."""
        piece = playing.samples[playing.place : playing.place + CHUNK]
        self.sink.write(louder(piece, playing.order.volume))
        playing.place += len(piece)
        if playing.place < len(playing.samples):
            self._note(playing)
            return
        playing.rounds += 1
        if playing.rounds < playing.order.repeats:
            self.sink.write(bytes(int(GAP_S * RATE) * 2))
            playing.place, playing.noted = 0, 0
            return
        self.sink.end()
        self.current = None
        self._end(playing.order, "done", "finished", "", playing.second)

    def _note(self, playing: Playing) -> None:
        if playing.second - playing.noted >= NOTE_EVERY_S:
            playing.noted = playing.second
            self.journal.note_second(playing.order, playing.second)

    def _is_cancelled(self, order: Order) -> bool:
        entry = self.journal.entry(order.id)
        return entry is None or entry.state == "cancelled"

    def _leave(self) -> None:
        """What is being played has been taken back."""
        self.sink.end()
        self.current = None

    def _end(self, order: Order, state: str, what: str, reason: str, second: float = 0) -> None:
        self.journal.move(order, state, what, self.now_ms(), second, reason)
        self.ended(order, state == "done", reason)
