"""The ready-made kinds (预置预警类型) with their plans; they enter the database as data and may be changed there."""

from __future__ import annotations

from typing import Any

from linli.sections.alerts.models import AlertKind, Inhibition, Severity

NOTICE, MINOR, MAJOR, CRITICAL = Severity.NOTICE, Severity.MINOR, Severity.MAJOR, Severity.CRITICAL
HEALTH = {"health": True, "latched": True}


def _after(minutes: int, *more: tuple[str, int]) -> list[dict[str, Any]]:
    """The chain: who is on duty, the second after so many minutes, then others after theirs."""
    return [{"who": "duty", "after_s": 0}, *_steps(("second", minutes) if minutes else None, *more)]


def _steps(*steps: tuple[str, int] | None) -> list[dict[str, Any]]:
    return [{"who": step[0], "after_s": step[1] * 60} for step in steps if step]


def _care(relatives: int, doctor: int, secretary: int) -> dict[str, Any]:
    """为老预警的通知链: 网格员 at once, then 家属, 社区医生 and 书记 after so many minutes."""
    rest = _steps(("relatives", relatives), ("doctor", doctor), ("secretary", secretary))
    return {**HEALTH, "chain": [{"who": "duty", "after_s": 0}, {"who": "grid", "after_s": 0}, *rest]}


AT_ONCE = {"immediate": True, "latched": True}

READY_MADE: tuple[tuple[str, str, int, tuple[str, ...], dict[str, Any]], ...] = (
    ("sos", "SOS 呼救", CRITICAL, (
        "立即回拨设备或拨打老人电话", "2 分钟内无人接听，通知网格员上门，同时联系家属",
        "情况危急拨打 120，告知楼栋门牌", "到场后记录老人情况", "联系家属和社区医生告知结果",
    ), {**_care(2, 5, 10), "immediate": True}),
    ("fall", "疑似跌倒", CRITICAL, (
        "30 秒内电话询问老人是否平安", "无人应答按跌倒处理，就近人员上门", "不要随意搬动，必要时拨打 120", "通知家属，记录结果",
    ), {**_care(2, 5, 10), "immediate": True}),
    ("heart_rate", "心率异常", CRITICAL, (
        "电话询问老人感受，确认手环佩戴正确", "有胸闷、胸痛、头晕等不适，拨打 120", "无人应答，安排网格员上门查看",
        "通知社区医生研判，告知家属",
    ), _care(5, 10, 20)),
    ("spo2", "血氧偏低", CRITICAL, (
        "电话询问老人感受，请其重新测量一次", "复测仍偏低或有不适，拨打 120", "通知社区医生和家属",
    ), _care(5, 10, 20)),
    ("news2", "体征评分偏高", MAJOR, (
        "电话询问老人感受，请其坐下休息后复测", "评分 7 分及以上，或有胸闷、气促、意识不清，拨打 120", "请社区医生立即评估",
        "无人应答，安排网格员上门查看", "告知家属，按医生要求复测",
    ), _care(5, 5, 20)),
    ("blood_pressure", "血压过高", MAJOR, (
        "请老人坐下休息 5 分钟后复测", "有头痛、胸痛、说话不清，拨打 120", "通知社区医生，安排转诊", "两周内随访",
    ), _care(15, 30, 60)),
    ("body_temperature", "体温异常", MAJOR, (
        "电话询问老人感受，请其复测", "通知社区医生研判", "无人应答，安排网格员上门查看",
    ), _care(15, 30, 60)),
    ("glucose", "血糖异常", MAJOR, (
        "血糖过低：立即吃糖或含糖饮料，15 分钟后复测", "意识不清，拨打 120", "通知社区医生，安排转诊",
    ), _care(15, 30, 60)),
    ("inactive", "久未活动", MAJOR, (
        "电话联系老人", "联系不上，询问邻居和家属", "安排网格员上门查看", "必要时联系家属或开锁救助",
    ), _care(30, 60, 120)),
    ("wander", "走失预警", CRITICAL, (
        "电话联系老人，问清在哪里", "联系不上，用手环“立即定位”查看位置，同时告诉家属", "就近人员沿路寻找，请门岗和商户留意",
        "30 分钟找不到，拨打 110", "找到后陪同回家，记录经过",
    ), _care(5, 20, 20)),
    ("water_use", "用水异常", MINOR, (
        "电话联系住户，问是否在长时间用水", "联系不上，上门查看有没有漏水或忘关水", "漏水的关总阀，安排维修",
    ), {"chain": _after(60), "latched": True}),
    ("smoke", "烟感报警", CRITICAL, (
        "电话联系住户确认", "就近人员 3 分钟内到场查看", "确认火情拨打 119，组织疏散", "误报则复位烟感并登记原因",
    ), {**AT_ONCE, "chain": _after(2, ("secretary", 5))}),
    ("gas", "燃气泄漏", CRITICAL, (
        "电话通知住户开窗、不动电器、到户外", "关闭单元燃气阀门", "联系燃气公司抢修", "浓度恢复后复查并登记",
    ), {**AT_ONCE, "chain": _after(2, ("secretary", 5))}),
    ("water_leak", "水浸", MAJOR, (
        "联系住户或设备房值守人员", "到场关闭阀门、切断受影响电源", "查明漏点，安排维修", "排水清理后复位传感器",
    ), {"chain": _after(10)}),
    ("lane_blocked", "占用消防通道", MAJOR, (
        "查看现场画面确认", "电话联系车主挪车", "15 分钟未挪，到场劝离或联系交警", "拍照登记",
    ), {"chain": _after(10), "hold_s": 30}),
    ("ebike_in_lift", "电动车进梯", MAJOR, (
        "广播劝离", "就近人员到场劝阻", "登记楼栋和时间，跟进入户宣传",
    ), {"chain": _after(5), "speech": "请将电动车推出电梯，电动车禁止进楼。"}),
    ("lift_trapped", "电梯困人", CRITICAL, (
        "通过轿厢电话安抚被困人员", "通知维保单位，30 分钟内到场", "有人身体不适拨打 120", "救出后登记并停梯检查",
    ), {**AT_ONCE, "chain": _after(2, ("secretary", 10))}),
    ("falling_object", "高空抛物", CRITICAL, (
        "查看录像，锁定楼栋和时间", "到场设置警戒，查看有无人员受伤", "有人受伤拨打 120、110", "保存录像，入户排查",
    ), {"latched": True, "chain": _after(5, ("secretary", 20))}),
    ("bin_full", "垃圾桶满溢", MINOR, (
        "通知保洁员清运", "清运后拍照",
    ), {"chain": _after(60), "auto_case": True, "hold_s": 300}),
    ("tds_high", "饮水机水质异常", MINOR, (
        "张贴暂停使用提示", "联系维护人员更换滤芯", "复测合格后恢复",
    ), {"chain": _after(30), "auto_case": True, "hold_s": 600}),
    ("filter_due", "饮水机滤芯到期", NOTICE, (
        "联系维护人员更换滤芯", "更换后登记，复测水质",
    ), {"chain": _after(0), "auto_case": True}),
    ("lamp_fault", "路灯故障", NOTICE, ("联系维修人员", "修复后复查"), {"chain": _after(0), "auto_case": True}),
    ("charger_fault", "充电桩故障", MINOR, (
        "远程停用该桩", "联系运维人员检修", "检修合格后恢复使用",
    ), {"chain": _after(30)}),
    ("overheat", "温度过高", MAJOR, (
        "查看画面或电话核实", "到场检查，必要时断电", "发现起火拨打 119",
    ), {"chain": _after(5), "hold_s": 120}),
    ("door_open", "单元门长时间未关", NOTICE, ("到场查看闭门器", "联系维修"), {"chain": _after(0), "hold_s": 60}),
    ("tamper", "设备被拆", MINOR, ("到场查看设备", "复位或报修", "登记原因"), {"chain": _after(30)}),
    ("gateway_offline", "网关离线", MAJOR, (
        "检查网关供电和网络，其下设备的离线预警已合并在这里", "到场重启网关", "恢复后确认下挂设备已重新上线",
    ), {"chain": _after(10)}),
    ("power_out", "楼栋停电", MAJOR, (
        "联系供电公司或物业电工确认范围", "查看电梯有无困人", "通知居民，关照用氧、卧床老人", "来电后检查设备恢复情况",
    ), {"chain": _after(5)}),
    ("offline", "设备离线", MINOR, (
        "检查供电和网络", "到场重启或更换电池", "仍不恢复则联系厂家",
    ), {"chain": _after(0)}),
    ("med_stock", "药柜缺药", NOTICE, ("核对货道余量", "两人补货并复核"), {}),
    ("med_expiry", "药品近效期", NOTICE, (
        "核对批号和有效期", "近效期优先发放", "过期的两人清点下架",
    ), {}),
    ("low_battery", "电量不足", NOTICE, ("安排更换电池或充电",), {"chain": _after(0)}),
)  # fmt: skip

