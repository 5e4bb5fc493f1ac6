"""Raising an alert, refreshing it while it lasts, and ending it when its condition ends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from linli.kernel import audit, jobs
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.audit import Deed
from linli.kernel.errors import Conflict
from linli.kernel.events import publish_many
from linli.kernel.live import touch
from linli.kernel.models import Area
from linli.sections.alerts import wording
from linli.sections.alerts.events import AlertResolved
from linli.sections.alerts.models import Alert, AlertEntry, AlertKind
from linli.sections.alerts.services.calming import BY_ITSELF, held_until
from linli.sections.alerts.services.gathering import take_in_new
from linli.sections.alerts.services.notifying import notify_at_once
from linli.sections.alerts.services.recording import record

TRIES = 5
REFRESHED = ("count", "value", "last_at", "severity", "ended_at", "close_at", "flaps")
ENDED = ("ended_at", "close_at", "status", "closed_at", "resolution")
Key = tuple[str, int]
"""Source and kind."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an alert comes from. `key` names the source; `building` may be shown in the hall, the rest may not.

    `person_id` is whom it concerns, where that is known.
    """

    key: str
    title: str
    area: Area
    thing: str = ""
    building: str = ""
    place: str = ""
    device_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found there, at which event time."""

    at: datetime
    message: str
    metric: str = ""
    value: float | None = None
    severity: int | None = None
    rule_id: int | None = None


@dataclass(frozen=True, slots=True)
class Raise:
    """One finding to be made an alert."""

    kind: AlertKind
    origin: Origin
    finding: Finding

    @property
    def key(self) -> Key:
        """At most one alert is live for this."""
        return self.origin.key, self.kind.pk


@dataclass(frozen=True, slots=True)
class End:
    """One condition that ended at event time `at`."""

    kind: AlertKind
    source: str
    at: datetime


def raise_alert(*, actor: Actor, kind: AlertKind, origin: Origin, finding: Finding) -> Alert:
    """Raises an alert, or refreshes the live one of the same source and kind (同源同类只有一条)."""
    return raise_many(actor=actor, raises=[Raise(kind, origin, finding)])[0]


@transaction.atomic(savepoint=False)
def raise_lean(*, raises: Sequence[Raise]) -> bool:
    """The same for the evaluator, to whom milliseconds matter: a new alert's row alone.

    The row says itself that it is not yet recorded: `gathering.take_in_new` makes up for it, and returns True when that is
    to be run. What concerns a life, and what is live already, goes the whole way at once.
    """
    first = {one.key: one for one in reversed(raises) if not one.kind.immediate}
    opened = _insert(list(first.values())) if first else set()
    rest = [one for one in raises if one.key not in opened or first[one.key] is not one]
    if rest:
        raise_many(actor=SYSTEM, raises=rest)
    return bool(opened)


