"""`python tools/train_answers.py`: learns the reranker and the threshold of the automatic reply, writes weights.json.

It learns from the knowledge base that ships with the program: in each of three folds one of eight ways to ask an entry is
hidden and asked (right answers), and a quarter of the entries is left out whole and asked (nothing is right); questions
about anything else come from `tools/data/outside.json`. The test questions in `linli/sections/outreach/tests/data` are
never read here.
"""

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from linli.sections.outreach.answering import learned  # noqa: E402
from linli.sections.outreach.answering.features import NAMES  # noqa: E402
from linli.sections.outreach.answering.index import Item, Knowledge  # noqa: E402

WAYS, LEFT_OUT, FOLDS = 8, 4, 3
PRECISION, NEAR, FAR = 0.93, 0.1, 1.9
"""Of what is answered this share is right when, for each question that has an answer, so many lie just beside the
knowledge base and so many somewhere else."""
BESIDE, ELSEWHERE = -1, -2
Fold = tuple[Knowledge, list[tuple[str, int]]]


def main() -> None:
    """Trains both regressions and prints what the threshold does on the folds."""
    entries = json.loads((ROOT / "linli/sections/outreach/data/knowledge.json").read_text("utf-8"))
    strange = json.loads((ROOT / "tools/data/outside.json").read_text("utf-8"))
    folds = list(made_folds(entries, strange))
    ranking = fit_ranking(folds)
    model = learned.Model(ranking, learned.Line((), 0.0), 1.0)
    signs, right, weights = told(folds, model)
    surety = logistic(signs, right, weights)
    sure = 1 / (1 + np.exp(-(signs @ np.array(surety.weights) + surety.bias)))
    threshold = chosen(sure, right, weights)
    write(ranking, surety, threshold)
    answered, inside = sure >= threshold, weights == 1
    line = {
        "questions": len(right),
        "first_right": right[inside].mean(),
        "threshold": threshold,
        "precision": precision(answered, right, weights),
        "answered_right": (answered & (right > 0))[inside].mean(),
        "answered_outside": answered[~inside].mean(),
    }
    print(json.dumps({name: round(float(value), 4) for name, value in line.items()}))


def made_folds(entries: list[dict[str, Any]], strange: list[str]) -> Iterator[Fold]:
    """(knowledge base, questions with the number of the right entry; BESIDE when it is left out, else ELSEWHERE)."""
    rng = random.Random(1)
    mixed = [
        (number, rng.sample([e["question"], *e["variants"]], len(e["variants"]) + 1))
        for number, e in enumerate(entries)
    ]
    for fold in range(FOLDS):
        items: list[Item] = []
        asked: list[tuple[str, int]] = [(question, ELSEWHERE) for question in strange]
        for number, forms in mixed:
            if (number + fold) % LEFT_OUT == 0:
                asked += [(form, BESIDE) for form in forms[: len(forms) // 3]]
                continue
            kept = [form for at, form in enumerate(forms) if at % WAYS != fold]
            asked += [(form, number) for at, form in enumerate(forms) if at % WAYS == fold]
            items.append(Item(number, kept[0], tuple(kept[1:]), entries[number]["answer"]))
        yield Knowledge(items), asked


def fit_ranking(folds: list[Fold]) -> learned.Line:
    """Right entries against all other candidates, over the questions that have a right entry."""
    rows, marks, weights = [], [], []
    for knowledge, asked in folds:
        for question, right in asked:
            candidates = knowledge.candidates(question) if right >= 0 else []
            for one in candidates:
                rows.append(one.features)
                marks.append(float(one.item.id == right))
                weights.append(1.0 if one.item.id == right else 3.0 / len(candidates))
    return logistic(np.array(rows), np.array(marks), np.array(weights))


def told(folds: list[Fold], model: learned.Model) -> tuple[Any, Any, Any]:
    """For each question: the signs of the first entry, whether it is right, and what the question counts for."""
    signs, right, numbers = [], [], []
    for knowledge, asked in folds:
        for question, number in asked:
            ranked = sorted(
                ((model.rank(c.features), c) for c in knowledge.candidates(question)), key=lambda p: -p[0]
            )
            if not ranked:
                continue
            second = ranked[1][0] if len(ranked) > 1 else model.floor
            first = ranked[0]
            signs.append(learned.signs(first[0], second, first[1].features, knowledge.unknown(question)))
            right.append(float(first[1].item.id == number))
            numbers.append(number)
    kinds = np.array(numbers)
    inside = (kinds >= 0).sum()
    beside, elsewhere = NEAR * inside / (kinds == BESIDE).sum(), FAR * inside / (kinds == ELSEWHERE).sum()
    weights = np.where(kinds >= 0, 1.0, np.where(kinds == BESIDE, beside, elsewhere))
    return np.array(signs), np.array(right), weights


def logistic(rows: Any, marks: Any, weights: Any, decay: float = 1.0) -> learned.Line:
    """Weighted logistic regression with a small ridge, by Newton's method."""
    full = np.hstack([rows, np.ones((len(rows), 1))])
    at = np.zeros(full.shape[1])
    ridge = np.diag([decay] * rows.shape[1] + [0.0])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-full @ at))
        slope = full.T @ (weights * (marks - chance)) - ridge @ at
        bend = (full * (weights * chance * (1 - chance))[:, None]).T @ full + ridge
        at = at + np.linalg.solve(bend, slope)
    return learned.Line(tuple(round(float(w), 4) for w in at[:-1]), round(float(at[-1]), 4))


def precision(answered: Any, right: Any, weights: Any) -> float:
    """Of what is answered the share that is right, by the weights."""
    good, bad = (weights * (answered & (right > 0))).sum(), (weights * (answered & (right == 0))).sum()
    return float(good / (good + bad)) if good + bad else 1.0


def chosen(sure: Any, right: Any, weights: Any) -> float:
    """The lowest threshold from which on the precision holds."""
    for threshold in np.arange(0.05, 0.99, 0.01):
        if precision(sure >= threshold, right, weights) >= PRECISION:
            return round(float(threshold), 2)
    return 0.99


def write(ranking: learned.Line, surety: learned.Line, threshold: float) -> None:
    """Writes what the program reads."""
    content = {
        "ranking": {"weights": dict(zip(NAMES, ranking.weights, strict=True)), "bias": ranking.bias},
        "surety": {"weights": dict(zip(learned.SIGNS, surety.weights, strict=True)), "bias": surety.bias},
        "threshold": threshold,
    }
    learned.FILE.write_text(json.dumps(content, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
