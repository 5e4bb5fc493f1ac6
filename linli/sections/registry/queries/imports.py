"""Imports as pages see them: state with the job behind it, the picture of what was understood, rows to decide."""

from __future__ import annotations

import json
import re
from typing import Any

from django.db.models import Q, QuerySet

from linli.kernel import jobs
from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.kernel.privacy import mask_id_number
from linli.sections.registry.models import ImportBatch, ImportRow
from linli.sections.registry.models.person import mask_phones
from linli.sections.registry.queries.profile import card
from linli.sections.registry.roster import plans_of
from linli.sections.registry.roster.model import CODES, FIELDS, SheetPlan
from linli.sections.registry.roster.words import text_of
from linli.sections.registry.roster.workbook import Sheet, column_letter
from linli.sections.registry.services.imports.content import opened

RUN = "registry.import.run"
PICTURE_ROWS = 14
SECRET = {"id_raw": "id_number", "id_number": "id_number", "phone": "phone", "phones": "phone"}


def batches(actor: Actor) -> QuerySet[ImportBatch]:
    """Imports in the actor's areas, newest first."""
    return visible(ImportBatch.objects.select_related("area", "created_by"), actor, RUN)


def batch_row(batch: ImportBatch) -> dict[str, Any]:
    """An import with its true state: a job that failed or was stopped shows as such."""
    state, error, progress = _live_state(batch)
    return {
        "id": batch.pk,
        "name": batch.name,
        "area": batch.area.name,
        "area_id": batch.area_id,
        "state": state,
        "state_text": ImportBatch.State(state).label,
        "error": error,
        "progress": progress,
        "sheets": batch.sheets,
        "summary": batch.summary,
        "result": batch.result,
        "created_by": batch.created_by.name if batch.created_by else "",
        "created_at": batch.created_at,
        "finished_at": batch.finished_at,
        "undone_at": batch.undone_at,
    }


def _live_state(batch: ImportBatch) -> tuple[str, str, dict[str, Any] | None]:
    if batch.state != ImportBatch.State.QUEUED or not batch.job_id:
        return batch.state, batch.error, None
    try:
        job = jobs.status(batch.job_id)
    except NotFound:
        return "failed", "后台任务已不存在，请重新确认导入。", None
    if job.state == "failed":
        return "failed", job.error or "导入没有完成，没有写入任何内容，请重试。", None
    if job.state == "stopped":
        return "ready", "导入已停止，没有写入任何内容。", None
    shown = {"done": job.done, "total": job.total or 100, "note": job.note, "rest_seconds": job.rest_seconds}
    return batch.state, "", shown


def rows_to_decide(
    batch: ImportBatch, kind: str, level: str, code: str, open_only: bool
) -> QuerySet[ImportRow]:
    """The listed rows of an import."""
    rows = batch.rows.select_related("person")
    if kind:
        rows = rows.filter(kind=kind)
    if level:
        rows = rows.filter(level=level)
    if code:
        rows = rows.filter(Q(codes=code) | Q(codes__contains=code))
    return rows.filter(decision=ImportRow.Decision.OPEN) if open_only else rows


def import_row(row: ImportRow) -> dict[str, Any]:
    """A listed row: its cells and doubts with personal numbers masked, beside it the person it may be."""
    content = json.loads(row.content)
    return {
        "id": row.pk,
        "sheet": row.sheet,
        "line": row.line,
        "kind": row.kind,
        "level": row.level,
        "name": row.name,
        "place": row.place,
        "decision": row.decision,
        "decision_text": row.get_decision_display(),
        "issues": [_issue(issue) for issue in content["issues"]],
        "cells": {name: _cell(name, value) for name, value in content["row"].items()},
        "fixes": {name: _cell(name, value) for name, value in content["fixes"].items()},
        "person": card(row.person) if row.person else None,
    }


def _issue(issue: dict[str, Any]) -> dict[str, Any]:
    field = issue.get("field", "")
    return {
        "code": issue["code"],
        "title": CODES[issue["code"]][1] if issue["code"] in CODES else "可能已登记",
        "level": issue.get("level", "error"),
        "field": field,
        "field_title": FIELDS.get(field, ""),
        "value": _cell(field, issue.get("value", "")),
        "reason": _without_numbers(issue.get("reason", "")),
        "suggestion": _cell(field, issue.get("suggestion", "")),
        "can_repair": bool(issue.get("suggestion")),
    }


def _without_numbers(reason: str) -> str:
    """Reasons may quote fifteen digits of an id number; the list shows four of them."""
    return re.sub(r"\d{15,}", lambda found: mask_id_number(found[0]), reason)


def _cell(name: str, value: Any) -> str:
    text = "、".join(str(v) for v in value) if isinstance(value, list) else str(value or "")
    secret = SECRET.get(name)
    if secret == "id_number":  # noqa: S105
        return mask_id_number(text)
    if secret == "phone":  # noqa: S105
        return mask_phones(text.replace("、", ",")) if text else ""
    return text


def picture(batch: ImportBatch, sheet_name: str) -> dict[str, Any]:
    """The first rows of a sheet as a grid, each row with what it was taken for. Raises NotFound for no such sheet."""
    sheets = opened(batch)
    plans = plans_of(sheets, batch.corrections)
    pair = next(((s, p) for s, p in zip(sheets, plans, strict=True) if s.name == sheet_name), None)
    if pair is None:
        raise NotFound("没有这张工作表。")
    sheet, plan = pair
    width = max((len(row) for row in sheet.grid[:PICTURE_ROWS]), default=0)
    meaning = {index: name for name, index in plan.columns.items()}
    return {
        "sheet": sheet.name,
        "letters": [column_letter(i) for i in range(width)],
        "fields": [meaning.get(i, "") for i in range(width)],
        "titles": [FIELDS.get(meaning.get(i, ""), "") for i in range(width)],
        "rows": [_picture_row(sheet, plan, meaning, i) for i in range(min(PICTURE_ROWS, len(sheet.grid)))],
        "choices": [{"field": name, "title": title} for name, title in FIELDS.items()],
    }


def _picture_row(sheet: Sheet, plan: SheetPlan, meaning: dict[int, str], index: int) -> dict[str, Any]:
    first, last = plan.header or (0, 0)
    kind = "header" if first <= index + 1 <= last else "title" if index + 1 < first else "data"
    cells = [
        text_of(cell) if kind != "data" else _cell(meaning.get(i, ""), shown(cell))
        for i, cell in enumerate(sheet.grid[index])
    ]
    return {"line": index + 1, "kind": kind, "cells": cells}


def shown(cell: Any) -> str:
    """A cell as text for the picture."""
    return f"{cell:.0f}" if isinstance(cell, float) and cell.is_integer() else text_of(cell)
