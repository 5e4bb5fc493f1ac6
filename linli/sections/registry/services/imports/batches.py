"""A roster on its way in: uploaded, its columns corrected, confirmed, or given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, jobs, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.models import Area
from linli.sections.registry.models import ImportBatch
from linli.sections.registry.roster import Roster, SheetPlan, plans_of, read_sheets, summary
from linli.sections.registry.roster.workbook import Sheet, column_letter
from linli.sections.registry.services.imports.content import opened, seal, sheets_in
from linli.sections.registry.services.imports.listing import list_rows

PERMISSION = "registry.import.run"
S = ImportBatch.State
CHANGEABLE = (S.COLUMNS, S.READY, S.FAILED)


def upload_roster(*, actor: Actor, area: Area, name: str, content: bytes) -> ImportBatch:
    """Takes a roster file for an estate and reads it. Nothing goes into the registry yet.

    Raises DomainError (Chinese, says what to do) for files that are no roster.
    """
    actor.require(PERMISSION, area)
    if area.kind not in (Area.Kind.ESTATE, Area.Kind.VILLAGE):
        raise DomainError("请选择要导入到哪个小区。", fields={"area_id": "应是一个小区或村"})
    reading = _read(sheets_in(content), {}, first=True)
    digest = sha256(content).hexdigest()
    with transaction.atomic():
        batch = ImportBatch.objects.create(
            area=area, name=name[-120:] or "花名册.xlsx", sha256=digest, created_by_id=actor.user_id
        )
        seal(batch, content)
        _keep(batch, reading)
        detail = {"file_sha256": digest}
        audit.record(actor, "registry.import.uploaded", target=batch, detail=detail)
        live.touch("registry", area.pk)
    return batch


def correct_columns(*, actor: Actor, batch: ImportBatch, corrections: Mapping[str, Any]) -> ImportBatch:
    """Reads the file again with header rows and columns set by hand (sheet name → use, header, columns)."""
    actor.require(PERMISSION, batch.area)
    reading = _read(opened(batch), corrections, first=False)
    with transaction.atomic():
        batch = _locked(actor, batch, CHANGEABLE)
        batch.corrections = dict(corrections)
        _keep(batch, reading)
        audit.record(actor, "registry.import.columns_corrected", target=batch)
    return batch


@transaction.atomic
def confirm_import(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Starts the import as background work. Raises Conflict when it is under way or over."""
    batch = _locked(actor, batch, (S.READY, S.FAILED, S.QUEUED))
    if batch.state == S.QUEUED and _job_alive(batch):
        raise Conflict("导入已经开始，请等待完成。")
    from linli.sections.registry.services.imports.run import run_import

    batch.state, batch.error = S.QUEUED, ""
    batch.job_id = jobs.enqueue(run_import, batch_id=batch.pk, user_id=actor.user_id, user_name=actor.name)
    batch.save(update_fields=["state", "error", "job_id"])
    audit.record(actor, "registry.import.confirmed", target=batch)
    live.touch("registry", batch.area_id)
    return batch


@transaction.atomic
def cancel_import(*, actor: Actor, batch: ImportBatch) -> ImportBatch:
    """Gives up an import that is not in yet; a running one is stopped and leaves nothing."""
    batch = _locked(actor, batch, (S.COLUMNS, S.READY, S.FAILED, S.QUEUED))
    if batch.state == S.QUEUED and batch.job_id:
        jobs.ask_to_stop(batch.job_id)
        batch.state = S.READY
    else:
        batch.state = S.CANCELLED
        batch.rows.all().delete()
    batch.save(update_fields=["state"])
    audit.record(actor, "registry.import.cancelled", target=batch)
    live.touch("registry", batch.area_id)
    return batch


def _locked(actor: Actor, batch: ImportBatch, states: tuple[str, ...]) -> ImportBatch:
    """The batch, held until the transaction ends. Raises Conflict when it is in another state."""
    actor.require(PERMISSION, batch.area)
    batch = ImportBatch.objects.select_for_update().select_related("area").get(pk=batch.pk)
    if batch.state not in states:
        raise Conflict(f"这次导入{batch.get_state_display()}，不能再这样操作。")
    return batch


def _job_alive(batch: ImportBatch) -> bool:
    try:
        return bool(batch.job_id) and jobs.status(batch.job_id or 0).state in ("waiting", "running")
    except DomainError:
        return False


def _read(
    sheets: list[Sheet], corrections: Mapping[str, Any], *, first: bool
) -> tuple[list[SheetPlan], Roster | None]:
    """How the sheets are understood, and the roster in them (None while the columns are not clear)."""
    plans = plans_of(sheets, corrections)
    usable = any(plan.used for plan in plans)
    known = max((len(plan.columns) for plan in plans), default=0)
    if not usable and not (first and known < 2):
        return plans, None
    return plans, read_sheets(
        sheets, plans, timezone.localdate()
    )  # raises, saying why, when nothing is usable


def _keep(batch: ImportBatch, reading: tuple[list[SheetPlan], Roster | None]) -> None:
    """Writes the reading into the batch: what was understood, what is in it, which rows want a look."""
    plans, roster = reading
    batch.sheets = [sheet_json(plan) for plan in plans]
    if roster is None:
        batch.state, batch.summary = S.COLUMNS, {}
        batch.rows.all().delete()
    else:
        batch.state = S.READY
        batch.summary = summary(roster, timezone.localdate()) | list_rows(batch, roster)
    batch.save()


def sheet_json(plan: SheetPlan) -> dict[str, Any]:
    """How a sheet is understood, with column letters as people see them in Excel."""
    shown = asdict(plan) | {"missing": plan.missing() if plan.header else []}
    shown["columns"] = {name: column_letter(index) for name, index in plan.columns.items()}
    return shown
