"""What OCPP's codes mean, in the words people read."""

from __future__ import annotations

CONNECTOR = {
    "Available": "空闲", "Preparing": "已插枪", "Charging": "充电中", "SuspendedEVSE": "桩暂停供电",
    "SuspendedEV": "车辆暂停充电", "Finishing": "请拔枪", "Reserved": "已预约", "Unavailable": "停用", "Faulted": "故障",
}  # fmt: skip
"""Status of a connector (OCPP 1.6 §7.7)."""
TROUBLES = {
    "NoError": "", "ConnectorLockFailure": "枪锁故障", "EVCommunicationError": "与车辆通信失败", "GroundFailure": "接地故障",
    "HighTemperature": "温度过高", "InternalError": "桩内部故障", "LocalListConflict": "本地名单冲突", "OtherError": "其他故障",
    "OverCurrentFailure": "过流保护", "OverVoltage": "过压", "PowerMeterFailure": "电表故障", "PowerSwitchFailure": "继电器故障",
    "ReaderFailure": "读卡器故障", "ResetFailure": "重启失败", "UnderVoltage": "欠压", "WeakSignal": "信号弱",
}  # fmt: skip
"""Error codes (§7.6)."""
REASONS = {
    "EmergencyStop": "按下急停", "EVDisconnected": "拔枪", "HardReset": "桩重启", "Local": "在桩上结束", "Other": "其他原因",
    "PowerLoss": "停电", "Reboot": "桩重启", "Remote": "远程结束", "SoftReset": "桩重启", "UnlockCommand": "远程解锁",
    "DeAuthorized": "卡未获准", "Lost": "桩未上报结束",
}  # fmt: skip
"""Why a session ended (§7.36); Lost is ours."""
OUTCOMES = {
    "Accepted": "已执行", "Rejected": "桩拒绝执行", "Unlocked": "已解锁", "UnlockFailed": "解锁失败", "NotSupported": "桩不支持",
    "Scheduled": "充电结束后执行", "RebootRequired": "已保存，重启后生效", "NotImplemented": "桩不支持", "Failed": "执行失败",
    "VersionMismatch": "名单版本不一致",
}  # fmt: skip
"""How a pile answers what it is told."""
DONE = frozenset({"Accepted", "Unlocked", "Scheduled", "RebootRequired"})
LEVELS = {
    "Available": 0, "Preparing": 1, "Finishing": 1, "Reserved": 1, "Charging": 2, "SuspendedEV": 2, "SuspendedEVSE": 2,
    "Faulted": 3, "Unavailable": 4,
}  # fmt: skip
"""The value of the thing model's `status` for each."""
IDLE = frozenset({"Available", "Unavailable", "Faulted", "Reserved"})
"""A connector in this state is not charging."""
