"""Charging as people see it: piles, sessions with what they cost so far, tariffs, cards; a resident's own."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.sections.devices.charging import bill, tariffs
from linli.sections.devices.charging.bill import Sample
from linli.sections.devices.charging.central import TYPE
from linli.sections.devices.charging.yards import yards
from linli.sections.devices.models import (
    ChargeCard,
    ChargeSession,
    Connector,
    Device,
    MeterSample,
    Tariff,
)

READ = "devices.charger.read"
AREA = "device__area"
State = ChargeSession.State


def piles(actor: Actor, *, q: str = "", state: str = "") -> QuerySet[Device]:
    """The charging piles in use that the actor may see, with their connectors."""
    rows = _found(visible(_piles(), actor, READ), q)
    if state == "offline":
        rows = rows.filter(Q(charge_point=None) | Q(charge_point__connected_at=None))
    elif state:
        rows = rows.filter(charge_point__connectors__status=state).distinct()
    return rows


def _piles() -> QuerySet[Device]:
    connectors = Prefetch("charge_point__connectors", Connector.objects.filter(number__gt=0))
    rows = Device.objects.filter(type__code=TYPE, status=Device.Status.ACTIVE)
    return rows.select_related("area", "charge_point", "type").prefetch_related(connectors).order_by("number")


def _found(rows: QuerySet[Device], q: str) -> QuerySet[Device]:
    q = q.strip()
    named = Q(number__icontains=q) | Q(name__icontains=q) | Q(place__icontains=q)
    return rows.filter(named) if q else rows


def pile(actor: Actor, device_id: int) -> Device:
    """One pile with its live sessions. Raises NotFound outside the actor's areas."""
    found = piles(actor).filter(pk=device_id).first()
    if found is None:
        raise NotFound
    with_live([found])
    return found


def with_live(rows: Sequence[Device]) -> Sequence[Device]:
    """The piles with `.live`: their live sessions with the cost so far, by connector."""
    sessions = ChargeSession.objects.filter(device__in=rows, state__in=ChargeSession.LIVE)
    by_pile: dict[int, dict[int, ChargeSession]] = defaultdict(dict)
    for session in with_cost(list(sessions.select_related("device__area"))):
        by_pile[session.device_id][session.connector] = session
    for row in rows:
        setattr(row, "live", by_pile[row.pk])  # noqa: B010 - an attribute for the answer, not a column
    return rows


def sessions(
    actor: Actor,
    *,
    q: str = "",
    state: str = "",
    device_id: int | None = None,
    since: dt.date | None = None,
    until: dt.date | None = None,
) -> QuerySet[ChargeSession]:
    """The sessions on the actor's areas; days are those of the request."""
    rows = visible(ChargeSession.objects.select_related(AREA), actor, READ, AREA)
    if q := q.strip():
        rows = rows.filter(
            Q(device__number__icontains=q)
            | Q(device__name__icontains=q)
            | Q(holder__icontains=q)
            | Q(tag=q.upper())
        )
    if state:
        rows = rows.filter(state=state)
    if device_id is not None:
        rows = rows.filter(device=device_id)
    if since:
        rows = rows.filter(asked_at__date__gte=since)
    if until:
        rows = rows.filter(asked_at__date__lte=until)
    return rows


def session(actor: Actor, session_id: int) -> ChargeSession:
    """One session with its bill so far. Raises NotFound."""
    found = sessions(actor).filter(pk=session_id).first()
    if found is None:
        raise NotFound
    return with_cost([found])[0]


def own_sessions(actor: Actor) -> QuerySet[ChargeSession]:
    """The actor's own sessions, newest first."""
    if actor.user_id is None:
        return ChargeSession.objects.none()
    return ChargeSession.objects.select_related(AREA).filter(user=actor.user_id)


def own_session(actor: Actor, session_id: int) -> ChargeSession:
    """One of the actor's own. Raises NotFound."""
    found = own_sessions(actor).filter(pk=session_id).first()
    if found is None:
        raise NotFound
    return with_cost([found])[0]


def with_cost(rows: Sequence[ChargeSession]) -> Sequence[ChargeSession]:
    """The sessions with bill and cost up to the last meter value; nothing is written. One query for all."""
    running = [row for row in rows if row.state == State.RUNNING and row.periods]
    samples: dict[int, list[Sample]] = defaultdict(list)
    found = MeterSample.objects.filter(session__in=running).order_by("at")
    for session_id, at, wh in found.values_list("session_id", "at", "wh") if running else ():
        samples[session_id].append(Sample(at, wh))
    for row in running:
        _price(row, samples[row.pk])
    return rows


def _price(row: ChargeSession, samples: list[Sample]) -> None:
    if row.started_at is None or row.metered_at is None or row.meter_start is None or row.meter_last is None:
        return
    ends = (Sample(row.started_at, row.meter_start), Sample(row.metered_at, row.meter_last))
    between = [
        s
        for s in samples
        if row.started_at < s.at < row.metered_at and row.meter_start <= s.wh <= row.meter_last
    ]
    row.bill = bill.lines(row.periods, [ends[0], *bill.rising(between), ends[1]])
    row.cost_fen = bill.total_fen(row.bill)


def spots(actor: Actor, *, q: str = "") -> QuerySet[Device]:
    """The piles where a resident may charge."""
    return _found(_piles().filter(yards(actor)), q)


def spot(actor: Actor, number: str) -> Device:
    """The pile with the number on it, with `.tariff` in force and `.mine`, one's own live session. Raises NotFound."""
    text = number.strip()
    rows = spots(actor)
    found = rows.filter(number=text.upper()).first() or rows.filter(number=text).first()
    if found is None:
        raise NotFound("没有找到这台充电桩，请核对桩上的编号；只能使用本小区的充电桩。")
    setattr(found, "tariff", tariffs.tariff_at(found.area, timezone.now()))  # noqa: B010
    mine = own_sessions(actor).filter(state__in=ChargeSession.LIVE).first()
    setattr(found, "mine", mine.pk if mine else None)  # noqa: B010
    return found


def all_tariffs(actor: Actor) -> QuerySet[Tariff]:
    """The tariffs of the actor's areas."""
    return visible(Tariff.objects.select_related("area"), actor, READ)


def cards(actor: Actor, *, q: str = "") -> QuerySet[ChargeCard]:
    """The cards of the actor's areas."""
    rows = visible(ChargeCard.objects.select_related("area", "user"), actor, READ)
    if q := q.strip():
        rows = rows.filter(Q(tag__icontains=q) | Q(holder__icontains=q))
    return rows


def faulty_count(actor: Actor) -> int:
    """How many connectors the actor sees are broken now."""
    rows = Connector.objects.filter(status="Faulted", point__device__status=Device.Status.ACTIVE)
    return visible(rows, actor, READ, "point__device__area").count()
