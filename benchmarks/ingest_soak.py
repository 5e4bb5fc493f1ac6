"""`python -m benchmarks ingest --soak`: a day of two hundred devices, one message in fifteen seconds each, at full speed.

Memory of the server after the first tenth and at the end; the roll-ups of the whole day are worked out and right.
"""

import time

from benchmarks import mqttstage
from benchmarks.report import report
from benchmarks.stage import linli_serve, memory_mb

DEVICES = 200
PER_DEVICE = 24 * 3600 // 15
GROWTH_MB = 15.0


def run(env: dict[str, str], *, quick: bool) -> bool:
    """Sends the day, then works it out."""
    from linli.sections.devices.models import HourRollup, Reading
    from linli.sections.devices.services import rollups

    keys = mqttstage.devices(DEVICES)
    count = DEVICES * PER_DEVICE // (40 if quick else 1)
    base = int(time.time() * 1000) - 86_400_000 * 2
    plan = {
        "port": int(env["LINLI_MQTT_PORT"]), "users": list(keys), "keys": keys, "window": 20, "count": count,
        "base": base, "step_ms": 86_400_000 / count,
    }  # fmt: skip
    with linli_serve({**env, "LINLI_MQTT_RATE": "100000"}) as (_, process):
        load = mqttstage.Load(plan)
        began = time.time()
        load.go()
        mqttstage.eventually(lambda: Reading.objects.count() >= count // 10, 600)
        early = memory_mb(process.pid)
        ended = mqttstage.eventually(lambda: Reading.objects.count() >= count, 1800)
        load.result()
        grown = max(0.0, memory_mb(process.pid) - early)
    rollups.roll_up()
    hours = HourRollup.objects.filter(metric="heart_rate")
    kept = sum(hours.values_list("count", flat=True))
    held = report(
        "ingest.soak", grown, "MB grown", at_most=GROWTH_MB, messages=count, event_hours=24,
        seconds=round(ended - began), rolled_up=kept,
    )  # fmt: skip
    return held and kept == count
