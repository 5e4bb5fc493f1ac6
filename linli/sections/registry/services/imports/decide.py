"""Decisions about single rows of a roster: repair, keep, leave out, merge, or new."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.sections.registry.models import ImportBatch, ImportRow
from linli.sections.registry.roster.model import FIELDS

D = ImportRow.Decision
ALLOWED = {
    ImportRow.Kind.DOUBT: (D.OPEN, D.KEEP, D.FIX, D.SKIP),
    ImportRow.Kind.DUPLICATE: (D.OPEN, D.MERGE, D.NEW, D.SKIP),
}


@transaction.atomic
def decide_row(
    *,
    actor: Actor,
    row: ImportRow,
    decision: str,
    fixes: Mapping[str, str] | None = None,
    repair: bool = False,
) -> ImportRow:
    """Notes the decision. `fixes` are corrected cells (field → text), checked like the roster's own when imported;
    `repair` takes over what was suggested."""
    actor.require("registry.import.run", row.batch.area)
    batch = ImportBatch.objects.select_for_update().get(pk=row.batch_id)
    if batch.state not in (ImportBatch.State.READY, ImportBatch.State.FAILED):
        raise Conflict(f"这次导入{batch.get_state_display()}，不能再改。")
    if decision not in ALLOWED[ImportRow.Kind(row.kind)]:
        raise DomainError("这一行不能这样处理。", fields={"decision": "请从列出的办法中选择"})
    content = json.loads(row.content)
    suggested = (
        {i["field"]: i["suggestion"] for i in content["issues"] if i.get("suggestion")} if repair else {}
    )
    content["fixes"] = _checked({**suggested, **(fixes or {})}) if decision == D.FIX else {}
    row.decision, row.content = D(decision), json.dumps(content, ensure_ascii=False)
    row.save(update_fields=["decision", "content"])
    audit.record(
        actor,
        "registry.import.row_decided",
        target=batch,
        detail={
            "sheet": row.sheet,
            "line": row.line,
            "decision": decision,
            "fields": sorted(content["fixes"]),
        },
    )
    return row


def _checked(fixes: Mapping[str, str]) -> dict[str, str]:
    unknown = {name: "没有这一列" for name in fixes if name not in FIELDS}
    if unknown or not fixes:
        raise DomainError("请填写要改正的内容。", fields=unknown or {"fixes": "至少改一项"})
    return {name: str(value).strip()[:200] for name, value in fixes.items()}
