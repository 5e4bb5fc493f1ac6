"""Progress of long work (进度): told by the work, read by pages, and the wish to stop on the way back."""

from __future__ import annotations

import threading
from contextvars import ContextVar
from dataclasses import dataclass, field


class JobStopped(Exception):
    """Somebody asked the job to stop; raised out of `progress`, so what the transaction did is undone."""


@dataclass
class Running:
    """A job under way in this process."""

    id: int
    token: int
    atomic: bool = True
    leaving: bool = False
    done: int = 0
    total: int = 0
    note: str = ""
    stop: threading.Event = field(default_factory=threading.Event)
    told: tuple[int, int, str] = (0, 0, "")

    def leave(self) -> None:
        """The process ends: the job stops where it next tells its progress, and another process runs it again."""
        self.leaving = True
        self.stop.set()


current: ContextVar[Running | None] = ContextVar("running_job", default=None)
running: dict[int, Running] = {}


def progress(done: int, total: int, note: str = "") -> None:
    """Says how far the current job is. Raises JobStopped when it was asked to stop. Outside a job: nothing."""
    job = current.get()
    if job is None:
        return
    job.done, job.total, job.note = done, total, note[:300]
    if job.stop.is_set():
        raise JobStopped
