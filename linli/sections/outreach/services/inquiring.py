"""Receipts that did not come (补查回执): the gateway is asked for them, and never told to send again."""

from __future__ import annotations

import datetime as dt
import time

from django.db.models import QuerySet
from django.utils import timezone

from linli.kernel import jobs
from linli.kernel.ports import port
from linli.kernel.sms import SmsInquiry
from linli.sections.outreach.models import HouseholdSms
from linli.sections.outreach.models.message import State
from linli.sections.outreach.services.receipts import apply_receipts

ASK_AFTER = dt.timedelta(minutes=20)
"""The gateways push at once and try again for a quarter of an hour."""
ASK_EVERY = dt.timedelta(minutes=30)
ASK_UNTIL = dt.timedelta(days=3)
"""What the operators have not said by then they will not say."""
AT_ONCE = 100
AT_A_TIME_S = 5.0


def silent(now: dt.datetime) -> QuerySet[HouseholdSms]:
    """SMS that went out, or may have, and of which nothing has been heard for a while."""
    return HouseholdSms.objects.filter(
        state__in=(State.SENT, State.UNKNOWN), claimed_at__gt=now - ASK_UNTIL, claimed_at__lte=now - ASK_AFTER
    ).exclude(batch="")


def arrange(now: dt.datetime) -> None:
    """Has the gateway asked in a while, once at a time, if there is something to ask."""
    if silent(now).exists():
        jobs.enqueue(ask_gateway, key="outreach-sms-ask", run_at=now + ASK_EVERY)


@jobs.job(atomic=False)
def ask_gateway(after: int = 0) -> int:
    """The job: asks for all of them in turn, and goes on behind others. Returns of how many something new was heard."""
    heard, began = 0, time.monotonic()
    while rows := list(silent(timezone.now()).filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
        asked = [
            SmsInquiry(row.batch, row.phone, row.gateway_id, row.claimed_at)
            for row in rows
            if row.phone and row.claimed_at
        ]
        heard += apply_receipts(port("sms").ask(asked))
        after = rows[-1].pk
        if time.monotonic() - began > AT_A_TIME_S:
            jobs.enqueue(ask_gateway, key=f"outreach-sms-ask-{after}", after=after)
            break
    return heard
