"""Samples of the cases section for the route walk."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area, StoredFile
from linli.sections.cases import services
from linli.sections.cases.models import (
    BoardSheet,
    Callback,
    Case,
    CasePhoto,
    Category,
    Ladder,
    NoticeBoard,
    TimelineEntry,
)
from linli.sections.cases.queries import place_token
from linli.sections.cases.services.categories import ensure_categories
from linli.sections.registry import services as registry

SEEN = {"version": 1}
BOARD = {"name": "西门留言板", "place": "西门岗亭旁", "times": ["09:00"]}
RULE = {"name": "路灯归物业", "category": "light", "warden": True}
LEVELS = [{"days": 0, "role": "worker"}, {"days": 2, "role": "secretary"}]
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
    board, sheet, building_id = _board(area)
    return {
        "board_id": board.pk,
        "sheet_id": sheet.pk,
        "building_id": building_id,
        "sound_id": 1,
        "place": place_token(building_id=building_id),
        "case_id": case.pk,
        "photo_id": CasePhoto.objects.create(case=case, entry=entry, file=file).pk,
        "category_id": Category.objects.get(code="light").pk,
        "number": case.number,
        "service_request_id": case.number,
        "token": case.number,
        "service_code": "light",
        "area_id": area.pk,
        "ladder_id": Ladder.objects.create(area=area, steps=LEVELS).pk,
        "callback_id": _callback(case),
    }


def _callback(case: Case) -> int:
    """Its reporter is to be asked."""
    made = Callback.objects.create(
        case=case, round=1, area=case.area, kind="phone", assigned_role="worker", due_at=timezone.now()
    )
    return made.pk


def _another(area: Area) -> Case:
    """A second case there, into which the first may be merged."""
    return services.report_case(
        actor=SYSTEM, source="patrol", category="light", text="楼道灯不亮", area=area, place="3号楼"
    )


def _board(area: Area) -> tuple[NoticeBoard, BoardSheet, int]:
    """A notice board with a sheet, and a building."""
    building = registry.add_building(actor=SYSTEM, estate=area, name="98")
    board = services.add_board(
        actor=SYSTEM, area=area, name=f"{area.name}东门留言板", place="东门岗亭旁", times=["09:00"]
    )
    return board, BoardSheet.objects.create(board=board), building.pk


def bodies(area: Area) -> dict[str, Any]:
    """A good body for each operation that takes one."""
    limits = {"name": "健身器材", "limit_days": 5, "urgent_days": 1}
    return {
        "cases_report_case": {**PLACE, "area_id": area.pk},
        "cases_enter_case": {**PLACE, "area_id": area.pk, "reporter_name": "刘大爷", "source": "hotline"},
        "cases_list_likely": {"area_id": area.pk, "text": "楼道灯不亮", "category": "light"},
        "cases_list_twins": {"area_id": area.pk, "text": "楼道灯不亮", "category": "light"},
        "cases_follow_case": {"text": "我家也是"},
        "cases_follow_case_for": {"text": "我家也是", "reporter_name": "马大妈"},
        "cases_add_board": {**BOARD, "area_id": area.pk},
        "cases_change_board": BOARD,
        "cases_check_board": {"nothing_new": True},
        "cases_make_board_sheet": {},
        "cases_post_board_sheet": {},
        "cases_reveal_contact": {"reason": "电话回访"},
        "cases_accept_case": SEEN,
        "cases_reject_case": {**SEEN, "reason": "不属于社区职责", "where_to": "供热公司"},
        "cases_dispatch_case": {**SEEN, "role": "property_staff"},
        "cases_redispatch_case": {**SEEN, "role": "property_staff", "note": "这次要现场验收"},
        "cases_object_to_dispatch": {**SEEN, "reason": "还是不归物业管"},
        "cases_uphold_objection": {**SEEN, "answer": "确实不归物业"},
        "cases_overrule_objection": {**SEEN, "answer": "合同里写明归物业"},
        "cases_suspend_case": {
            **SEEN,
            "waiting_for": "等配件到货",
            "until": (timezone.now() + dt.timedelta(days=3)).isoformat(),
        },
        "cases_resume_case": SEEN,
        "cases_ask_extension": {**SEEN, "reason": "配件要从外地发来", "days": 3},
        "cases_allow_extension": {**SEEN, "answer": "情况属实"},
        "cases_refuse_extension": {**SEEN, "answer": "本地就有配件"},
        "cases_ask_assistance": {**SEEN, "role": "grid", "task": "请网格员上门说明"},
        "cases_report_assistance": {**SEEN, "note": "已上门说明"},
        "cases_call_off_assistance": {**SEEN, "assist_id": 1, "reason": "不需要了"},
        "cases_merge_case": {**SEEN, "into": _another(area).number, "reason": "同一盏灯"},
        "cases_split_case": {**SEEN, "reason": "不是同一盏灯"},
        "cases_ask_void": {**SEEN, "reason": "重复录入"},
        "cases_void_case": {**SEEN, "answer": "确系误录"},
        "cases_keep_case": {**SEEN, "answer": "诉求真实，请办理"},
        "cases_rate_case": {**SEEN, "rating": 4},
        "cases_reassign": {**SEEN, "role": "property_staff", "reason": "换一家"},
        "cases_urge": {**SEEN, "note": "今天必须修好"},
        "cases_save_rule_list": {"revision": "0-0", "rules": [RULE]},
        "cases_try_rules": {"days": 30, "rules": [RULE]},
        "cases_set_levels": {"area_id": area.pk, "category": "light", "steps": LEVELS},
        "cases_record_outcome": {"tries": 0, "reached": True, "rating": 5, "solved": True},
        "cases_assign": {"user_id": 1},
        "cases_reveal_callback_contact": {"reason": "电话回访"},
        "cases_rate_progress": {"number": "2026-000001", "rating": 5},
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
