"""A line (队): whoever asks first goes first, and is woken the moment the one before has left."""

from __future__ import annotations

import threading
from collections import deque


class Line:
    """A lock that is handed on in the order of asking. Not re-entrant; any thread may leave for another."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._waiting: deque[threading.Event] = deque()
        self._taken = False

    def enter(self, seconds: float) -> bool:
        """Waits for one's turn; False when it did not come within `seconds`."""
        with self._guard:
            if not self._taken:
                self._taken = True
                return True
            turn = threading.Event()
            self._waiting.append(turn)
        if turn.wait(seconds):
            return True
        with self._guard:
            if turn.is_set():  # it came just now
                return True
            self._waiting.remove(turn)
        return False

    def leave(self) -> None:
        """Lets the next one in."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set()
            else:
                self._taken = False


_lines: dict[str, Line] = {}
_guard = threading.Lock()


def line_of(file: str) -> Line:
    """The line of this process before a database file."""
    with _guard:
        return _lines.setdefault(file, Line())
