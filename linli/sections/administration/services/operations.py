"""What an operator does from the health page: send events again, make a backup now."""

from __future__ import annotations

from django.db import transaction

from linli.kernel import audit, jobs
from linli.kernel.access import Actor
from linli.kernel.errors import NotFound
from linli.kernel.models import OutboxRow
from linli.kernel.outbox import resend
from linli.sections.administration import backups


@transaction.atomic
def resend_events(*, actor: Actor, ids: list[int]) -> int:
    """Tries given-up events again (all of them without `ids`). Raises NotFound when there is none."""
    dead = OutboxRow.objects.filter(due_at__isnull=True)
    if ids and not dead.filter(pk__in=ids).exists():
        raise NotFound("这些事件已经处理，或正在重试。")
    count = resend(ids or None)
    audit.record(actor, "administration.event.resent", detail={"count": count})
    return count


@transaction.atomic
def start_backup(*, actor: Actor) -> int:
    """Starts a backup in the background; returns the job's id. While one waits, a second press starts no other."""
    job_id = jobs.enqueue(backups.make_backup, key="administration.backup")
    audit.record(actor, "administration.backup.started", detail={"job": job_id})
    return job_id
