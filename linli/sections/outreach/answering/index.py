"""The entries of a knowledge base, ready to be searched: BM25 finds candidates, a learned reranker sorts them."""

from __future__ import annotations

import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from linli.sections.outreach.answering import learned
from linli.sections.outreach.answering.features import Asked, Form, likeness
from linli.sections.outreach.answering.text import normal, pieces

if TYPE_CHECKING:
    import bm25s

CANDIDATES = 12
"""Entries that the reranker looks at."""
FORMS = 40


@dataclass(frozen=True)
class Item:
    """An entry as far as finding needs it: its question, other ways to ask it, and the answer."""

    id: int
    question: str
    variants: tuple[str, ...] = ()
    answer: str = ""


@dataclass(frozen=True)
class Found:
    """An entry that may answer. `rank` orders; `sure` (0 to 1) is how surely the first one is right, 0 for the others."""

    item: Item
    rank: float
    sure: float = 0.0


@dataclass(frozen=True)
class Candidate:
    """An entry with what the reranker sees of it."""

    item: Item
    features: tuple[float, ...]


class Knowledge:
    """An index of entries. Made once and only read afterwards, so threads share it."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._items = list(items)
        self._forms: list[Form] = []
        self._owner: list[int] = []
        for at, item in enumerate(self._items):
            for said in (item.question, *item.variants):
                if form := Form.of(said):
                    self._forms.append(form)
                    self._owner.append(at)
        self._rarity = _rarity([form.pieces for form in self._forms], self._owner)
        told = [pieces(normal(item.answer)) for item in self._items]
        self._answers = [frozenset(listed) for listed in told]
        self._bm25 = _indexed([form.listed for form in self._forms])
        self._told = _indexed([listed or [""] for listed in told])

    def candidates(self, question: str) -> list[Candidate]:
        """The likeliest entries with their features, in order of BM25."""
        asked = Asked.of(question, self._rarity)
        if asked is None or self._bm25 is None or self._told is None:
            return []
        scores, told = self._bm25.get_scores(asked.form.listed), self._told.get_scores(asked.form.listed)
        best = (-scores).argsort(kind="stable")[:FORMS]
        forms: dict[int, list[tuple[Form, float]]] = {}
        for at in best:
            if scores[at] > 0 and (self._owner[at] in forms or len(forms) < CANDIDATES):
                forms.setdefault(self._owner[at], []).append((self._forms[at], float(scores[at])))
        top, top_told = float(scores[best[0]]) or 1.0, float(told.max()) or 1.0
        return [
            Candidate(
                self._items[owner],
                likeness(asked, given, top, self._answers[owner], float(told[owner]) / top_told),
            )
            for owner, given in forms.items()
        ]

    def unknown(self, question: str) -> float:
        """The share of the question (0 to 1, rare pieces count more) of which no entry says anything."""
        asked = Asked.of(question, self._rarity)
        return asked.unknown if asked else 1.0

    def ask(self, question: str, model: learned.Model | None = None) -> list[Found]:
        """The likeliest entries, best first, with how sure the first one is."""
        model = model or learned.model()
        ranked = sorted(
            ((model.rank(c.features), c) for c in self.candidates(question)), key=lambda pair: -pair[0]
        )
        if not ranked:
            return []
        second = ranked[1][0] if len(ranked) > 1 else model.floor
        first = ranked[0]
        sure = model.sure(learned.signs(first[0], second, first[1].features, self.unknown(question)))
        found = [Found(candidate.item, rank) for rank, candidate in ranked]
        return [Found(found[0].item, found[0].rank, sure), *found[1:]]


def _rarity(forms: Sequence[frozenset[str]], owner: Sequence[int]) -> dict[str, float]:
    """Inverse document frequency per piece, counted in entries."""
    held: dict[str, set[int]] = {}
    for at, form in zip(owner, forms, strict=True):
        for piece in form:
            held.setdefault(piece, set()).add(at)
    total = len(set(owner))
    return {piece: math.log(1 + (total - len(of) + 0.5) / (len(of) + 0.5)) for piece, of in held.items()}


def _indexed(corpus: list[list[str]]) -> bm25s.BM25 | None:
    import bm25s  # with the numerical library behind it, loaded with the first question

    logging.getLogger("bm25s").setLevel(logging.WARNING)  # it tells at DEBUG whenever an index is made
    if not corpus:
        return None
    engine = bm25s.BM25(k1=1.2, b=0.5)
    engine.index(corpus, show_progress=False)
    return engine
