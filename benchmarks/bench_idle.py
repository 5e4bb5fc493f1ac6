"""idle: memory of `linli serve` when nobody asks anything."""

import time

from benchmarks.report import report
from benchmarks.stage import linli_serve, memory_mb, stage

SETTLE_SECONDS = 5.0


def run(*, quick: bool) -> bool:
    """At most 250 MB."""
    with stage() as env, linli_serve(env) as (_, server):
        time.sleep(SETTLE_SECONDS)
        return report("idle.memory", memory_mb(server.pid), "MB", at_most=250)
