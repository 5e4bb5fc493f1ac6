"""Rules over people: ages to the day, and two evaluators that know nothing of each other and agree on everybody."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linli.kernel.models import Area
from linli.kernel.testing.world import World
from linli.sections.registry.eligibility import (
    FIELDS,
    Facts,
    born_by,
    conditions,
    facts_of,
    judged,
    parsed,
    sentence,
)
from linli.sections.registry.models import Occupancy, Person, PersonTag, PhoneIndex
from linli.sections.registry.queries import eligible
from linli.sections.registry.roster.report import age_on
from linli.sections.registry.tests import factories

DAY = dt.date(2026, 3, 1)
NAMES = {"tag": ["低保", "党员", "没有的"], "building": ["1", "2", "九"], "entrance": ["1", "2", "9"]}
BIRTHDAYS = [None, dt.date(1966, 3, 1), dt.date(1966, 3, 2), dt.date(1964, 2, 29), dt.date(2020, 2, 29)]
DATES = st.dates(dt.date(1900, 1, 1), dt.date(2030, 12, 31))


@pytest.mark.parametrize(
    ("born", "day", "sixty"),
    [
        ((1966, 11, 22), (2026, 11, 22), True),
        ((1966, 11, 23), (2026, 11, 22), False),
        ((1968, 2, 29), (2028, 2, 28), False),
        ((1968, 2, 29), (2028, 2, 29), True),
        ((1964, 2, 29), (2025, 2, 28), True),
        ((1965, 3, 1), (2025, 2, 28), False),
    ],
)
def test_somebody_turns_sixty(born: tuple[int, int, int], day: tuple[int, int, int], sixty: bool) -> None:
    birth, today = dt.date(*born), dt.date(*day)
    assert (birth <= born_by(today, 60)) is sixty
    rule = parsed({"field": "age", "op": ">=", "value": 60})
    assert judged(rule, Facts(born_on=birth), today).verdict == ("in" if sixty else "out")


def test_a_leapling_completes_a_year_on_the_first_of_march() -> None:
    leapling, first = dt.date(2020, 2, 29), dt.date(2020, 3, 1)
    assert [leapling <= born_by(dt.date(2021, month, day), 1) for month, day in ((2, 28), (3, 1))] == [
        False,
        True,
    ]
    assert [
        born <= born_by(dt.date(2024, 2, 29), 3) for born in (dt.date(2021, 2, 28), dt.date(2021, 3, 1))
    ] == [True, False]
    assert first <= born_by(dt.date(2021, 3, 1), 1)


@given(DATES, DATES, st.integers(0, 120))
def test_both_ways_to_an_age_agree(born: dt.date, day: dt.date, years: int) -> None:
    assert (born <= born_by(day, years)) == (age_on(born, day) >= years)


def test_a_rule_reads_as_a_sentence() -> None:
    rule = {
        "all": [
            {"field": "age", "op": ">=", "value": 60},
            {
                "any": [
                    {"field": "hukou", "op": "contains", "value": "任城"},
                    {"field": "sex", "op": "in", "value": ["女"]},
                ]
            },
            {"not": {"field": "tag", "op": "in", "value": ["已参保", "异地参保"]}},
            {"not": {"field": "lives_alone", "op": "=", "value": True}},
            {"field": "building", "op": "in", "value": ["3", "5"]},
        ]
    }
    assert sentence(rule) == (
        "年满 60 周岁，并且（户籍地含“任城”，或者性别为“女”），并且人工标签不是“已参保、异地参保”，"
        "并且与他人同住，并且楼栋为“3号楼、5号楼”"
    )


def crowd(estate: Area) -> None:
    """Sixty people about whom more or less is known."""
    chance = random.Random(42)
    homes = [factories.home(estate, (b, u, f"{u}0{n}")) for b in "12" for u in "12" for n in (1, 2)]
    people = Person.objects.bulk_create(
        Person(
            estate=estate, area=estate, name=f"人{n}", born_on=chance.choice(BIRTHDAYS), sex=chance.choice(("男", "女", "")),
            status=chance.choice(Person.Status.values), lives_alone=chance.random() < 0.3,
            hukou=chance.choice(("", "任城区", "外省", "RenCheng")), id_index=chance.choice(("", f"{n:032d}")),
            home=(home := chance.choice([None, *homes])), building=home.building if home else None,
        )
        for n in range(60)
    )  # fmt: skip
    tags = [factories.tag(estate, name=name) for name in ("低保", "党员")]
    rows = [(p, tag) for p in people for tag in tags if chance.random() < 0.3]
    PersonTag.objects.bulk_create(
        PersonTag(person=p, tag=tag, source=chance.choice(PersonTag.Source.values)) for p, tag in rows
    )
    PhoneIndex.objects.bulk_create(PhoneIndex(person=p, number="x", tail="y") for p in people[::3])
    Occupancy.objects.bulk_create(
        Occupancy(
            area=estate, person=p, home=homes[0], kind=chance.choice(Occupancy.Kind.values), until=until
        )
        for p, until in zip(people[::2], [None, dt.date(2025, 1, 1)] * 30, strict=False)
    )


def values(name: str) -> st.SearchStrategy[Any]:
    """Values that fit a field."""
    field = FIELDS[name]
    if field.choices:
        return st.lists(st.sampled_from([key for key, _ in field.choices]), min_size=1, unique=True)
    if name in NAMES:
        return st.lists(st.sampled_from(NAMES[name]), min_size=1, unique=True)
    return {
        "number": st.sampled_from([0, 5, 6, 59, 60, 61, 62, 150]),
        "date": st.sampled_from(["1966-03-01", "1966-03-02", "2020-02-29"]),
        "text": st.sampled_from(["任", "任城区", "en", "rencheng", "%"]),
        "yes": st.booleans(),
    }[field.kind]


def condition(name: str) -> st.SearchStrategy[dict[str, Any]]:
    """Conditions on a field."""
    return st.fixed_dictionaries(
        {"field": st.just(name), "op": st.sampled_from(FIELDS[name].ops), "value": values(name)}
    )


RULES = st.recursive(
    st.sampled_from(sorted(FIELDS)).flatmap(condition),
    lambda inner: st.one_of(
        st.fixed_dictionaries({"not": inner}),
        *(
            st.fixed_dictionaries({joint: st.lists(inner, min_size=1, max_size=3)})
            for joint in ("all", "any")
        ),
    ),
    max_leaves=6,
)


@pytest.mark.function("4.2")
@pytest.mark.django_db
def test_sql_and_python_judge_everybody_alike(world: World) -> None:
    crowd(world.near.estate)
    known = facts_of(list(Person.objects.values_list("pk", flat=True)))
    assert len(known) == 60

    @settings(max_examples=40, suppress_health_check=list(HealthCheck))
    @given(RULES.filter(lambda rule: depth(rule) <= 6))
    def agree(rule: dict[str, Any]) -> None:
        node = parsed(rule)
        rows = eligible.eligible(Person.objects.all(), rule, DAY).values_list("pk", "verdict", "truths")
        by_sql = {pk: (verdict, truths) for pk, verdict, truths in rows}
        said = {pk: judged(node, facts, DAY) for pk, facts in known.items()}
        signs = {True: "1", False: "0", None: "?"}
        by_hand = {
            pk: (
                one.verdict,
                "".join(
                    signs[f.truth if f.wanted or f.truth is None else not f.truth] for f in one.findings[1:]
                ),
            )
            for pk, one in said.items()
            if one.verdict != "out"
        }
        assert by_sql == by_hand
        verdicts = [one.verdict for one in said.values()]
        assert eligible.count(Person.objects.all(), rule, DAY) == (
            verdicts.count("in"),
            verdicts.count("check"),
        )
        assert len(list(conditions(node))) <= 40

    agree()


def depth(rule: dict[str, Any]) -> int:
    """How deep the brackets go."""
    inside = rule.get("all") or rule.get("any") or ([rule["not"]] if "not" in rule else [])
    return 1 + max((depth(one) for one in inside), default=0)
