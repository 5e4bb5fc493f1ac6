"""What the kernel collects from the sections for a person: menu, search, bell."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils.module_loading import import_string

from linli.kernel.access import Actor
from linli.kernel.discovery import hooks, sections
from linli.kernel.errors import NotFound
from linli.kernel.manifest import MenuItem
from linli.kernel.models import StoredFile


def menu(actor: Actor) -> list[dict[str, Any]]:
    """The console menu: sections with at least one line that the actor may open."""
    groups = [
        {
            "section": s.label,
            "title": s.title,
            "icon": s.icon,
            "items": [_entry(actor, item) for item in s.menu if actor.can(item.permission)],
        }
        for s in sections()
    ]
    return [g for g in groups if g["items"]]


def _entry(actor: Actor, item: MenuItem) -> dict[str, Any]:
    badge = import_string(item.badge)(actor) if item.badge else None
    return {"title": item.title, "path": item.path, "badge": badge}


def search(actor: Actor, text: str, limit: int) -> list[dict[str, Any]]:
    """Hits from every section, at most `limit` from each."""
    if not (wanted := text.strip()):
        return []
    return [
        {"section": section.label, **asdict(hit)}
        for section, find in hooks("search")
        for hit in find(actor, wanted, limit)
    ]


def bell(actor: Actor) -> list[dict[str, Any]]:
    """What is live and wants a person, newest first."""
    found = [{"section": s.label, **asdict(item)} for s, ring in hooks("bell") for item in ring(actor)]
    return sorted(found, key=lambda item: item["at"], reverse=True)


def readable_file(actor: Actor, file_id: int) -> StoredFile:
    """A stored file that the actor uploaded or may read. Raises NotFound otherwise."""
    file = StoredFile.objects.select_related("area").filter(pk=file_id).first()
    if file is None:
        raise NotFound
    own = actor.user_id is not None and file.uploaded_by_id == actor.user_id
    if not own and not (file.permission and actor.can(file.permission, file.area)):
        raise NotFound
    return file
