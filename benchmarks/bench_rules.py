"""rules.per_message: what one message costs the evaluator with 10,000 rules, against 10 rules, on 10,000 devices.

With ten rules all of them look at every device; with ten thousand every one of a thousand estates has ten of its own.
Each side runs in a process of its own, whose memory is told as well. `python -m benchmarks.bench_rules many` is one side.
"""

import json
import os
import subprocess
import sys
import time
from typing import Any

from benchmarks.report import report
from benchmarks.stage import ROOT, memory_mb, stage

AT_MOST_RATIO = 2.0
MEMORY_MB = 250
DEVICES, ESTATES, RULES = 10_000, 1_000, 10
METRICS = ("heart_rate", "spo2", "body_temperature", "steps", "battery")


def run(*, quick: bool) -> bool:
    """On the database of LINLI_DATABASE_URL, else SQLite."""
    rounds = 1 if quick else 3
    few, many = one_side("few", rounds), one_side("many", rounds)
    held = report(
        "rules.per_message", many["us"], "us", baseline=few["us"], at_most_ratio=AT_MOST_RATIO, rules=many["rules"],
        baseline_rules=few["rules"], devices=DEVICES, watches=many["watches"], engine=many["engine"],
    )  # fmt: skip
    return (
        report("rules.memory", many["memory"], "MB", at_most=MEMORY_MB, baseline_mb=round(few["memory"]))
        and held
    )


def one_side(which: str, rounds: int) -> dict[str, Any]:
    """Runs one side to its end."""
    words = [sys.executable, "-m", "benchmarks.bench_rules", which, str(rounds)]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def side(which: str, rounds: int) -> dict[str, Any]:
    """Microseconds per message, from the log to what is remembered, after every device has spoken once."""
    from linli.kernel.models import add_area
    from linli.sections.alerts.catalogue import ensure_kinds
    from linli.sections.alerts.evaluating.evaluator import Evaluator
    from linli.sections.alerts.models import AlertKind, Rule
    from linli.sections.devices.models import Device, DeviceType
    from linli.sections.devices.services.things import ensure_catalogue
    from linli.server.database_state import engine

    ensure_catalogue()
    ensure_kinds()
    street = add_area(name="测速街道", kind="street")
    estates = [add_area(name=f"{n}号小区", kind="estate", parent=street) for n in range(ESTATES)]
    band, kind = DeviceType.objects.get(code="wristband"), AlertKind.objects.get(code="overheat")
    made = [
        Device(number=f"B-{n:05d}", type=band, name="手环", area=estates[n % ESTATES]) for n in range(DEVICES)
    ]
    Device.objects.bulk_create(made, batch_size=1000)
    ids = list(Device.objects.order_by("pk").values_list("pk", flat=True))
    Rule.objects.bulk_create(
        (
            Rule(title=f"规则{n}", form="threshold", kind=kind, area=area, device_type="wristband", metric=METRICS[n % 5],
                 operator=">", limit=500.0 + n, duration_s=60)
            for area in ([street] if which == "few" else estates)
            for n in range(RULES)
        ),
        batch_size=1000,
    )  # fmt: skip
    evaluator = Evaluator()
    speak(ids, 0)
    drain(evaluator)
    best = min(timed(evaluator, ids, number + 1) for number in range(rounds))
    return {"us": best * 1e6, "rules": Rule.objects.count(), "watches": len(evaluator.watches.by_key),
            "memory": memory_mb(os.getpid()), "engine": engine()}  # fmt: skip


def speak(ids: list[int], number: int) -> None:
    """One message of every device, into the log."""
    from linli.sections.devices.models import Reading

    at = time.time_ns() // 1_000_000
    values = dict.fromkeys(METRICS, 60.0 + number)
    rows = (Reading(device_id=pk, at_ms=at + number, values=values) for pk in ids)
    Reading.objects.bulk_create(rows, batch_size=2000)


def drain(evaluator: Any) -> None:
    """All of the log, and everything remembered kept."""
    while evaluator.turn():
        pass
    evaluator.sweep(everything=True)


def timed(evaluator: Any, ids: list[int], number: int) -> float:
    """Seconds per message."""
    speak(ids, number)
    began = time.perf_counter()
    drain(evaluator)
    return (time.perf_counter() - began) / len(ids)


def main() -> None:
    """One side, in a fresh installation."""
    with stage():
        import django

        django.setup()
        from linli.server.database_state import migrate

        migrate()
        print(json.dumps(side(sys.argv[1], int(sys.argv[2]))), flush=True)
        from django.db import connections

        connections.close_all()


if __name__ == "__main__":
    main()
