"""Shapes of the kernel's own endpoints."""

from __future__ import annotations

import datetime as dt

from ninja import Schema


class MenuEntry(Schema):
    """A line of the menu; `badge` is a live count or None."""

    title: str
    path: str
    badge: int | None = None


class MenuGroup(Schema):
    """A section's part of the menu."""

    section: str
    title: str
    icon: str
    items: list[MenuEntry]


class Hit(Schema):
    """One hit of the global search."""

    section: str
    kind: str
    title: str
    subtitle: str
    link: str


class BellEntry(Schema):
    """One line behind the bell."""

    section: str
    title: str
    detail: str
    link: str
    at: dt.datetime
    severity: str
