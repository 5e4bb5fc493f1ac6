"""Background work (后台任务): durable one-offs and schedules, run by the couriers, with progress and stop."""

from linli.kernel.outbox.jobrun import Heartbeat, drain_jobs, next_due, run_due, stop_all
from linli.kernel.outbox.jobstate import JobStatus, ask_to_stop, status
from linli.kernel.outbox.progress import JobStopped, progress
from linli.kernel.outbox.schedule import (
    CHANNEL,
    daily,
    enqueue,
    every,
    job,
    leases,
    register_schedules,
)

__all__ = [
    "CHANNEL",
    "Heartbeat",
    "JobStatus",
    "JobStopped",
    "ask_to_stop",
    "daily",
    "drain_jobs",
    "enqueue",
    "every",
    "job",
    "leases",
    "next_due",
    "progress",
    "register_schedules",
    "run_due",
    "status",
    "stop_all",
]
