"""Starts and stops of sessions as piles report them (OCPP 1.6 §4.8, §4.10): each may come twice, late or out of order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from linli.kernel import live
from linli.kernel.events import publish
from linli.sections.devices.charging import bill
from linli.sections.devices.charging.bill import Sample
from linli.sections.devices.charging.tags import Verdict, busy, judge
from linli.sections.devices.charging.tariffs import tariff_at
from linli.sections.devices.events import ChargingEnded
from linli.sections.devices.models import ChargeSession, Device, MeterSample

State = ChargeSession.State
BACKWARD = "结束读数小于起始读数，按最近一次读数计量，请核对电表"
UNKNOWN = "桩补传的结束记录，平台没有对应的开始记录，电量未知"
UNPRICED = "没有适用的电价"
REFUSED = "卡未获准"


def begin(
    device: Device, connector: int, tag: str, at: dt.datetime, meter: int, key: str, now: dt.datetime
) -> tuple[ChargeSession, str]:
    """The session of a StartTransaction and the status of its tag. A repeated start is the same session."""
    known = ChargeSession.objects.filter(device=device, start_key=key).first()
    if known:
        return known, "Invalid" if known.note == REFUSED else "Accepted"
    verdict = judge(tag, device, now)
    status = _allowed(verdict)
    waiting = verdict.session if verdict.session and verdict.session.state == State.STARTING else None
    clear_connector(device, connector, at, keep=waiting)
    session = waiting or _new(device, tag, verdict)
    session.connector, session.state, session.start_key = connector, State.RUNNING, key
    session.started_at = session.metered_at = at
    session.meter_start = session.meter_last = meter
    if not session.periods:
        tariff = tariff_at(device.area, at)
        session.periods = tariff.periods if tariff else []
    session.note = REFUSED if status != "Accepted" else "" if session.periods else UNPRICED
    session.save()
    live.touch("charging", device.area_id)
    return session, status


def _allowed(verdict: Verdict) -> str:
    """The verdict, or ConcurrentTx when the card's holder already charges as much as allowed (§7.9)."""
    if verdict.session and verdict.session.state == State.RUNNING:
        return "ConcurrentTx"
    if verdict.card and verdict.status == "Accepted" and busy(verdict.card.user_id):
        return "ConcurrentTx"
    return verdict.status


def _new(device: Device, tag: str, verdict: Verdict) -> ChargeSession:
    card = verdict.card
    return ChargeSession(
        device=device, tag=tag.upper(), source=ChargeSession.Source.CARD, user_id=card.user_id if card else None,
        holder=card.holder if card else "",
    )  # fmt: skip


def clear_connector(
    device: Device, connector: int, at: dt.datetime, keep: ChargeSession | None = None
) -> None:
    """Ends what is still open on a connector that something new begins on."""
    for left in ChargeSession.objects.filter(
        device=device, connector=connector, state__in=ChargeSession.LIVE
    ):
        if keep is not None and left.pk == keep.pk:
            continue
        if left.state == State.STARTING:
            fail(left, "充电枪已被他人先用")
        else:
            give_up(left, at)


def fail(session: ChargeSession, note: str) -> None:
    """A session that never began."""
    session.state, session.note = State.FAILED, note[:200]
    session.save(update_fields=["state", "note"])
    live.touch("charging", session.device.area_id)


def end(
    session: ChargeSession, at: dt.datetime, meter: int, reason: str, between: Iterable[Sample] = ()
) -> None:
    """Ends a session with what the pile reported, and writes its bill. Corrects one that was ended provisionally."""
    _remember(session, between)
    start = session.meter_start if session.meter_start is not None else meter
    stop = meter
    if meter < start:
        stop = max(start, session.meter_last or start)
        session.note = BACKWARD
    _close(session, at, stop, reason, provisional=False)


def give_up(session: ChargeSession, at: dt.datetime) -> None:
    """Ends a session whose end the pile never reported, at its last meter value."""
    stop = max(session.meter_start or 0, session.meter_last or 0)
    _close(session, session.metered_at or at, stop, "Lost", provisional=True)


def _remember(session: ChargeSession, samples: Iterable[Sample]) -> None:
    rows = [MeterSample(session=session, at=s.at, wh=s.wh) for s in samples]
    if rows:
        MeterSample.objects.bulk_create(rows, ignore_conflicts=True)


def _close(session: ChargeSession, at: dt.datetime, stop: int, reason: str, *, provisional: bool) -> None:
    session.ended_at = max(at, session.started_at or at)
    session.meter_last, session.metered_at = stop, session.ended_at
    session.state, session.reason, session.provisional = State.ENDED, reason, provisional
    session.power_w = 0
    price(session)
    session.save()
    publish(ChargingEnded(session.pk, session.device_id, session.device.area_id, session.cost_fen))
    live.touch("charging", session.device.area_id)


def price(session: ChargeSession) -> None:
    """Works out energy, lines and cost up to the last meter value."""
    start, last = session.meter_start, session.meter_last
    if start is None or last is None or session.started_at is None or session.metered_at is None:
        return
    session.energy_wh = max(0, last - start)
    if session.periods:
        session.bill = bill.lines(session.periods, samples_of(session, start, last))
        session.cost_fen = bill.total_fen(session.bill)


def samples_of(session: ChargeSession, start: int, last: int) -> list[Sample]:
    """Start, what came between and is believable, and the last value."""
    assert session.started_at
    assert session.metered_at
    rows = session.samples.filter(
        at__gt=session.started_at, at__lt=session.metered_at, wh__gte=start, wh__lte=last
    )
    between = bill.rising(Sample(*row) for row in rows.values_list("at", "wh"))
    return [Sample(session.started_at, start), *between, Sample(session.metered_at, max(start, last))]


def of_stop(device: Device, transaction: int, tag: str, meter: int) -> ChargeSession | None:
    """The session that a StopTransaction means: by its id, else the one running session that fits.

    Piles that began offline, or count wrongly, stop a transaction 0 or one that we never gave (§4.10).
    """
    rows = ChargeSession.objects.select_related("device").filter(device=device)
    if transaction > 0 and (found := rows.filter(pk=transaction).first()):
        return found
    running = [s for s in rows.filter(state=State.RUNNING) if meter >= (s.meter_start or 0)]
    fitting = [s for s in running if s.tag == tag.upper()] if tag else running
    return fitting[0] if len(fitting) == 1 else None


def record_stray(device: Device, key: str, at: dt.datetime, meter: int, tag: str, reason: str) -> None:
    """A stop without a start is kept, once, for people to look at."""
    ChargeSession.objects.get_or_create(
        device=device,
        start_key=key,
        defaults={
            "connector": 0, "state": State.ENDED, "source": ChargeSession.Source.PILE, "tag": tag.upper(),
            "ended_at": at, "metered_at": at, "meter_last": meter, "reason": reason, "note": UNKNOWN,
        },
    )  # fmt: skip
