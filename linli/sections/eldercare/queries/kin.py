"""What relatives see, as far as the elder agreed; and what the elder sees of all of it (5.7)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from linli.kernel import conf
from linli.kernel.access import Actor
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Contact
from linli.sections.administration.queries.privacy import consent_in_force
from linli.sections.alerts.queries.persons import alerts_about
from linli.sections.devices.queries.worn import worn_now
from linli.sections.eldercare.access import RELATIVE
from linli.sections.eldercare.models import Dispensing, Elder, Relative, Visit
from linli.sections.eldercare.queries.bindings import bindings, consent_row
from linli.sections.eldercare.queries.health import health_now, values_shown
from linli.sections.eldercare.queries.limits import limits_of
from linli.sections.eldercare.queries.reminders import missed_of
from linli.sections.eldercare.queries.told import alerts_shown
from linli.sections.eldercare.queries.vitals import Value, current

LAST = 3
QUIET = dt.timedelta(hours=12)


def relatives(elder: Elder) -> QuerySet[Relative]:
    """All relatives of an elder, those in force first. The caller has checked."""
    return elder.relatives.order_by("ended_at", "order", "pk")


def my_elders(actor: Actor) -> list[Relative]:
    """The elders who let the actor see something."""
    rows = Relative.objects.select_related("elder__person", "elder__area")
    if not actor.user_id:
        return []
    return list(rows.filter(user_id=actor.user_id, ended_at=None, elder__followed=True).order_by("pk"))


def my_elder(actor: Actor, elder_id: int) -> Relative:
    """One of them. Raises Unauthorized, Forbidden, NotFound: a stranger learns nothing."""
    actor.require(RELATIVE)
    found = next((row for row in my_elders(actor) if row.elder_id == elder_id), None)
    if found is None:
        raise NotFound
    return found


def family_rows(actor: Actor) -> list[dict[str, Any]]:
    """How each of my elders is, in plain words."""
    rows = my_elders(actor)
    values = current([row.elder for row in rows], timezone.now() - dt.timedelta(days=7))
    return [family_row(row, values.get(row.elder_id, {})) for row in rows]


def family_row(row: Relative, values: dict[str, Value]) -> dict[str, Any]:
    """One elder: a sentence that a person would use, and when the device was last heard."""
    live = alerts_about([row.elder.person_id]).filter(status__in=("open", "accepted", "handling"))
    count = live.count()
    heard = max((v.at for v in values.values() if v.source == "band"), default=None)
    tone, state = _state(count, heard)
    return {
        "elder_id": row.elder_id,
        "name": row.elder.person.name,
        "relation": row.relation,
        "sees": row.sees,
        "state": state,
        "tone": tone,
        "heard_at": heard,
        "live_alerts": count,
    }


def _state(alerts: int, heard: dt.datetime | None) -> tuple[str, str]:
    if alerts:
        return "urgent", f"有 {alerts} 条预警，社区正在处理"
    if heard is None:
        return "unknown", "近 7 天没有收到设备数据"
    if timezone.now() - heard > QUIET:
        return "watch", "今天还没有收到设备数据"
    return "good", "今天平安，设备工作正常"


def family_page(row: Relative) -> dict[str, Any]:
    """One of my elders with what I may see. The caller has noted the look."""
    elder = row.elder
    agreed = consent_in_force(elder.person_id, "health") is not None
    values = current([elder], timezone.now() - dt.timedelta(days=30)).get(elder.pk, {})
    may_values = agreed and row.sees >= Relative.Sees.VALUES
    may_place = agreed and row.sees >= Relative.Sees.POSITION
    return {
        **family_row(row, values),
        "values": values_shown(values, list(limits_of(elder))) if may_values else None,
        "place": place_of(elder) if may_place else None,
        "alerts": alerts_shown(elder),
        "visits": _visits(elder),
        "medicines": _medicines(elder) if may_values else None,
        "missed": missed_of(elder) if may_values else None,
        "community_phone": str(conf.get("eldercare.phone")),
    }


def _visits(elder: Elder) -> list[dict[str, Any]]:
    """When somebody was there last; not what was found."""
    rows = Visit.objects.select_related("done_by").filter(elder=elder, state=Visit.State.DONE)
    return [
        {
            "at": row.done_at,
            "way": row.get_way_display(),
            "by": row.done_by.name if row.done_by else "",
            "answered": row.answered,
        }
        for row in rows.exclude(done_at=None).order_by("-done_at")[:LAST]
    ]


def _medicines(elder: Elder) -> list[dict[str, Any]]:
    """What the elder took from the medicine cabinet last."""
    rows = Dispensing.objects.select_related("drug").filter(elder=elder, state=Dispensing.State.DONE)
    return [
        {"at": row.asked_at, "text": f"{row.drug.name} {row.quantity} {row.drug.unit}"}
        for row in rows.order_by("-asked_at")[:LAST]
    ]


def place_of(elder: Elder) -> dict[str, Any] | None:
    """Where the worn device last was, if the elder agreed to keeping it."""
    worn = list(
        elder.bindings.filter(ended_at=None, device__locate=True).values_list("device_id", "began_at")
    )
    for device_id, newest in worn_now([device_id for device_id, _ in worn]).items():
        began_at = dict(worn)[device_id]
        if {"latitude", "longitude"} <= newest.keys() and newest["latitude"][0] >= began_at:
            at, latitude = newest["latitude"]
            return {"latitude": latitude, "longitude": newest["longitude"][1], "at": at}
    return None


def own_page(elder: Elder) -> dict[str, Any]:
    """The elder's own page: everything, with who looked."""
    health = health_now(elder)
    return {
        **{name: health[name] for name in ("elder_id", "name", "values", "news2", "limits", "vitals")},
        "consent": consent_row(elder),
        "bindings": list(bindings(elder)),
        "relatives": [row for row in relatives(elder) if row.ended_at is None],
        "views": list(elder.views.all()[:50]),
    }


def relatives_to_tell(facts: dict[str, Any]) -> list[Contact]:
    """The relatives of whom an alert concerns, in the order of contact (通知链)."""
    rows = Relative.objects.filter(elder__person_id=facts.get("person_id") or 0, ended_at=None)
    return [Contact(user_id=row.user_id, name=row.name, phone=row.phone) for row in rows]
