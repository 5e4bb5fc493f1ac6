"""What people are told of alerts, in plain Chinese: short, without health values (健康数值)."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone

from linli.kernel import sms
from linli.sections.alerts.models import Alert, AlertGroup, Notification

ASKED = {
    Notification.Reason.MORE: "又有新增，请查看", Notification.Reason.ESCALATED: "前一级无人接警，请您接警",
    Notification.Reason.REPEATED: "仍无人接警，请立即接警", Notification.Reason.REMINDED: "您已接警但还没有开始处置",
}  # fmt: skip


def headline(group: AlertGroup, alerts: Sequence[Alert]) -> tuple[str, str]:
    """Where and what: “3号楼 2单元301”, “王阿姨的手环 SOS 呼救”; or “3号楼”, “40 台健康手环：设备离线”."""
    first, kind = alerts[0], group.kind.title
    if len(alerts) == 1:
        return first.where.strip(), " ".join(filter(None, (first.source_title, kind)))
    buildings = list(dict.fromkeys(alert.building for alert in alerts if alert.building))
    where = "、".join(buildings[:3]) + (f"等 {len(buildings)} 处" if len(buildings) > 3 else "")
    things = {alert.thing for alert in alerts}
    what = (
        f"{len(alerts)} 台{things.pop()}：{kind}"
        if len(things) == 1 and "" not in things
        else f"{len(alerts)} 条{kind}"
    )
    return where or group.area.name, what


def short_message(
    group: AlertGroup, alerts: Sequence[Alert], who: str, reason: str
) -> tuple[str, dict[str, str]]:
    """The template of the SMS and its variables."""
    if who == "relatives":
        return "alerts.relatives", {"kind": sms.clipped(group.kind.title)}
    place, what = headline(group, alerts)
    moment = timezone.localtime(min(alert.raised_at for alert in alerts)).strftime("%H:%M")
    return "alerts.staff", {
        "severity": group.get_severity_display(),
        "place": sms.clipped(place, group.area.name),
        "what": sms.clipped(what),
        "time": moment,
        "asked": ASKED.get(Notification.Reason(reason), "请尽快接警"),
    }


def call_out(group: AlertGroup) -> str:
    """What a loudspeaker says when a message did not arrive: no name, no door, no health."""
    return f"有{group.get_severity_display()}预警无人接警，请值班人员立即查看平台。"
