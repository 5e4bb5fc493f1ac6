"""Shape of what devices announced (自动发现)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from ninja import Schema

from linli.sections.devices.discovery import suggestions


class EntityOut(Schema):
    """Something a device announced."""

    id: int
    announcer_number: str
    announcer_name: str
    unique_id: str
    component: str
    name: str
    thing_id: str
    thing_name: str
    maker: str
    device_class: str
    unit: str
    state_topic: str
    commandable: bool
    suggested_type: str
    state: str
    device_id: int | None
    found_at: dt.datetime

    @staticmethod
    def resolve_commandable(row: Any) -> bool:
        """Whether it can be told something."""
        return bool(row.command_topic)

    @staticmethod
    def resolve_suggested_type(row: Any) -> str:
        """The type that it is likely to be."""
        return suggestions.type_code(row.component, row.device_class)

    @staticmethod
    def resolve_announcer_number(row: Any) -> str:
        """Who announced it."""
        return str(row.announcer.number)

    @staticmethod
    def resolve_announcer_name(row: Any) -> str:
        """Who announced it."""
        return str(row.announcer.name)
