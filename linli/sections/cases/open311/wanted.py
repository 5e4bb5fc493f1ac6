"""Which requests are asked for: GeoReport's filters, their window of 90 days and their limit of 1000."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from django.utils import timezone

from linli.kernel.errors import DomainError
from linli.sections.cases.open311.schemas import RequestsAsked

SPAN = dt.timedelta(days=90)
LIMIT = 1000
STATUSES = frozenset({"open", "closed"})
LOST_PLUS = re.compile(r"(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?) (\d\d:?\d\d)$")


@dataclass(frozen=True)
class Wanted:
    """Read filters; with `numbers` nothing else counts."""

    numbers: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    statuses: frozenset[str] = STATUSES
    since: dt.datetime | None = None
    until: dt.datetime | None = None


def read(asked: RequestsAsked) -> Wanted:
    """The filters of a list. Raises DomainError for an unknown status, a bad time, or more than 90 days."""
    if numbers := _listed(asked.service_request_id):
        return Wanted(numbers=numbers)
    since, until = window(asked.start_date, asked.end_date)
    statuses = frozenset(_listed(asked.status)) or STATUSES
    if statuses - STATUSES:
        raise DomainError("status must be open or closed")
    return Wanted((), _listed(asked.service_code), statuses, since, until)


def window(start: str, end: str) -> tuple[dt.datetime, dt.datetime]:
    """From and to; what is not given lies 90 days from the other, and to is now unless said."""
    since, until = _moment("start_date", start), _moment("end_date", end)
    if since is None:
        until = until or timezone.now()
        return until - SPAN, until
    until = until or min(timezone.now(), since + SPAN)
    if start and end and not dt.timedelta(0) <= until - since <= SPAN:
        raise DomainError("start_date and end_date may not span more than 90 days, start_date comes first")
    return since, until


def _moment(name: str, text: str) -> dt.datetime | None:
    """A W3C date-time with its zone; a plus sign that a URL turned into a blank is understood."""
    if not text.strip():
        return None
    try:
        moment = dt.datetime.fromisoformat(LOST_PLUS.sub(r"\1+\2", text.strip()))
        if moment.tzinfo is None or not 1900 <= moment.year <= 9000:
            raise ValueError(text)
    except ValueError:
        raise DomainError(f"{name} must be like 2026-11-01T00:00:00+08:00") from None
    return moment


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())