ELDERLY = "elderly"
CATEGORIES = {
    "sos": ELDERLY, "fall": ELDERLY, "heart_rate": ELDERLY, "spo2": ELDERLY, "inactive": ELDERLY, "news2": ELDERLY,
    "blood_pressure": ELDERLY, "body_temperature": ELDERLY, "glucose": ELDERLY, "wander": ELDERLY, "water_leak": "water",
    "water_use": "water", "lane_blocked": "fire_lane", "lift_trapped": "lift", "bin_full": "garbage", "lamp_fault": "light",
    "door_open": "door",
}  # fmt: skip
"""Category of the case that an alert of the kind becomes; all others are “设备告警处置”."""


HIDES = (
    ("gateway_offline", "offline", "gateway"), ("gateway_offline", "low_battery", "gateway"),
    ("power_out", "gateway_offline", "building"), ("power_out", "offline", "building"), ("power_out", "lamp_fault", "building"),
    ("power_out", "charger_fault", "building"), ("offline", "low_battery", "source"),
)  # fmt: skip
"""What a cause hides from the start, and how far: (cause, consequence, reach)."""


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
    if not Inhibition.objects.exists() and missing:
        ids = dict(AlertKind.objects.values_list("code", "pk"))
        Inhibition.objects.bulk_create(
            Inhibition(cause_id=ids[cause], hidden_id=ids[hidden], reach=reach)
            for cause, hidden, reach in HIDES
        )
    return len(missing)
