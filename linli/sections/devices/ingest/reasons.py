"""Why something was refused: code → what a person reads, and what to do about it."""

from __future__ import annotations

REASONS: dict[str, tuple[str, str]] = {
    "not_json": ("不是 JSON", "检查设备的上报格式"),
    "wrong_type": (
        "格式或类型不符",
        '数值应为数字，形如 {"v": {"temperature": 21.5}}；事件形如 {"e": "sos"}',
    ),
    "huge": ("消息过大", "单条消息不超过 64 KB"),
    "too_many": ("一条消息里数据过多", "每条最多 500 组，每组最多 64 个数值"),
    "future": ("时间超前", "校准设备时钟，最多允许超前 5 分钟"),
    "too_old": ("时间过旧", "校准设备时钟；时间单位是毫秒"),
    "unknown_device": ("设备未登记", "先在设备台账登记，再用编号和密钥连接"),
    "retired": ("设备已停用", "如需恢复，请重新启用"),
    "foreign_topic": ("主题不属于该设备", "只能发布到 linli/本设备编号/up/ 之下"),
    "foreign_filter": ("订阅不属于该设备", "只能订阅 linli/本设备编号/down/ 之下，不支持 $share"),
    "unknown_topic": ("主题不认识", "可用 readings、events、heartbeat"),
    "unknown_metric": ("物模型中没有此项", "在物模型中添加，或检查拼写"),
    "out_of_range": ("超出可信范围", "检查传感器；范围在物模型中设定"),
    "anonymous": ("未带编号或密钥", "连接时必须填写设备编号和密钥"),
    "bad_key": ("编号或密钥不对", "核对密钥，或重新签发"),
    "protocol": ("协议版本不支持", "请使用 MQTT 3.1.1"),
    "broken_packet": ("报文损坏", "检查设备的 MQTT 程序"),
    "paced": ("发送过快（已放慢，未丢失）", "降低上报频率"),
    "rate": ("发送过快", "降低上报频率"),
    "discovery": ("自动发现报文不能用", "状态主题须在 linli/本设备编号/up/ 之下，模板只支持取字段"),
    "store": ("无法保存", "查看运行日志"),
}
LOSSLESS = frozenset({"paced"})
"""Counted, though nothing was refused."""
MAX_DETAIL = 200
MAX_SENDERS = 1000
"""Distinct senders counted by name per process and day; the rest share one row, so nobody can fill the table."""
OTHERS = "（其他）"


def title(reason: str) -> str:
    """The Chinese name of a reason."""
    return REASONS[reason][0]


class Refused(Exception):
    """A message, or one value of it, is not taken."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.reason, self.detail = reason, detail[:MAX_DETAIL]
