"""Demo data: a year of six hundred requests in the demo community, most at their end, some in every state."""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import SYSTEM
from linli.kernel.access import roles as r
from linli.kernel.models import Area, RoleHolding, User
from linli.kernel.privacy import blind_index
from linli.sections.cases.deadlines import deadlines
from linli.sections.cases.flow import ENDED
from linli.sections.cases.models import (
    Case,
    CaseAssist,
    CaseNumber,
    CaseRequest,
    Category,
    Source,
    TimelineEntry,
)
from linli.sections.cases.numbers import ALPHABET, CODE_LENGTH
from linli.sections.cases.seedboards import seed_boards
from linli.sections.cases.seedfates import Past, live
from linli.sections.cases.seedroads import seed_side_roads
from linli.sections.cases.seedrules import seed_rules
from linli.sections.cases.services.categories import ensure_categories
from linli.sections.cases.services.report import PHONE_PURPOSE
from linli.sections.cases.story import AROUND, AT_BUILDING, GIVEN, PLOTS, POINTS, SURNAMES, UNITS, Plot
from linli.sections.cases.wording import WORDS
from linli.sections.registry import queries as registry

AFTER = ("administration",)
"""Its staff handle the demo cases."""
COUNT, DAYS, PEOPLE = 600, 365, 400
LEFT = dict(enumerate((1, 1, 2, 3, 4, 1, 5, 4, 3, 5, 2, 1, 4, 5), 1)) | {40: 4, 45: 4, 51: 3}
"""The newest cases, counted from the last, stop after so many entries; three older ones are overdue."""
SOURCES = (
    (Source.RESIDENT,) * 11 + (Source.HOTLINE,) * 4 + (Source.WALK_IN,) * 3 + (Source.GRID, Source.PATROL)
)


@dataclass
class Cast:
    """Who plays: the staff by role, and residents as (person id, name, phone)."""

    staff: dict[str, User] = field(default_factory=dict)
    wardens: dict[int, User] = field(default_factory=dict)
    residents: list[tuple[int | None, str, str]] = field(default_factory=list)
    buildings: list[tuple[str, Area, int]] = field(default_factory=list)
    said: dict[str, list[str]] = field(default_factory=dict)

    def next_text(self, rng: random.Random, plot: Plot) -> str:
        """The plot's sentences in random order, each once before any comes again."""
        left = self.said.get(plot.category) or rng.sample(plot.texts, len(plot.texts))
        self.said[plot.category] = left[1:]
        return left[0]

    def around(self, area_id: int) -> dict[str, User]:
        """The staff who serve an area: its own warden, if it has one."""
        return self.staff | ({r.GRID: self.wardens[area_id]} if area_id in self.wardens else {})


def seed(rng: random.Random) -> list[str]:
    """Fills the first 小区 with cases. Running it again changes nothing."""
    ensure_categories()
    estate = Area.objects.filter(kind=Area.Kind.ESTATE).order_by("pk").first()
    if estate is None or Case.objects.exists():
        return []
    with transaction.atomic():
        cast = _cast(rng, estate)
        pasts = _pasts(rng, estate, cast)
        _store(pasts)
        seed_side_roads(cast.around)
        seed_rules(rng, estate, cast.staff)
        seed_boards(estate, cast.staff, cast.wardens)
        audit.record(SYSTEM, "cases.demo.seeded", area=estate, detail={"cases": len(pasts)})
    return [f"诉求 {len(pasts)} 条，其中未办结 {sum(p.case.ended_at is None for p in pasts)} 条"]


def _cast(rng: random.Random, estate: Area) -> Cast:
    cast = Cast()
    held = RoleHolding.objects.select_related("user", "area").order_by("-pk")
    for holding in held:
        if holding.area_id in estate.around or holding.area.path.startswith(estate.path):
            cast.staff[holding.role] = holding.user
            if holding.role == r.GRID:
                cast.wardens[holding.area_id] = holding.user
    cast.buildings = [(str(b), b.area, b.pk) for b in registry.buildings(SYSTEM).filter(estate=estate)]
    for person in registry.people_briefs(list(range(1, PEOPLE + 1))).values():
        cast.residents.append((person.pk, person.name, _mobile(rng)))
    while len(cast.residents) < PEOPLE // 4:
        cast.residents.append((None, rng.choice(SURNAMES) + rng.choice(GIVEN), _mobile(rng)))
    return cast


def _mobile(rng: random.Random) -> str:
    return f"1{rng.choice('3578')}{rng.randrange(10**9):09d}"


