"""Shapes of the wall (设备墙) and of a device's events."""

from __future__ import annotations

import datetime as dt

from ninja import Schema
from pydantic import Field

from linli.sections.devices.schemas.sent import Text


class WallTile(Schema):
    """One device on the wall. `online` is null until it was heard."""

    id: int
    number: str
    name: str
    type_code: str
    type_title: str
    category: str
    where: str
    place: str
    online: bool | None
    last_seen_at: dt.datetime | None


class WallFilters(Schema):
    """What the wall shows."""

    type_code: Text = Field("", max_length=40)


class DeviceEventOut(Schema):
    """Something that happened at a device."""

    code: str
    title: str
    at_ms: int
