"""The category tree (诉求分类): the seed every installation starts with, and its upkeep."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, OuterRef

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.access import roles as r
from linli.kernel.errors import Conflict, DomainError, Forbidden, NotFound
from linli.kernel.models import Area
from linli.sections.cases.flow import PARTY_ROLES
from linli.sections.cases.models import Category

SEED: tuple[tuple[str, str, str, int, int, str], ...] = (
    ("sanitation", "环境卫生", "", 3, 1, r.PROPERTY_STAFF),
    ("garbage", "垃圾清运", "sanitation", 2, 1, r.PROPERTY_STAFF),
    ("leaves", "落叶积雪清扫", "sanitation", 2, 1, r.PROPERTY_STAFF),
    ("drain", "下水堵塞", "sanitation", 2, 1, r.PROPERTY_STAFF),
    ("facility", "公共设施", "", 5, 1, r.PROPERTY_STAFF),
    ("light", "路灯楼道灯", "facility", 3, 1, r.PROPERTY_STAFF),
    ("lift", "电梯故障", "facility", 2, 1, r.PROPERTY_MANAGER),
    ("water", "漏水停水", "facility", 2, 1, r.PROPERTY_STAFF),
    ("heating", "供暖不热", "facility", 3, 1, r.WORKER),
    ("door", "门禁单元门", "facility", 3, 1, r.PROPERTY_STAFF),
    ("order", "小区秩序", "", 5, 1, r.GRID),
    ("parking", "乱停车占道", "order", 3, 1, r.PROPERTY_STAFF),
    ("noise", "噪音扰民", "order", 3, 1, r.GRID),
    ("fire_lane", "堵塞消防通道", "order", 1, 1, r.PROPERTY_MANAGER),
    ("pets", "遛狗不牵绳", "order", 5, 2, r.GRID),
    ("service", "民生服务", "", 5, 1, r.WORKER),
    ("elderly", "老人照料求助", "service", 2, 1, r.WORKER),
    ("dispute", "邻里纠纷", "service", 7, 2, r.GRID),
    ("policy", "政策咨询", "service", 3, 1, r.WORKER),
    ("alert", "设备告警处置", "service", 1, 1, r.WORKER),
    ("other", "其他", "", 5, 1, r.WORKER),
)
"""code, name, parent code, limit in working days, urgent limit in working days, suggested party."""
MAX_DAYS, MAX_HOURS = 60, 240
URGENT_HOURS = {"drain": 4, "lift": 2, "water": 4, "heating": 6, "fire_lane": 2, "elderly": 2, "alert": 2}
"""Seed categories whose urgent limit is in working hours; the rest have it in working days."""
MANAGE = "cases.category.manage"


@transaction.atomic
def ensure_categories() -> int:
    """Creates the seed categories that are missing; never changes one that exists. Returns how many were made."""
    known = {c.code: c for c in Category.objects.all()}
    made = 0
    for order, (code, name, parent, days, urgent, role) in enumerate(SEED):
        if code in known:
            continue
        known[code] = Category.objects.create(
            code=code,
            name=name,
            parent=known.get(parent),
            limit_days=days,
            urgent_days=urgent,
            urgent_hours=URGENT_HOURS.get(code),
            role=role,
            order=order,
        )
        made += 1
    return made


def leaf(code: str) -> Category:
    """The category people may pick. Raises DomainError for an unknown, stopped or grouping category."""
    below = Category.objects.filter(parent=OuterRef("pk"))
    found = Category.objects.filter(~Exists(below), code=code, active=True).first()
    if found is None:
        raise DomainError("请选择一个具体的分类。", fields={"category": "请从列表中选择一个分类。"})
    return found


@transaction.atomic
def add_category(
    *,
    actor: Actor,
    code: str,
    name: str,
    parent: str = "",
    limit_days: int = 5,
    urgent_days: int = 1,
    urgent_hours: int | None = None,
    role: str = "",
) -> Category:
    """Adds a category. The tree is the platform's: it serves every area alike."""
    _require_whole(actor)
    _check(name, limit_days, urgent_days, urgent_hours, role)
    if Category.objects.filter(code=code).exists():
        raise Conflict("这个编码已经有了，请换一个编码。")
    above = Category.objects.filter(code=parent).first() if parent else None
    if parent and above is None:
        raise DomainError("没有找到上级分类。", fields={"parent": "没有找到上级分类。"})
    made = Category.objects.create(
        code=code,
        name=name.strip(),
        parent=above,
        limit_days=limit_days,
        urgent_days=urgent_days,
        urgent_hours=urgent_hours,
        role=role,
        order=Category.objects.count(),
    )
    audit.record(actor, "cases.category.added", target=made, detail={"code": code, "limit_days": limit_days})
    return made


@transaction.atomic
def change_category(
    *,
    actor: Actor,
    category_id: int,
    name: str,
    limit_days: int,
    urgent_days: int,
    urgent_hours: int | None = None,
    role: str,
    active: bool,
) -> Category:
    """Changes a category; cases already open keep the deadline they were given."""
    _require_whole(actor)
    _check(name, limit_days, urgent_days, urgent_hours, role)
    found = Category.objects.filter(pk=category_id).first()
    if found is None:
        raise NotFound
    if found.code == "other" and not active:
        raise DomainError("“其他”是兜底分类，不能停用。", fields={"active": "“其他”不能停用。"})
    limits = ("limit_days", "urgent_days", "urgent_hours", "active")
    before = {field: getattr(found, field) for field in limits}
    new = {
        "name": name.strip(),
        "limit_days": limit_days,
        "urgent_days": urgent_days,
        "urgent_hours": urgent_hours,
        "role": role,
        "active": active,
    }
    Category.objects.filter(pk=found.pk).update(**new)
    audit.record(actor, "cases.category.changed", target=found, detail={"before": before, "after": new})
    found.refresh_from_db()
    return found


def _require_whole(actor: Actor) -> None:
    """The tree serves every area alike, so only who manages all of them may change it."""
    actor.require(MANAGE)
    if Area.objects.filter(parent=None).exclude(pk__in=actor.areas(MANAGE)).exists():
        raise Forbidden("诉求分类是全平台共用的，请联系平台管理员修改。")


def _check(name: str, limit_days: int, urgent_days: int, urgent_hours: int | None, role: str) -> None:
    wrong: dict[str, str] = {}
    if not 1 <= len(name.strip()) <= 30:
        wrong["name"] = "名称要 1 到 30 个字。"
    for field, days in (("limit_days", limit_days), ("urgent_days", urgent_days)):
        if not 1 <= days <= MAX_DAYS:
            wrong[field] = f"时限要在 1 到 {MAX_DAYS} 个工作日之间。"
    if urgent_hours is not None and not 1 <= urgent_hours <= MAX_HOURS:
        wrong["urgent_hours"] = f"时限要在 1 到 {MAX_HOURS} 个工作小时之间，或者不填。"
    if role and role not in PARTY_ROLES:
        wrong["role"] = "不能派遣给这个角色。"
    if wrong:
        raise DomainError(next(iter(wrong.values())), fields=wrong)
