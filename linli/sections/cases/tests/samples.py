"""Samples of the cases section for the route walk."""

from __future__ import annotations

from typing import Any

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area, StoredFile
from linli.sections.cases import services
from linli.sections.cases.models import CasePhoto, Category, TimelineEntry
from linli.sections.cases.services.categories import ensure_categories

SEEN = {"version": 1}
PLACE = {"text": "楼道灯不亮", "category": "light", "place": "3号楼2单元"}


def samples(area: Area) -> dict[str, Any]:
    """One of each thing on that area: parameter name → value."""
    ensure_categories()
    case = services.report_case(
        actor=SYSTEM,
        source="hotline",
        category="light",
        text=f"{area.name}楼道灯不亮",
        area=area,
        place=f"{area.name}3号楼",
        reporter=services.Reporter(name=f"{area.name}居民", phone="13869912345"),
    )
    file = StoredFile.objects.create(
        sha256="1" * 64, name=f"{area.name}.jpg", content_type="image/jpeg", size=1, area=area
    )
    entry = TimelineEntry.objects.get(case=case)
    return {
        "case_id": case.pk,
        "photo_id": CasePhoto.objects.create(case=case, entry=entry, file=file).pk,
        "category_id": Category.objects.get(code="light").pk,
        "number": case.number,
    }


def bodies(area: Area) -> dict[str, Any]:
    """A good body for each operation that takes one."""
    limits = {"name": "健身器材", "limit_days": 5, "urgent_days": 1}
    return {
        "cases_report_case": {**PLACE, "area_id": area.pk},
        "cases_enter_case": {**PLACE, "area_id": area.pk, "reporter_name": "刘大爷", "source": "hotline"},
        "cases_reveal_contact": {"reason": "电话回访"},
        "cases_accept_case": SEEN,
        "cases_reject_case": {**SEEN, "reason": "不属于社区职责", "where_to": "供热公司"},
        "cases_dispatch_case": {**SEEN, "role": "property_staff"},
        "cases_take_case": SEEN,
        "cases_return_case": {**SEEN, "reason": "不归物业管"},
        "cases_handle_case": {**SEEN, "note": "已修好"},
        "cases_verify_case": {**SEEN, "note": "看过了", "resolved": True},
        "cases_redo_case": {**SEEN, "reason": "还没修好"},
        "cases_reopen_case_for": {**SEEN, "reason": "又坏了"},
        "cases_note_on_case": {**SEEN, "note": "已电话联系"},
        "cases_confirm_case": {**SEEN, "rating": 5},
        "cases_dispute_case": {**SEEN, "reason": "还没修好"},
        "cases_reopen_case": {**SEEN, "reason": "又坏了"},
        "cases_append_to_case": {**SEEN, "note": "在二楼"},
        "cases_add_category": {**limits, "code": f"fitness_{area.pk}"},
        "cases_change_category": limits,
    }
