"""The manifest of alerts (智能预警)."""

from __future__ import annotations

from typing import Any

from django.db.models.signals import post_migrate

from linli.kernel.access.roles import (
    ADMIN,
    COMMUNITY,
    DOCTOR,
    EXTERNAL,
    GRID,
    PROPERTY_MANAGER,
    PROPERTY_STAFF,
    SCREEN,
    SECRETARY,
    STREET,
    WORKER,
)
from linli.kernel.manifest import (
    Function,
    MenuItem,
    Permission,
    Section,
    Setting,
    SmsTemplate,
    Tile,
    WebhookEvent,
)
from linli.kernel.offers import Column, Layer, Share, Tally

ON_SITE = (*COMMUNITY, PROPERTY_MANAGER, PROPERTY_STAFF, DOCTOR)
OFFERS = "linli.sections.alerts.queries.offers"
STATISTICS = "linli.sections.alerts.queries.statistics"
READ, COUNT = "alerts.alert.read", "alerts.alert.count"
PLANNERS = (STREET, SECRETARY, WORKER, PROPERTY_MANAGER)


class AlertsSection(Section):
    """Kinds, rules, alerts, duty."""

    name = "linli.sections.alerts"
    title = "智能预警"
    order = 6
    icon = "Bell"
    needs = ("devices", "cases", "registry")
    functions = (
        Function("6.1", "预警类型库", faces="C", permission="alerts.kind.read", done=True),
        Function("6.2", "事件统一接入", faces="D", permission="alerts.event.send", done=True),
        Function("6.3", "规则", faces="C", permission="alerts.rule.read", done=True),
        Function("6.4", "去重·静默·抑制", faces="C", permission="alerts.alert.read", done=True),
        Function("6.5", "预警转工单与值班派单", faces="C", permission="alerts.alert.handle", done=True),
        Function("6.6", "自动恢复与误报反馈", faces="C", permission="alerts.alert.handle", done=True),
        Function("6.7", "统计与热点", faces="CS", permission="alerts.alert.read", done=True),
        Function("6.8", "视频分析", faces="DC"),
    )
    permissions = (
        Permission("alerts.alert.read", "查看预警", roles=ON_SITE),
        Permission("alerts.alert.handle", "接警与处置", roles=ON_SITE),
        Permission("alerts.health.read", "查看健康类预警", roles=(SECRETARY, WORKER, GRID, DOCTOR)),
        Permission(
            "alerts.values.read", "查看健康类预警的数值", roles=(SECRETARY, GRID, DOCTOR), sealed=True
        ),
        Permission("alerts.silence.read", "查看静默和检修窗口", roles=ON_SITE),
        Permission("alerts.silence.manage", "设静默和检修窗口", roles=PLANNERS),
        Permission("alerts.alert.count", "大屏预警概况", roles=(*COMMUNITY, SCREEN)),
        Permission("alerts.kind.read", "查看预警类型", roles=ON_SITE),
        Permission("alerts.kind.manage", "维护预警类型", roles=(ADMIN,)),
        Permission("alerts.rule.read", "查看预警规则", roles=ON_SITE),
        Permission("alerts.rule.manage", "维护预警规则", roles=(STREET, SECRETARY, WORKER)),
        Permission("alerts.roster.read", "查看值班表", roles=ON_SITE),
        Permission("alerts.roster.manage", "维护值班表", roles=PLANNERS),
        Permission("alerts.event.send", "发送事件", roles=(EXTERNAL,)),
        Permission("alerts.source.manage", "维护事件来源", roles=(STREET, SECRETARY)),
    )
    menu = (
        MenuItem(
            "实时预警", path="/alerts", permission="alerts.alert.read",
            badge="linli.sections.alerts.queries.open_count",
        ),
        MenuItem("全部预警", path="/alerts/all", permission="alerts.alert.read"),
        MenuItem("预警规则", path="/alerts/rules", permission="alerts.rule.read"),
        MenuItem("预警类型", path="/alerts/kinds", permission="alerts.kind.read"),
        MenuItem("静默与抑制", path="/alerts/silences", permission="alerts.silence.read"),
        MenuItem("预警统计", path="/alerts/statistics", permission="alerts.alert.read"),
        MenuItem("值班表", path="/alerts/duty", permission="alerts.roster.read"),
        MenuItem("事件接入", path="/alerts/sources", permission="alerts.source.manage"),
    )  # fmt: skip
    tiles = (
        Tile(
            "alerts.newest",
            "最新预警",
            query="linli.sections.alerts.queries.newest_tile",
            column="middle",
            order=2,
        ),
        Tile(
            "alerts.counts",
            "预警概况",
            query="linli.sections.alerts.queries.counts_tile",
            column="right",
            order=2,
        ),
        Tile("alerts.hot", "预警热点", query=f"{STATISTICS}.hot_tile", column="right", order=9),
    )
    webhooks = (
        WebhookEvent(
            "alert.raised",
            "设备预警",
            "linli.sections.alerts.events.AlertRaised",
            "linli.sections.alerts.queries.pushed.payload",
        ),
    )
    sms = (
        SmsTemplate(
            "alerts.staff", "预警通知", "{severity}预警：{place} {what}，{time} 发生。{asked}。", "alerts.sms_sign"
        ),
        SmsTemplate(
            "alerts.relatives", "预警通知家属", sign="alerts.sms_sign",
            text="您家人的设备发出“{kind}”预警，社区正在联系处置，请保持电话畅通。",
        ),
    )  # fmt: skip
    settings = (
        Setting("alerts.sms_sign", "邻里预警", "预警短信的签名，出现在【】内"),
        Setting("alerts.sms_severity", 3, "从哪一级起除平台消息外还发短信（1 提示 2 一般 3 重要 4 紧急）"),
        Setting(
            "alerts.group_wait_s",
            [60, 30, 10, 0],
            "各级预警（提示、一般、重要、紧急）首次通知前等多少秒，以便合并",
        ),
        Setting(
            "alerts.group_interval_s", [1800, 600, 300, 60], "各级预警已通知后，同处同类的新增隔多少秒再通知"
        ),
        Setting(
            "alerts.repeat_interval_s",
            [0, 14400, 1800, 300],
            "通知链走完仍无人接警，每隔多少秒重复提醒（按级）；0 为不重复",
        ),
        Setting("alerts.remind_s", [0, 3600, 900, 300], "各级预警接警后多少秒未开始处置就催办；0 为不催"),
        Setting("alerts.chain_after_accept", True, "催办后仍未处置时，继续通知下一级"),
        Setting("alerts.release_s", 120, "引起连锁的预警结束多少秒后，仍未恢复的被抑制预警单独通知"),
        Setting("alerts.flap_limit", 3, "短时间内反复几次算抖动，之后不再重复通知；0 为不判断"),
        Setting("alerts.flap_window_s", 600, "结束后多少秒内再次发生算反复"),
        Setting("alerts.flap_hold_s", 900, "抖动的预警恢复后再观察多少秒才自动解除"),
    )
    health = ("linli.sections.alerts.queries.health.health_lines",)
    runners = ("linli.sections.alerts.evaluating.runner.EvaluatorRunner",)
    todos = ("linli.sections.alerts.queries.todos", "linli.sections.alerts.queries.roster.todos")
    bell = ("linli.sections.alerts.queries.bell",)
    layers = (
        Layer("alerts.live", "预警", f"{OFFERS}.alert_marks", (READ, COUNT), "triangle", 10),
        Layer("alerts.hot", "预警热点", f"{STATISTICS}.hot_marks", (READ, COUNT), "circle", 90),
    )
    tallies = (
        Tally(
            f"{OFFERS}.tally",
            COUNT,
            (Column("alerts", "当前预警", "条"), Column("alerts_month", "30天预警", "条")),
        ),
    )
    shares = (
        Share(
            "alerts.accepted", "response", "预警十分钟接警率",
            "近 90 天内十分钟内有人接警的预警 ÷ 已接警和超过十分钟未接警的预警（自动恢复的不计）",
            f"{OFFERS}.accepted_alerts", COUNT, READ, "十分钟内接警", "超过十分钟", 4,
        ),
    )  # fmt: skip

    def ready(self) -> None:
        """Every migrated database has the ready-made kinds."""
        post_migrate.connect(_fill, sender=self)


def _fill(using: str, **_: Any) -> None:
    from linli.sections.alerts.catalogue import ensure_kinds

    if using == "default":
        ensure_kinds()
