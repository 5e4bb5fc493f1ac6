"""Silences (静默) and maintenance windows (检修窗口): set with an end and a reason, lifted, and matched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.alerts import hours
from linli.sections.alerts.access import lock_alert
from linli.sections.alerts.models import Alert, AlertEntry, AlertKind, Silence

MANAGE = "alerts.silence.manage"
LONGEST, LONGEST_WEEKLY = timedelta(days=7), timedelta(days=366)


@dataclass(frozen=True)
class SilenceData:
    """What is silenced, when and why; `weekdays` (0 = Monday) with hours make it a weekly window."""

    area_id: int
    starts_at: datetime
    ends_at: datetime
    reason: str
    kind: str = ""
    device_id: int | None = None
    source: str = ""
    source_title: str = ""
    weekdays: list[int] = field(default_factory=list)
    opens: time | None = None
    closes: time | None = None


@transaction.atomic
def create_silence(*, actor: Actor, data: SilenceData) -> Silence:
    """设静默. Alerts that already wait under it fall silent too. Raises DomainError naming every wrong field."""
    actor.require(MANAGE)
    area, kind = _check(actor, data)
    user_id = actor.user_id
    silence = Silence.objects.create(
        area=area, kind=kind, device_id=data.device_id, source=data.source, source_title=data.source_title[:120],
        starts_at=data.starts_at, ends_at=data.ends_at, weekdays=sorted(set(data.weekdays)), opens=data.opens,
        closes=data.closes, reason=data.reason.strip(), author_id=user_id,
    )  # fmt: skip
    audit.record(actor, "alerts.silence.created", target=silence, area=area, detail={"kind": data.kind})
    for alert in Alert.objects.select_related("kind", "area").filter(
        _reach(silence), status=Alert.Status.OPEN
    ):
        if covering(alert) is not None:
            fall_silent(alert, silence)
    touch("alerts", area.pk)
    return silence


@transaction.atomic
def silence_source(*, actor: Actor, alert_id: int, until: datetime, reason: str) -> Silence:
    """静默这个来源: no more of this alert's kind from its source until then; the alert itself stays as it is."""
    alert = lock_alert(actor, alert_id)
    now = timezone.now()
    data = SilenceData(
        alert.area_id, now, until, reason, alert.kind.code, None, alert.source, alert.source_title
    )
    return create_silence(actor=actor, data=data)


@transaction.atomic
def lift_silence(*, actor: Actor, silence_id: int) -> Silence:
    """提前结束静默. What is still open under it is told within a minute."""
    actor.require(MANAGE)
    found = visible(Silence.objects.all(), actor, MANAGE).select_for_update().filter(pk=silence_id).first()
    if found is None:
        raise NotFound
    if found.lifted_at or found.ends_at <= timezone.now():
        raise Conflict("这个静默已经结束。")
    found.lifted_at = timezone.now()
    found.save(update_fields=["lifted_at"])
    audit.record(actor, "alerts.silence.lifted", target=found, area=found.area)
    touch("alerts", found.area_id)
    return found


def covering(alert: Alert) -> Silence | None:
    """The silence under which the alert falls now."""
    return covering_all([alert]).get(alert.pk)


def covering_all(alerts: Sequence[Alert]) -> dict[int, Silence]:
    """By alert the silence under which it falls now; one query. Life is silenced by naming its very source only."""
    now = timezone.now()
    above = {alert.pk: set(alert.area.around) for alert in alerts}
    rows = Silence.objects.filter(lifted_at=None, starts_at__lte=now, ends_at__gt=now)
    holding = [row for row in rows.filter(area_id__in=set().union(*above.values())) if _open(row, now)]
    found = {
        alert.pk: next(
            (row for row in holding if row.area_id in above[alert.pk] and _means(row, alert)), None
        )
        for alert in alerts
    }
    return {pk: silence for pk, silence in found.items() if silence is not None}


def _means(silence: Silence, alert: Alert) -> bool:
    if (alert.kind.immediate or alert.kind.health) and silence.device_id is None and not silence.source:
        return False
    return (
        silence.kind_id in (None, alert.kind_id)
        and silence.device_id in (None, alert.device_id)
        and silence.source in ("", alert.source)
    )


def fall_silent(alert: Alert, silence: Silence) -> None:
    """Nobody is told of the alert for now; its story says why."""
    Alert.objects.filter(pk=alert.pk).update(silenced_by=silence, group=None)
    text = f"静默中（{silence.reason}），不通知"
    AlertEntry.objects.create(alert=alert, actor_name=SYSTEM.name, verb="silenced", note=text[:300])


def awake() -> list[int]:
    """Open alerts whose silence no longer covers them."""
    rows = Alert.objects.select_related("kind", "area").filter(
        status=Alert.Status.OPEN, silenced_by__isnull=False
    )
    alerts = list(rows.order_by("pk"))
    still = covering_all(alerts)
    return [alert.pk for alert in alerts if alert.pk not in still]


def _open(silence: Silence, at: datetime) -> bool:
    """True while a weekly window is open; others always are."""
    if not silence.weekdays or silence.opens is None or silence.closes is None:
        return True
    return hours.covers(silence.opens, silence.closes, silence.weekdays, at)


def _reach(silence: Silence) -> Q:
    """The alerts that the silence may be about."""
    reach = Q(area__path__startswith=silence.area.path)
    if silence.kind_id:
        reach &= Q(kind_id=silence.kind_id)
    if silence.device_id:
        reach &= Q(device_id=silence.device_id)
    return reach & Q(source=silence.source) if silence.source else reach


def _check(actor: Actor, data: SilenceData) -> tuple[Area, AlertKind | None]:
    area = actor.areas(MANAGE).filter(pk=data.area_id).first()
    kind = AlertKind.objects.filter(code=data.kind).first() if data.kind else None
    weekly = bool(data.weekdays)
    span, most = data.ends_at - data.starts_at, LONGEST_WEEKLY if weekly else LONGEST
    named = data.device_id is not None or bool(data.source)
    wrong = {
        "area_id": "" if area else "请选择您负责的区域。",
        "kind": _wrong_kind(data.kind, kind, named),
        "ends_at": "" if timedelta() < span <= most and data.ends_at > timezone.now() else (
            f"结束须晚于开始和现在，且最长 {most.days} 天。"
        ),
        "weekdays": "" if set(data.weekdays) <= set(range(7)) else "0 为周一，6 为周日。",
        "opens": "请填写每天的开始和结束时间。" if weekly and (data.opens is None or data.closes is None) else "",
        "reason": "" if 2 <= len(data.reason.strip()) <= 120 else "请写明静默原因，例如“电梯年检”。",
        "device_id": "" if _device_fits(area, data.device_id) else "这台设备不在所选区域内。",
    }  # fmt: skip
    wrong = {name: text for name, text in wrong.items() if text}
    if wrong or area is None:
        raise DomainError("请检查标出的内容。", fields=wrong)
    return area, kind


def _wrong_kind(code: str, kind: AlertKind | None, named: bool) -> str:
    if code and kind is None:
        return "没有这种预警类型。"
    vital = kind is not None and (kind.immediate or kind.health)
    return "涉及人身安全的预警只能按单台设备静默。" if vital and not named else ""


def _device_fits(area: Area | None, device_id: int | None) -> bool:
    from linli.sections.alerts.facts import device_of

    if device_id is None or area is None:
        return True
    device = device_of(device_id)
    return device is not None and device.area.path.startswith(area.path)
