"""What people do with an alert: accept, handle, tick the plan, resolve, call it false, turn it into a case."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.events import publish
from linli.kernel.live import touch
from linli.sections.alerts.access import HANDLE, lock_alert, visible_alerts
from linli.sections.alerts.events import AlertAccepted, AlertFoundFalse, AlertResolved
from linli.sections.alerts.models import Alert, Notification, PlanTick
from linli.sections.alerts.services.notifying import remind_of
from linli.sections.alerts.services.raising import note

Status = Alert.Status
MIN_REASON = 2
FALSE_CAUSES = {
    "mistouch": "误按误触", "worn": "佩戴或安装不当", "environment": "油烟、水汽等环境干扰", "threshold": "阈值不合适",
    "device": "设备故障", "test": "测试或演练", "other": "其他",
}  # fmt: skip
"""Why alerts are false, for tuning."""


@transaction.atomic
def accept_alert(*, actor: Actor, alert_id: int) -> Alert:
    """接警: a named person takes the alert. Raises Conflict, saying who, if somebody was faster."""
    _named(actor)
    alert = lock_alert(actor, alert_id)
    if alert.status != Status.OPEN:
        raise Conflict(_who_has_it(alert))
    alert.status, alert.accepted_by_id, alert.accepted_at = Status.ACCEPTED, actor.user_id, timezone.now()
    alert.save(update_fields=["status", "accepted_by", "accepted_at"])
    publish(AlertAccepted(alert.pk, actor.user_id))
    remind_of(alert)
    return _told(actor, alert, "accepted")


@transaction.atomic
def accept_group(*, actor: Actor, alert_id: int) -> Alert:
    """整组接警: takes this alert and those told together with it that still wait and that the actor may handle."""
    _named(actor)
    _lock_in_order(visible_alerts(actor, HANDLE).filter(Q(pk=alert_id) | Q(group__alerts=alert_id)))
    alert = lock_alert(actor, alert_id)
    others = (
        visible_alerts(actor, HANDLE).filter(group=alert.group_id, status=Status.OPEN).exclude(pk=alert_id)
    )
    waiting = list(others.order_by("pk").values_list("pk", flat=True)) if alert.group_id else []
    if alert.status == Status.OPEN:
        waiting = [alert_id, *waiting]
    if not waiting:
        raise Conflict(_who_has_it(alert))
    for one in waiting:
        accept_alert(actor=actor, alert_id=one)
    return alert


def _lock_in_order(rows: QuerySet[Alert]) -> None:
    """Two people who take overlapping groups wait in line, not for each other."""
    list(Alert.objects.select_for_update().filter(pk__in=rows.values("pk")).order_by("pk").values_list("pk"))


@transaction.atomic
def mark_seen(*, actor: Actor, alert_id: int) -> None:
    """已查看: the actor has the alert before their eyes; the first time counts."""
    alert = visible_alerts(actor).filter(pk=alert_id).first()
    if alert is None:
        raise NotFound
    sent = Notification.State.SENT
    mine = Notification.objects.filter(group=alert.group_id, user=actor.user_id, seen_at=None, state=sent)
    if (
        alert.group_id
        and actor.user_id
        and mine.update(seen_at=timezone.now(), state=Notification.State.SEEN)
    ):
        touch("alerts", alert.area_id)


@transaction.atomic
def start_handling(*, actor: Actor, alert_id: int, text: str = "") -> Alert:
    """开始处置: the person who accepted it, or a colleague who takes over, is on it."""
    _named(actor)
    alert = lock_alert(actor, alert_id)
    if alert.status != Status.ACCEPTED:
        raise Conflict(_cannot(alert, "开始处置", "请先接警。"))
    alert.status = Status.HANDLING
    alert.save(update_fields=["status"])
    return _told(actor, alert, "handling", text)


@transaction.atomic
def resolve_alert(*, actor: Actor, alert_id: int, result: str) -> Alert:
    """解除: says what was done. An alert nobody has accepted is first to be accepted."""
    alert = lock_alert(actor, alert_id)
    if alert.status not in (Status.ACCEPTED, Status.HANDLING):
        raise Conflict(_cannot(alert, "解除", "请先接警。"))
    _close(
        alert,
        actor,
        Status.RESOLVED,
        _reason(result, "result", "请写明处置结果，例如“已到场，误触烟感，已复位”。"),
    )
    publish(AlertResolved(alert.pk, by_itself=False))
    return _told(actor, alert, "resolved", result.strip())


@transaction.atomic
def mark_false_alarm(*, actor: Actor, alert_id: int, reason: str, cause: str = "other") -> Alert:
    """误报: nothing was wrong; the cause (from `FALSE_CAUSES`) and the reason in words are kept for tuning."""
    _named(actor)
    alert = lock_alert(actor, alert_id)
    if not alert.live:
        raise Conflict(_who_has_it(alert))
    if cause not in FALSE_CAUSES:
        raise DomainError("请检查标出的内容。", fields={"cause": "请从列表中选择误报原因。"})
    said = reason if cause == "other" else reason or FALSE_CAUSES[cause]
    alert.false_reason = cause
    alert.save(update_fields=["false_reason"])
    _close(alert, actor, Status.FALSE_ALARM, _reason(said, "reason", "请写明误报原因，例如“手环未戴好”。"))
    publish(AlertFoundFalse(alert.pk, alert.kind.code, alert.device_id))
    return _told(actor, alert, "false_alarm", said.strip())


@transaction.atomic
def tick_step(*, actor: Actor, alert_id: int, step: int) -> Alert:
    """勾选预案步骤: notes that a step of the plan is done; a second tick changes nothing."""
    alert = _alert_with_step(actor, alert_id, step)
    _, new = PlanTick.objects.get_or_create(alert=alert, step=step, defaults={"user_id": actor.user_id})
    return _told(actor, alert, "ticked", alert.plan[step]) if new else alert


@transaction.atomic
def untick_step(*, actor: Actor, alert_id: int, step: int) -> Alert:
    """取消勾选: takes a tick back."""
    alert = _alert_with_step(actor, alert_id, step)
    gone, _ = PlanTick.objects.filter(alert=alert, step=step).delete()
    return _told(actor, alert, "unticked", alert.plan[step]) if gone else alert


def _alert_with_step(actor: Actor, alert_id: int, step: int) -> Alert:
    alert = lock_alert(actor, alert_id)
    if not alert.live:
        raise Conflict("预警已结束，不能再修改预案步骤。")
    if not 0 <= step < len(alert.plan):
        raise DomainError(
            "预案里没有这一步。", fields={"step": f"请填写 0 到 {len(alert.plan) - 1} 之间的步骤序号。"}
        )
    return alert


def _close(alert: Alert, actor: Actor, status: str, resolution: str) -> None:
    """Ends the alert for good."""
    alert.status, alert.closed_by_id = status, actor.user_id
    alert.closed_at, alert.close_at, alert.resolution = timezone.now(), None, resolution
    alert.save(update_fields=["status", "closed_by", "closed_at", "close_at", "resolution"])


def _told(actor: Actor, alert: Alert, verb: str, text: str = "") -> Alert:
    """Writes the story, the audit entry and the live notice of what was just done."""
    note(alert, actor, verb, text)
    audit.record(actor, f"alerts.alert.{verb}", target=alert, detail={"kind": alert.kind.code})
    touch("alerts", alert.area_id)
    return alert


def _named(actor: Actor) -> None:
    """Accepting and judging is for a person with a name, not for a key or the system."""
    if actor.user_id is None or actor.kind not in ("staff", "resident"):
        raise DomainError("接警和处置须由具名的工作人员进行。")


def _reason(text: str, field: str, hint: str) -> str:
    if len(text.strip()) < MIN_REASON:
        raise DomainError("还缺一句说明。", fields={field: hint})
    return text.strip()[:300]


def _who_has_it(alert: Alert) -> str:
    """Tells the slower of two people what has happened meanwhile."""
    if not alert.live:
        return f"这条预警已{'判为误报' if alert.status == Status.FALSE_ALARM else '解除'}。"
    name = alert.accepted_by.name if alert.accepted_by else "同事"
    moment = timezone.localtime(alert.accepted_at).strftime("%H:%M:%S") if alert.accepted_at else "刚刚"
    return f"{name} 已于 {moment} 接警，无需重复接警。"


def _cannot(alert: Alert, verb: str, hint: str) -> str:
    return f"待接警的预警不能直接{verb}，{hint}" if alert.status == Status.OPEN else _who_has_it(alert)
