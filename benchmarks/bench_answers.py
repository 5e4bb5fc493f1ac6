"""answers: how well and how fast the automatic reply finds what residents ask, offline.

327 paraphrases of our own and 157 questions about other things, none of which the training reads; beside it what BM25
alone finds. Precision counts two questions outside the knowledge base for each inside.
"""

import json
import time
from statistics import median
from typing import Any

from benchmarks.report import report
from benchmarks.stage import ROOT
from linli.sections.outreach.answering.index import Item, Knowledge
from linli.sections.outreach.tests.answerscore import score

SECTION = ROOT / "linli/sections/outreach"
FIRST, THREE, PRECISION, FALSE, P50_MS = 0.90, 0.96, 0.93, 0.03, 5.0


def run(*, quick: bool) -> bool:
    """Needs no database; `quick` changes nothing, it takes seconds."""
    entries = json.loads((SECTION / "data/knowledge.json").read_text("utf-8"))
    tested = json.loads((SECTION / "tests/data/questions.json").read_text("utf-8"))
    ours, bare, took = score(entries, tested), *plain(entries, tested["inside"])
    size = {"entries": len(entries), "asked": len(tested["inside"]), "outside": len(tested["outside"])}
    held = [
        report("answers.first_right", ours.first, "share", at_least=FIRST, bm25=round(bare, 4), **size),
        report("answers.in_three", ours.three, "share", at_least=THREE),
        report(
            "answers.precision",
            ours.precision,
            "share",
            at_least=PRECISION,
            answered_right=round(ours.answered_right, 4),
        ),
        report("answers.false_outside", ours.false_answers, "share", at_most=FALSE),
        report("answers.p50", ours.p50_ms, "ms", at_most=P50_MS, bm25_ms=round(took, 3)),
    ]
    return all(held)


def plain(entries: list[dict[str, Any]], asked: list[list[str]]) -> tuple[float, float]:
    """The share that BM25 alone puts first, and its median time of one question in milliseconds."""
    base = Knowledge(
        [Item(n, e["question"], tuple(e["variants"]), e["answer"]) for n, e in enumerate(entries)]
    )
    first, took = 0, []
    for code, text in asked:
        begun = time.perf_counter()
        found = base.candidates(text)
        took.append(time.perf_counter() - begun)
        best = max(found, key=lambda one: one.features[0], default=None)
        first += best is not None and entries[best.item.id]["code"] == code
    return first / len(asked), median(took) * 1000
