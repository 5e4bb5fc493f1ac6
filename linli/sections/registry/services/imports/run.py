"""The import itself: background work in one transaction, so that a power cut leaves nothing half done."""

from __future__ import annotations

import json

from django.utils import timezone

from linli.kernel import audit, jobs, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict
from linli.kernel.events import publish
from linli.sections.registry.events import RosterImported
from linli.sections.registry.models import ImportBatch, ImportRow
from linli.sections.registry.roster import Roster
from linli.sections.registry.services.imports.content import edits_of, roster_of
from linli.sections.registry.services.imports.match import Matches, match
from linli.sections.registry.services.imports.write import Writing, write_roster

D = ImportRow.Decision


@jobs.job(attempts=1)
def run_import(batch_id: int, user_id: int | None, user_name: str) -> dict[str, int]:
    """Imports a confirmed batch; the kernel runs it in one transaction with the note that it is done.

    Raises DomainError when the file is no longer there, Conflict when the batch is not waiting for it.
    """
    batch = ImportBatch.objects.select_for_update().select_related("area").get(pk=batch_id)
    if batch.state != ImportBatch.State.QUEUED:
        raise Conflict(f"这次导入{batch.get_state_display()}，没有重复执行。")
    actor = Actor(user_id=user_id, name=user_name, kind="staff")
    return import_batch(batch, actor)


def import_batch(batch: ImportBatch, actor: Actor) -> dict[str, int]:
    """Reads the file once more, applies the decisions and writes everything. Call inside a transaction."""
    total = int(batch.summary.get("people", 0))
    jobs.progress(0, 100, "读取文件")
    roster = roster_of(batch, edits_of(batch))
    found = match(roster, batch.area_id)
    _decide(batch, roster, found)
    writing = Writing(
        batch, roster, found, lambda done, note: jobs.progress(done, 100, f"{note}（共 {total} 人）")
    )
    counts = write_roster(writing)
    batch.state, batch.result, batch.finished_at = ImportBatch.State.DONE, counts, timezone.now()
    batch.save(update_fields=["state", "result", "finished_at"])
    audit.record(actor, "registry.import.finished", target=batch, detail=counts)
    publish(RosterImported(batch.pk, batch.area_id, counts["people"]))
    live.touch("registry", batch.area_id)
    return counts


def _decide(batch: ImportBatch, roster: Roster, found: Matches) -> None:
    """Applies what was decided about likely duplicates; an open one with a shared id number is left out."""
    decided = {(r.sheet, r.line): r for r in batch.rows.filter(kind=ImportRow.Kind.DUPLICATE)}
    leave = set()
    for index, (person, _) in found.perhaps.items():
        row = roster.rows[index]
        listed = decided.get((row.sheet, row.line))
        decision = listed.decision if listed else D.OPEN
        if decision == D.MERGE:
            found.sure[index] = person
        elif found.ids.get(index) and _shares_id(listed) and decision != D.NEW:
            leave.add(index)
        elif decision == D.NEW and _shares_id(listed):
            row.id_raw, row.id_number = row.id_number, ""
    roster.people = [index for index in roster.people if index not in leave]
    roster.living = [living for living in roster.living if living.person not in leave]


def _shares_id(listed: ImportRow | None) -> bool:
    if listed is None:
        return True
    return any("身份证号" in issue["reason"] for issue in json.loads(listed.content)["issues"])
