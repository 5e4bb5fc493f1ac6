"""`python tools/train_answers.py`: learns the reranker and the threshold of the automatic reply, writes weights.json.

It learns from the knowledge base that ships with the program: in each of eight folds one of eight ways to ask an entry is
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

FOLDS, LEFT_OUT, ROUNDS = 8, 4, 1
PRECISION, OUTSIDE_SHARE = 0.95, 2.0
"""Of what is answered this share is right, when twice as many questions lie outside as inside."""
Fold = tuple[Knowledge, list[tuple[str, int]]]


def main() -> None:
    """Trains both regressions and prints what the threshold does on the folds."""
    entries = json.loads((ROOT / "linli/sections/outreach/data/knowledge.json").read_text("utf-8"))
    strange = json.loads((ROOT / "tools/data/outside.json").read_text("utf-8"))
    folds = [fold for turn in range(ROUNDS) for fold in made_folds(entries, strange, random.Random(turn))]
    ranking = fit_ranking(folds)
    model = learned.Model(ranking, learned.Line((), 0.0), 1.0)
    signs, right, inside = told(folds, model)
    surety = logistic(signs, right, np.where(inside, 1.0, OUTSIDE_SHARE * inside.sum() / (~inside).sum()))
    sure = 1 / (1 + np.exp(-(signs @ np.array(surety.weights) + surety.bias)))
    threshold = chosen(sure, right, inside)
    write(ranking, surety, threshold)
    answered = sure >= threshold
    print(
        json.dumps(
            {
                "questions": len(right),
                "first_right": round(float(right[inside].mean()), 4),
                "threshold": threshold,
                "precision": round(precision(answered, right, inside), 4),
                "answered_right": round(float((answered & (right > 0))[inside].mean()), 4),
                "answered_outside": round(float(answered[~inside].mean()), 4),
            }
        )
    )


def made_folds(entries: list[dict[str, Any]], strange: list[str], rng: random.Random) -> Iterator[Fold]:
    """(knowledge base, questions with the number of the right entry, or -1 when it is left out)."""
    mixed = [(number, rng.sample([e["question"], *e["variants"]], len(e["variants"]) + 1)) for number, e in enumerate(entries)]
    for fold in range(FOLDS):
        items: list[Item] = []
        asked: list[tuple[str, int]] = [(question, -1) for question in strange]
        for number, forms in mixed:
            if (number + fold) % LEFT_OUT == 0:
                asked += [(form, -1) for form in forms[: len(forms) // 3]]
                continue
            kept = [form for at, form in enumerate(forms) if at % FOLDS != fold]
            asked += [(form, number) for at, form in enumerate(forms) if at % FOLDS == fold]
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
    """For each question: the signs of the first entry, whether it is right, whether a right one exists."""
    signs, right, inside = [], [], []
    for knowledge, asked in folds:
        for question, number in asked:
            ranked = sorted(((model.rank(c.features), c) for c in knowledge.candidates(question)), key=lambda p: -p[0])
            if not ranked:
                continue
            second = ranked[1][0] if len(ranked) > 1 else model.floor
            first = ranked[0]
            signs.append(learned.signs(first[0], second, first[1].features, knowledge.unknown(question)))
            right.append(float(first[1].item.id == number))
            inside.append(number >= 0)
    return np.array(signs), np.array(right), np.array(inside)


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


def precision(answered: Any, right: Any, inside: Any) -> float:
    """Of what is answered the share that is right, with the outside questions weighed to OUTSIDE_SHARE."""
    weight = OUTSIDE_SHARE * inside.sum() / (~inside).sum()
    good = (answered & (right > 0)).sum()
    bad = (answered & inside & (right == 0)).sum() + weight * (answered & ~inside).sum()
    return float(good / (good + bad)) if good + bad else 1.0


def chosen(sure: Any, right: Any, inside: Any) -> float:
    """The lowest threshold from which on the precision holds."""
    for threshold in np.arange(0.05, 0.99, 0.01):
        if precision(sure >= threshold, right, inside) >= PRECISION:
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
