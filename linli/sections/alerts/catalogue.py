"""The ready-made kinds (预置预警类型) with their plans; they enter the database as data and may be changed there."""

from __future__ import annotations

from typing import Any

from linli.sections.alerts.models import AlertKind, Severity

NOTICE, MINOR, MAJOR, CRITICAL = Severity.NOTICE, Severity.MINOR, Severity.MAJOR, Severity.CRITICAL
HEALTH = {"health": True, "latched": True}

READY_MADE: tuple[tuple[str, str, int, tuple[str, ...], dict[str, Any]], ...] = (
    ("sos", "SOS 呼救", CRITICAL, (
        "立即回拨设备或拨打老人电话", "2 分钟内无人接听，通知网格员上门，同时联系家属",
        "情况危急拨打 120，告知楼栋门牌", "到场后记录老人情况", "联系家属和社区医生告知结果",
    ), {**HEALTH, "escalate_minutes": 2}),
    ("fall", "疑似跌倒", CRITICAL, (
        "30 秒内电话询问老人是否平安", "无人应答按跌倒处理，就近人员上门", "不要随意搬动，必要时拨打 120", "通知家属，记录结果",
    ), {**HEALTH, "escalate_minutes": 3}),
    ("heart_rate", "心率异常", CRITICAL, (
        "电话询问老人感受，确认手环佩戴正确", "有胸闷、胸痛、头晕等不适，拨打 120", "无人应答，安排网格员上门查看",
        "通知社区医生研判，告知家属",
    ), {**HEALTH, "escalate_minutes": 5}),
    ("spo2", "血氧偏低", CRITICAL, (
        "电话询问老人感受，请其重新测量一次", "复测仍偏低或有不适，拨打 120", "通知社区医生和家属",
    ), {**HEALTH, "escalate_minutes": 5}),
    ("inactive", "久未活动", MAJOR, (
        "电话联系老人", "联系不上，询问邻居和家属", "安排网格员上门查看", "必要时联系家属或开锁救助",
    ), {**HEALTH, "escalate_minutes": 15}),
    ("smoke", "烟感报警", CRITICAL, (
        "电话联系住户确认", "就近人员 3 分钟内到场查看", "确认火情拨打 119，组织疏散", "误报则复位烟感并登记原因",
    ), {"latched": True, "escalate_minutes": 2}),
    ("gas", "燃气泄漏", CRITICAL, (
        "电话通知住户开窗、不动电器、到户外", "关闭单元燃气阀门", "联系燃气公司抢修", "浓度恢复后复查并登记",
    ), {"latched": True, "escalate_minutes": 2}),
    ("water_leak", "水浸", MAJOR, (
        "联系住户或设备房值守人员", "到场关闭阀门、切断受影响电源", "查明漏点，安排维修", "排水清理后复位传感器",
    ), {"escalate_minutes": 10}),
    ("lane_blocked", "占用消防通道", MAJOR, (
        "查看现场画面确认", "电话联系车主挪车", "15 分钟未挪，到场劝离或联系交警", "拍照登记",
    ), {"escalate_minutes": 10}),
    ("ebike_in_lift", "电动车进梯", MAJOR, (
        "广播劝离", "就近人员到场劝阻", "登记楼栋和时间，跟进入户宣传",
    ), {"escalate_minutes": 5}),
    ("lift_trapped", "电梯困人", CRITICAL, (
        "通过轿厢电话安抚被困人员", "通知维保单位，30 分钟内到场", "有人身体不适拨打 120", "救出后登记并停梯检查",
    ), {"latched": True, "escalate_minutes": 2}),
    ("falling_object", "高空抛物", CRITICAL, (
        "查看录像，锁定楼栋和时间", "到场设置警戒，查看有无人员受伤", "有人受伤拨打 120、110", "保存录像，入户排查",
    ), {"latched": True, "escalate_minutes": 5}),
    ("bin_full", "垃圾桶满溢", MINOR, (
        "通知保洁员清运", "清运后拍照",
    ), {"escalate_minutes": 60, "auto_case": True}),
    ("tds_high", "饮水机水质异常", MINOR, (
        "张贴暂停使用提示", "联系维护人员更换滤芯", "复测合格后恢复",
    ), {"escalate_minutes": 30, "auto_case": True}),
    ("lamp_fault", "路灯故障", NOTICE, ("联系维修人员", "修复后复查"), {"escalate_minutes": 0, "auto_case": True}),
    ("charger_fault", "充电桩故障", MINOR, (
        "远程停用该桩", "联系运维人员检修", "检修合格后恢复使用",
    ), {"escalate_minutes": 30}),
    ("overheat", "温度过高", MAJOR, (
        "查看画面或电话核实", "到场检查，必要时断电", "发现起火拨打 119",
    ), {"escalate_minutes": 5}),
    ("door_open", "单元门长时间未关", NOTICE, ("到场查看闭门器", "联系维修"), {"escalate_minutes": 0}),
    ("tamper", "设备被拆", MINOR, ("到场查看设备", "复位或报修", "登记原因"), {"escalate_minutes": 30}),
    ("offline", "设备离线", MINOR, (
        "检查供电和网络", "到场重启或更换电池", "仍不恢复则联系厂家",
    ), {"escalate_minutes": 0}),
    ("low_battery", "电量不足", NOTICE, ("安排更换电池或充电",), {"escalate_minutes": 0}),
)  # fmt: skip

ELDERLY = "elderly"
CATEGORIES = {
    "sos": ELDERLY, "fall": ELDERLY, "heart_rate": ELDERLY, "spo2": ELDERLY, "inactive": ELDERLY, "water_leak": "water",
    "lane_blocked": "fire_lane", "lift_trapped": "lift", "bin_full": "garbage", "lamp_fault": "light", "door_open": "door",
}  # fmt: skip
"""Category of the case that an alert of the kind becomes; all others are “设备告警处置”."""


def ensure_kinds() -> int:
    """Adds the ready-made kinds that are missing; what people changed stays. Returns how many were added."""
    known = set(AlertKind.objects.values_list("code", flat=True))
    missing = [
        AlertKind(
            code=code,
            title=title,
            severity=severity,
            plan=list(plan),
            case_category=CATEGORIES.get(code, "alert"),
            **more,
        )
        for code, title, severity, plan, more in READY_MADE
        if code not in known
    ]
    AlertKind.objects.bulk_create(missing, ignore_conflicts=True)
    return len(missing)
