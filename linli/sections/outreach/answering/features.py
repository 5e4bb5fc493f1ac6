"""What the reranker sees of a question and an entry: likenesses between 0 and 1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from linli.sections.outreach.answering.text import aims, normal, pairs_of, pieces

NAMES = (
    "bm25",
    "asked_covered",
    "form_covered",
    "cosine",
    "pairs",
    "words_covered",
    "edit",
    "partial",
    "mean_three",
    "answer_covered",
    "answer_bm25",
    "same_aim",
    "other_aim",
)


@dataclass(frozen=True)
class Form:
    """One way to ask an entry's question."""

    text: str
    listed: list[str]
    pieces: frozenset[str]
    pairs: frozenset[str]
    aims: frozenset[str]

    @classmethod
    def of(cls, said: str) -> Form | None:
        """None when nothing is left of it."""
        text = normal(said)
        if not text:
            return None
        listed = pieces(text)
        return cls(text, listed, frozenset(listed), pairs_of(text), aims(text))


@dataclass(frozen=True)
class Asked:
    """A question against a knowledge base; `weight` is the sum of the rarities of its pieces."""

    form: Form
    rarity: Mapping[str, float]
    weight: float
    unknown: float

    @classmethod
    def of(cls, question: str, rarity: Mapping[str, float]) -> Asked | None:
        """None when nothing is left of the question."""
        form = Form.of(question)
        if form is None:
            return None
        rarest = max(rarity.values(), default=1.0)
        known = sum(rarity[piece] for piece in form.pieces if piece in rarity)
        strange = rarest * sum(piece not in rarity for piece in form.pieces)
        return cls(form, rarity, known, strange / (known + strange) if known + strange else 1.0)


def likeness(
    asked: Asked, forms: Sequence[tuple[Form, float]], top: float, answer: frozenset[str], told: float
) -> tuple[float, ...]:
    """The features of one entry: each the best over its forms.

    `top` is the best BM25 of all entries; `told` is how well its answer fits, against the best answer.
    """
    rows = [_of_form(asked, form, score / top) for form, score in forms]
    best = [max(column) for column in zip(*rows, strict=True)]
    aims_of = frozenset[str]().union(*(form.aims for form, _ in forms))
    mine = asked.form.aims
    covered = _weight(asked, asked.form.pieces & answer) / asked.weight if asked.weight else 0.0
    mean = sum(sorted((score / top for _, score in forms), reverse=True)[:3]) / 3
    same, other = bool(mine & aims_of), bool(mine and aims_of and not mine & aims_of)
    return (*best, mean, covered, told, float(same), float(other))


def _of_form(asked: Asked, form: Form, bm25: float) -> tuple[float, ...]:
    from rapidfuzz import fuzz

    both = asked.form.pieces & form.pieces
    shared, of_form = _weight(asked, both), _weight(asked, form.pieces)
    words = [piece for piece in asked.form.pieces if piece[0] == "_"]
    of_words = _weight(asked, words)
    return (
        bm25,
        shared / asked.weight if asked.weight else 0.0,
        shared / of_form if of_form else 0.0,
        shared / ((asked.weight * of_form) ** 0.5) if asked.weight and of_form else 0.0,
        2 * len(asked.form.pairs & form.pairs) / (len(asked.form.pairs) + len(form.pairs)),
        _weight(asked, [w for w in words if w in form.pieces]) / of_words if of_words else 0.5,
        fuzz.ratio(asked.form.text, form.text) / 100,
        fuzz.partial_ratio(asked.form.text, form.text) / 100,
    )


def _weight(asked: Asked, some: Sequence[str] | frozenset[str]) -> float:
    return sum(asked.rarity.get(piece, 0.0) for piece in some)
