"""Reads messy resident rosters (居民花名册) from Excel: pure Python, no database.

plans = preview(path)                      how each sheet is understood
roster = read_roster(path, corrections)    homes, people, and every doubtful cell
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from linli.kernel.errors import DomainError
from linli.sections.registry.roster.body import Edits, read_rows, refuse_formulas
from linli.sections.registry.roster.header import understand
from linli.sections.registry.roster.join import join
from linli.sections.registry.roster.model import Issue, Living, Place, Roster, Row, SheetPlan
from linli.sections.registry.roster.report import age_on, summary
from linli.sections.registry.roster.workbook import Sheet, open_workbook

__all__ = [
    "Edits",
    "Issue",
    "Living",
    "Place",
    "Roster",
    "Row",
    "SheetPlan",
    "age_on",
    "plans_of",
    "read_roster",
    "read_sheets",
    "summary",
]

Corrections = Mapping[str, Mapping[str, Any]]


def plans_of(sheets: list[Sheet], corrections: Corrections | None = None) -> list[SheetPlan]:
    """How each sheet is understood, with what a person corrected by hand (sheet name → use, header, columns)."""
    return [understand(sheet, (corrections or {}).get(sheet.name)) for sheet in sheets]


def read_roster(
    path: Path | str, corrections: Corrections | None = None, today: dt.date | None = None
) -> Roster:
    """Reads a roster file. Raises DomainError (Chinese) when the file or its columns cannot be used."""
    sheets = open_workbook(Path(path))
    return read_sheets(sheets, plans_of(sheets, corrections), today or dt.date.today())


def read_sheets(
    sheets: list[Sheet], plans: list[SheetPlan], today: dt.date, edits: Edits | None = None
) -> Roster:
    """Reads the sheets as planned, with `edits` of single rows.

    Raises DomainError when no sheet can be used or a cell is a formula.
    """
    if not any(plan.used for plan in plans):
        why = "；".join(f"“{plan.name}”{plan.why}" for plan in plans[:5])
        raise DomainError(f"没有一张工作表能当作花名册来读：{why}。请检查表头，至少要有“姓名”和“房号”两列。")
    rows: list[Row] = []
    for sheet, plan in zip(sheets, plans, strict=True):
        if plan.used:
            refuse_formulas(sheet, plan)
            before = len(rows)
            rows.extend(read_rows(sheet, plan, today, edits))
            plan.rows = len(rows) - before
    if not rows:
        raise DomainError("表头下面没有数据行，没有可导入的内容。")
    return join(plans, rows)
