"""The ready-made categories (预置分类); they enter the database as data and may be changed there."""

from __future__ import annotations

from typing import Any

from linli.sections.eldercare.models import Category

LIVING, ABILITY = Category.Group.LIVING, Category.Group.ABILITY

READY_MADE: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("alone", "独居", {"group": LIVING, "rule": "alone", "age_min": 60, "weight": 3,
                      "note": "60 岁及以上，住所登记只有一人居住。"}),
    ("empty_nest", "空巢", {"group": LIVING, "rule": "empty_nest", "age_min": 60, "weight": 2,
                           "note": "住所内居住的都是 60 岁及以上的人，且不止一人。"}),
    ("with_children", "与子女合住", {"group": LIVING, "rule": "with_children", "age_min": 60, "weight": 0,
                                   "note": "住所内有子女、孙辈或其配偶同住。"}),
    ("aged", "高龄", {"rule": "aged", "age_min": 80, "weight": 2, "by_hand": False, "note": "80 岁及以上。"}),
    ("disabled", "失能", {"group": ABILITY, "rule": "disabled", "weight": 4, "review_days": 365,
                         "note": "能力评估为重度或完全失能，或人工认定。"}),
    ("half_disabled", "半失能", {"group": ABILITY, "rule": "half_disabled", "weight": 2, "review_days": 365,
                               "note": "能力评估为轻度或中度失能，或人工认定。"}),
    ("lost_child", "失独", {"weight": 2, "note": "独生子女死亡，只由人工认定。"}),
    ("dementia", "认知障碍", {"weight": 3, "review_days": 180, "note": "医生或评估认定。"}),
    ("hardship", "低保特困", {"weight": 1, "review_days": 365, "note": "低保、特困供养，人工认定。"}),
    ("focus", "重点关爱", {"weight": 3, "review_days": 90, "note": "社区认定需要格外留意的老人。"}),
)  # fmt: skip


def ensure_categories() -> int:
    """Adds the ready-made categories that are missing; what people changed stays. Returns how many were added."""
    known = set(Category.objects.values_list("code", flat=True))
    missing = [
        Category(code=code, title=title, order=nth * 10, **more)
        for nth, (code, title, more) in enumerate(READY_MADE)
        if code not in known
    ]
    Category.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)
