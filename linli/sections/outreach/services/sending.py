"""Sending SMS (短信发送): written down first, sent in batches, each at most once whatever happens in between."""

from __future__ import annotations

import datetime as dt
import secrets
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from linli.kernel import conf, jobs, live
from linli.kernel.ports import port
from linli.kernel.sms import SmsOrder, SmsResult
from linli.sections.outreach.ladder import next_day, quiet
from linli.sections.outreach.models import Campaign, HouseholdSms, Message, Target
from linli.sections.outreach.models.message import State
from linli.sections.outreach.texts import sms_params, sms_template

CALLERS = 4
AT_A_TIME_S = 5.0
"""After so long the job lets others have their turn, and goes on behind them."""
TURN_S = 0.0002
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


@jobs.job(atomic=False)
def send_planned() -> int:
    """The job: keeps the gateway busy with batches until nothing is left or others wait. Returns how many went out."""
    sent, began = 0, time.monotonic()
    driver = port("sms")
    flying: dict[Future[list[SmsResult]], Batch] = {}
    with quick_turns(), ThreadPoolExecutor(CALLERS, thread_name_prefix="sms") as pool:
        while True:
            more = time.monotonic() - began < AT_A_TIME_S
            if more and len(flying) <= CALLERS:
                for batch in claim(driver.most, CALLERS):
                    flying[pool.submit(driver.send_many, batch.orders, batch=batch.name)] = batch
            if not flying:
                break
            ended, _ = wait(flying, return_when=FIRST_COMPLETED)
            note([(flying.pop(one), _results(one)) for one in ended])
            sent += len(ended)
    if sendable(timezone.now()).exists():
        jobs.enqueue(send_planned, key="outreach-send-on")
    return sent


@contextmanager
def quick_turns() -> Iterator[None]:
    """Threads hand over sooner: each statement to the database would else wait for five milliseconds of signing."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _results(call: Future[list[SmsResult]]) -> list[SmsResult] | None:
    """What the driver answered; None when it broke, and nobody knows what went out."""
    return call.result() if call.exception() is None else None


def sendable(now: dt.datetime) -> QuerySet[HouseholdSms]:
    """What may go out now: in the quiet hours only what has a reason."""
    rows = HouseholdSms.objects.filter(state=State.PLANNED, campaign__state=Campaign.State.RUNNING).filter(
        Q(not_before=None) | Q(not_before__lte=now)
    )
    return rows.exclude(campaign__quiet_override="") if quiet(now) else rows


@transaction.atomic
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
        taken = list(rows.select_for_update(of=("self",), skip_locked=True)[: most * batches])
        fits = taken if campaign.emergency else _within_cap(taken, now)
        if fits:
            return [
                _claimed(campaign, fits[start : start + most], now) for start in range(0, len(fits), most)
            ]
        if not taken:  # another worker has them
            return []


def _claimed(campaign: Campaign, rows: Sequence[HouseholdSms], now: dt.datetime) -> Batch:
    name = f"c{campaign.pk}-{secrets.token_hex(8)}"
    ids = [row.pk for row in rows]
    HouseholdSms.objects.filter(pk__in=ids).update(state=State.SENDING, batch=name, claimed_at=now, cause="")
    template = sms_template(campaign)
    return Batch(
        name, campaign, ids, [SmsOrder(row.phone, template, sms_params(campaign, row.names)) for row in rows]
    )


def _within_cap(rows: Sequence[HouseholdSms], now: dt.datetime) -> list[HouseholdSms]:
    """Those whose phone has not had its share of today; the others wait until tomorrow."""
    cap = int(conf.get("outreach.sms_per_day"))
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    today = HouseholdSms.objects.filter(
        phone_index__in=[row.phone_index for row in rows], claimed_at__gte=midnight, state__in=OUT
    )
    had = Counter(today.values_list("phone_index", flat=True))
    late = [row.pk for row in rows if had[row.phone_index] >= cap]
    if late:
        why = f"今天已收到 {cap} 条，明天再发"
        HouseholdSms.objects.filter(pk__in=late).update(not_before=next_day(now), cause=why)
        Message.objects.filter(sms__in=late, state=State.PLANNED).update(cause=why)
    return [row for row in rows if had[row.phone_index] < cap]


@transaction.atomic
def note(ended: Sequence[tuple[Batch, list[SmsResult] | None]]) -> None:
    """Writes down what the gateway said. A receipt that was faster stands."""
    now = timezone.now()
    groups: dict[tuple[int, str, str, str], list[int]] = defaultdict(list)
    for batch, results in ended:
        told = results or [SmsResult("unknown")] * len(batch.ids)
        for pk, result in zip(batch.ids, told, strict=True):
            groups[batch.campaign.pk, result.state, _cause(result), result.id].append(pk)
    for (campaign_id, state, cause, gateway_id), ids in groups.items():
        _note_some(campaign_id, state, cause, gateway_id, ids, now)
    for area_id in {batch.campaign.area_id for batch, _ in ended}:
        live.touch("outreach", area_id)


def _cause(result: SmsResult) -> str:
    if result.state == "unknown":
        return "通道没有应答，不能确定是否已发出"
    return f"{result.text or '通道拒绝'}（{result.code}）"[:120] if result.state != "accepted" else ""


def _note_some(
    campaign_id: int, state: str, cause: str, gateway_id: str, ids: list[int], now: dt.datetime
) -> None:
    new = {
        "accepted": State.SENT, "refused": State.FAILED, "later": State.PLANNED, "unknown": State.UNKNOWN
    }[state]  # fmt: skip
    rows = HouseholdSms.objects.filter(pk__in=ids, state=State.SENDING)
    open_ids = list(rows.values_list("pk", flat=True))
    values = {"not_before": now + AGAIN_AFTER, "claimed_at": None} if state == "later" else {"sent_at": now}
    HouseholdSms.objects.filter(pk__in=open_ids).update(
        state=new, cause=cause, gateway_id=gateway_id[:64], **values
    )
    if state == "later":
        Message.objects.filter(sms__in=open_ids, state=State.PLANNED).update(cause=cause)
        return
    Message.objects.filter(sms__in=open_ids, state=State.PLANNED).update(state=new, cause=cause, sent_at=now)
    if new == State.FAILED:
        hurry(campaign_id, open_ids, now)


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
    Message.objects.filter(sms__in=ids, state=State.PLANNED).update(state=State.UNKNOWN, cause=LOST)
    return len(ids)
