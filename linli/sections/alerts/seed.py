"""Demo data: rules, a duty roster, and a year of some three hundred alerts, most at their end."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SYSTEM
from linli.kernel.access.roles import ADMIN, STREET
from linli.kernel.models import Area, RoleHolding, User
from linli.sections.alerts import seedduty, services
from linli.sections.alerts.access import HANDLE, HEALTH
from linli.sections.alerts.catalogue import ensure_kinds
from linli.sections.alerts.evaluating import store
from linli.sections.alerts.evaluating.book import Book
from linli.sections.alerts.evaluating.watches import Watches
from linli.sections.alerts.facts import clock, source_of
from linli.sections.alerts.models import Alert, AlertEntry, AlertKind, PlanTick, Rule
from linli.sections.alerts.people import able_staff
from linli.sections.alerts.services import RuleData, ShiftData
from linli.sections.alerts.services.presets import OTHERS, WANDER
from linli.sections.alerts.story import PLOTS, Plot, rules
from linli.sections.devices import queries as devices
from linli.sections.devices.queries import DeviceCard
from linli.sections.registry import queries as registry

DAYS = 365
LEFT = ("open", "handling", "accepted", "handling")
"""How the newest alerts of different devices stand."""
SYSTEM_NAME = SYSTEM.name


@dataclass
class Past:
    """One alert of the demo with what happened to it."""

    alert: Alert
    entries: list[AlertEntry]
    ticks: list[PlanTick]


@dataclass(frozen=True)
class Crew:
    """Who works on site: all, and those who look after people's health."""

    all: list[User]
    health: list[User]


def seed(rng: random.Random) -> list[str]:
    """Fills the first 小区. Running it again changes nothing."""
    ensure_kinds()
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).order_by("pk").first()
    if estate is None or Alert.objects.exists():
        return []
    with transaction.atomic():
        wanted = [*rules(estate.pk), *_fenced(estate)]
        made = [services.create_rule(actor=SYSTEM, data=data) for data in wanted]
        crew = Crew(_on_site(estate, HANDLE), _on_site(estate, HEALTH))
        shifts = _roster(estate, crew.all)
        pasts = _pasts(rng, estate, crew, {(rule.kind_id, rule.device_type): rule for rule in reversed(made)})
        _store(pasts + _silent(estate, made))
        seedduty.tell_of_live()
        seedduty.plan_weeks(estate)
        audit.record(SYSTEM, "alerts.demo.seeded", area=estate, detail={"alerts": len(pasts)})
    return [f"预警 {len(pasts)} 条，规则 {len(made)} 条，班次 {shifts} 个"]


def _fenced(estate: Area) -> list[RuleData]:
    """走失预警 with the outline of the estate, off until somebody has tried it; none while the plan has no place."""
    found = registry.plan_file(SYSTEM, estate.pk)["features"]
    rings = [one["geometry"]["coordinates"][0] for one in found if one["properties"]["kind"] == "ground"]
    if not rings or registry.origins_of([estate.path]) == {}:
        return []
    preset = next(one for one in OTHERS if one.kind == WANDER)
    fence = {**preset.tree["of"], "name": estate.name, "ring": rings[0][:-1]}
    return [replace(preset, tree={**preset.tree, "of": fence}).rule(estate.pk)]


def _on_site(estate: Area, permission: str) -> list[User]:
    """Who holds the permission and works in the community, from 社区工作者 to 物业员工."""
    above = RoleHolding.objects.filter(role__in=(ADMIN, STREET)).values("user")
    return list(able_staff(estate, permission).exclude(pk__in=above))


def _roster(estate: Area, staff: list[User]) -> int:
    """Day and night, two people each."""
    if len(staff) < 2:
        return 0
    wanted = ("李敏", "刘强", "陈勇", "王秀英")
    crew = sorted(staff, key=lambda u: (wanted.index(u.name) if u.name in wanted else len(wanted), u.pk))
    turns = [crew[i % len(crew)] for i in range(4)]
    week, end = [0, 1, 2, 3, 4], [5, 6]
    plans = (
        ("工作日白班", week, dt.time(8), dt.time(18), turns[0], turns[1]),
        ("周末白班", end, dt.time(8), dt.time(18), turns[1], turns[0]),
        ("夜班", week + end, dt.time(18), dt.time(8), turns[2], turns[3]),
    )
    for title, days, starts, ends, first, second in plans:
        spare = second.pk if second.pk != first.pk else None
        data = ShiftData(estate.pk, title, days, starts, ends, first.pk, spare)
        services.create_shift(actor=SYSTEM, data=data)
    return len(plans)


