"""Forty estates with many invented cases and their timelines, for the case benchmarks."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from benchmarks.people import ESTATES, street_of

if TYPE_CHECKING:
    from linli.sections.cases.models import Case, Category, TimelineEntry

YEARS = 3
PHRASES = ("昨天", "今天早上", "连着三天", "上周起", "雨后", "夜里", "一直", "又", "麻烦尽快", "老人不方便")
RARE = ("凌霄花架", "旗杆基座", "百叶窗")
STEPS = ("report", "accept", "dispatch", "take", "handle", "verify")
OPEN_SHARE = 0.05


def town(cases: int, people: int) -> tuple[str, int]:
    """Creates a street with `people` people and `cases` cases; its administrator's session cookie, and an estate.

    One estate is written case by case; the other 39 are copies of it, which takes seconds instead of minutes.
    """
    from django.db import transaction

    from linli.kernel.models import Area
    from linli.sections.cases.models import Case, CaseNumber, TimelineEntry
    from linli.sections.cases.wording import WORDS

    cookie = street_of(people)
    estates = list(Area.objects.filter(kind=Area.Kind.ESTATE).order_by("pk").values_list("pk", flat=True))
    each = cases // ESTATES
    with transaction.atomic():
        made = Case.objects.bulk_create(_cases(each, estates[0]), batch_size=500)
        TimelineEntry.objects.bulk_create(_timeline(made), batch_size=1000)
        for nth, estate in enumerate(estates[1:], 1):
            _copy(Case, each, nth, {"area_id": str(estate), "number": _renumbered(nth * each)})
            _copy(TimelineEntry, each * len(STEPS), nth, {"case_id": f"case_id + {nth * each}"})
        CaseNumber.objects.create(year=dt.date.today().year, last=cases)
        WORDS.write_many(Case.objects.order_by("pk").values_list("pk", *WORDS.columns).iterator())
    _after_copying(Case, TimelineEntry)
    return cookie, estates[0]


def _cases(count: int, estate: int) -> "Iterator[Case]":
    from django.utils import timezone

    from linli.sections.cases.models import Case, Category
    from linli.sections.cases.story import PLOTS

    chance, now = random.Random(11), timezone.now()
    categories = {c.code: c for c in Category.objects.all()}
    moments = sorted(now - dt.timedelta(days=chance.random() ** 1.2 * 365 * YEARS) for _ in range(count))
    for number, moment in enumerate(moments, 1):
        plot = chance.choices(PLOTS, [p.weight for p in PLOTS])[0]
        rare = chance.choice(RARE) if chance.random() < 0.01 else ""
        yield Case(
            pk=number,
            number=f"{now.year}-{number:06d}",
            code="ACDEFG",
            source=chance.choice(("resident", "resident", "hotline", "walk_in", "grid")),
            text=f"{chance.choice(PHRASES)}{chance.choice(plot.texts)}，{chance.choice(PHRASES)}{rare}",
            place=f"{chance.randint(1, 25)}号楼{chance.randint(1, 4)}单元{chance.randint(1, 6)}0{chance.randint(1, 3)}",
            area_id=estate,
            urgent=chance.random() < 0.06,
            reporter_name="王桂兰",
            reporter_phone=f"138{number:08d}",
            reporter_person_id=number,
            **_fate(chance, categories[plot.category], plot.role, moment, number > count * (1 - OPEN_SHARE)),
        )


def _fate(
    chance: random.Random, category: "Category", role: str, moment: dt.datetime, going_on: bool
) -> dict[str, Any]:
    hours = chance.expovariate(1 / 40)
    due = moment + dt.timedelta(days=category.limit_days * 1.4)
    values: dict[str, Any] = {
        "category": category,
        "state": chance.choice(("reported", "accepted", "dispatched", "working", "handled")),
        "created_at": moment,
        "updated_at": moment,
        "started_at": moment,
        "respond_by_at": moment + dt.timedelta(days=1.4),
        "due_at": due,
        "warn_at": moment + (due - moment) * 0.8,
        "warned_at": moment,
        "version": len(STEPS),
    }
    if values["state"] != "reported" or not going_on:
        values["responded_at"] = moment + dt.timedelta(hours=hours / 3)
    if values["state"] not in ("reported", "accepted") or not going_on:
        values["assigned_role"] = role
    if going_on:
        return values
    handled = moment + dt.timedelta(hours=hours)
    ended = {"state": "closed", "handled_at": handled, "ended_at": handled + dt.timedelta(hours=9)}
    return (
        values | ended | {"resolved": chance.random() < 0.9, "rating": chance.choice((None, 5, 5, 4, 3, 1))}
    )


def _timeline(cases: "Sequence[Case]") -> "Iterator[TimelineEntry]":
    from linli.sections.cases.models import TimelineEntry

    for nth, case in enumerate(cases):
        for step, action in enumerate(STEPS):
            yield TimelineEntry(
                pk=nth * len(STEPS) + step + 1,
                case=case,
                at=case.created_at + dt.timedelta(hours=step),
                action=action,
                who="李社工",
                to_state=case.state,
                text="已联系师傅，下午到现场处理" if step % 2 else "",
            )


def _renumbered(shift: int) -> str:
    """SQL for the number of a copy: the year, and the counter moved on."""
    counter = f"CAST(1000000 + {shift} + CAST(substr(number, 6) AS INTEGER) AS TEXT)"
    return f"substr(number, 1, 5) || substr({counter}, 2)"


def _copy(model: Any, count: int, nth: int, changed: dict[str, str]) -> None:
    """Copies the first `count` rows of a table for the nth time; `changed` are SQL expressions by column."""
    from django.db import connection

    quote = connection.ops.quote_name
    values = {"id": f"id + {nth * count}", **changed}
    columns = [f.column for f in model._meta.concrete_fields]
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({', '.join(map(quote, columns))}) "
            f"SELECT {', '.join(values.get(c, quote(c)) for c in columns)} FROM {table} WHERE id <= {count}"
        )


def _after_copying(*models: Any) -> None:
    """The next row gets the next key; the planner knows what it has to do with."""
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
        cursor.execute("ANALYZE")
