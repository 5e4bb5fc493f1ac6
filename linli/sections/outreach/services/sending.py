"""Sending SMS (短信发送): written down first, sent in batches, each at most once whatever happens in between."""

from __future__ import annotations

import datetime as dt
import secrets
import time
from collections import defaultdict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils import timezone

from linli.kernel import conf, jobs, live
from linli.kernel.ports import port
from linli.kernel.sms import SmsOrder, SmsResult
from linli.sections.outreach.ladder import next_day, quiet
from linli.sections.outreach.models import Campaign, HouseholdSms, Message, Target
from linli.sections.outreach.models.message import State
from linli.sections.outreach.texts import sms_params, sms_template

CALLERS = 4
AHEAD = 3 * CALLERS
"""Batches marked at a time: those on the line, and two for each caller to go on with."""
HANDFUL = CALLERS
"""So many answers are written down together."""
AT_A_TIME_S = 5.0
"""After so long the job lets others have their turn, and goes on behind them."""
LOST_AFTER = dt.timedelta(minutes=10)
AGAIN_AFTER = dt.timedelta(minutes=5)
OUT = (State.SENDING, State.SENT, State.UNKNOWN, State.DELIVERED, State.FAILED)
LOST = "发送中断，不能确定是否已发出"


@dataclass
class Batch:
    """What one call of the gateway sends; it is marked as being sent before the call."""

    name: str
    campaign: Campaign
    ids: list[int]
    orders: list[SmsOrder]


Ended = tuple[Batch, list[SmsResult] | None]
Row = Any
"""Of a HouseholdSms `pk`, `phone` and `names`, and `had`: how many its phone has had today."""


@dataclass
class Told:
    """Rows of which the gateway said the same, and under which of its numbers it keeps each: whole batches, or rows."""

    whole: bool
    numbers: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))
    """Names of batches, or keys of rows, by the gateway's number."""

    def these(self, path: str = "") -> Q:
        """The rows, looked for from them or over `path`."""
        keys = [key for found in self.numbers.values() for key in found]
        return Q(**{f"{path}{'batch' if self.whole else 'pk'}__in": keys})

    def number(self) -> Case:
        """The gateway's number of each row."""
        way = "batch__in" if self.whole else "pk__in"
        cases = [When(Q((way, keys)), then=Value(number)) for number, keys in self.numbers.items()]
        return Case(*cases, default=Value(""))


@jobs.job(atomic=False)
def send_planned() -> int:
    """The job: keeps the gateway busy with batches until nothing is left or others wait. Returns how many went out."""
    sent, began = 0, time.monotonic()
    driver = port("sms")
    flying: dict[Future[list[SmsResult]], Batch] = {}
    ended: list[Ended] = []
    with ThreadPoolExecutor(CALLERS, thread_name_prefix="sms") as pool:
        while True:
            more = AHEAD - len(flying) if time.monotonic() - began < AT_A_TIME_S else 0
            for batch in _turn(ended, driver.most, more):
                flying[pool.submit(driver.send_many, batch.orders, batch=batch.name)] = batch
            if not flying:
                break
            ended = [(flying.pop(one), _results(one)) for one in list(islice(as_completed(flying), HANDFUL))]
            sent += len(ended)
    if sendable(timezone.now()).exists():
        jobs.enqueue(send_planned, key="outreach-send-on")
    return sent


@transaction.atomic
def _turn(ended: Sequence[Ended], most: int, batches: int) -> list[Batch]:
    """One transaction for both: what has been said of the last calls, and what the next ones send."""
    note(ended)
    return claim(most, batches) if batches > 0 else []


def _results(call: Future[list[SmsResult]]) -> list[SmsResult] | None:
    """What the driver answered; None when it broke, and nobody knows what went out."""
    return call.result() if call.exception() is None else None


def sendable(now: dt.datetime) -> QuerySet[HouseholdSms]:
    """What may go out now: in the quiet hours only what has a reason."""
    rows = HouseholdSms.objects.filter(state=State.PLANNED, campaign__state=Campaign.State.RUNNING).filter(
        Q(not_before=None) | Q(not_before__lte=now)
    )
    return rows.exclude(campaign__quiet_override="") if quiet(now) else rows


@transaction.atomic(savepoint=False)
def claim(most: int, batches: int = 1, now: dt.datetime | None = None) -> list[Batch]:
    """The next batches of one campaign, marked as being sent; emergencies first. None of them when nothing is left."""
    now = now or timezone.now()
    while True:
        waiting = sendable(now).filter(campaign=OuterRef("pk"))
        running = Campaign.objects.filter(Exists(waiting), state=Campaign.State.RUNNING)
        campaign = running.order_by("-emergency", "pk").first()
        if campaign is None:
            return []
        rows = sendable(now).filter(campaign=campaign).order_by("pk")
        locked = rows.annotate(had=_had_today(now)).select_for_update(of=("self",), skip_locked=True)
        taken = list(locked.values_list("pk", "phone", "names", "had", named=True)[: most * batches])
        fits = taken if campaign.emergency else _within_cap(taken, now)
        if fits:
            return _claimed(campaign, fits, most, now)
        if not taken:  # another worker has them
            return []


