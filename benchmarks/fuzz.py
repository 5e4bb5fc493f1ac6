"""Broken input by the million: no exception but the protocol's own, and memory that stays where it was.

    from benchmarks.fuzz import fuzz
    held = fuzz("fuzz.watch", attempt, seeds, count=1_000_000)

`attempt` takes bytes and may raise only what is in `allowed`.
"""

import gc
import random
import resource
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.report import report
from linli.kernel.testing.fuzz import mutants

GROWTH_MB = 4.0
WARM_UP = 0.1


def fuzz(
    name: str,
    attempt: Callable[[bytes], object],
    seeds: Sequence[bytes],
    *,
    count: int,
    allowed: tuple[type[Exception], ...] = (),
    seed: int = 1,
) -> bool:
    """Feeds `count` broken messages and prints the line. An exception that is not allowed is raised with its input."""
    rng, refused = random.Random(seed), 0
    began, before = time.perf_counter(), 0.0
    for nth, data in enumerate(mutants(seeds, rng, count)):
        if nth == int(count * WARM_UP):
            gc.collect()
            before = resident_mb()
        try:
            attempt(data)
        except allowed:
            refused += 1
        except Exception as error:
            raise AssertionError(f"{name}: {data[:200]!r}") from error
    gc.collect()
    seconds = time.perf_counter() - began
    grown = max(0.0, resident_mb() - before)
    return report(
        name, grown, "MB grown", at_most=GROWTH_MB, messages=count, refused=refused,
        per_second=round(count / seconds),
    )  # fmt: skip


def resident_mb() -> float:
    """What this process holds now."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 1024**2
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
