"""Search in the texts of cases: finds exactly what a plain comparison finds, on both databases."""

from __future__ import annotations

import random

import pytest
from django.db import connection
from django.db.models import Q
from django.test.utils import CaptureQueriesContext
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.kernel import search
from linli.kernel.access import roles as r
from linli.sections.cases import queries
from linli.sections.cases.models import Case
from linli.sections.cases.queries.wanted import Wanted
from linli.sections.cases.tests.factories import World, reported, world
from linli.sections.cases.wording import WORDS

pytestmark = pytest.mark.django_db
SIGNS = "灯楼道不亮漏水暖气AaBb1239ÉéΣσς-，。 %_'\"\\/"


@pytest.fixture
def w() -> World:
    return world()


def with_texts(w: World, texts: list[tuple[str, str]]) -> None:
    first = reported(w)
    copies = [
        Case(**{f.attname: getattr(first, f.attname) for f in Case._meta.concrete_fields}) for _ in texts
    ]
    for nth, (case, (text, place)) in enumerate(zip(copies, texts, strict=True)):
        case.pk, case.number, case.text, case.place = None, f"2020-{nth:06d}", text, place
    made = Case.objects.bulk_create(copies)
    WORDS.write_many((c.pk, c.text, c.place) for c in made)


def by_search(w: World, word: str) -> set[int]:
    return set(queries.cases(w.worker, Wanted(text=word)).values_list("pk", flat=True))


def by_comparing(word: str) -> set[int]:
    plain = Q(text__icontains=word.strip()) | Q(place__icontains=word.strip())
    return set(Case.objects.filter(plain).values_list("pk", flat=True))


def test_random_words_find_what_a_plain_comparison_finds(w: World) -> None:
    chance = random.Random(5)
    texts = [
        ("".join(chance.choices(SIGNS, k=chance.randint(0, 30))), "".join(chance.choices(SIGNS, k=5)))
        for _ in range(150)
    ]
    with_texts(w, texts)
    words = ["".join(chance.choices(SIGNS, k=chance.randint(1, 4))).strip() for _ in range(150)]
    words += [text[n : n + 2 + n % 4].strip() for n, (text, _) in enumerate(texts) if len(text) > n % 20 + 2]
    found = 0
    for word in filter(None, words):
        hits = by_search(w, word)
        assert hits == by_comparing(word), word
        found += bool(hits)
    assert found > 80


@pytest.mark.parametrize(
    "word", ["漏水", "灯", "3号楼", "LED", "led灯", "a-b", "二 楼", "14度", "不存在的词"]
)
def test_words_of_any_kind_are_found(w: World, word: str) -> None:
    with_texts(w, [("三楼漏水，LED灯不亮", "3号楼2单元"), ("室温14度 a-b", "二 楼"), ("漏电，排水", "13号")])
    assert by_search(w, word) == by_comparing(word)


def test_a_new_case_is_found_at_once_and_a_refused_one_leaves_nothing(w: World) -> None:
    case = reported(w, text="凌霄花架倒了", place="东门")
    assert [row["id"] for row in w.browser(r.WORKER).get("cases", text="花架").json()["items"]] == [case.pk]
    before = rows_of_pairs()
    assert w.browser(r.RESIDENT).post("cases", text="石榴树倒了", category="nothing").status_code == 422
    assert rows_of_pairs() == before


def rows_of_pairs() -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT COUNT(*) FROM {WORDS.name}")
        return int(cursor.fetchone()[0])


def test_common_words_are_read_in_order_and_rare_ones_found_by_their_pairs(
    w: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_texts(w, [("漏水了", ""), ("又漏水", ""), ("灯坏了", "")])
    rare = by_search(w, "漏水")
    page = w.browser(r.WORKER).get("cases", text="漏水").json()
    assert (page["total"], {row["id"] for row in page["items"]}) == (2, rare)
    for few, many in ((1, 9), (0, 1)):
        monkeypatch.setattr(search, "FEW", few)
        monkeypatch.setattr(search, "MANY", many)
        with CaptureQueriesContext(connection) as seen:
            assert by_search(w, "漏水") == rare
        assert WORDS.name not in seen[-1]["sql"]
        assert w.browser(r.WORKER).get("cases", text="漏水").json() == page


def test_nothing_encrypted_is_in_the_index(w: World) -> None:
    reported(w, text="请打13869912345找王桂兰", place="3号楼")
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pairs FROM {WORDS.name}")
        held = str(cursor.fetchall())
    assert "13" in held
    assert not {"99", "91"} & set(held.replace("'", " ").replace(",", " ").split())


@settings(max_examples=60)
@given(text=st.text(SIGNS + "世界ß", max_size=20), start=st.integers(0, 19), length=st.integers(2, 6))
def test_the_pairs_of_a_part_are_among_the_pairs_of_the_whole(text: str, start: int, length: int) -> None:
    part = text[start : start + length]
    for form in (part, part.upper(), part.lower()):
        if search.folded(form) in search.folded(text):
            assert set(search.pairs(form)) <= set(search.pairs(text))


def test_an_index_that_is_missing_is_made_from_the_cases_there_are(w: World) -> None:
    case = reported(w, text="凌霄花架倒了")
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {WORDS.name}")
    assert WORDS.ensure() is True
    assert WORDS.ensure() is False
    assert by_search(w, "花架") == {case.pk}
