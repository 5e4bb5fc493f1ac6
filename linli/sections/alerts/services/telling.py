"""Telling people (通知): which channels, what text, and what happens when a message does not arrive."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from django.utils import timezone

from linli.kernel import conf, jobs, sms
from linli.kernel.access import SYSTEM
from linli.kernel.errors import DomainError
from linli.kernel.live import touch
from linli.kernel.ports import port
from linli.kernel.turns import take_turn
from linli.sections.alerts import texts
from linli.sections.alerts.chain import WHO, Told
from linli.sections.alerts.models import Alert, AlertEntry, AlertGroup, Notification
from linli.sections.alerts.speaking import speak

Channel, State, Reason = Notification.Channel, Notification.State, Notification.Reason
VERBS = {Reason.ESCALATED: "escalated", Reason.REMINDED: "reminded"}
log = logging.getLogger(__name__)


def in_turn(*, wait: bool = True) -> bool:
    """Gathering, telling on and calming down go one after the other: each may touch the alerts and groups of the others."""
    return take_turn("alerts.telling", wait=wait)


def tell(
    group: AlertGroup, alerts: Sequence[Alert], people: Sequence[Told], reason: str, why: str = ""
) -> None:
    """Tells these people of the alerts by every channel that fits, and writes it into the alerts' stories."""
    if not alerts:
        return
    rows = [row for one in people for row in _messages(group, alerts, one, reason)]
    Notification.objects.bulk_create(rows)
    for row in rows:
        if row.state == State.QUEUED:
            jobs.enqueue(deliver, notification_id=row.pk)
    _into_stories(alerts, reason, why + _told(people, rows))
    touch("alerts", group.area_id)


def _messages(group: AlertGroup, alerts: Sequence[Alert], one: Told, reason: str) -> list[Notification]:
    """On the console for whoever can log in; by SMS as well when it is grave, or when there is no other way."""
    template, params = texts.short_message(group, alerts, one.who, reason)
    text = sms.rendered(template, params)
    base = {"group": group, "user_id": one.user_id, "name": one.name, "who": one.who, "reason": reason,
            "level": group.level, "text": text}  # fmt: skip
    rows = []
    if one.user_id is not None:
        rows.append(Notification(**base, channel=Channel.CONSOLE, state=State.SENT, sent_at=timezone.now()))
    if one.user_id is None or group.severity >= conf.get("alerts.sms_severity"):
        phone = "" if one.user_id else one.phone
        rows.append(Notification(**base, channel=Channel.SMS, phone=phone, template=template, params=params))
    return rows


def _told(people: Sequence[Told], rows: Sequence[Notification]) -> str:
    """“已通知主班 王一（平台消息、短信）”."""
    parts = []
    for one in people:
        by = "、".join(
            row.get_channel_display() for row in rows if (row.user_id, row.name) == (one.user_id, one.name)
        )
        parts.append(f"{WHO[one.who]} {one.name}（{by}）")
    return "已通知" + "，".join(dict.fromkeys(parts)) if parts else "没有可通知的人"


def _into_stories(alerts: Sequence[Alert], reason: str, text: str) -> None:
    verb = VERBS.get(Reason(reason), "notified")
    AlertEntry.objects.bulk_create(
        AlertEntry(alert=alert, actor_name=SYSTEM.name, verb=verb, note=text[:300]) for alert in alerts
    )


@jobs.job(atomic=False)
def deliver(notification_id: int) -> None:
    """Sends a queued message, once; when it can't be sent the next channel is tried."""
    row = Notification.objects.select_related("group__kind", "group__area", "user").filter(
        pk=notification_id, state=State.QUEUED
    ).first()  # fmt: skip
    if row is None:
        return
    phone = row.phone or (row.user.phone if row.user else "")
    try:
        if not phone:
            raise DomainError("没有登记手机号")
        key = f"alert-{row.pk}-{row.at:%Y%m%d%H%M%S%f}"
        port("sms").send(phone=phone, template=row.template, params=row.params, key=key)
    except DomainError as error:
        _failed(row, error.message)
    except Exception:
        log.exception("alerts: message %s was not sent", row.pk)
        _failed(row, "短信通道故障")
    else:
        Notification.objects.filter(pk=row.pk).update(state=State.SENT, sent_at=timezone.now())


def _failed(row: Notification, error: str) -> None:
    """Notes the failure, and calls out over a loudspeaker, or else the next level at once."""
    from linli.sections.alerts.services.notifying import hurry

    Notification.objects.filter(pk=row.pk).update(state=State.FAILED, error=error[:120])
    waiting = list(row.group.alerts.filter(status=Alert.Status.OPEN))
    spoken = speak(row.group.area, row.group.building, texts.call_out(row.group)) if waiting else 0
    if spoken:
        now = timezone.now()
        Notification.objects.create(
            group=row.group, name=f"{spoken} 个音箱", who=row.who, channel=Channel.SPEAKER, state=State.SENT, sent_at=now,
            reason=row.reason, level=row.level, text=texts.call_out(row.group),
        )  # fmt: skip
    after = "已改用语音播报" if spoken else "提前通知下一级"
    _into_stories(waiting, row.reason, f"{row.name} 的短信未送达（{error[:60]}），{after}")
    if waiting and not spoken:
        hurry(group_id=row.group_id)
