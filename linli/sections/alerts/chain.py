"""The chain of an alert (通知链): who is told, in which order, and how long after the first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from linli.kernel.access import roles_with
from linli.kernel.access.roles import ADMIN, DOCTOR, GRID, SECRETARY, STREET
from linli.kernel.discovery import contacts
from linli.kernel.models import Area, RoleHolding, User
from linli.sections.alerts import duty
from linli.sections.alerts.access import HANDLE, HEALTH
from linli.sections.alerts.models import AlertKind
from linli.sections.alerts.people import able_staff

WHO = {
    "duty": "主班", "second": "备班", "grid": "网格员", "relatives": "家属", "doctor": "社区医生", "secretary": "社区书记",
}  # fmt: skip
ROLES = {"grid": GRID, "doctor": DOCTOR, "secretary": SECRETARY}
AT_HAND = 10
"""How many are told when nobody is on duty."""


@dataclass(frozen=True, slots=True)
class Level:
    """One level: `who` is told `after_s` seconds after the first notification."""

    who: str
    after_s: int


@dataclass(frozen=True, slots=True)
class Told:
    """One person to tell, and in which part; relatives may have only a phone."""

    who: str
    name: str
    user_id: int | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """What the chain must know of an alert."""

    area: Area
    person_id: int | None = None


def levels(kind: AlertKind) -> list[Level]:
    """The kind's chain, earliest first; whoever is on duty always comes first."""
    chain = sorted(
        (Level(one["who"], int(one["after_s"])) for one in kind.chain), key=lambda one: one.after_s
    )
    return chain if chain and chain[0].after_s == 0 else [Level("duty", 0), *chain]


def people(who: str, kind: AlertKind, place: Place, at: datetime) -> list[Told]:
    """Whom a level means there and then: only those who may see the alert, and relatives only of their own."""
    if who == "relatives":
        return _relatives(place)
    needed = (HANDLE, HEALTH) if kind.health else (HANDLE,)
    users = _on_duty(who, place.area, at, needed) if who in ("duty", "second") else (
        _holders(ROLES[who], place.area, needed)
    )  # fmt: skip
    return [Told(who, user.name, user.pk, user.phone) for user in users]


def at_hand(kind: AlertKind, area: Area) -> list[Told]:
    """Who works on site and may handle it: they are all told when nobody is on duty."""
    above = RoleHolding.objects.filter(role__in=(ADMIN, STREET)).values("user")
    staff = able_staff(area, HANDLE).exclude(pk__in=above)
    if kind.health:
        staff = staff.filter(pk__in=able_staff(area, HEALTH).values("pk"))
    return [Told("duty", user.name, user.pk, user.phone) for user in staff[:AT_HAND]]


def _on_duty(who: str, area: Area, at: datetime, needed: Iterable[str]) -> list[User]:
    """主班 is whoever of the shift can be called first, 备班 the other one."""
    called = duty.called(area, at, tuple(needed))
    return called[:1] if who == "duty" else called[1:2]


def _holders(role: str, area: Area, needed: Iterable[str]) -> list[User]:
    """Who holds the role nearest above the area, or else within it."""
    if any(role not in roles_with(permission) for permission in needed):
        return []
    held = RoleHolding.objects.filter(role=role, user__is_active=True, user__kind=User.Kind.STAFF)
    held = held.select_related("user", "area").order_by("user__name", "user_id")
    near = list(held.filter(area_id__in=area.around))
    if near:
        deepest = max(len(one.area.path) for one in near)
        return [one.user for one in near if len(one.area.path) == deepest]
    return [one.user for one in held.filter(area__path__startswith=area.path)[:3]]


def _relatives(place: Place) -> list[Told]:
    """Whom the elder has agreed to have told; nobody when it is not known whose alert it is."""
    if place.person_id is None:
        return []
    facts: dict[str, Any] = {"person_id": place.person_id, "area_id": place.area.pk}
    return [Told("relatives", one.name, one.user_id, one.phone) for one in contacts("relatives", facts)]