def _claimed(campaign: Campaign, rows: Sequence[Row], most: int, now: dt.datetime) -> list[Batch]:
    """Calls of at most so many, marked in one statement; the rows come in the order of their keys."""
    parts = [rows[start : start + most] for start in range(0, len(rows), most)]
    names = [f"c{campaign.pk}-{secrets.token_hex(8)}" for _ in parts]
    named = Case(
        *(When(pk__lte=part[-1].pk, then=Value(name)) for part, name in zip(parts, names, strict=True))
    )
    HouseholdSms.objects.filter(pk__in=[row.pk for row in rows]).update(
        state=State.SENDING, batch=named, claimed_at=now, cause=""
    )
    template, params = sms_template(campaign), sms_params(campaign, "")
    return [
        Batch(
            name,
            campaign,
            [row.pk for row in part],
            [SmsOrder(row.phone, template, {**params, "names": row.names}) for row in part],
        )
        for part, name in zip(parts, names, strict=True)
    ]


def _had_today(now: dt.datetime) -> Any:
    """How many SMS the phone of the row has had since midnight, Shanghai time."""
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    same = HouseholdSms.objects.filter(
        phone_index=OuterRef("phone_index"), claimed_at__gte=midnight, state__in=OUT
    )
    counted = same.order_by().values("phone_index").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def _within_cap(rows: Sequence[Row], now: dt.datetime) -> list[Row]:
    """Those whose phone has not had its share of today; the others wait until tomorrow."""
    cap = int(conf.get("outreach.sms_per_day"))
    late = [row.pk for row in rows if row.had >= cap]
    if late:
        why = f"今天已收到 {cap} 条，明天再发"
        HouseholdSms.objects.filter(pk__in=late).update(not_before=next_day(now), cause=why)
        Message.objects.filter(sms__in=late, state=State.PLANNED).update(cause=why)
    return [row for row in rows if row.had < cap]


@transaction.atomic(savepoint=False)
def note(ended: Sequence[Ended]) -> None:
    """Writes down what the gateway said. A receipt that was faster stands."""
    now = timezone.now()
    groups: dict[tuple[int, str, str, bool], Told] = {}
    for batch, results in ended:
        told = results or [SmsResult("unknown")] * len(batch.ids)
        whole = all(one == told[0] for one in told)
        keys: Sequence[Any] = [batch.name] if whole else batch.ids
        for key, result in zip(keys, told, strict=not whole):
            kind = (batch.campaign.pk, result.state, _cause(result), whole)
            groups.setdefault(kind, Told(whole)).numbers[result.id[:64]].append(key)
    for (campaign_id, state, cause, _), group in groups.items():
        _note_some(campaign_id, state, cause, group, now)
    for area_id in {batch.campaign.area_id for batch, _ in ended}:
        live.touch("outreach", area_id)


def _cause(result: SmsResult) -> str:
    if result.state == "unknown":
        return "通道没有应答，不能确定是否已发出"
    return (result.text or "短信平台没有接收")[:120] if result.state != "accepted" else ""


def _note_some(campaign_id: int, state: str, cause: str, told: Told, now: dt.datetime) -> None:
    """All that were answered alike, in two statements however many numbers the gateway gave them."""
    new = {
        "accepted": State.SENT, "refused": State.FAILED, "later": State.PLANNED, "unknown": State.UNKNOWN
    }[state]  # fmt: skip
    open_rows = HouseholdSms.objects.filter(told.these(), state=State.SENDING)
    values = {"not_before": now + AGAIN_AFTER, "claimed_at": None} if state == "later" else {"sent_at": now}
    messages = Message.objects.filter(told.these("sms__"), state__in=(State.PLANNED, State.SENDING))
    if new == State.FAILED:
        hurry(campaign_id, list(open_rows.values_list("pk", flat=True)), now)
    if state == "later":
        messages.filter(sms__state=State.SENDING).update(state=new, cause=cause)
    else:
        messages.update(state=new, cause=cause, sent_at=now)
    open_rows.update(state=new, cause=cause, gateway_id=told.number(), **values)


def hurry(campaign_id: int, sms_ids: Sequence[int], now: dt.datetime) -> None:
    """Whoever was to be reached by these goes on to the next way at once."""
    people = Message.objects.filter(sms__in=sms_ids).values("person_id")
    Target.objects.filter(
        campaign=campaign_id, person_id__in=people, channel="sms", state=Target.State.WAITING
    ).update(due_at=now)


@transaction.atomic
def give_up_lost(now: dt.datetime | None = None) -> int:
    """What was being sent when the process died is “unknown”: it may have gone out, so it is never sent again."""
    now = now or timezone.now()
    lost = HouseholdSms.objects.filter(state=State.SENDING, claimed_at__lt=now - LOST_AFTER)
    ids = list(lost.values_list("pk", flat=True)[:5000])
    HouseholdSms.objects.filter(pk__in=ids, state=State.SENDING).update(state=State.UNKNOWN, cause=LOST)
    Message.objects.filter(sms__in=ids, state__in=(State.PLANNED, State.SENDING)).update(
        state=State.UNKNOWN, cause=LOST
    )
    return len(ids)
