"""How well a knowledge base answers a test set; the benchmark shows the same numbers."""

from __future__ import annotations

import time
from dataclasses import dataclass
from statistics import median
from typing import Any

from linli.sections.outreach.answering import learned
from linli.sections.outreach.answering.index import Item, Knowledge

OUTSIDE_SHARE = 2.0
"""Questions outside for each inside, as they count in the precision."""


@dataclass(frozen=True)
class Score:
    """Shares from 0 to 1, and the median time of one question in milliseconds."""

    first: float
    three: float
    answered_right: float
    precision: float
    false_answers: float
    p50_ms: float


def score(entries: list[dict[str, Any]], tested: dict[str, Any]) -> Score:
    """Asks every question of the test set once."""
    base = Knowledge(
        [Item(n, e["question"], tuple(e["variants"]), e["answer"]) for n, e in enumerate(entries)]
    )
    threshold, took = learned.model().threshold, []
    first = three = right = wrong = 0
    for code, text in tested["inside"]:
        begun = time.perf_counter()
        found = base.ask(text)
        took.append(time.perf_counter() - begun)
        codes = [entries[one.item.id]["code"] for one in found[:3]]
        hit, answered = codes[:1] == [code], bool(found) and found[0].sure >= threshold
        first, three = first + hit, three + (code in codes)
        right, wrong = right + (answered and hit), wrong + (answered and not hit)
    count, strange = len(tested["inside"]), [base.ask(text) for text in tested["outside"]]
    answered_outside = sum(bool(found) and found[0].sure >= threshold for found in strange) / len(strange)
    bad = wrong + OUTSIDE_SHARE * count * answered_outside
    return Score(
        first / count,
        three / count,
        right / count,
        right / (right + bad),
        answered_outside,
        median(took) * 1000,
    )
