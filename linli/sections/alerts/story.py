"""What the demo's alerts are about: which kinds, how often, at what hours, and how they end."""

from __future__ import annotations

from dataclasses import dataclass

from linli.sections.alerts.services import RuleData
from linli.sections.alerts.services.presets import OTHERS


@dataclass(frozen=True)
class Plot:
    """One kind of alert over a year: from which type of device, how many, hours of the day, words for its end."""

    kind: str
    device: str
    count: int
    hours: tuple[int, ...]
    message: str
    results: tuple[str, ...]
    false_reasons: tuple[str, ...] = ()
    false_share: float = 0.0
    by_itself: float = 0.0
    metric: str = ""
    values: tuple[float, float] = (0, 0)


DAY, EVENING, NIGHT = tuple(range(7, 19)), (17, 18, 19, 20, 21, 22), (22, 23, 0, 1, 2, 3, 4, 5)
MEALS = (7, 11, 12, 17, 18, 19)
PLOTS = (
    Plot("bin_full", "bin", 72, (6, 7, 17, 18, 19, 20, 21), "满溢程度 {value}%，不低于 90%，持续 1 分钟",
         ("保洁已清运", "已清运并冲洗桶身", "加开一班清运"), metric="level", values=(90, 99), by_itself=0.45),
    Plot("lane_blocked", "camera", 58, (7, 8, 18, 19, 20, 21, 22), "消防通道有车辆停留超过 5 分钟",
         ("电话联系车主，已挪车", "到场劝离", "车主不在，联系交警拖离"), ("临时装卸，2 分钟后驶离",), 0.12, 0.3),
    Plot("ebike_in_lift", "elevator", 36, EVENING, "轿厢内识别到电动车",
         ("广播劝离，已退出", "到场劝阻并登记", "入户宣传"), ("识别成婴儿车", "识别成轮椅"), 0.18),
    Plot("heart_rate", "wristband", 34, (6, 7, 8, 9, 15, 16, 21), "心率 {value}次/分，高于 120次/分，持续 1 分钟",
         ("电话询问，晨练后心率偏高，休息后恢复", "上门查看，社区医生建议复诊", "家属陪同就医"),
         ("手环佩戴过松",), 0.2, metric="heart_rate", values=(122, 148)),
    Plot("sos", "wristband", 16, tuple(range(24)), "手环 报告：呼救",
         ("上门查看，老人不慎滑倒，已扶起，无大碍", "老人头晕，已联系家属送医", "帮助老人取药"),
         ("老人误按", "充电时误触"), 0.55),
    Plot("fall", "wristband", 9, (6, 9, 14, 20), "手环 报告：跌倒",
         ("上门查看，轻微擦伤，社区医生已处理", "120 送医检查，无骨折"), ("快速坐下被误判",), 0.6),
    Plot("smoke", "smoke", 21, MEALS, "烟雾：有烟",
         ("楼道烧香，已劝止并通风", "杂物冒烟，已扑灭并清理"), ("做饭油烟", "装修粉尘"), 0.7),
    Plot("water_leak", "water_leak", 12, DAY, "水浸：浸水，持续 10 秒",
         ("更换管件，已抽干积水", "雨水倒灌，已堆沙袋并抽水"), ("拖地积水",), 0.2),
    Plot("gas", "gas", 3, MEALS, "燃气浓度 {value}%LEL，高于 10%LEL",
         ("胶管老化，已更换并复查",), ("酒精消毒误触发",), 0.4, metric="concentration", values=(11, 19)),
    Plot("lift_trapped", "elevator", 2, DAY, "电梯 报告：困人", ("维保 18 分钟到场救出，停梯检修",)),
    Plot("door_open", "door", 14, DAY, "门：开，持续 30 分钟", ("搬家占用，已关闭", "闭门器漏油，已更换"), by_itself=0.6),
    Plot("tds_high", "dispenser", 4, DAY, "水质 TDS {value}mg/L，高于 100mg/L",
         ("更换滤芯，复测合格",), metric="tds", values=(104, 131)),
    Plot("lamp_fault", "lamp", 8, NIGHT, "路灯 报告：故障", ("更换灯头", "接线松动，已修复")),
    Plot("overheat", "charger", 5, EVENING, "枪头温度 {value}℃，高于 80℃",
         ("远程停充，检查插头后恢复", "更换充电枪"), metric="temperature", values=(81, 92), by_itself=0.4),
    Plot("low_battery", "smoke", 7, DAY, "电量 {value}%，低于 15%", ("已更换电池",), metric="battery", values=(8, 14)),
)  # fmt: skip