def _pasts(
    rng: random.Random, estate: Area, crew: Crew, made: dict[tuple[int, str], Rule]
) -> list[Past]:  # fmt: skip
    """A year of alerts, oldest first; the newest few are still alive."""
    now = timezone.now()
    kinds = {kind.code: kind for kind in AlertKind.objects.all()}
    cards = {plot.device: devices.cards(SYSTEM, type_code=plot.device) for plot in PLOTS}
    cast = [
        (plot, rng.choice(cards[plot.device]))
        for plot in PLOTS
        for _ in range(plot.count)
        if cards[plot.device]
    ]
    rng.shuffle(cast)
    moments = sorted((_moment(rng, now, plot), nth) for nth, (plot, _) in enumerate(cast))
    pasts = [_past(rng, at, *cast[nth], kinds, crew) for at, nth in moments]
    _revive(rng, pasts, now)
    for (_, nth), past in zip(moments, pasts, strict=True):
        past.alert.rule = made.get((past.alert.kind_id, cast[nth][0].device))
    return pasts


def _moment(rng: random.Random, now: dt.datetime, plot: Plot) -> dt.datetime:
    """Some hour of the plot on some day of the last year."""
    day = timezone.localtime(now) - dt.timedelta(days=rng.randint(1, DAYS - 1))
    return day.replace(
        hour=rng.choice(plot.hours), minute=rng.randrange(60), second=rng.randrange(60), microsecond=0
    )


def _past(
    rng: random.Random,
    at: dt.datetime,
    plot: Plot,
    card: DeviceCard,
    kinds: dict[str, AlertKind],
    crew: Crew,
) -> Past:
    """One alert from its beginning to its end."""
    kind = kinds[plot.kind]
    staff = crew.health if kind.health else crew.all
    who = rng.choice(staff) if staff else None
    value = float(round(rng.uniform(*plot.values))) if plot.metric else None
    alert = Alert(
        kind=kind, severity=kind.severity, plan=list(kind.plan), area=card.area, source=source_of(card.id),
        source_title=card.name, thing=card.type_title, device_id=card.id, building=card.building, place=card.place,
        message=plot.message.format(value="" if value is None else f"{value:g}"), value=value,
        count=rng.choice((1, 1, 1, 2, 3)), raised_at=at, last_at=at, created_at=at, addressed_to=who,
    )  # fmt: skip
    past = Past(alert, [], [])
    _tell(past, at, SYSTEM_NAME, "raised")
    if not kind.latched and rng.random() < plot.by_itself:
        _end_by_itself(past, at + dt.timedelta(minutes=rng.randint(3, 50)))
    elif who:
        _end_by_hand(rng, past, plot, who)
    return past


def _end_by_itself(past: Past, at: dt.datetime) -> None:
    past.alert.status, past.alert.ended_at, past.alert.closed_at = Alert.Status.RESOLVED, at, at
    past.alert.resolution = "条件已恢复正常，自动解除"
    _tell(past, at, SYSTEM_NAME, "resolved", past.alert.resolution)


def _end_by_hand(rng: random.Random, past: Past, plot: Plot, who: User) -> None:
    """Accepted within minutes, the plan worked off, resolved or found false."""
    alert = past.alert
    alert.accepted_by, alert.accepted_at = who, alert.raised_at + dt.timedelta(seconds=rng.randint(20, 420))
    _tell(past, alert.accepted_at, who.name, "accepted")
    _tick(past, len(alert.plan), who, alert.accepted_at)
    false = rng.random() < plot.false_share
    alert.status = Alert.Status.FALSE_ALARM if false else Alert.Status.RESOLVED
    alert.resolution = rng.choice(plot.false_reasons if false and plot.false_reasons else plot.results)
    alert.closed_by, alert.closed_at = who, alert.accepted_at + dt.timedelta(minutes=rng.randint(4, 95))
    alert.ended_at = alert.raised_at + dt.timedelta(minutes=rng.randint(2, 60))
    alert.false_reason = seedduty.cause_of(alert.resolution) if false else ""
    _tell(past, alert.closed_at, who.name, alert.status, alert.resolution)


