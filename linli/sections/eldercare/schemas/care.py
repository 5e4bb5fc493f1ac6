"""Shape of care around one elder."""

from __future__ import annotations

import datetime as dt

from ninja import Schema

from linli.sections.eldercare.schemas.medicine import DispensingOut
from linli.sections.eldercare.schemas.reminders import NextReminder, RingOut
from linli.sections.eldercare.schemas.visits import VisitOut


class CareOut(Schema):
    """Visits, medicines, reminders and safety of one elder."""

    visits: list[VisitOut]
    next_visit: dt.date | None
    every_days: int | None
    taken: list[DispensingOut]
    rings: list[RingOut]
    coming: list[NextReminder]
    state: str
    wrong: list[str]
    last_sign_at: dt.datetime | None
