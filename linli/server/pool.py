"""Threads that use the database, and end without leaving connections behind."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import suppress

from django.db import connections

PATIENCE = 5.0


class DatabaseThreads(ThreadPoolExecutor):
    """A thread pool whose threads close their own database connections when it is closed."""

    def close(self) -> None:
        """Lets each thread finish, close its connections and end; waits a few seconds at most."""
        count = len(self._threads)
        together = threading.Barrier(count or 1)

        def leave() -> None:
            connections.close_all()
            with suppress(threading.BrokenBarrierError):
                together.wait(PATIENCE)  # so that no thread takes two of these

        parting = [self.submit(leave) for _ in range(count)]
        self.shutdown(wait=False)
        wait(parting, PATIENCE)
