"""To-dos and screen tiles, collected from the manifests of all sections."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.module_loading import import_string

from linli.kernel.access import Actor
from linli.kernel.discovery import hooks, sections
from linli.kernel.manifest import Section, Tile, Todo

T = TypeVar("T")
FAR = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
log = logging.getLogger(__name__)


def todos(actor: Actor) -> list[dict[str, Any]]:
    """Every to-do of the actor, overdue first, then urgent, then by time."""
    found = [line for section, offer in hooks("todos") for line in _lines(section, offer, actor)]
    return sorted(found, key=lambda i: (not i["overdue"], not i["urgent"], i["due_at"] or FAR))


def _lines(section: Section, offer: Callable[[Actor], list[Todo]], actor: Actor) -> list[dict[str, Any]]:
    found = asked(section, offer, actor)
    if found is None:
        found = [Todo(section.label, "待办暂时读不到", "请稍后刷新；一直如此请告诉平台管理员", "/workbench")]
    now = timezone.now()
    return [
        {
            "section": section.title,
            "section_key": section.label,
            "title": todo.title,
            "detail": todo.detail,
            "link": todo.link,
            "due_at": todo.due_at,
            "urgent": todo.urgent,
            "overdue": todo.due_at is not None and todo.due_at < now,
        }
        for todo in found
    ]


def tiles(actor: Actor) -> list[dict[str, Any]]:
    """Every tile the sections offer, with its data for this actor; one that fails has no data."""
    found = [_tile(section, tile, actor) for section in sections() for tile in section.tiles]
    return sorted(found, key=lambda t: (t["column"], t["order"], t["id"]))


def _tile(section: Section, tile: Tile, actor: Actor) -> dict[str, Any]:
    data = asked(section, import_string(tile.query), actor)
    return {"id": tile.id, "title": tile.title, "column": tile.column, "order": tile.order, "data": data}


def asked(section: Section, offer: Callable[[Actor], T], actor: Actor) -> T | None:
    """What the section answers; None when it fails: that is logged, and is not the others' failure."""
    try:
        return offer(actor)
    except Exception:
        log.exception("%s: an offer of the section failed", section.label)
        return None
