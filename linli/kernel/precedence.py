"""Precedence (让行): on SQLite, which has one writer, others leave the moment free at which the evaluator must write.

The evaluator, a process of its own, knows some time ahead when the next alert is due. It says so in sixteen bytes of memory
that it shares with the process that started it, and writers there do not begin a transaction just before. Nothing depends
on it but how long the evaluator waits: SQLite's own lock protects the file.
"""

from __future__ import annotations

import mmap
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

GUARD_S, GUARD_MOST_S = 0.005, 0.08
"""Nobody begins to write so shortly before an announced moment; whoever lately wrote for longer, as long before, at most."""
PATIENCE_S = 0.05
"""Nor for so long after it, unless it was kept."""
ENOUGH_S = 0.15
"""Whoever has given way for so long goes first."""
DISK_GUARD_S, DISK_MOST_S, DISK_AFTER_S = 0.002, 0.01, 0.003
"""The same for writers of other files, who are in the way only while the disk is asked to keep what was written."""
LOOK_S = 0.001
FADING = 0.9


class Precedence:
    """The announced moments (epoch seconds, 0 = none) and this process's part in them."""

    def __init__(self) -> None:
        self._cell: memoryview[float] | None = None
        self.mine, self.patient = False, True
        self._of_thread = threading.local()
        self._file: IO[bytes]

    def share(self, number: int = 0) -> int:
        """Makes the memory that is shared with helpers, or takes that of a file already open. Returns the file's number."""
        if self._cell is None:
            self._file = open(number, "r+b", buffering=0) if number else tempfile.TemporaryFile(buffering=0)  # noqa: SIM115
            self._file.truncate(16)
            self._cell = memoryview(mmap.mmap(self._file.fileno(), 16)).cast("d")
        return self._file.fileno()

    def take(self) -> None:
        """Called in the process that has precedence."""
        self.mine = True

    def expect(self, moment: float, commit: float = 0.0) -> None:
        """Announces when this process must write next, and when it will commit; 0 when nobody knows."""
        if self._cell is not None:
            self._cell[0], self._cell[1] = moment, commit

    def give_way(self, *, brief: bool = False) -> None:
        """Returns when one may begin to write: at once, unless an announced moment is near. `brief` is a single statement."""
        cell = self._cell
        if cell is None or self.mine:
            return
        length = 0.0 if brief else getattr(self._of_thread, "length", 0.0)
        guard = min(GUARD_MOST_S, GUARD_S + length)
        enough = time.time() + ENOUGH_S
        while -PATIENCE_S <= cell[0] - (now := time.time()) <= guard and now < enough:
            time.sleep(LOOK_S)

    def spare_the_disk(self) -> None:
        """Returns when one may begin to write to another file: at once, unless the announced commit falls into it."""
        cell = self._cell
        if cell is None or self.mine:
            return
        guard = min(DISK_MOST_S, DISK_GUARD_S + getattr(self._of_thread, "length", 0.0))
        enough = time.time() + ENOUGH_S
        while -DISK_AFTER_S <= cell[1] - (now := time.time()) <= guard and now < enough:
            time.sleep(LOOK_S)

    def wrote(self, seconds: float) -> None:
        """A transaction of this thread took so long: the longest of late, fading, is what its next one is expected to take."""
        self._of_thread.length = max(seconds, getattr(self._of_thread, "length", 0.0) * FADING)

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Transactions begun in the block fail with OperationalError rather than wait for another process."""
        self.patient = False
        try:
            yield
        finally:
            self.patient = True


precedence = Precedence()
