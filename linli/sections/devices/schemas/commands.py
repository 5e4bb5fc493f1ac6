"""Shapes of commands (指令)."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from ninja import Schema
from pydantic import Field

from linli.kernel.privacy import mask_phone
from linli.sections.devices import parameters
from linli.sections.devices.schemas.sent import Text
from linli.sections.devices.schemas.shown import ParameterOut


class CommandOffer(Schema):
    """A command that the device understands."""

    code: str
    title: str
    parameters: list[ParameterOut]


class CommandIn(Schema):
    """A command to send. Times in seconds."""

    code: Text = Field(min_length=1, max_length=40)
    params: dict[Text, bool | int | float | str | None] = Field(default_factory=dict, max_length=20)
    timeout_s: int = Field(30, ge=5, le=600, description="等待回执的秒数")
    keep_s: int = Field(0, ge=0, le=604_800, description="设备不在线时保留多久")
    note: Text = Field("", max_length=200)


class CommandOut(Schema):
    """A command and what became of it."""

    id: int = Field(title="编号")
    device_id: int = Field(title="设备")
    code: str = Field(title="标识")
    title: str = Field(title="指令")
    said: str = Field(title="参数")
    state: str = Field(title="状态代码")
    state_title: str = Field(title="状态")
    actor_name: str = Field(title="操作人")
    note: str = Field(title="原因")
    text: str = Field(title="结果")
    tries: int = Field(title="下发次数")
    created_at: dt.datetime = Field(title="时间")
    sent_at: dt.datetime | None = Field(title="下发时间")
    ended_at: dt.datetime | None = Field(title="结束时间")
    expires_at: dt.datetime = Field(title="最迟")

    @staticmethod
    def resolve_said(row: Any) -> str:
        """The parameters as a person reads them; phone numbers masked, and gone when the command has ended."""
        members = {m.code: m for m in row.device.type.members.all() if m.kind == m.Kind.COMMAND}
        known = parameters.from_data(members[row.code].parameters) if row.code in members else []
        sealed = json.loads(row.sealed) if row.sealed else {}
        hidden = {code: mask_phone(str(value)) for code, value in sealed.items()}
        return parameters.said(known, {**row.params, **hidden})

    @staticmethod
    def resolve_state_title(row: Any) -> str:
        """The state in words."""
        return str(row.get_state_display())

    @staticmethod
    def resolve_text(row: Any) -> str:
        """What the device said, or why there was no answer."""
        late = row.result.get("late")
        return f"{row.result.get('text', '')}{f'；后来答复：{late}' if late else ''}"


class OwnCommand(Schema):
    """A command as its device is told it."""

    id: int
    code: str
    params: dict[str, Any]


class OwnCommands(Schema):
    """What waits for a device, oldest first."""

    commands: list[OwnCommand]


class OwnAck(Schema):
    """What the device answers: whether it did it, and a few words."""

    ok: bool = True
    result: str | None = Field(None, max_length=2000)