@dataclass(frozen=True)
class Maker:
    """Makes the rules of one area, each in a line."""

    area_id: int

    def over(
        self, title: str, kind: str, device: str, metric: str, limit: float, seconds: int, **more: object
    ) -> RuleData:
        """A threshold."""
        values: dict[str, object] = {"operator": ">", "clear_limit": None} | more
        return RuleData(
            title=title, form="threshold", kind=kind, area_id=self.area_id, device_type=device, metric=metric,
            limit=limit, duration_s=seconds, **values,  # type: ignore[arg-type]
        )  # fmt: skip

    def event(self, title: str, kind: str, device: str, code: str) -> RuleData:
        """An event of a device."""
        return RuleData(title, "event", kind, self.area_id, device, 0, code)

    def offline(self, title: str, device: str, seconds: int, kind: str = "offline") -> RuleData:
        """Silence."""
        return RuleData(title, "offline", kind, self.area_id, device, seconds)


def rules(area_id: int) -> list[RuleData]:
    """The rules of the demo community."""
    make = Maker(area_id)
    over, event, offline = make.over, make.event, make.offline
    return [
        over("心率过高", "heart_rate", "wristband", "heart_rate", 120, 60, clear_limit=110),
        over("心率过低", "heart_rate", "wristband", "heart_rate", 45, 60, operator="<", clear_limit=50),
        over("血氧偏低", "spo2", "wristband", "spo2", 90, 120, operator="<", clear_limit=93, max_gap_s=600),
        event("手环呼救", "sos", "wristband", "sos"),
        event("手环跌倒", "fall", "wristband", "fall"),
        over("烟感有烟", "smoke", "smoke", "smoke", 1, 0, operator=">="),
        over("烟感电量低", "low_battery", "smoke", "battery", 15, 0, operator="<", clear_limit=20),
        event("烟感被拆", "tamper", "smoke", "tamper"),
        over("地面浸水", "water_leak", "water_leak", "leak", 1, 10, operator=">=", max_gap_s=7200),
        over("燃气浓度高", "gas", "gas", "concentration", 10, 10, clear_limit=5, max_gap_s=900),
        over("垃圾桶满溢", "bin_full", "bin", "level", 90, 60, operator=">=", clear_limit=40, max_gap_s=3600),
        over("单元门久开", "door_open", "door", "open", 1, 1800, operator=">=", max_gap_s=7200),
        over("充电枪过热", "overheat", "charger", "temperature", 80, 30, clear_limit=65),
        over("饮水机水质", "tds_high", "dispenser", "tds", 100, 600, clear_limit=90, max_gap_s=1800),
        over(
            "饮水机滤芯到期", "filter_due", "dispenser", "filter_life", 10, 600, operator="<", clear_limit=30
        ),
        event("快递柜强行开柜", "tamper", "parcel_locker", "forced"),
        event("路灯故障", "lamp_fault", "lamp", "fault"),
        event("充电桩故障", "charger_fault", "charger", "fault"),
        event("充电桩充电中失联", "offline", "charger", "lost"),
        event("充电桩过热停机", "overheat", "charger", "overheat"),
        event("电梯困人", "lift_trapped", "elevator", "trapped"),
        event("电动车进梯", "ebike_in_lift", "elevator", "ebike"),
        event("占用消防通道", "lane_blocked", "camera", "lane_blocked"),
        event("高空抛物", "falling_object", "camera", "falling_object"),
        *(preset.rule(area_id) for preset in OTHERS if preset.enabled),
        offline("手环离线", "wristband", 3600),
        offline("垃圾桶传感器离线", "bin", 86_400),
        offline("路灯离线", "lamp", 86_400),
        offline("网关离线", "gateway", 600, "gateway_offline"),
    ]
