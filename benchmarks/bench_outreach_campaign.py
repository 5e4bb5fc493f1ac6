"""outreach.plan_20000 and outreach.campaign: planning for 20,000 people, and their SMS while the worker is killed twenty times.

The gateway gives no answer to 3 % of the calls, its receipts come twice (5 %) and in no order. 0 doubles, 0 lost.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

from benchmarks.report import report
from benchmarks.stage import ROOT, stage

PEOPLE, QUICK = 20_000, 2_000
CUTS, QUICK_CUTS = 20, 3
PLAN_S = 3.0
MODULE = "linli.sections.outreach.tests.crowd"


def run(*, quick: bool) -> bool:
    """On the database of LINLI_DATABASE_URL, else SQLite."""
    from linli.edge.sms.tests import gateway as g
    from linli.sections.outreach.tests import crowd

    count, cuts = (QUICK, QUICK_CUTS) if quick else (PEOPLE, CUTS)
    chance = random.Random(20)
    with stage() as env, g.serving(g.Gateway(latency_s=0.05)) as found:
        found.fault = lambda phones: g.TIME_OUT if chance.random() < 0.03 else ""
        env |= crowd.settings(found.url, g.KEY_ID, g.SECRET)
        os.environ.update(env)
        import django

        django.setup()
        from linli.server.database_state import engine, migrate

        migrate()
        planned = _told(env, "prepare", str(count))["planned_s"]
        held = report("outreach.plan_20000", planned, "s", at_most=PLAN_S, engine=engine(), people=count)
        made = _cuts(env, found, chance, count, cuts)
        _told(env, "work")
        file = Path(env["LINLI_DATA"]) / "receipts.json"
        file.write_text(json.dumps(found.receipts(chance)))
        end = _told(env, "finish", str(file))
        held &= _judged(end, found, count, made, crowd.phone)
        from django.db import connections

        connections.close_all()
    return held


def _cuts(env: dict[str, str], found: Any, chance: random.Random, count: int, cuts: int) -> int:
    """Kills the worker at random moments, evenly over the calls. Returns how often."""
    calls = count // 100
    moments = sorted(chance.sample(range(1, max(calls - 8, cuts + 1)), cuts))
    for moment in moments:
        worker = subprocess.Popen(
            [sys.executable, "-m", MODULE, "work"], env=env, cwd=ROOT, stdout=subprocess.DEVNULL
        )
        while worker.poll() is None and not found.wait_for_calls(moment, 0.5):
            pass
        worker.kill()
        worker.wait()
    return len(moments)


def _judged(end: dict[str, Any], found: Any, count: int, cuts: int, phone: Any) -> bool:
    """Every phone once or explained, every person there."""
    counted = found.counted()
    phones = {number for nth in range(count) if (number := phone(nth))}
    doubles = sum(times - 1 for times in counted.values())
    lost = len(phones - set(counted) - set(end["unknown_phones"])) + count - end["people"]
    more = {
        "cuts": cuts,
        "sms": len(counted),
        "unknown": len(end["unknown_phones"]),
        "targets": end["targets"],
    }
    held = report("outreach.campaign.doubles", doubles, "SMS", at_most=0)
    held &= report("outreach.campaign.lost", lost, "people", at_most=0, **more)
    return held & report("outreach.campaign.unexplained", end["unexplained"], "rows", at_most=0)


def _told(env: dict[str, str], *words: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", MODULE, *words], env=env, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return dict(json.loads(done.stdout))
