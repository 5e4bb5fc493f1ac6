"""Guarding: who is watched over, what their sensors say, falls and absences."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.kernel.access import SYSTEM, Actor, visible
from linli.sections.devices import queries as devices
from linli.sections.eldercare.models import Away, Elder, Fall, Guard
from linli.sections.eldercare.reach import elder_for
from linli.sections.eldercare.services.away import away_at
from linli.sections.eldercare.services.falls import waiting_fall
from linli.sections.eldercare.services.watching import JUDGES, guarded, limits_of, signs_of, summary
from linli.sections.eldercare.signs import LIMITS, USUAL

READ = "eldercare.guard.read"


def elders(actor: Actor, q: str = "", *, all_of_them: bool = False) -> QuerySet[Elder]:
    """Elders with sensors whom the actor watches over, those of the highest level of care first."""
    rows = Elder.objects.select_related("person", "area", "guard").filter(followed=True)
    rows = visible(rows, actor, READ).order_by("-risk", "pk")
    if not all_of_them:
        seen = [one for one in devices.briefs(SYSTEM) if one.type in JUDGES]
        homes, people = {one.home_id for one in seen}, {one.person_id for one in seen}
        rows = rows.filter(Q(guard__active=True) | Q(guard=None, risk__gte=Elder.Risk.MEDIUM))
        rows = rows.filter(Q(person__home__in=homes - {None}) | Q(person__in=people - {None}))
    return rows.filter(Q(person__name__contains=q) | Q(person__address__contains=q)) if q else rows


def lines(rows: Sequence[Elder]) -> list[dict[str, Any]]:
    """For the list: what the sensors of each elder say now."""
    now = timezone.now()
    seen = signs_of(rows, now)
    away = {one.elder_id: one for one in Away.objects.filter(elder__in=rows, back_at=None, since__lte=now)}
    falls = set(Fall.objects.filter(elder__in=rows, state=Fall.State.WAITING).values_list("elder", flat=True))
    return [_line(row, summary(seen[row]), away.get(row.pk), row.pk in falls, now) for row in rows]


def _line(
    row: Elder, sensors: list[dict[str, Any]], away: Away | None, fallen: bool, now: dt.datetime
) -> dict[str, Any]:
    signs = [one["last_sign_at"] for one in sensors if one["last_sign_at"]]
    wrong = [f"{one['type_title']}：{one['wrong']}" for one in sensors if one["wrong"]]
    watched = guarded(row, getattr(row, "guard", None))
    state = "fall" if fallen else "away" if away else "off" if not watched else "wrong" if wrong else (
        "none" if not sensors else "unknown" if not any(one["known"] for one in sensors) else "well")  # fmt: skip
    return {
        "elder_id": row.pk, "name": row.person.name, "address": row.person.address, "risk": row.risk,
        "risk_title": row.get_risk_display(), "guarded": watched, "state": state, "wrong": wrong,
        "away_where": away.where if away else "", "away_until": away.until if away else None,
        "sensors": sensors, "last_sign_at": max(signs, default=None),
    }  # fmt: skip


def guard(actor: Actor, elder_id: int) -> dict[str, Any]:
    """One elder: sensors, limits, falls and absences. Raises NotFound."""
    elder = elder_for(actor, READ, elder_id)
    own = Guard.objects.filter(elder=elder).first()
    limits = limits_of(own)
    return {
        **lines([elder])[0],
        "limits": [
            {
                "name": name,
                "title": title,
                "value": limits[name],
                "usual": USUAL[name],
                "low": low,
                "high": high,
            }
            for name, (title, low, high) in LIMITS.items()
        ],
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
