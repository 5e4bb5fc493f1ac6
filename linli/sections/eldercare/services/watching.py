"""Watching over those who live alone (久未活动): the homes' sensors looked at every ten minutes, one alert per elder.

Nothing is remembered between two looks: each works on the stored readings alone, so a restart changes nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import DomainError
from linli.sections.alerts import queries as alert_queries
from linli.sections.alerts import services as alerts
from linli.sections.devices import queries as devices
from linli.sections.devices.queries import DeviceCard
from linli.sections.eldercare import signs
from linli.sections.eldercare.models import Away, Elder, Guard
from linli.sections.eldercare.reach import elder_for
from linli.sections.eldercare.services.planning import visit_for_alert
from linli.sections.eldercare.signs import LIMITS, USUAL, Sign

MANAGE, KIND = "eldercare.guard.manage", "inactive"
LOOK_BACK = dt.timedelta(hours=50)
BAND_BACK = dt.timedelta(hours=26)
BACK = dt.timedelta(hours=12)
"""So long after coming home nothing is expected yet."""
CHUNK = 200
Judge = Callable[[Sequence[signs.Reading], dt.datetime, dict[str, float]], Sign]
JUDGES: dict[str, tuple[str, Judge]] = {
    "water_meter": ("total", signs.water), "door": ("open", signs.door), "infrared": ("presence", signs.infrared),
    "wristband": ("steps", signs.steps),
}  # fmt: skip


@dataclass(frozen=True)
class Watched:
    """A sensor of an elder and what it says."""

    card: DeviceCard
    sign: Sign


@transaction.atomic
def set_guard(*, actor: Actor, elder_id: int, active: bool, limits: dict[str, float]) -> Guard:
    """守护设定: whether an elder is watched over, and numbers that differ from the usual. Raises DomainError."""
    elder = elder_for(actor, MANAGE, elder_id)
    wrong = {
        f"limits.{name}": f"{title}：{low:g} 到 {high:g}。"
        for name, (title, low, high) in LIMITS.items()
        if name in limits and not low <= limits[name] <= high
    }
    if wrong or limits.keys() - LIMITS.keys():
        raise DomainError("请检查标出的内容。", fields=wrong or {"limits": "没有这一项。"})
    own = {name: value for name, value in limits.items() if value != USUAL[name]}
    guard, _ = Guard.objects.update_or_create(elder=elder, defaults={"active": active, "limits": own})
    audit.record(
        actor, "eldercare.guard.set", target=guard, area=elder.area, detail={"active": active, **own}
    )
    live.touch("eldercare", elder.area_id)
    return guard


def limits_of(guard: Guard | None) -> dict[str, float]:
    """The numbers that hold for an elder."""
    return {**USUAL, **(guard.limits if guard else {})}


def guarded(elder: Elder, guard: Guard | None) -> bool:
    """By hand, or else those whose level of care is more than usual."""
    return guard.active if guard else elder.risk >= Elder.Risk.MEDIUM


def watch(*, now: dt.datetime | None = None) -> int:
    """Looks at every elder who is watched over; raises and ends alerts. Returns how many are silent."""
    at = now or timezone.now()
    silent = 0
    for elders in _in_chunks(at):
        for elder, seen in signs_of(elders, at).items():
            silent += _settle(elder, seen, at)
    return silent


def _in_chunks(at: dt.datetime) -> list[list[Elder]]:
    """Those to look at: guarded, and neither away nor just back."""
    excused = set(Away.objects.filter(back_at=None, since__lte=at).values_list("elder", flat=True))
    excused |= set(Away.objects.filter(back_at__gt=at - BACK).values_list("elder", flat=True))
    guards = {guard.elder_id: guard for guard in Guard.objects.all()}
    rows = Elder.objects.filter(followed=True).select_related("person", "area").order_by("pk")
    wanted = [row for row in rows if guarded(row, guards.get(row.pk)) and row.pk not in excused]
    return [wanted[n : n + CHUNK] for n in range(0, len(wanted), CHUNK)]


def signs_of(elders: Sequence[Elder], at: dt.datetime) -> dict[Elder, list[Watched]]:
    """Each elder's sensors: those of the home, and the band that is worn. A few queries for all of them."""
    guards = {guard.elder_id: guard for guard in Guard.objects.filter(elder__in=elders)}
    sensors = _sensors(elders)
    series = _series({card.id: card.type for cards in sensors.values() for card in cards}, at)
    return {
        elder: [
            Watched(card, JUDGES[card.type][1](series.get(card.id, []), at, limits_of(guards.get(elder.pk))))
            for card in sensors.get(elder.pk, [])
        ]
        for elder in elders
    }


def _sensors(elders: Sequence[Elder]) -> dict[int, list[DeviceCard]]:
    homes = {elder.person.home_id for elder in elders if elder.person.home_id}
    at_home: dict[int | None, list[DeviceCard]] = defaultdict(list)
    for card in devices.cards(SYSTEM, home_ids=homes):
        if card.active and card.type in JUDGES and card.type != "wristband":
            at_home[card.home_id].append(card)
    worn = devices.cards(SYSTEM, type_code="wristband", person_ids=[elder.person_id for elder in elders])
    on_arm = {card.person_id: card for card in worn if card.active}
    return {
        elder.pk: [*at_home.get(elder.person.home_id, []), *filter(None, [on_arm.get(elder.person_id)])]
        for elder in elders
    }


def _series(types: dict[int, str], at: dt.datetime) -> dict[int, list[signs.Reading]]:
    """Readings of the last two days by device, oldest first."""
    found: dict[int, list[signs.Reading]] = defaultdict(list)
    for code, (metric, _) in JUDGES.items():
        wanted = [pk for pk, type_ in types.items() if type_ == code]
        back = BAND_BACK if code == "wristband" else LOOK_BACK
        if wanted:
            for row in devices.past_readings(SYSTEM, wanted, metric, at - back, at):
                moment = dt.datetime.fromtimestamp(row.at_ms / 1000, dt.UTC)
                found[row.device_id].append((moment, row.value))
    return found


@transaction.atomic
def _settle(elder: Elder, seen: list[Watched], at: dt.datetime) -> int:
    """Raises or ends the elder's one alert. A latched alert still wants a person to end it."""
    kind = alert_queries.kinds().filter(code=KIND, enabled=True).first()
    if kind is None:
        return 0
    key = f"elder:{elder.pk}"
    wrong = [one for one in seen if one.sign.wrong]
    if not wrong:
        if any(one.sign.known for one in seen):
            alerts.end_condition(actor=SYSTEM, kind=kind, source=key, at=at)
        return 0
    origin = alerts.Origin(
        key, elder.person.name, elder.area, "安全守护", str(elder.person.building or ""), elder.person.address,
        wrong[0].card.id, elder.person_id,
    )  # fmt: skip
    told = "；".join(f"{one.card.type_title}：{one.sign.wrong}" for one in wrong)
    alert = alerts.raise_alert(actor=SYSTEM, kind=kind, origin=origin, finding=alerts.Finding(at, told))
    visit_for_alert(elder=elder, alert_id=alert.pk, reason="久未活动")
    return 1


def summary(seen: list[Watched]) -> list[dict[str, Any]]:
    """For the page: each sensor's last sign of life."""
    return [
        {"device_id": one.card.id, "device": one.card.name, "type": one.card.type, "type_title": one.card.type_title,
         "online": one.card.online, "last_seen_at": one.card.last_seen_at, "last_sign_at": one.sign.last_at,
         "wrong": one.sign.wrong, "known": one.sign.known}
        for one in seen
    ]  # fmt: skip
