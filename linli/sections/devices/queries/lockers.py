"""Parcel lockers: cells, parcels, one's own, statistics."""

from __future__ import annotations

import datetime as dt
from statistics import median
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.kernel.models import User
from linli.kernel.privacy import blind_index
from linli.sections.devices.models import Device, LockerCell, Parcel
from linli.sections.registry import queries as registry

READ, OWN = "devices.locker.read", "devices.own.read"
OVERDUE = dt.timedelta(hours=24)
HISTORY = dt.timedelta(days=30)
MOST_COUNTED = 5000


def lockers(actor: Actor) -> QuerySet[Device]:
    """The lockers in use that the actor may see, with counts of their cells."""
    rows = visible(Device.objects.select_related("area"), actor, READ)
    rows = rows.filter(type__code="parcel_locker", status=Device.Status.ACTIVE)
    counted = {state: Count("cells", filter=Q(cells__state=state)) for state in LockerCell.State.values}
    return rows.annotate(
        cells_count=Count("cells"), **{f"cells_{k}": v for k, v in counted.items()}
    ).order_by("number")


def locker(actor: Actor, device_id: int) -> Device:
    """One locker. Raises NotFound."""
    found = lockers(actor).filter(pk=device_id).first()
    if found is None:
        raise NotFound
    return found


def cells_of(device: Device) -> list[LockerCell]:
    """Its cells, each with `.parcel`, the live one or None; two queries."""
    cells = list(LockerCell.objects.filter(device=device).order_by("number"))
    live = {p.cell_id: p for p in Parcel.objects.filter(device=device, state__in=Parcel.LIVE)}
    for cell in cells:
        setattr(cell, "parcel", live.get(cell.pk))  # noqa: B010 - for the answer, not a column
    return cells


def parcels(
    actor: Actor, *, q: str = "", state: str = "", overdue: bool = False, device_id: int | None = None
) -> QuerySet[Parcel]:
    """The parcels the actor may see; `q` is a whole phone number or a company."""
    rows = visible(Parcel.objects.select_related("device", "cell", "area"), actor, READ)
    if q := q.strip():
        rows = rows.filter(Q(phone_index=blind_index(q, "parcel-phone")) | Q(company__icontains=q))
    if state:
        rows = rows.filter(state=state)
    if device_id:
        rows = rows.filter(device=device_id)
    if overdue:
        rows = rows.filter(state=Parcel.State.WAITING, placed_at__lt=timezone.now() - OVERDUE)
    return rows


def parcel(actor: Actor, parcel_id: int) -> Parcel:
    """One parcel. Raises NotFound."""
    found = parcels(actor).filter(pk=parcel_id).first()
    if found is None:
        raise NotFound
    return found


def own_index(actor: Actor) -> str:
    """The blind index of the actor's own phone: that of the register, else of the account; "" without one."""
    phone = registry.phone_of(actor.person_id) if actor.person_id else ""
    if not phone and actor.user_id:
        phone = User.objects.values_list("pk", "phone").filter(pk=actor.user_id).first()[1]  # type: ignore[index]
    return blind_index(phone, "parcel-phone") if phone else ""


def own_parcels(actor: Actor) -> list[Parcel]:
    """What waits for the actor, then what was fetched in the last thirty days."""
    actor.require(OWN)
    index = own_index(actor)
    if not index:
        return []
    rows = Parcel.objects.filter(phone_index=index).select_related("device", "cell")
    live = rows.filter(state__in=(Parcel.State.WAITING, Parcel.State.OPENING)).order_by("placed_at")
    gone = rows.filter(
        state__in=(Parcel.State.PICKED, Parcel.State.RETURNED), ended_at__gt=timezone.now() - HISTORY
    )
    return [*live, *gone.order_by("-ended_at")[:20]]


def statistics(actor: Actor, days: int = 30) -> dict[str, Any]:
    """Cells by state, parcels of the last days, the median time in the locker (hours), and what is overdue."""
    since = timezone.now() - dt.timedelta(days=days)
    rows = parcels(actor)
    cells = LockerCell.objects.filter(device__in=lockers(actor).values("pk"))
    states = dict(cells.values_list("state").annotate(n=Count("pk")).order_by())
    picked = rows.filter(state=Parcel.State.PICKED, ended_at__gt=since, placed_at__isnull=False)
    stays = picked.order_by("-pk").values_list("placed_at", "ended_at")[:MOST_COUNTED]
    hours = [(ended - placed).total_seconds() / 3600 for placed, ended in stays if placed and ended]
    return {
        "cells": sum(states.values()), "empty": states.get("empty", 0), "taken": states.get("taken", 0),
        "fault": states.get("fault", 0), "placed": rows.filter(placed_at__gt=since).count(),
        "picked": picked.count(), "helped": picked.filter(how="help").count(),
        "overdue": parcels(actor, overdue=True).count(), "median_hours": round(median(hours), 1) if hours else None,
    }  # fmt: skip
