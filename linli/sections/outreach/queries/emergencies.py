"""Emergencies: for staff with their story, for residents in plain words, for screens, feeds and outside systems."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, around, visible
from linli.kernel.errors import NotFound
from linli.kernel.manifest import BellItem, Todo
from linli.kernel.models import Area
from linli.sections.outreach.cap import codes
from linli.sections.outreach.events import EmergencyEnded, EmergencyIssued
from linli.sections.outreach.models import Emergency
from linli.sections.outreach.queries.mynotices import my_areas

READ, ISSUE = "outreach.emergency.read", "outreach.emergency.issue"
State, Type = Emergency.State, Emergency.Type
FEED, SHOWN = 50, 5


def emergencies(
    actor: Actor, *, state: str = "", way: str = "", drill: bool | None = None
) -> QuerySet[Emergency]:
    """The messages of the actor's areas and of those around them, the newest first."""
    rows = around(Emergency.objects.select_related("area", "decided_by", "replaces"), actor, READ)
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(way=way) if way else rows
    if drill is not None:
        rows = rows.filter(status="Exercise") if drill else rows.exclude(status="Exercise")
    return rows.order_by("-created_at", "-pk")


def emergency(actor: Actor, emergency_id: int) -> Emergency:
    """One message. Raises NotFound."""
    found = emergencies(actor).filter(pk=emergency_id).first()
    if found is None:
        raise NotFound
    return found


def in_force() -> QuerySet[Emergency]:
    """What is in force now, all-clears included, the newest first."""
    rows = Emergency.objects.filter(state=State.ISSUED, expires__gt=timezone.now()).select_related("area")
    return rows.order_by("-issued_at", "-pk")


def my_emergencies(actor: Actor) -> list[Emergency]:
    """What is in force where the actor lives; for nobody in particular, everywhere."""
    rows = in_force()
    if actor.known and actor.kind == "resident":
        rows = rows.filter(area_id__in=my_areas(actor))
    return list(rows[:SHOWN])


def published(area_id: int | None = None) -> list[Emergency]:
    """For the feed: what has been sent out and is no drill, the newest first."""
    rows = Emergency.objects.filter(issued_at__isnull=False, status="Actual").select_related("area")
    if area_id is not None:
        area = Area.objects.filter(pk=area_id).first()
        if area is None:
            raise NotFound
        rows = rows.filter(Q(area__path__startswith=area.path) | Q(area_id__in=area.around))
    return list(rows.order_by("-issued_at", "-pk")[:FEED])


def document(emergency_id: int) -> Emergency:
    """A message that has been sent out, for anybody. Raises NotFound."""
    found = Emergency.objects.filter(pk=emergency_id, issued_at__isnull=False).first()
    if found is None:
        raise NotFound
    return found


def line(row: Emergency) -> dict[str, Any]:
    """A warning in plain words, for residents and screens; nothing about who sent it on."""
    return {
        "id": row.pk,
        "headline": row.headline,
        "event": row.event,
        "severity": row.severity,
        "severity_title": codes.SEVERITIES.get(row.severity, ""),
        "drill": row.drill,
        "over": row.msg_type == Type.CANCEL,
        "description": row.description,
        "instruction": row.instruction,
        "area_text": row.area_text,
        "sent": row.sent,
        "expires": row.expires,
    }


def tile(actor: Actor) -> dict[str, Any]:
    """For the hall screen: what is in force on its areas and those around them; the tile rests while there is nothing."""
    items = [line(row) for row in around(in_force(), actor, "insight.screen.read")[:SHOWN]]
    return {"items": items, "at_rest": not items}


def waiting_count(actor: Actor) -> int:
    """How many from outside wait for this actor's decision."""
    return _waiting(actor).count() if actor.can(ISSUE) else 0


def todos(actor: Actor) -> list[Todo]:
    """Warnings from outside that somebody has to decide on."""
    if not actor.can(ISSUE):
        return []
    return [
        Todo(
            "outreach",
            "确认外部预警",
            row.headline,
            f"/outreach/emergencies/{row.pk}",
            row.expires,
            urgent=True,
        )
        for row in _waiting(actor)[:SHOWN]
    ]


def bell(actor: Actor) -> list[BellItem]:
    """What is in force, behind the bell."""
    if not actor.can(READ):
        return []
    rows = around(in_force().exclude(msg_type=Type.CANCEL), actor, READ)[:SHOWN]
    return [
        BellItem(
            f"{'演练：' if row.drill else ''}{row.headline}", row.area_text, f"/outreach/emergencies/{row.pk}",
            row.issued_at or row.created_at, "info" if row.drill else "critical",
        )
        for row in rows
    ]  # fmt: skip


def pushed(event: EmergencyIssued | EmergencyEnded) -> dict[str, Any] | None:
    """What outside systems are told; the whole message is at /feeds/cap/<id>.xml."""
    row = Emergency.objects.filter(pk=event.emergency_id).first()
    if row is None:
        return None
    names = (
        "identifier",
        "sender",
        "status",
        "msg_type",
        "category",
        "event",
        "urgency",
        "severity",
        "certainty",
    )
    times = {name: getattr(row, name).isoformat() for name in ("sent", "expires")}
    said = {name: str(getattr(row, name)) for name in names}
    return said | times | {"state": row.state, "headline": row.headline, "cap": f"/feeds/cap/{row.pk}.xml"}


def _waiting(actor: Actor) -> QuerySet[Emergency]:
    rows = Emergency.objects.filter(state=State.WAITING, expires__gt=timezone.now())
    return visible(rows, actor, ISSUE).order_by("expires", "pk")
