"""The list of a matter for the upper office (上报名册): with id numbers in full, so the reason is asked and written down."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError
from linli.sections.outreach.queries.matters import matter, visible_rows

EXPORT = "outreach.matter.export"
MIN_REASON, MOST = 4, 50_000
HEADINGS = (
    "序号",
    "姓名",
    "性别",
    "身份证号",
    "出生日期",
    "联系电话",
    "住址",
    "进度",
    "办结时间",
    "代办人",
    "说明",
)


@transaction.atomic
def upper_list(*, actor: Actor, matter_id: int, reason: str, state: Collection[str]) -> list[list[Any]]:
    """The rows of the sheet, by address. Raises NotFound, DomainError without a reason."""
    found = matter(actor, matter_id)
    if len(reason.strip()) < MIN_REASON:
        raise DomainError("请写明用途。", fields={"reason": f"至少 {MIN_REASON} 个字，例如“报街道医保所”"})
    rows = visible_rows(actor, EXPORT).filter(matter=found, state__in=state)
    chosen = rows.order_by("person__building__order", "person__address", "pk")[:MOST]
    sheet = [_line(number, row) for number, row in enumerate(chosen, 1)]
    detail = {"reason": reason.strip()[:200], "people": len(sheet), "states": sorted(state)}
    audit.record(actor, "outreach.matter.exported", target=found, area=found.area, detail=detail)
    return sheet


def _line(number: int, row: Any) -> list[Any]:
    person = row.person
    done = timezone.localtime(row.done_at).strftime("%Y-%m-%d") if row.done_at else ""
    proxy = f"{row.proxy_name}（{row.proxy_relation}）{row.proxy_phone}" if row.proxy_name else ""
    born = person.born_on.isoformat() if person.born_on else ""
    phones = person.phones.replace(",", "、")
    return [
        number, person.name, person.sex, person.id_number, born, phones, person.address, row.get_state_display(), done,
        proxy, row.reason,
    ]  # fmt: skip
