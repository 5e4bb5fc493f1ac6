"""`python -m linli.sections.outreach.tests.crowd prepare N | work | finish FILE`: a campaign for N people in an installation.

`work` is what the couriers do, until nothing is left to send; it is made to be killed. `finish` takes the gateway's
receipts from a file, lets all waiting times end, and prints what became of everybody as JSON.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import Counter
from datetime import timedelta
from pathlib import Path
from typing import Any

TEMPLATES = {"outreach.notice": "SMS_1", "outreach.confirm": "SMS_2", "outreach.emergency": "SMS_3"}
PATIENCE_S = 600.0
NO_PHONE, SHARED = 50, 20
"""Every 50th person has no phone; every 20th shares one with the person before."""


def settings(url: str, key_id: str, secret: str) -> dict[str, str]:
    """The environment in which an installation sends through a gateway at `url`."""
    return {
        "LINLI_PORT_SMS": "linli.edge.sms.aliyun.AliyunSms", "LINLI_SMS_ENDPOINT": url, "LINLI_SMS_KEY_ID": key_id,
        "LINLI_SMS_KEY_SECRET": secret, "LINLI_SMS_TEMPLATES": json.dumps(TEMPLATES), "LINLI_SMS_TIMEOUT_S": "3",
        "LINLI_OUTREACH_QUIET_HOURS": "", "LINLI_LEASE_SECONDS": "2",
    }  # fmt: skip


def phone(nth: int) -> str:
    """The number of the nth person."""
    if nth % NO_PHONE == NO_PHONE - 1:
        return ""
    return f"139{(nth - 1 if nth % SHARED == 1 else nth):08d}"


def prepare(count: int) -> dict[str, Any]:
    """People, a frozen list, and the campaign started; how long planning took, in seconds."""
    from linli.kernel.access import SYSTEM
    from linli.kernel.models import add_area
    from linli.sections.outreach.models import Audience, AudienceMember
    from linli.sections.outreach.services import campaigns
    from linli.sections.registry.models import Person

    estate = add_area(name="北门小区", kind="estate")
    Person.objects.bulk_create(
        (Person(estate=estate, area=estate, name=f"居民{n}", phones=phone(n)) for n in range(count)),
        batch_size=2000,
    )
    audience = Audience.objects.create(
        area=estate, title="全部", way="hand", as_of="2026-11-22", certain=count
    )
    AudienceMember.objects.bulk_create(
        (AudienceMember(audience=audience, person_id=pk, verdict="in") for pk in Person.objects.values_list("pk", flat=True)),
        batch_size=2000,
    )  # fmt: skip
    began = time.perf_counter()
    made = campaigns.plan(
        actor=SYSTEM, title="水箱清洗停水", text="明天 9 点停水。", audience_id=audience.pk, kind="notice"
    )
    planned = time.perf_counter() - began
    campaigns.start(actor=SYSTEM, campaign_id=made.pk)
    return {"planned_s": planned}


def work() -> dict[str, Any]:
    """Steps and sending, as the couriers do them, until nothing is planned or due."""
    from linli.kernel.jobs import drain_jobs
    from linli.kernel.models import JobRow
    from linli.kernel.tests.waiting import eventually
    from linli.sections.outreach.models import HouseholdSms, Target
    from linli.sections.outreach.services import running

    def idle() -> bool:
        running.run()
        drain_jobs()
        waiting = JobRow.objects.exclude(due_at=None).filter(schedule="")
        return not (waiting.exists() or HouseholdSms.objects.filter(state="planned").exists())

    eventually(idle, PATIENCE_S)
    return {"left": Target.objects.filter(step=-1, state="waiting").count()}


def finish(file: str) -> dict[str, Any]:
    """Receipts in, what was lost given up, all waiting times over: who is where."""
    from django.utils import timezone

    from linli.sections.outreach.models import Campaign, HouseholdSms, Message, Target
    from linli.sections.outreach.services import receipts, sending, steps

    for _ in range(2):
        receipts.take_receipts(body=Path(file).read_bytes())
    while sending.give_up_lost(
        timezone.now() + timedelta(hours=1)
    ):  # some thousands at a time, as by the clock
        pass
    Target.objects.filter(state="waiting").exclude(due_at=None).update(due_at=timezone.now())
    for campaign in Campaign.objects.filter(state="running"):
        while steps.advance_some(campaign.pk):
            pass
    rows = Message.objects.filter(channel="sms")
    return {
        "targets": dict(Counter(f"{s}:{by or ch}" for s, by, ch in Target.objects.values_list("state", "reached_by", "channel"))),
        "sms": dict(Counter(HouseholdSms.objects.values_list("state", flat=True))),
        "unexplained": rows.filter(state__in=("unknown", "failed", "skipped"), cause="").count()
        + rows.filter(state__in=("planned", "sending")).count(),
        "people": Target.objects.values("person_id").distinct().count(),
        "doubles": Message.objects.filter(round__gt=1).count(),
        "unknown_phones": [row.phone for row in HouseholdSms.objects.filter(state="unknown")],
    }  # fmt: skip


if __name__ == "__main__":
    import django

    import linli  # noqa: F401 – brings the newer SQLite

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "linli.server.settings")
    django.setup()
    words = sys.argv[1:]
    done = {"prepare": lambda: prepare(int(words[1])), "work": work, "finish": lambda: finish(words[1])}[
        words[0]
    ]()
    print(json.dumps(done))
