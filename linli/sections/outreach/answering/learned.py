"""The learned part: two logistic regressions and the threshold, trained by `tools/train_answers.py`."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from linli.sections.outreach.answering.features import NAMES

FILE = Path(__file__).parent / "weights.json"
LIKENESSES = (
    "asked_covered",
    "form_covered",
    "cosine",
    "words_covered",
    "edit",
    "pairs",
    "mean_three",
    "answer_bm25",
)
SIGNS = ("rank", "ahead", "unknown", *LIKENESSES)
"""What says how surely the first entry is right: its rank, how far it is ahead of the second, what of the question no
entry knows, and its likenesses."""
_AT = tuple(NAMES.index(name) for name in LIKENESSES)


@dataclass(frozen=True)
class Line:
    """A logistic regression."""

    weights: tuple[float, ...]
    bias: float

    def __call__(self, values: Sequence[float]) -> float:
        """The logit."""
        return self.bias + sum(w * v for w, v in zip(self.weights, values, strict=True))


@dataclass(frozen=True)
class Model:
    """`ranking` orders the entries; `surety` tells whether the first is right; from `threshold` on it is answered."""

    ranking: Line
    surety: Line
    threshold: float
    floor: float = -6.0

    def rank(self, features: Sequence[float]) -> float:
        """Greater is likelier."""
        return max(self.floor, self.ranking(features))

    def sure(self, told: Sequence[float]) -> float:
        """The probability that the first entry is right."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.surety(told)))))


def signs(first: float, second: float, features: Sequence[float], unknown: float) -> tuple[float, ...]:
    """The values of SIGNS for the entry ranked first."""
    return (first, first - second, unknown, *(features[at] for at in _AT))


@cache
def model() -> Model:
    """The trained model that ships with the program."""
    told = json.loads(FILE.read_text("utf-8"))
    ranking, surety = told["ranking"], told["surety"]
    return Model(
        Line(tuple(ranking["weights"].values()), ranking["bias"]),
        Line(tuple(surety["weights"].values()), surety["bias"]),
        told["threshold"],
    )
