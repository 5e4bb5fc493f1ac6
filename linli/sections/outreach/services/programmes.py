"""Programmes (定时节目): broadcasts that come again by weekday and time."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import DomainError, NotFound
from linli.sections.outreach.models import Broadcast, Programme
from linli.sections.outreach.services import broadcasts
from linli.sections.outreach.services.zones import MANAGE, area_of

FIELDS = ("title", "text", "weekdays", "times", "starts_on", "until", "repeats", "active")
EMPTY = frozenset({"until", "text"})
TIME = re.compile(r"^([01]\d|2[0-3]):[0-5]\d$")
MOST_TIMES = 12
TOO_LATE = dt.timedelta(minutes=4)


@transaction.atomic
def save_programme(
    *, actor: Actor, programme_id: int | None = None, area_id: int | None = None, **data: Any
) -> Programme:
    """Makes a programme, or changes the given fields of one (`zone_ids`, `audio` too). Raises DomainError, NotFound."""
    made = _locked(actor, programme_id) if programme_id else Programme(area=area_of(actor, area_id or 0))
    for name in FIELDS:
        if name in data and (data[name] is not None or name in EMPTY):
            setattr(made, name, data[name] if data[name] is not None or name == "until" else "")
    made.title, made.text = made.title.strip(), made.text.strip()
    kept = None if data.get("text") else made.recording_id
    made.text = "" if data.get("audio") and not data.get("text") else made.text
    made.recording = broadcasts.checked_content(made.area, made.text, data.get("audio") or kept)
    made.times, made.weekdays = sorted(set(made.times)), sorted(set(made.weekdays))
    _check(made)
    made.actor_name = actor.name
    made.next_at = following(made, timezone.now())
    made.save()
    if data.get("zone_ids") is not None:
        made.zones.set(broadcasts.checked_zones(made.area, data["zone_ids"]))
    audit.record(
        actor, "outreach.programme.saved", target=made, area=made.area, detail={"active": made.active}
    )
    live.touch("outreach.broadcasts", made.area_id)
    return made


@transaction.atomic
def remove_programme(*, actor: Actor, programme_id: int) -> None:
    """Removes a programme; what it played stays in the log."""
    programme = _locked(actor, programme_id)
    detail = {"title": programme.title}
    audit.record(actor, "outreach.programme.removed", target=programme, area=programme.area, detail=detail)
    programme.delete()


@transaction.atomic
def order_due() -> int:
    """Orders a broadcast for every programme whose time has come; what is missed by more than four minutes is left out."""
    now = timezone.now()
    rows = Programme.objects.select_for_update(of=("self",)).select_related("area")
    due = list(rows.filter(active=True, next_at__lte=now).order_by("pk"))
    for programme in due:
        if programme.next_at and now - programme.next_at <= TOO_LATE:
            _order(programme, programme.next_at)
        programme.next_at = following(programme, now)
        programme.save(update_fields=["next_at"])
    return len(due)


def following(programme: Programme, after: dt.datetime) -> dt.datetime | None:
    """When it plays next, strictly after a moment; None when never."""
    if not programme.active:
        return None
    day = max(timezone.localtime(after).date(), programme.starts_on)
    for offset in range(8):
        on = day + dt.timedelta(days=offset)
        if programme.until and on > programme.until:
            return None
        for time in programme.times if on.weekday() in programme.weekdays else ():
            at = timezone.make_aware(dt.datetime.combine(on, dt.time.fromisoformat(time)))
            if at > after:
                return at
    return None


def _order(programme: Programme, at: dt.datetime) -> None:
    """The broadcast of one time. A programme without loudspeakers says so in the log of none, and goes on."""
    if Broadcast.objects.filter(programme=programme, play_at=at).exists():
        return
    zones = list(programme.zones.values_list("pk", flat=True))
    try:
        broadcasts.say(
            actor=SYSTEM, area=programme.area, zones=zones, text=programme.text, audio=programme.recording_id,
            title=programme.title, repeats=programme.repeats, at=at,
            ref=f"programme:{programme.pk}", programme=programme,
        )  # fmt: skip
    except DomainError as error:
        detail = {"reason": error.message}
        audit.record(
            SYSTEM, "outreach.programme.failed", target=programme, area=programme.area, detail=detail
        )


def _check(programme: Programme) -> None:
    errors = {}
    if not programme.title:
        errors["title"] = "请填写节目名称。"
    if not 1 <= len(programme.times) <= MOST_TIMES or not all(TIME.match(time) for time in programme.times):
        errors["times"] = f"1 到 {MOST_TIMES} 个时间，如 07:30。"
    if not programme.weekdays or not set(programme.weekdays) <= set(range(7)):
        errors["weekdays"] = "请至少选一天。"
    if programme.until and programme.until < programme.starts_on:
        errors["until"] = "请选“从哪天”那天或之后的日期。"
    if errors:
        raise DomainError("请检查标出的内容。", fields=errors)


def _locked(actor: Actor, programme_id: int) -> Programme:
    rows = Programme.objects.select_for_update(of=("self",)).select_related("area")
    programme = rows.filter(pk=programme_id).first()
    actor.require(MANAGE, programme.area if programme else None)
    if programme is None:
        raise NotFound
    return programme
