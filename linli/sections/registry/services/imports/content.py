"""The sealed file of a batch, and the roster it says with what a person corrected and decided."""

from __future__ import annotations

import base64
import datetime as dt
import json
import tempfile
from pathlib import Path
from typing import Any

from django.utils import timezone

from linli.kernel.errors import DomainError
from linli.sections.registry.models import ImportBatch, ImportFile, ImportRow
from linli.sections.registry.roster import Edits, Roster, plans_of, read_sheets
from linli.sections.registry.roster.workbook import Sheet, open_workbook

D = ImportRow.Decision


def sheets_in(content: bytes) -> list[Sheet]:
    """The sheets of an uploaded file. Raises DomainError when it is no sound roster file."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as draft:
        draft.write(content)
        draft.flush()
        return open_workbook(Path(draft.name))


def seal(batch: ImportBatch, content: bytes) -> None:
    """Keeps the file, sealed, beside the batch."""
    ImportFile.objects.create(batch=batch, content=base64.b64encode(content).decode())


def opened(batch: ImportBatch) -> list[Sheet]:
    """The sheets of a batch's file. Raises DomainError when it is no longer kept."""
    kept = ImportFile.objects.filter(batch=batch).first()
    if kept is None:
        raise DomainError("原文件已按保存期限删除，请重新上传。")
    return sheets_in(base64.b64decode(kept.content))


def roster_of(batch: ImportBatch, edits: Edits | None = None) -> Roster:
    """The roster as a batch's file says it, with the corrected columns and `edits` of rows."""
    sheets = opened(batch)
    plans = plans_of(sheets, batch.corrections)
    return read_sheets(sheets, plans, timezone.localdate(), edits)


def edits_of(batch: ImportBatch) -> Edits:
    """What was decided about rows: corrected cells by (sheet, line), None where the row is left out."""
    edits: Edits = {}
    decided = batch.rows.filter(decision__in=(D.FIX, D.SKIP))
    for row in decided:
        edits[row.sheet, row.line] = (
            None if row.decision == D.SKIP else json.loads(row.content).get("fixes", {})
        )
    return edits


def plain(value: Any) -> Any:
    """A value of a roster row for JSON."""
    return (
        value.isoformat()
        if isinstance(value, dt.date)
        else list(value)
        if isinstance(value, tuple)
        else value
    )