def _revive(rng: random.Random, pasts: list[Past], now: dt.datetime) -> None:
    """The newest alerts of different devices happened this morning and are not over yet."""
    seen: set[tuple[str, int]] = set()
    for past in reversed(pasts):
        key = (past.alert.source, past.alert.kind_id)
        if len(seen) == len(LEFT) or past.alert.accepted_by is None or key in seen:
            continue
        status = LEFT[len(seen)]
        seen.add(key)
        _put_back(past, status, now - dt.timedelta(minutes=rng.randint(2, 6) + 17 * (len(seen) - 1)))


def _put_back(past: Past, status: str, at: dt.datetime) -> None:
    """Makes a finished alert a live one that began at `at`."""
    alert, who = past.alert, past.alert.accepted_by
    alert.status, alert.raised_at, alert.last_at, alert.created_at = status, at, at, at
    alert.ended_at = alert.closed_at = alert.closed_by = None
    alert.resolution, past.ticks = "", []
    past.entries = past.entries[:1]
    past.entries[0].at = at
    if status == Alert.Status.OPEN or who is None:
        alert.accepted_by = alert.accepted_at = None
        return
    alert.accepted_at = at + dt.timedelta(seconds=70)
    _tell(past, alert.accepted_at, who.name, "accepted")
    if status == Alert.Status.HANDLING:
        _tell(past, at + dt.timedelta(seconds=150), who.name, "handling")
        _tick(past, 1, who, at + dt.timedelta(seconds=160))


def _silent(estate: Area, made: list[Rule]) -> list[Past]:
    """Devices of the demo that have been silent for days have their alert, which ends when they come back."""
    found = []
    for rule in made:
        if rule.form != Rule.Form.OFFLINE:
            continue
        for card in devices.cards(SYSTEM, type_code=rule.device_type):
            if card.online is False and card.last_seen_at:
                due = card.last_seen_at + dt.timedelta(seconds=rule.duration_s)
                found.append(_offline(rule, card, due))
    _remember_silence()
    return found


def _remember_silence() -> None:
    """The rules know of those devices as if they had watched them fall silent."""
    now, watches = clock(), Watches(Book())
    watches.watch_silent(now)
    for watch in watches.due(now):
        watch.pass_to(now)
    store.keep([watch for watch in watches.by_key.values() if watch.memory.raised is not None])


def _offline(rule: Rule, card: DeviceCard, due: dt.datetime) -> Past:
    alert = Alert(
        kind=rule.kind, severity=rule.kind.severity, plan=list(rule.kind.plan), area=card.area, rule=rule,
        source=source_of(card.id), source_title=card.name, thing=card.type_title, device_id=card.id,
        building=card.building, place=card.place, message=f"{card.name} 已超过 24 小时没有上报数据",
        raised_at=due, last_at=due, created_at=due,
    )  # fmt: skip
    past = Past(alert, [], [])
    _tell(past, due, SYSTEM_NAME, "raised")
    return past


def _tell(past: Past, at: dt.datetime, who: str, verb: str, note: str = "") -> None:
    past.entries.append(AlertEntry(alert=past.alert, at=at, actor_name=who, verb=verb, note=note))


def _tick(past: Past, steps: int, who: User, at: dt.datetime) -> None:
    for step in range(steps):
        when = at + dt.timedelta(seconds=40 * (step + 1))
        past.ticks.append(PlanTick(alert=past.alert, step=step, user=who, at=when))


def _store(pasts: list[Past]) -> None:
    """Everything in three statements."""
    Alert.objects.bulk_create(past.alert for past in pasts)
    AlertEntry.objects.bulk_create(entry for past in pasts for entry in past.entries)
    PlanTick.objects.bulk_create(tick for past in pasts for tick in past.ticks)
