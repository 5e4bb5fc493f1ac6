"""Finding the entry that answers (4.5): held to a test set of our own that nobody tuned on, and edges of what people type."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from linli.sections.outreach.answering import learned, said
from linli.sections.outreach.answering.index import Item, Knowledge
from linli.sections.outreach.seedanswers import shipped
from linli.sections.outreach.tests import answerscore

pytestmark = [pytest.mark.function("4.5")]
TESTED = json.loads((Path(__file__).parent / "data" / "questions.json").read_text("utf-8"))


def test_the_knowledge_base_finds_what_is_asked_and_keeps_silent_on_the_rest() -> None:
    """327 paraphrases and 157 questions about other things; of these no more than 3 in 100 may be answered."""
    assert (len(shipped()), len(TESTED["inside"]), len(TESTED["outside"])) == (204, 327, 157)
    score = answerscore.score(shipped(), TESTED)
    assert score.first >= 0.90
    assert score.three >= 0.96
    assert score.precision >= 0.93  # twice as many questions outside as inside
    assert score.false_answers <= 0.03
    assert score.answered_right >= 0.30


def test_entries_are_whole_and_no_test_question_stands_in_them() -> None:
    forms = [form for entry in shipped() for form in (entry["question"], *entry["variants"])]
    assert len({entry["code"] for entry in shipped()}) == 204
    assert {q for _, q in TESTED["inside"]} & set(forms) == set()
    assert all(entry["answer"] and entry["source"] and len(entry["question"]) <= 100 for entry in shipped())


def test_nothing_and_nonsense_find_nothing() -> None:
    base = Knowledge([Item(1, "居民医保怎么缴费"), Item(2, "？！"), Item(3, "电动车去哪里充电")])
    assert [base.ask(text) for text in ("", "。。。", "请问您好", "xyz")] == [[], [], [], []]
    assert Knowledge([]).ask("居民医保") == []
    assert [found.item.id for found in base.ask("请问电瓶车在哪儿充电呀？")][:1] == [3]
    assert 0 <= base.ask("医" * 5000)[0].sure < learned.model().threshold


@pytest.mark.parametrize(
    ("text", "human", "progress", "picked"),
    [
        ("转人工！", True, None, None),
        ("我要找工作人员", True, None, None),
        ("人工授精能报销吗", False, None, None),
        ("查 2026-000123 ABC234", False, ("2026-000123", "abc234"), None),
        ("查询进度：２０２６－０００１２３　abc 234。", False, ("2026-000123", "abc234"), None),
        ("查 2026-000123", False, None, None),
        ("Ｂ", False, None, 1),
        ("第3个", False, None, 2),
        ("4", False, None, None),
    ],
)  # fmt: skip
def test_what_is_not_a_question(
    text: str, human: bool, progress: tuple[str, str] | None, picked: int | None
) -> None:
    assert (said.wants_human(text), said.progress_of(text), said.picked_number(text, 3)) == (
        human, progress, picked,
    )  # fmt: skip
