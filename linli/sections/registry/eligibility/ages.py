"""Ages in completed years (周岁) on a day, as dates of birth: what the database compares."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q


def born_by(day: dt.date, years: int) -> dt.date:
    """The last date of birth of those who have completed so many years on the day.

    Who was born on 29 February completes a year on 1 March where there is no such day; so on 29 February those born
    until 28 February have.
    """
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return dt.date(day.year - years, 2, 28)


def age_filter(op: str, years: int, today: dt.date) -> Q:
    """People of at least (>=), at most (<=), or exactly (=) so many completed years; nobody without a date."""
    at_least = Q(born_on__lte=born_by(today, years))
    at_most = Q(born_on__gt=born_by(today, years + 1))
    return {">=": at_least, "<=": at_most, "=": at_least & at_most}[op]
