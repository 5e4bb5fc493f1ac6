"""Changing the library of kinds (预警类型库)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from django.db import IntegrityError, transaction

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, Forbidden, NotFound
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.alerts.chain import WHO
from linli.sections.alerts.models import AlertKind, Severity
from linli.sections.cases import queries as cases

MANAGE = "alerts.kind.manage"
CODE = re.compile(r"[a-z][a-z0-9_]{1,39}")
MAX_STEPS, MAX_STEP, MAX_LEVELS = 20, 120, 10


@dataclass(frozen=True)
class KindData:
    """What may be changed of a kind; `plan` is a list of steps, `chain` one of levels {"who", "after_s"}."""

    title: str
    severity: int
    plan: list[str] = field(default_factory=list)
    latched: bool = False
    health: bool = False
    auto_case: bool = False
    case_category: str = ""
    immediate: bool = False
    chain: list[dict[str, Any]] = field(default_factory=list)
    hold_s: int = 0
    speech: str = ""
    enabled: bool = True


@transaction.atomic
def create_kind(*, actor: Actor, code: str, data: KindData) -> AlertKind:
    """新增预警类型. Raises DomainError with a message per wrong field, Conflict when code or title is taken."""
    require_whole(actor)
    if not CODE.fullmatch(code):
        raise DomainError(
            "请检查标出的内容。", fields={"code": "用小写字母开头，只含小写字母、数字和下划线。"}
        )
    return _write(actor, AlertKind(code=code), data, "created")


@transaction.atomic
def update_kind(*, actor: Actor, code: str, data: KindData) -> AlertKind:
    """修改预警类型. Alerts already raised keep the plan they were raised with."""
    require_whole(actor)
    kind = AlertKind.objects.select_for_update().filter(code=code).first()
    if kind is None:
        raise NotFound
    return _write(actor, kind, data, "changed")


def require_whole(actor: Actor) -> None:
    """The library serves every area alike, so only who manages all of them may change it."""
    actor.require(MANAGE)
    if Area.objects.filter(parent=None).exclude(pk__in=actor.areas(MANAGE).values("pk")).exists():
        raise Forbidden("预警类型是全平台共用的，请联系平台管理员修改。")


def _write(actor: Actor, kind: AlertKind, data: KindData, verb: str) -> AlertKind:
    _check(data)
    for name, value in {**vars(data), "plan": [step.strip() for step in data.plan]}.items():
        setattr(kind, name, value)
    try:
        with transaction.atomic():
            kind.save()
    except IntegrityError as error:
        raise Conflict("编码或名称已被使用。", fields={"title": "请换一个编码或名称。"}) from error
    audit.record(actor, f"alerts.kind.{verb}", target=kind, detail={"code": kind.code})
    touch("alerts")
    return kind


def _check(data: KindData) -> None:
    """Raises DomainError naming every wrong field."""
    steps_fit = len(data.plan) <= MAX_STEPS and all(0 < len(s.strip()) <= MAX_STEP for s in data.plan)
    wrong = {
        "title": "" if 0 < len(data.title.strip()) <= 40 else "请填写 1 到 40 个字的名称。",
        "severity": "" if data.severity in Severity.values else "级别为 1（提示）到 4（紧急）。",
        "plan": "" if steps_fit else f"最多 {MAX_STEPS} 步，每步 1 到 {MAX_STEP} 个字。",
        "case_category": "" if _category_fits(data.case_category) else "没有这个工单分类。",
        "chain": _wrong_chain(data.chain),
        "hold_s": "" if 0 <= data.hold_s <= 86_400 else "请填写 0 到 86400 秒。",
        "speech": "" if len(data.speech.strip()) <= 60 else "最多 60 个字。",
    }
    wrong = {name: text for name, text in wrong.items() if text}
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)


def _wrong_chain(chain: list[dict[str, Any]]) -> str:
    """What is wrong with a chain, "" when nothing is."""
    if len(chain) > MAX_LEVELS:
        return f"最多 {MAX_LEVELS} 级。"
    if any(level.get("who") not in WHO for level in chain):
        return "每一级须是主班、备班、网格员、家属、社区医生、社区书记之一。"
    if any(not 0 <= int(level.get("after_s", -1)) <= 86_400 for level in chain):
        return "每一级的时间为 0 到 86400 秒。"
    return "同一对象不要出现两次。" if len({level["who"] for level in chain}) < len(chain) else ""


def _category_fits(code: str) -> bool:
    return not code or cases.categories().filter(code=code, children=None).exists()
