"""Demo data: commands of the last days, with every way in which they end."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone

from linli.sections.devices.models import Command, Device
from linli.sections.devices.services.commands import AWAY, SILENT

PAST: tuple[tuple[str, str, str, dict[str, int], int, str, str, str], ...] = (
    ("LAMP-0001", "dim", "调光", {"brightness": 60}, 30, "done", "已调到 60 %", "节能时段"),
    ("LAMP-0001", "switch", "开关灯", {"on": 1}, 11, "done", "设备已执行", ""),
    ("LAMP-0002", "switch", "开关灯", {"on": 1}, 11, "failed", "灯具无电流", ""),
    ("LAMP-0004", "switch", "开关灯", {"on": 1}, 35, "timed_out", AWAY, "夜巡发现不亮"),
    ("SMOKE-0002", "mute", "消音", {}, 52, "done", "已消音 30 分钟", "厨房油烟，现场确认无火"),
    ("SMOKE-0003", "self_test_now", "立即自检", {}, 76, "done", "自检正常", "月度巡检"),
    ("GAS-0001", "self_test_now", "立即自检", {}, 75, "timed_out", SILENT, "月度巡检"),
    ("WRISTBAND-0001", "find", "让手环响铃", {}, 20, "done", "设备已执行", "家人找不到手环"),
)
"""Device, command, parameters, hours ago, how it ended, what was said, why."""


def seed() -> int:
    """Makes the past commands; returns how many."""
    devices = {row.number: row for row in Device.objects.filter(number__in={row[0] for row in PAST})}
    made = [_command(devices[row[0]], *row[1:]) for row in PAST if row[0] in devices]
    Command.objects.bulk_create(sorted(made, key=lambda command: command.created_at))
    return len(made)


def _command(
    device: Device,
    code: str,
    title: str,
    params: dict[str, int],
    hours: int,
    state: str,
    text: str,
    note: str,
) -> Command:
    at = timezone.now() - dt.timedelta(hours=hours)
    told = text != AWAY
    return Command(
        device=device, code=code, title=title, params=params, state=state, result={"text": text}, note=note,
        actor_name="值班员", created_at=at, expires_at=at + dt.timedelta(seconds=30), tries=int(told),
        sent_at=at if told else None, ended_at=at + dt.timedelta(seconds=30 if state == "timed_out" else 2),
    )  # fmt: skip
