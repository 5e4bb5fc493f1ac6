"""The ready-made thing models (预置物模型); they enter the database as data and may be changed there."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from linli.sections.devices.models import Member


@dataclass(frozen=True)
class Thing:
    """One member of a ready-made thing model."""

    code: str
    title: str
    unit: str = ""
    decimals: int = 0
    minimum: float | None = None
    maximum: float | None = None
    labels: dict[str, str] = field(default_factory=dict)
    kind: str = Member.Kind.PROPERTY


@dataclass(frozen=True)
class Ready:
    """One ready-made type. Times in seconds."""

    code: str
    title: str
    category: str
    members: tuple[Thing, ...]
    report_seconds: int = 300
    offline_seconds: int = 1800
    sensitive: bool = False


def as_fields(member: Thing) -> dict[str, Any]:
    """The member as fields of the table."""
    return asdict(member)


def event(code: str, title: str) -> Thing:
    """An event."""
    return Thing(code, title, kind=Member.Kind.EVENT)


def command(code: str, title: str, **labels: str) -> Thing:
    """A command."""
    return Thing(code, title, labels=labels, kind=Member.Kind.COMMAND)


def switch(code: str, title: str, off: str, on: str) -> Thing:
    """A property that is 0 or 1."""
    return Thing(code, title, minimum=0, maximum=1, labels={"0": off, "1": on})


BATTERY = Thing("battery", "电量", "%", 0, 0, 100)
SIGNAL = Thing("rssi", "信号强度", "dBm", 0, -150, 0)
TEMPERATURE = Thing("temperature", "温度", "℃", 1, -60, 125)
HUMIDITY = Thing("humidity", "湿度", "%", 0, 0, 100)

READY_MADE = (
    Ready("wristband", "健康手环", "健康", (
        Thing("heart_rate", "心率", "次/分", 0, 0, 300),
        Thing("spo2", "血氧", "%", 0, 0, 100),
        Thing("systolic", "收缩压", "mmHg", 0, 0, 350),
        Thing("diastolic", "舒张压", "mmHg", 0, 0, 250),
        Thing("body_temperature", "体温", "℃", 1, 20, 46),
        Thing("steps", "步数", "步", 0, 0, 200_000),
        switch("worn", "佩戴", "未佩戴", "佩戴中"),
        event("sos", "呼救"), event("fall", "跌倒"), BATTERY,
    ), 60, 900, sensitive=True),
    Ready("smoke", "烟感", "消防", (
        switch("smoke", "烟雾", "正常", "有烟"), Thing("density", "烟雾浓度", "dB/m", 2, 0, 10),
        TEMPERATURE, BATTERY, event("tamper", "被拆"), event("self_test", "自检"), command("mute", "消音"),
    ), 3600, 93_600),
    Ready("water_leak", "水浸", "消防", (switch("leak", "水浸", "干燥", "浸水"), BATTERY), 3600, 93_600),
    Ready("gas", "燃气", "消防", (
        Thing("concentration", "燃气浓度", "%LEL", 1, 0, 100), switch("valve", "阀门", "关", "开"),
        command("close_valve", "关阀"),
    ), 300, 1800),
    Ready("door", "门磁", "安防", (switch("open", "门", "关", "开"), BATTERY, event("tamper", "被拆")), 3600, 93_600),
    Ready("infrared", "人体红外", "安防", (
        Thing("passes", "经过次数", "次", 0, 0, 100_000), switch("presence", "有人", "无人", "有人"), BATTERY,
    ), 600, 7200),
    Ready("water_meter", "智能水表", "计量", (
        Thing("total", "累计用水", "m³", 3, 0, 1_000_000), Thing("flow", "瞬时流量", "m³/h", 3, 0, 100), BATTERY,
    ), 3600, 93_600),
    Ready("electric_meter", "智能电表", "计量", (
        Thing("energy", "累计用电", "kWh", 2, 0, 10_000_000), Thing("power", "功率", "W", 0, 0, 100_000),
        Thing("voltage", "电压", "V", 1, 0, 500), Thing("current", "电流", "A", 2, 0, 1000),
    ), 900, 5400),
    Ready("lamp", "路灯", "便民", (
        switch("on", "开关", "关", "开"), Thing("brightness", "亮度", "%", 0, 0, 100),
        Thing("power", "功率", "W", 0, 0, 1000), Thing("energy", "累计用电", "kWh", 2, 0, 1_000_000),
        event("fault", "故障"), command("switch", "开关", **{"0": "关", "1": "开"}), command("dim", "调光"),
    ), 300, 1800),
    Ready("bin", "垃圾桶满溢", "环境", (
        Thing("level", "满溢程度", "%", 0, 0, 100), TEMPERATURE, BATTERY, event("tilt", "倾倒"),
    ), 900, 7200),
    Ready("environment", "环境监测", "环境", (
        TEMPERATURE, HUMIDITY, Thing("pm25", "PM2.5", "μg/m³", 0, 0, 2000), Thing("pm10", "PM10", "μg/m³", 0, 0, 3000),
        Thing("noise", "噪声", "dB(A)", 1, 0, 150),
    ), 300, 1800),
    Ready("charger", "充电桩", "便民", (
        Thing("status", "状态", minimum=0, maximum=4, labels={
            "0": "空闲", "1": "已插枪", "2": "充电中", "3": "故障", "4": "停用"}),
        Thing("power", "功率", "W", 0, 0, 500_000), Thing("energy", "累计电量", "kWh", 2, 0, 10_000_000),
        Thing("temperature", "枪头温度", "℃", 1, -60, 200), event("fault", "故障"),
    ), 60, 300),
    Ready("dispenser", "饮水机", "便民", (
        Thing("tds", "水质 TDS", "mg/L", 0, 0, 2000), Thing("filter_life", "滤芯寿命", "%", 0, 0, 100),
        Thing("dispensed", "累计出水", "L", 1, 0, 10_000_000),
    ), 600, 3600),
    Ready("elevator", "电梯", "安防", (
        Thing("floor", "楼层", "层", 0, -10, 120), switch("moving", "运行", "停", "运行"),
        event("trapped", "困人"), event("ebike", "电动车进梯"), event("fault", "故障"),
    ), 60, 600),
    Ready("camera", "摄像机事件", "安防", (
        event("lane_blocked", "占用消防通道"), event("bin_overflow", "垃圾满溢"), event("falling_object", "高空抛物"),
        event("intrusion", "闯入"), Thing("fps", "帧率", "帧/秒", 0, 0, 120),
    ), 60, 300),
    Ready("gateway", "网关", "其他", (SIGNAL, Thing("children", "下挂设备", "台", 0, 0, 10_000)), 60, 300),
    Ready("generic", "其他设备", "其他", (TEMPERATURE, HUMIDITY, BATTERY, SIGNAL), 300, 1800),
)  # fmt: skip