def _insert(raises: Sequence[Raise]) -> set[Key]:
    """Writes rows for those that have no live alert; returns which."""
    alerts = [_new(one) for one in raises]
    fields = [field for field in Alert._meta.concrete_fields if not field.primary_key]
    values = []
    for alert in alerts:
        alert.recorded = False
        values += [field.get_db_prep_save(field.pre_save(alert, True), connection) for field in fields]
        touch("alerts", alert.area_id)
    row = f"({', '.join(['%s'] * len(fields))})"
    sql = (
        f"INSERT INTO {Alert._meta.db_table} ({', '.join(str(field.column) for field in fields)}) "  # noqa: S608
        f"VALUES {', '.join([row] * len(alerts))} ON CONFLICT DO NOTHING RETURNING source, kind_id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return {(source, kind_id) for source, kind_id in cursor.fetchall()}


@transaction.atomic
def raise_many(*, actor: Actor, raises: Sequence[Raise]) -> list[Alert]:
    """The same for many findings in their order, in few statements; one alert for each of them."""
    found: dict[Key, Alert] = {}
    for some in _rounds(raises):
        found |= _raise_round(actor, some)
    return [found[one.key] for one in raises]


def _rounds(raises: Sequence[Raise]) -> list[dict[Key, Raise]]:
    """Each key once per round, in order."""
    rounds: list[dict[Key, Raise]] = []
    for one in raises:
        fits = next((some for some in rounds if one.key not in some), None)
        if fits is None:
            rounds.append({one.key: one})
        else:
            fits[one.key] = one
    return rounds


def _raise_round(actor: Actor, raises: dict[Key, Raise]) -> dict[Key, Alert]:
    found: dict[Key, Alert] = {}
    for _ in range(TRIES):
        found |= _refresh({key: one for key, one in raises.items() if key not in found})
        new = {key: one for key, one in raises.items() if key not in found}
        if not new:
            return found
        try:
            with transaction.atomic():
                return found | _open(actor, new)
        except IntegrityError:
            continue  # somebody opened one of them in this very moment: refresh that one
    raise Conflict("同一来源的预警正在变动，请重试。")


def _live(keys: Collection[Key]) -> dict[Key, Alert]:
    """The live alerts of these sources and kinds, locked."""
    rows = Alert.objects.filter(
        status__in=Alert.LIVE,
        source__in={source for source, _ in keys},
        kind_id__in={kind for _, kind in keys},
    )
    if not rows.exists():  # most often, and much cheaper to ask
        return {}
    rows = rows.select_for_update(of=("self",))
    return {key: row for row in rows.order_by("pk") if (key := (row.source, row.kind_id)) in keys}


def _refresh(raises: dict[Key, Raise]) -> dict[Key, Alert]:
    """Counts the findings on the alerts that are live; a worse finding makes an alert worse."""
    live = _live(raises.keys())
    for key, alert in live.items():
        kind, finding = raises[key].kind, raises[key].finding
        alert.flaps += alert.ended_at is not None
        alert.count, alert.value = alert.count + 1, finding.value
        alert.last_at = max(alert.last_at, finding.at)
        alert.severity = max(alert.severity, finding.severity or kind.severity)
        alert.ended_at = alert.close_at = None
        touch("alerts", alert.area_id)
    Alert.objects.bulk_update(live.values(), REFRESHED)
    return live


def _open(actor: Actor, raises: dict[Key, Raise]) -> dict[Key, Alert]:
    """Opens new alerts; what concerns a life is told in this very transaction, the rest gathered by a job."""
    alerts = Alert.objects.bulk_create([_new(one) for one in raises.values()])
    record(actor=actor, alerts=alerts)
    for alert in alerts:
        touch("alerts", alert.area_id)
        if alert.kind.immediate:
            notify_at_once(alert)
    jobs.enqueue(take_in_new)
    return {(alert.source, alert.kind_id): alert for alert in alerts}


def _new(one: Raise) -> Alert:
    kind, origin, finding = one.kind, one.origin, one.finding
    return Alert(
        kind=kind, severity=finding.severity or kind.severity, plan=list(kind.plan), area=origin.area,
        source=origin.key, source_title=origin.title[:120], thing=origin.thing, device_id=origin.device_id,
        person_id=origin.person_id, building=origin.building, place=origin.place[:120], rule_id=finding.rule_id,
        message=finding.message[:300], metric=finding.metric, value=finding.value,
        raised_at=finding.at, last_at=finding.at,
    )  # fmt: skip


def end_condition(*, actor: Actor, kind: AlertKind, source: str, at: datetime) -> Alert | None:
    """Notes that a condition ended. Returns its alert, if one was live."""
    return next(iter(end_many(actor=actor, ends=[End(kind, source, at)])), None)


@transaction.atomic
def end_many(*, actor: Actor, ends: Sequence[End]) -> list[Alert]:
    """Notes that conditions ended at their event times; closes the alerts unless a person must do that.

    A latched kind and an alert whose case is still running stay open; a kind with `hold_s`, or an alert that keeps coming
    back, is watched for a time before it closes (恢复观察). Returns the alerts that were live.
    """
    kinds = {end.kind.pk: end.kind for end in ends}
    moments = {(end.source, end.kind.pk): end.at for end in ends}
    live = _live(moments.keys())
    record(actor=SYSTEM, alerts=[alert for alert in live.values() if not alert.recorded])
    closed, now = [], timezone.now()
    for key, alert in live.items():
        alert.kind, alert.ended_at = kinds[alert.kind_id], max(moments[key], alert.raised_at)
        if not (alert.kind.latched or alert.case_id):
            alert.close_at = held_until(alert, alert.kind, now)
            if alert.close_at is None:
                alert.status, alert.closed_at, alert.resolution = Alert.Status.RESOLVED, now, BY_ITSELF
                closed.append(alert)
        touch("alerts", alert.area_id)
    Alert.objects.bulk_update(live.values(), ENDED)
    AlertEntry.objects.bulk_create(
        [_entry(alert, actor, "ended" if alert.live else "resolved", _how(alert)) for alert in live.values()]
    )
    audit.record_many(actor, [Deed("alerts.alert.resolved", a, detail={"by_itself": True}) for a in closed])
    publish_many([AlertResolved(alert.pk, by_itself=True) for alert in closed])
    return list(live.values())


def _how(alert: Alert) -> str:
    """What the story says of an ended condition."""
    if not alert.live:
        return BY_ITSELF
    if alert.close_at is None:
        return "条件已恢复正常，仍须人工确认"
    watched = wording.seconds(round((alert.close_at - timezone.now()).total_seconds()))
    return f"条件已恢复正常，观察 {watched}后自动解除"


def end_with_device(*, device_id: int) -> None:
    """A device was taken out of use: what it told no longer holds; what concerns a life still needs a person."""
    live, now = (
        Alert.objects.filter(device_id=device_id, status__in=Alert.LIVE).select_related("kind"),
        timezone.now(),
    )
    end_many(actor=SYSTEM, ends=[End(alert.kind, alert.source, now) for alert in live])


def note(alert: Alert, actor: Actor, verb: str, text: str = "") -> None:
    """Adds a line to the alert's story."""
    _entry(alert, actor, verb, text).save()


def _entry(alert: Alert, actor: Actor, verb: str, text: str) -> AlertEntry:
    return AlertEntry(alert=alert, actor_name=actor.name, verb=verb, note=text[:300])
