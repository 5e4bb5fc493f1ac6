"""Acknowledgements on their way from the thread that commits to the event loop that sends them."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import Generic, Protocol, TypeVar


class Answering(Protocol):
    """Whoever sends acknowledgements."""

    def safe(self, reply: bytes, /) -> None:
        """The message that `reply` answers is committed."""


T = TypeVar("T", bound=Answering)
GATHER_SECONDS = 0.001


class Answers(Generic[T]):
    """Collects them for a millisecond, so that the loop is woken once per batch and not once per message."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._ready: deque[tuple[T, bytes]] = deque()
        self._woken = False

    def add(self, connection: T, reply: bytes) -> None:
        """From any thread. Raises RuntimeError when the loop has ended."""
        self._ready.append((connection, reply))
        if not self._woken:
            self._woken = True
            self._loop.call_soon_threadsafe(self._loop.call_later, GATHER_SECONDS, self._send)

    def _send(self) -> None:
        self._woken = False
        while self._ready:
            connection, reply = self._ready.popleft()
            connection.safe(reply)
