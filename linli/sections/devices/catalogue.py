"""The ready-made thing models (预置物模型); they enter the database as data and may be changed there."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from linli.sections.devices.models import Member
from linli.sections.devices.parameters import Parameter, as_data


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
    parameters: tuple[Parameter, ...] = ()


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
    return {**asdict(member), "parameters": as_data(member.parameters)}


def event(code: str, title: str) -> Thing:
    """An event."""
    return Thing(code, title, kind=Member.Kind.EVENT)


def command(code: str, title: str, *needs: Parameter) -> Thing:
    """A command with what it needs."""
    return Thing(code, title, kind=Member.Kind.COMMAND, parameters=needs)


def choice(code: str, title: str, **labels: str) -> Parameter:
    """A parameter that is one of a few values; `_0="关"` stands for the value 0."""
    return Parameter(
        code, title, "choice", labels={key.removeprefix("_"): text for key, text in labels.items()}
    )


def switch(code: str, title: str, off: str, on: str) -> Thing:
    """A property that is 0 or 1."""
    return Thing(code, title, minimum=0, maximum=1, labels={"0": off, "1": on})


BATTERY = Thing("battery", "电量", "%", 0, 0, 100)
SIGNAL = Thing("rssi", "信号强度", "dBm", 0, -150, 0)
TEMPERATURE = Thing("temperature", "温度", "℃", 1, -60, 125)
HUMIDITY = Thing("humidity", "湿度", "%", 0, 0, 100)

ON_OFF = choice("on", "开关", _0="关", _1="开")
VALVE_POSITION = choice("open", "阀门", _0="关", _1="开")
ANSWER = (
    Parameter("request", "请求编号", "text", maximum=40), choice("ok", "结果", _0="不同意", _1="同意"),
    Parameter("text", "屏幕文字", "text", maximum=60),
)  # fmt: skip
"""What a machine is told on its request."""
CONNECTOR = Parameter("connector", "枪号", minimum=0, maximum=64)
CHARGER_COMMANDS = (
    command("start", "远程开始充电", CONNECTOR, Parameter("tag", "标识", "text", maximum=20)),
    command("stop", "远程结束充电", Parameter("session", "充电记录", minimum=1)),
    command("unlock", "解锁枪头", CONNECTOR),
    command("reset", "重启", choice("hard", "方式", _0="软重启", _1="硬重启")),
    command("availability", "启用或停用", CONNECTOR, choice("operative", "状态", _0="停用", _1="启用")),
    command("configure", "修改配置项", Parameter("key", "配置项", "text", maximum=50),
            Parameter("value", "值", "text", maximum=500)),
    command("read_configuration", "读取配置项", Parameter("key", "配置项", "text", maximum=50, required=False)),
    command("trigger", "要求立即上报", choice("message", "内容", BootNotification="启动信息", Heartbeat="心跳",
            MeterValues="电表读数", StatusNotification="状态"),
            Parameter("connector", "枪号", minimum=0, maximum=64, required=False)),
    command("clear_cache", "清除刷卡缓存"), command("local_list", "下发本地名单", Parameter("version", "版本", minimum=1)),
)  # fmt: skip
"""What a pile can be told by OCPP 1.6."""

LATEST_MS = 2**53
PLAY_COMMANDS = (
    command("play", "播放声音", Parameter("play", "播放编号", minimum=1), Parameter("sound", "声音地址", "text", maximum=200),
            Parameter("sha256", "校验值", "text", maximum=64), Parameter("volume", "音量", unit="%", minimum=1, maximum=100),
            Parameter("repeats", "遍数", minimum=1, maximum=9), Parameter("urgent", "紧急（打断正在播放的）", "flag"),
            Parameter("at", "应播时间（毫秒）", minimum=0, maximum=LATEST_MS),
            Parameter("until", "过时不补（毫秒）", minimum=0, maximum=LATEST_MS)),
    command("cancel", "撤回播放", Parameter("play", "播放编号", minimum=1)),
)  # fmt: skip
"""What a loudspeaker of the broadcasts understands beside speaking by itself."""

READY_MADE = (
    Ready("wristband", "健康手环", "健康", (
        Thing("heart_rate", "心率", "次/分", 0, 0, 300),
        Thing("spo2", "血氧", "%", 0, 0, 100),
        Thing("systolic", "收缩压", "mmHg", 0, 0, 350),
        Thing("diastolic", "舒张压", "mmHg", 0, 0, 250),
        Thing("body_temperature", "体温", "℃", 1, 20, 46),
        Thing("steps", "步数", "步", 0, 0, 100_000_000),
        Thing("turns", "翻身次数", "次", 0, 0, 100_000),
        switch("worn", "佩戴", "未佩戴", "佩戴中"),
        Thing("latitude", "纬度", "°", 6, -90, 90), Thing("longitude", "经度", "°", 6, -180, 180),
        Thing("satellites", "卫星数", "颗", 0, 0, 60), Thing("gsm", "信号", "%", 0, 0, 100), BATTERY,
        event("sos", "呼救"), event("fall", "跌倒"), event("ok", "我没事"), event("low_battery", "电量低"),
        event("taken_off", "手环取下"),
        event("heart_alarm", "手环报心率异常"), event("left_fence", "离开安全区域"), event("entered_fence", "回到安全区域"),
        command("locate", "立即定位"), command("find", "让手环响铃"),
        command("measure", "立即测量", choice(
            "what", "测量项", heart_rate="心率", blood_pressure="血压", temperature="体温")),
        command("call_back", "回拨（手环打来电话）", Parameter("phone", "电话号码", "phone")),
        command("sos_numbers", "设置呼救电话", Parameter("first", "第一个", "phone"),
                Parameter("second", "第二个", "phone", required=False), Parameter("third", "第三个", "phone", required=False)),
        command("upload_interval", "设置上传间隔", Parameter("seconds", "间隔", unit="秒", minimum=10, maximum=65_535)),
        command("message", "显示文字", Parameter("text", "内容", "text", maximum=60)),
        command("restart", "重启"), command("power_off", "关机"),
    ), 60, 900, sensitive=True),
    Ready("smoke", "烟感", "消防", (
        switch("smoke", "烟雾", "正常", "有烟"), Thing("density", "烟雾浓度", "dB/m", 2, 0, 10),
        TEMPERATURE, BATTERY, SIGNAL, event("tamper", "被拆"), event("self_test", "自检"), event("fault", "故障"),
        event("low_battery", "电量低"), command("mute", "消音"), command("self_test_now", "立即自检"),
    ), 3600, 93_600),
    Ready("water_leak", "水浸", "消防", (
        switch("leak", "水浸", "干燥", "浸水"), BATTERY, SIGNAL, event("tamper", "被拆"), event("low_battery", "电量低"),
    ), 3600, 93_600),
    Ready("gas", "燃气", "消防", (
        Thing("concentration", "燃气浓度", "%LEL", 1, 0, 100), switch("valve", "阀门", "关", "开"),
        event("leak", "燃气泄漏"), event("fault", "探头故障"), event("self_test", "自检"),
        command("close_valve", "关阀"), command("mute", "消音"), command("self_test_now", "立即自检"),
    ), 300, 1800),
    Ready("door", "门磁", "安防", (
        switch("open", "门", "关", "开"), Thing("openings", "当日开门次数", "次", 0, 0, 100_000), BATTERY, SIGNAL,
        event("tamper", "被拆"), event("forced", "强行开门"), event("low_battery", "电量低"),
    ), 3600, 93_600),
    Ready("infrared", "人体红外", "安防", (
        Thing("passes", "经过次数", "次", 0, 0, 100_000), switch("presence", "有人", "无人", "有人"),
        Thing("illuminance", "光照", "lx", 0, 0, 200_000), BATTERY, event("tamper", "被拆"), event("low_battery", "电量低"),
    ), 600, 7200),
    Ready("water_meter", "智能水表", "计量", (
        Thing("total", "累计用水", "m³", 3, 0, 1_000_000), Thing("flow", "瞬时流量", "m³/h", 3, 0, 100),
        switch("valve", "阀门", "关", "开"), BATTERY, event("reverse", "水倒流"), event("burst", "疑似爆管"),
        event("low_battery", "电量低"), command("set_valve", "开关阀", VALVE_POSITION), command("read_now", "立即抄表"),
    ), 3600, 93_600),
    Ready("electric_meter", "智能电表", "计量", (
        Thing("energy", "累计用电", "kWh", 2, 0, 10_000_000), Thing("power", "功率", "W", 0, 0, 100_000),
        Thing("voltage", "电压", "V", 1, 0, 500), Thing("current", "电流", "A", 2, 0, 1000),
        event("overload", "过载"), command("read_now", "立即抄表"),
    ), 900, 5400),
    Ready("lamp", "路灯", "便民", (
        switch("on", "开关", "关", "开"), Thing("brightness", "亮度", "%", 0, 0, 100),
        Thing("power", "功率", "W", 0, 0, 1000), Thing("energy", "累计用电", "kWh", 2, 0, 1_000_000),
        event("fault", "故障"), command("switch", "开关灯", ON_OFF),
        command("dim", "调光", Parameter("brightness", "亮度", unit="%", minimum=0, maximum=100)),
    ), 300, 1800),
    Ready("bin", "垃圾桶满溢", "环境", (
        Thing("level", "满溢程度", "%", 0, 0, 100), TEMPERATURE, BATTERY, SIGNAL, event("tilt", "倾倒"),
        event("fire", "桶内起火"), event("low_battery", "电量低"), command("read_now", "立即测量"),
    ), 900, 7200),
    Ready("environment", "环境监测", "环境", (
        TEMPERATURE, HUMIDITY, Thing("pm25", "PM2.5", "μg/m³", 0, 0, 2000), Thing("pm10", "PM10", "μg/m³", 0, 0, 3000),
        Thing("noise", "噪声", "dB(A)", 1, 0, 150),
    ), 300, 1800),
    Ready("charger", "充电桩", "便民", (
        Thing("status", "状态", minimum=0, maximum=4, labels={
            "0": "空闲", "1": "已插枪", "2": "充电中", "3": "故障", "4": "停用"}),
        Thing("power", "功率", "W", 0, 0, 500_000), Thing("energy", "累计电量", "kWh", 2, 0, 10_000_000),
        Thing("temperature", "枪头温度", "℃", 1, -60, 200), event("fault", "故障"), event("overheat", "过热停机"),
        event("lost", "充电中失联"), *CHARGER_COMMANDS,
    ), 60, 300),
    Ready("dispenser", "饮水机", "便民", (
        Thing("tds", "水质 TDS", "mg/L", 0, 0, 2000), Thing("filter_life", "滤芯寿命", "%", 0, 0, 100),
        Thing("dispensed", "累计出水", "L", 1, 0, 10_000_000), TEMPERATURE, event("fault", "故障"), event("leak", "漏水"),
        command("lock", "停止出水"), command("unlock", "恢复出水"), command("flush", "冲洗"),
        command("answer", "答复刷卡", *ANSWER, Parameter("ml", "可取", unit="毫升", minimum=0, maximum=1_000_000)),
    ), 600, 3600),
    Ready("parcel_locker", "快递柜", "便民", (
        Thing("cells_free", "空格口", "格", 0, 0, 1000), Thing("cells_taken", "占用格口", "格", 0, 0, 1000), TEMPERATURE,
        event("forced", "强行开柜"), event("left_open", "柜门未关"), event("fault", "故障"),
        command("open_cell", "开格口", Parameter("cell", "格口", minimum=1, maximum=1000),
                Parameter("request", "请求编号", "text", maximum=40, required=False)),
        command("answer", "答复请求", *ANSWER),
    ), 300, 1800),
    Ready("medicine_cabinet", "智能买药柜", "健康", (
        TEMPERATURE, HUMIDITY, switch("door", "柜门", "关", "开"), event("forced", "强行开柜"), event("left_open", "柜门未关"),
        event("too_warm", "温度超限"), event("fault", "故障"),
        command("open_slot", "开药格", Parameter("slot", "药格", minimum=1, maximum=500),
                Parameter("quantity", "数量", minimum=1, maximum=20, required=False)),
        command("answer", "答复请求", *ANSWER),
    ), 300, 1800),
    Ready("speaker", "网络音箱", "便民", (
        Thing("volume", "音量", "%", 0, 0, 100), switch("playing", "播放", "静默", "播放中"), event("fault", "故障"),
        command("speak", "播报文字", Parameter("text", "内容", "text", maximum=500),
                Parameter("urgent", "紧急（打断正在播放的）", "flag", required=False)),
        command("set_volume", "设置音量", Parameter("volume", "音量", unit="%", minimum=0, maximum=100)),
        command("stop", "停止播放"), *PLAY_COMMANDS,
    ), 300, 1800),
    Ready("button", "一键呼叫", "健康", (
        BATTERY, SIGNAL, event("sos", "呼救"), event("ok", "我没事"), event("low_battery", "电量低"),
    ), 3600, 93_600),
    Ready("switch", "智能开关", "便民", (
        switch("on", "开关", "关", "开"), Thing("power", "功率", "W", 0, 0, 100_000), command("switch", "开关", ON_OFF),
    ), 300, 1800),
    Ready("elevator", "电梯", "安防", (
        Thing("floor", "楼层", "层", 0, -10, 120), switch("moving", "运行", "停", "运行"),
        event("trapped", "困人"), event("ebike", "电动车进梯"), event("fault", "故障"),
    ), 60, 600),
    Ready("camera", "摄像机事件", "安防", (
        event("lane_blocked", "占用消防通道"), event("bin_overflow", "垃圾满溢"), event("falling_object", "高空抛物"),
        event("intrusion", "闯入"), Thing("fps", "帧率", "帧/秒", 0, 0, 120), event("covered", "镜头被挡"),
        Thing("zone", "区域编号", "", 0, 0, 9999), Thing("dwell_s", "停留", "秒", 0, 0, 86_400),
    ), 60, 300),
    Ready("gateway", "网关", "其他", (
        SIGNAL, Thing("children", "下挂设备", "台", 0, 0, 10_000), command("restart", "重启"),
    ), 60, 300),
    Ready("generic", "其他设备", "其他", (TEMPERATURE, HUMIDITY, BATTERY, SIGNAL), 300, 1800),
)  # fmt: skip
