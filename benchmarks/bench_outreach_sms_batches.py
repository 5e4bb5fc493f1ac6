"""outreach.sms_batches: 20,000 SMS through a gateway that answers in 40 ms, beside the bare SDK in as many threads.

Ours writes each batch down before and after the call; the bare loop writes nothing.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from benchmarks.report import report
from benchmarks.stage import ROOT, stage

AT_LEAST = 0.8
MANY, QUICK = 20_000, 4_000
BATCH = 100
LATENCY_S = 0.04


def run(*, quick: bool) -> bool:
    """On the database of LINLI_DATABASE_URL, else SQLite."""
    from linli.edge.sms.tests import gateway as g
    from linli.sections.outreach.tests import crowd

    count = QUICK if quick else MANY
    with stage(), gateway() as url:
        os.environ.update(crowd.settings(url, g.KEY_ID, g.SECRET))
        import django

        django.setup()
        from linli.server.database_state import engine, migrate

        migrate()
        sent, ours = _ours(count)
        theirs = _bare(sent)
        held = report(
            "outreach.sms_batches", sent / ours, "SMS/s", baseline=sent / theirs, at_least=AT_LEAST, engine=engine(),
            latency_ms=LATENCY_S * 1000, sms=sent,
        )  # fmt: skip
        from django.db import connections

        connections.close_all()
    return held


@contextmanager
def gateway() -> Iterator[str]:
    """The gateway in a process of its own; its address."""
    words = [sys.executable, "-m", "linli.edge.sms.tests.gateway", str(LATENCY_S)]
    running = subprocess.Popen(words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stdout
    try:
        yield running.stdout.readline().strip()
    finally:
        running.terminate()
        running.wait(10)


def _ours(count: int) -> tuple[int, float]:
    """How many SMS, and the seconds until all are sent and written down."""
    from linli.kernel.ports import port
    from linli.sections.outreach.models import Campaign, HouseholdSms
    from linli.sections.outreach.services import sending, steps
    from linli.sections.outreach.tests import crowd

    crowd.prepare(count)
    steps.advance_some(Campaign.objects.get().pk)
    while steps.advance_some(Campaign.objects.get().pk):
        pass
    waiting = HouseholdSms.objects.filter(state="planned").count()
    port("sms")  # loading the SDK is no part of either
    began = time.perf_counter()
    while HouseholdSms.objects.filter(state="planned").exists():
        sending.send_planned()
    seconds = time.perf_counter() - began
    assert HouseholdSms.objects.filter(state="sent").count() == waiting
    return waiting, seconds


def _bare(count: int) -> float:
    """The seconds the SDK alone takes for as many, in as many threads."""
    from alibabacloud_dysmsapi20170525.models import SendBatchSmsRequest

    from linli.edge.sms.aliyun import AliyunSms, _runtime
    from linli.sections.outreach.services.sending import CALLERS

    client, runtime = AliyunSms().client, _runtime()
    params = {"names": "居民1", "title": "水箱清洗停水", "brief": "明天 9 点停水。"}
    request = SendBatchSmsRequest(
        phone_number_json=json.dumps([f"138{n:08d}" for n in range(BATCH)]),
        sign_name_json=json.dumps(["邻里社区"] * BATCH),
        template_code="SMS_1",
        template_param_json=json.dumps([params] * BATCH),
        out_id="bare",
    )
    began = time.perf_counter()
    with ThreadPoolExecutor(CALLERS) as pool:
        list(
            pool.map(
                lambda _: client.send_batch_sms_with_options(request, runtime), range(-(-count // BATCH))
            )
        )
    return time.perf_counter() - began
