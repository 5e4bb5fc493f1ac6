"""outreach.audience_count and outreach.freeze: four conditions over a million people, beside SQL written by hand.

Beside them OpenFisca-Core with the same rule, its load from the same database included. A process of its own
(`python -m benchmarks.bench_outreach_audience side 1000000 9`) keeps the parts apart.
"""

import datetime as dt
import json
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.people import ESTATES, filled_street
from benchmarks.report import report
from benchmarks.stage import ROOT, stage

PEOPLE, QUICK = 1_000_000, 100_000
DAY = dt.date(2026, 11, 22)
BORN = dt.date(1966, 11, 22)
COUNT_RATIO, FREEZE_RATIO = 2.0, 3.0
RULE = {
    "all": [
        {"field": "status", "op": "in", "value": ["resident", "tenant"]},
        {"field": "hukou", "op": "contains", "value": "任城区"},
        {"field": "age", "op": ">=", "value": 60},
        {"not": {"field": "tag", "op": "in", "value": ["已参保"]}},
    ]
}
BY_HAND = """
 FROM registry_person p WHERE p.area_id IN (SELECT id FROM kernel_area WHERE path LIKE %s)
 AND p.status IN ('resident', 'tenant') AND p.hukou LIKE '%%任城区%%' AND p.born_on <= %s
 AND NOT EXISTS (SELECT 1 FROM registry_persontag t JOIN registry_tag g ON g.id = t.tag_id
                 WHERE t.person_id = p.id AND g.name = '已参保' AND t.source <> 'rule')"""


