"""Guarding: who is watched over, what their sensors say, falls and absences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.kernel.access import SYSTEM, Actor, visible
from linli.sections.alerts.queries import persons
from linli.sections.devices import queries as devices
from linli.sections.eldercare.inactivity import KIND, LEAK
from linli.sections.eldercare.models import Away, Elder, Fall
from linli.sections.eldercare.reach import elder_for
from linli.sections.eldercare.services.away import away_at
from linli.sections.eldercare.services.falls import waiting_fall
from linli.sections.eldercare.services.guardlist import guarded
from linli.sections.eldercare.services.signs import SENSORS, Sensor, sensors_of

READ = "eldercare.guard.read"


def elders(actor: Actor, q: str = "", *, all_of_them: bool = False) -> QuerySet[Elder]:
    """Elders with sensors whom the actor watches over, those of the highest level of care first."""
    rows = Elder.objects.select_related("person", "area", "guard").filter(followed=True)
    rows = visible(rows, actor, READ).order_by("-risk", "pk")
    if not all_of_them:
        seen = [one for one in devices.briefs(SYSTEM) if one.type in SENSORS]
        homes, people = {one.home_id for one in seen}, {one.person_id for one in seen}
        rows = rows.filter(Q(guard__active=True) | Q(guard=None, risk__gte=Elder.Risk.MEDIUM))
        rows = rows.filter(Q(person__home__in=homes - {None}) | Q(person__in=people - {None}))
    return rows.filter(Q(person__name__contains=q) | Q(person__address__contains=q)) if q else rows


def lines(rows: Sequence[Elder]) -> list[dict[str, Any]]:
    """For the list: what the sensors of each elder tell now, and what the rules have found."""
    now = timezone.now()
    seen = sensors_of(rows, now)
    wrong = persons.live_about([row.person_id for row in rows], KIND)
    away = {one.elder_id: one for one in Away.objects.filter(elder__in=rows, back_at=None, since__lte=now)}
    falls = set(Fall.objects.filter(elder__in=rows, state=Fall.State.WAITING).values_list("elder", flat=True))
    return [
        {
            **_line(row, away.get(row.pk)),
            "wrong": (found := [one.message for one in wrong.get(row.person_id, [])]),
            "sensors": [_sensor(one, now) for one in seen[row.pk]],
            "last_sign_at": max((one.last_sign_at for one in seen[row.pk] if one.last_sign_at), default=None),
            "state": _state(
                row, row.pk in falls, away.get(row.pk), found, [one.known(now) for one in seen[row.pk]]
            ),
        }
        for row in rows
    ]


def _line(row: Elder, away: Away | None) -> dict[str, Any]:
    return {
        "elder_id": row.pk, "name": row.person.name, "address": row.person.address, "risk": row.risk,
        "risk_title": row.get_risk_display(), "guarded": guarded(row, getattr(row, "guard", None)),
        "away_where": away.where if away else "", "away_until": away.until if away else None,
    }  # fmt: skip


def _state(row: Elder, fallen: bool, away: Away | None, wrong: list[str], known: list[bool]) -> str:
    if fallen or away:
        return "fall" if fallen else "away"
    if not guarded(row, getattr(row, "guard", None)):
        return "off"
    if wrong or not known:
        return "wrong" if wrong else "none"
    return "well" if any(known) else "unknown"


def _sensor(one: Sensor, now: dt.datetime) -> dict[str, Any]:
    card = one.card
    return {
        "device_id": card.id, "device": card.name, "type": card.type, "type_title": card.type_title,
        "online": card.online, "last_seen_at": card.last_seen_at, "last_sign_at": one.last_sign_at,
        "known": one.known(now),
    }  # fmt: skip


def guard(actor: Actor, elder_id: int) -> dict[str, Any]:
    """One elder: sensors, rules, falls and absences. Raises NotFound."""
    elder = elder_for(actor, READ, elder_id)
    rules = [vars(one) for kind in (KIND, LEAK) for one in persons.listed_rules(elder.person_id, kind)]
    return {
        **lines([elder])[0],
        "rules": rules,
        "falls": list(Fall.objects.filter(elder=elder)[:20]),
        "absences": list(Away.objects.filter(elder=elder)[:20]),
    }


def falls(actor: Actor) -> QuerySet[Fall]:
    """Falls in the actor's areas, newest first."""
    rows = Fall.objects.select_related("elder__person", "area")
    return visible(rows, actor, READ).order_by("-fell_at", "-pk")


def waiting_count(actor: Actor) -> int:
    """Falls that wait for an answer (badge of the menu)."""
    return visible(Fall.objects.filter(state=Fall.State.WAITING), actor, READ).count()


def own_safety(elder: Elder) -> dict[str, Any]:
    """For the elder: a fall that waits for an answer, and whether they are noted as away."""
    now = timezone.now()
    fall, away = waiting_fall(elder), away_at(elder, now)
    return {
        "fell_at": fall.fell_at if fall else None,
        "answer_until": fall.due_at if fall else None,
        "away": away is not None,
        "away_until": away.until if away else None,
        "away_where": away.where if away else "",
    }