def _pasts(rng: random.Random, estate: Area, cast: Cast) -> list[Past]:
    """The cases in the order of their reports, numbered by year."""
    categories = {c.code: c for c in Category.objects.all()}
    numbers: dict[int, int] = {}
    pasts = []
    for nth, moment in enumerate(_moments(rng)):
        plot = _plot(rng, moment)
        year = timezone.localtime(moment).year
        numbers[year] = numbers.get(year, 0) + 1
        case = _case(rng, estate, categories[plot.category], plot, moment, cast)
        case.number = f"{year}-{numbers[year]:06d}"
        pasts.append(live(rng, case, plot, cast.around(case.area_id), LEFT.get(COUNT - nth, 0)))
    for year, last in numbers.items():
        CaseNumber.objects.update_or_create(year=year, defaults={"last": last})
    return pasts


def _moments(rng: random.Random) -> list[dt.datetime]:
    """Reports over the year, by day and evening; the last three days have a dozen so that the desk is not empty."""
    now = timezone.localtime()
    day = now.replace(minute=0, second=0, microsecond=0)
    found = []
    for n in range(COUNT):
        back = rng.uniform(0, 3) if n < 14 else rng.uniform(3, DAYS)
        hour = rng.choices(range(7, 22), weights=(2, 4, 6, 6, 4, 2, 2, 4, 5, 5, 4, 4, 3, 2, 1))[0]
        moment = (day - dt.timedelta(days=back)).replace(hour=hour, minute=rng.randrange(60))
        found.append(min(moment, now - dt.timedelta(minutes=rng.randrange(5, 90))))
    return sorted(found)


def _plot(rng: random.Random, moment: dt.datetime) -> Plot:
    month = timezone.localtime(moment).month
    weights = [p.weight * (1 if len(p.months) == 12 else 3 if month in p.months else 0.1) for p in PLOTS]
    return rng.choices(PLOTS, weights=weights)[0]


def _case(
    rng: random.Random, estate: Area, category: Category, plot: Plot, moment: dt.datetime, cast: Cast
) -> Case:
    source = rng.choice(SOURCES)
    person_id, name, phone = rng.choice(cast.residents)
    urgent = rng.random() < 0.06
    limits = deadlines(moment, category, urgent=urgent)
    area, place, building_id = _place(rng, estate, cast)
    values: dict[str, Any] = {"reporter_name": name, "reporter_phone": phone, "reporter_person_id": person_id}
    if source in (Source.GRID, Source.PATROL):
        warden = cast.staff.get(r.GRID)
        values = {"reporter_user": warden, "reporter_name": warden.name if warden else "网格员"}
    elif source == Source.WALK_IN and rng.random() < 0.5:
        values["reporter_phone"] = ""
    values["reporter_phone_index"] = blind_index(values.get("reporter_phone", ""), PHONE_PURPOSE)
    clerk = cast.staff.get(r.WORKER) if source in (Source.HOTLINE, Source.WALK_IN) else None
    return Case(
        code="".join(rng.choices(ALPHABET, k=CODE_LENGTH)),
        source=source,
        category=category,
        text=cast.next_text(rng, plot),
        area=area,
        grid=area if area.kind == Area.Kind.GRID else None,
        place=place,
        building_id=building_id,
        point=POINTS.get(place),
        urgent=urgent,
        entered_by=clerk,
        owner_user=clerk or values.get("reporter_user"),
        created_at=moment,
        updated_at=moment,
        started_at=moment,
        respond_by_at=limits.respond_by_at,
        due_at=limits.due_at,
        warn_at=limits.warn_at,
        **values,
    )


def _place(rng: random.Random, estate: Area, cast: Cast) -> tuple[Area, str, int | None]:
    """Most requests are about a building and belong to its grid; some are about the whole 小区."""
    if not cast.buildings or rng.random() < 0.15:
        return estate, rng.choice(AROUND), None
    name, area, pk = rng.choice(cast.buildings)
    return area, rng.choice(AT_BUILDING).format(b=name, u=rng.randint(1, UNITS)), pk


def _store(pasts: list[Past]) -> None:
    """Cases, then their timelines."""
    now = timezone.now()
    for past in pasts:
        if past.case.state not in ENDED and past.case.warn_at <= now:
            past.case.warned_at = past.case.warn_at
    Case.objects.bulk_create([p.case for p in pasts], batch_size=200)
    WORDS.write_many((p.case.pk, p.case.text, p.case.place) for p in pasts)
    entries = []
    for past in pasts:
        for entry in past.entries:
            entry.case_id = past.case.pk
            entries.append(entry)
        for asked in past.hung:
            asked.case_id = past.case.pk
    TimelineEntry.objects.bulk_create(entries, batch_size=500)
    hung = [one for past in pasts for one in past.hung]
    CaseRequest.objects.bulk_create([one for one in hung if isinstance(one, CaseRequest)])
    CaseAssist.objects.bulk_create([one for one in hung if isinstance(one, CaseAssist)])