def run(*, quick: bool) -> bool:
    """On the database of LINLI_DATABASE_URL, else SQLite."""
    words = ["side", str(QUICK if quick else PEOPLE), "5" if quick else "9"]
    command = [sys.executable, "-m", "benchmarks.bench_outreach_audience", *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    more = {name: found[name] for name in ("people", "match", "to_check", "engine")}
    held = report(
        "outreach.audience_count", found["ours_ms"], "ms", baseline=found["hand_ms"], at_most_ratio=COUNT_RATIO,
        beside="SQL by hand", **more,
    )  # fmt: skip
    held = report(
        "outreach.audience_count", found["ours_ms"], "ms", baseline=found["openfisca_ms"], at_most_ratio=1.0,
        beside="OpenFisca-Core with its load", openfisca_alone_ms=round(found["openfisca_alone_ms"], 1),
    ) and held  # fmt: skip
    return (
        report(
            "outreach.freeze", found["freeze_ms"], "ms", baseline=found["bare_ms"], at_most_ratio=FREEZE_RATIO,
            beside="bare INSERT…SELECT", **more,
        )
        and held
    )  # fmt: skip


def fill(count: int) -> int:
    """A street of so many people, five of six with a tag; its key."""
    from django.db import connection, transaction

    from linli.kernel.models import Area
    from linli.sections.registry.models import PersonTag, Tag

    key = filled_street(lambda estate: people(count // ESTATES, estate))
    with transaction.atomic(), connection.cursor() as cursor:
        tag = Tag.objects.create(area=Area.objects.get(pk=key), name="已参保")
        cursor.execute(
            f"INSERT INTO {PersonTag._meta.db_table} (person_id, tag_id, source, since) "
            "SELECT id, %s, 'hand', %s FROM registry_person WHERE id %% 6 <> 0",
            [tag.pk, DAY],
        )
        cursor.execute("ANALYZE")
    return key


def people(count: int, estate: int) -> Iterator[Any]:
    """Invented people; of one in a hundred the birthday is unknown, of one in fifty where they are registered."""
    from linli.sections.registry.models import Person

    chance = random.Random(20261122)
    for number in range(count):
        born = dt.date(1930, 1, 1) + dt.timedelta(days=chance.randrange(34_000))
        yield Person(
            estate_id=estate, area_id=estate, name=f"居民{number}", sex=chance.choice("男女"),
            born_on=None if chance.random() < 0.01 else born, id_index=f"{number:032x}",
            status=chance.choices(("resident", "tenant", "away", "moved"), (70, 15, 10, 5))[0],
            hukou=chance.choices(("济宁市任城区", "外省", ""), (45, 53, 2))[0],
            address=f"{number % 25 + 1}号楼{number % 4 + 1}单元{number % 6 + 1:02d}02",
        )  # fmt: skip


def side(count: int, rounds: int) -> dict[str, Any]:
    """All times in milliseconds, medians of rounds in turn."""
    from django.db import connection

    from linli.kernel.models import Area
    from linli.sections.registry.queries import eligible
    from linli.server.database_state import engine

    area = Area.objects.get(pk=fill(count))

    def ours() -> Any:
        return eligible.count(eligible.people_within(area), RULE, DAY)

    def by_hand() -> Any:
        with connection.cursor() as cursor:
            cursor.execute("SELECT COUNT(*)" + BY_HAND, [f"{area.path}%", BORN])
            return cursor.fetchone()[0]

    counted = ours()
    assert counted.certain == by_hand(), (counted, by_hand())
    found: dict[str, Any] = {
        "people": count,
        "match": counted.certain,
        "to_check": counted.to_check,
        "engine": engine(),
    }
    found |= medians(rounds, ours_ms=ours, hand_ms=by_hand)
    found |= frozen(area, rounds)
    found |= openfisca(area, counted.certain)
    return found


def medians(rounds: int, **sides: Callable[[], Any]) -> dict[str, float]:
    """The median of each side in milliseconds, taken in turn."""
    times: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, call in sides.items():
            began = time.perf_counter()
            call()
            times[name].append((time.perf_counter() - began) * 1000)
    return {name: statistics.median(taken) for name, taken in times.items()}


def frozen(area: Any, rounds: int) -> dict[str, float]:
    """Freezing an audience, beside the bare statement into the same table; each in a transaction, emptied between."""
    from django.db import connection, transaction

    from linli.sections.outreach.models import Audience, AudienceMember
    from linli.sections.outreach.services.audiences import write_down

    empty = Audience.objects.create(area=area, title="空", way="hand", as_of=DAY)

    @transaction.atomic
    def ours() -> None:
        write_down(area=area, tree=RULE, day=DAY, title="测速")

    @transaction.atomic
    def bare() -> None:
        into = "INSERT INTO outreach_audiencemember (audience_id, person_id, verdict, truths) SELECT %s, p.id, 'in', ''"
        with connection.cursor() as cursor:
            cursor.execute(into + BY_HAND, [empty.pk, f"{area.path}%", BORN])

    times: dict[str, list[float]] = {"freeze_ms": [], "bare_ms": []}
    for _ in range(rounds):
        for name, call in (("freeze_ms", ours), ("bare_ms", bare)):
            times[name].append(medians(1, once=call)["once"])
            AudienceMember.objects.all().delete()
    return {name: statistics.median(taken) for name, taken in times.items()}


def openfisca(area: Any, expected: int) -> dict[str, float]:
    """The same rule in OpenFisca: what the database gives, into arrays, calculated, counted. Once, it takes long."""
    from benchmarks import fisca

    began = time.perf_counter()
    arrays = fisca.loaded(area.path)
    read = time.perf_counter()
    assert fisca.calculated(arrays, DAY, BORN) == expected
    done = time.perf_counter()
    return {"openfisca_ms": (done - began) * 1000, "openfisca_alone_ms": (done - read) * 1000}


def main() -> None:
    """One side, in a fresh installation."""
    with stage():
        import django

        django.setup()
        from linli.server.database_state import migrate

        migrate()
        print(json.dumps(side(int(sys.argv[2]), int(sys.argv[3]))), flush=True)
        from django.db import connections

        connections.close_all()


if __name__ == "__main__":
    main()
