"""What people are told of alerts, in plain Chinese: short, without health values (健康数值)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from linli.kernel import conf
from linli.sections.alerts.models import Alert, AlertGroup, Notification

MAX_TEXT = 200
ASKED = {
    Notification.Reason.MORE: "又有新增，请查看", Notification.Reason.ESCALATED: "前一级无人接警，请您接警",
    Notification.Reason.REPEATED: "仍无人接警，请立即接警", Notification.Reason.REMINDED: "您已接警但还没有开始处置",
}  # fmt: skip


def headline(group: AlertGroup, alerts: Sequence[Alert]) -> str:
    """“3号楼 2单元301 王阿姨的手环 SOS 呼救”, or “3号楼 40 台健康手环：设备离线”."""
    first, kind = alerts[0], group.kind.title
    if len(alerts) == 1:
        return " ".join(filter(None, (first.where.strip(), first.source_title, kind)))
    buildings = list(dict.fromkeys(alert.building for alert in alerts if alert.building))
    where = "、".join(buildings[:3]) + (f"等 {len(buildings)} 处" if len(buildings) > 3 else "")
    things = {alert.thing for alert in alerts}
    what = (
        f"{len(alerts)} 台{things.pop()}：{kind}"
        if len(things) == 1 and "" not in things
        else f"{len(alerts)} 条{kind}"
    )
    return f"{where or group.area.name} {what}"


def short_message(group: AlertGroup, alerts: Sequence[Alert], who: str, reason: str) -> str:
    """The text of an SMS, signed 【…】 as the gateways want it."""
    sign = conf.get("alerts.sms_sign")
    if who == "relatives":
        text = f"【{sign}】您家人的设备发出“{group.kind.title}”预警，社区正在联系处置，请保持电话畅通。"
        return text[:MAX_TEXT]
    moment = timezone.localtime(min(alert.raised_at for alert in alerts)).strftime("%H:%M")
    asked = ASKED.get(Notification.Reason(reason), "请尽快接警")
    said = f"{group.get_severity_display()}预警：{headline(group, alerts)}，{moment} 发生。{asked}。"
    return f"【{sign}】{said.replace('【', '[').replace('】', ']')}"[:MAX_TEXT]


def call_out(group: AlertGroup) -> str:
    """What a loudspeaker says when a message did not arrive: no name, no door, no health."""
    return f"有{group.get_severity_display()}预警无人接警，请值班人员立即查看平台。"
