"""Changing what hides what (抑制规则)."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.sections.alerts.models import AlertKind, Inhibition
from linli.sections.alerts.services.kinds import require_whole


@transaction.atomic
def create_inhibition(*, actor: Actor, cause: str, hidden: str, reach: str) -> Inhibition:
    """新增抑制规则. Raises DomainError for what concerns a life, for a circle, and for unknown kinds."""
    require_whole(actor)
    kinds = {kind.code: kind for kind in AlertKind.objects.filter(code__in=(cause, hidden))}
    first, second = kinds.get(cause), kinds.get(hidden)
    wrong = {
        "cause": "" if first else "没有这种预警类型。",
        "hidden": _wrong(first, second),
        "reach": "" if reach in Inhibition.Reach.values else "请选择范围。",
    }
    wrong = {name: text for name, text in wrong.items() if text}
    if wrong or first is None or second is None:
        raise DomainError("请检查标出的内容。", fields=wrong)
    try:
        with transaction.atomic():
            made = Inhibition.objects.create(cause=first, hidden=second, reach=reach)
    except IntegrityError as error:
        raise Conflict("已有这条抑制规则。") from error
    audit.record(
        actor,
        "alerts.inhibition.created",
        target=made,
        detail={"cause": cause, "hidden": hidden, "reach": reach},
    )
    touch("alerts")
    return made


@transaction.atomic
def delete_inhibition(*, actor: Actor, inhibition_id: int) -> None:
    """删除抑制规则. What is hidden stays hidden until its cause has ended."""
    require_whole(actor)
    found = Inhibition.objects.select_related("cause", "hidden").filter(pk=inhibition_id).first()
    if found is None:
        raise NotFound
    audit.record(
        actor,
        "alerts.inhibition.deleted",
        target=found,
        detail={"cause": found.cause.code, "hidden": found.hidden.code},
    )
    found.delete()
    touch("alerts")


def _wrong(cause: AlertKind | None, hidden: AlertKind | None) -> str:
    if hidden is None:
        return "没有这种预警类型。"
    if hidden.immediate or hidden.health:
        return "涉及人身安全的预警不能被抑制。"
    if cause is not None and cause.pk == hidden.pk:
        return "不能抑制自己。"
    circle = cause is not None and Inhibition.objects.filter(cause=hidden, hidden=cause).exists()
    return "已有相反的一条，两者会互相抑制。" if circle else ""
