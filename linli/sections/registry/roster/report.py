"""The counts of a roster, as `import-roster --dry-run --json` prints them."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Any

from linli.sections.registry.roster.model import Place, Roster


def age_on(born_on: dt.date, day: dt.date) -> int:
    """Completed years of age (周岁) on a day."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def summary(roster: Roster, today: dt.date) -> dict[str, Any]:
    """Buildings, homes, people, occupancies, vacant homes, errors, warnings, tags, ages."""
    levels: dict[str, Counter[str]] = {"error": Counter(), "warning": Counter()}
    for row in roster.rows:
        for issue in row.issues:
            levels[issue.level][issue.code] += 1
    people = [roster.rows[index] for index in roster.people]
    ages = {i: age_on(b, today) for i in roster.people if (b := roster.rows[i].born_on)}
    return {
        "buildings": len({place.building for place in roster.homes}),
        "homes": len(roster.homes),
        "people": len(people),
        "occupancies": len(roster.living),
        "vacant_homes": sum(home.vacant for home in roster.homes.values()),
        "errors": dict(sorted(levels["error"].items())),
        "warnings": dict(sorted(levels["warning"].items())),
        "tags": dict(Counter(tag for row in people for tag in row.tags)),
        f"age60_on_{today:%Y_%m_%d}": sum(age >= 60 for age in ages.values()),
        "living_alone_60": _alone(roster, ages),
        "age_unknown": len(people) - len(ages),
    }


def _alone(roster: Roster, ages: dict[int, int]) -> int:
    """People of 60 and over who are the only resident of their home."""
    inside: dict[Place, list[int]] = {}
    for living in roster.living:
        if living.resides:
            inside.setdefault(living.place, []).append(living.person)
    return sum(len(people) == 1 and ages.get(people[0], 0) >= 60 for people in inside.values())
