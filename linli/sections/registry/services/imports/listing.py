"""Lists the rows of a roster that want a look: doubts with repairs, and people who may be in the registry already."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from linli.sections.registry.models import ImportBatch, ImportRow
from linli.sections.registry.roster import Roster, Row
from linli.sections.registry.services.imports.content import plain
from linli.sections.registry.services.imports.match import match

SHOWN = ("name", "relation", "sex", "id_raw", "born_on", "phones", "hukou", "status", "tags", "note")
K = ImportRow.Kind


def list_rows(batch: ImportBatch, roster: Roster) -> dict[str, int]:
    """Writes the batch's ImportRows anew; returns how many people are new, known, or perhaps known."""
    found = match(roster, batch.area_id)
    rows = [_doubt(batch, row) for row in roster.rows if row.issues]
    for index, (person, why) in found.perhaps.items():
        row = _row(batch, roster.rows[index], K.DUPLICATE, [{"code": "perhaps_known", "reason": why}])
        row.person_id, row.level = person, "error"
        rows.append(row)
    batch.rows.all().delete()
    ImportRow.objects.bulk_create(rows)
    known = len(found.sure)
    return {
        "known_people": known,
        "perhaps_known": len(found.perhaps),
        "new_people": len(roster.people) - known - len(found.perhaps),
        "new_homes": sum(place not in found.homes for place in roster.homes),
    }


def _doubt(batch: ImportBatch, row: Row) -> ImportRow:
    issues = [asdict(issue) | {"level": issue.level} for issue in row.issues]
    listed = _row(batch, row, K.DOUBT, issues)
    listed.level = "error" if any(issue.level == "error" for issue in row.issues) else "warning"
    return listed


def _row(batch: ImportBatch, row: Row, kind: str, issues: list[dict[str, Any]]) -> ImportRow:
    shown = {name: plain(getattr(row, name)) for name in SHOWN}
    return ImportRow(
        batch=batch,
        sheet=row.sheet,
        line=row.line,
        kind=kind,
        codes=" ".join(issue["code"] for issue in issues)[:200],
        name=row.name[:60],
        place=str(row.place or "")[:80],
        content=json.dumps({"issues": issues, "row": shown, "fixes": {}}, ensure_ascii=False),
    )
