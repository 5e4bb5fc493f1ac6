"""One JSON line per measurement: name, value, unit, baseline, ratio, and whether the claim holds."""

import json
from typing import Any


def report(
    name: str,
    value: float,
    unit: str,
    *,
    baseline: float | None = None,
    at_least: float | None = None,
    at_most: float | None = None,
    at_most_ratio: float | None = None,
    **more: Any,
) -> bool:
    """Prints the line. `at_least` bounds the ratio (or the value where there is no baseline), `at_most` the value.

    `at_most_ratio` bounds the ratio where less is better: times.
    """
    ratio = value / baseline if baseline else None
    measured = value if ratio is None else ratio
    holds = (at_least is None or measured >= at_least) and (at_most is None or value <= at_most)
    holds = holds and (at_most_ratio is None or measured <= at_most_ratio)
    line = {
        "name": name,
        "value": rounded(value),
        "unit": unit,
        "baseline": rounded(baseline),
        "ratio": rounded(ratio),
    }
    bounds = {"at_least": at_least, "at_most": at_most, "at_most_ratio": at_most_ratio, "holds": holds}
    print(json.dumps({**line, **{k: v for k, v in bounds.items() if v is not None}, **more}), flush=True)
    return holds


def rounded(value: float | None) -> float | None:
    """Four figures are more than a machine can repeat."""
    return None if value is None else float(f"{value:.4g}")
