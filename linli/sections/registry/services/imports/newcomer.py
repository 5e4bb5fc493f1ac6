"""A new person out of roster rows."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from linli.sections.registry.roster import Living, Roster, Row
from linli.sections.registry.services.derive import SEPARATOR
from linli.sections.registry.words import id_index, initials_of

if TYPE_CHECKING:
    from linli.sections.registry.services.imports.write import Writing


@dataclass(slots=True)
class Facts:
    """What all rows of one person say together: the first that knows something wins."""

    row: Row
    sex: str
    born_on: dt.date | None
    id_number: str
    id_doubtful: str
    phones: tuple[str, ...]
    hukou: str

    def values(self) -> dict[str, Any]:
        """As columns of Person."""
        return {
            "sex": self.sex,
            "born_on": self.born_on,
            "id_number": self.id_number,
            "id_index": id_index(self.id_number) if self.id_number else "",
            "id_doubtful": "" if self.id_number else self.id_doubtful,
            "phones": ",".join(self.phones),
            "hukou": self.hukou,
        }


def facts_of(roster: Roster) -> dict[int, Facts]:
    """The facts of each person by the index of the first row."""
    rows: dict[int, list[Row]] = defaultdict(list)
    for row in roster.rows:
        if row.person is not None:
            rows[row.person].append(row)
    return {index: _merged(found) for index, found in rows.items()}


def _merged(rows: list[Row]) -> Facts:
    first = rows[0]
    if len(rows) == 1:
        doubtful = "" if first.id_number else first.id_raw
        return Facts(first, first.sex, first.born_on, first.id_number, doubtful, first.phones, first.hukou)

    def known(name: str) -> Any:
        return next((value for row in rows if (value := getattr(row, name))), getattr(first, name))

    best = next((row for row in rows if row.id_number), first)  # a valid id number settles sex and birth
    sex, born = best.sex or known("sex"), best.born_on or known("born_on")
    return Facts(first, sex, born, best.id_number, known("id_raw"), known("phones"), known("hukou"))


def newcomer(writing: Writing, facts: Facts, living: Living) -> dict[str, Any]:
    """The columns of a new person, whose main home is that of `living`."""
    home = writing.homes[living.place]
    row, values = facts.row, facts.values()
    values["hukou"] = values["hukou"][:60]
    return values | {
        "estate_id": writing.batch.area_id,
        "area_id": home.area_id,
        "name": row.name[:60],
        "initials": initials_of(row.name[:60]),
        "status": "away" if not living.resides else "tenant" if "租住" in living.status else "resident",
        "home_id": home.pk,
        "building_id": home.building_id,
        "address": home.address,
        "tag_text": SEPARATOR.join(sorted(row.tags))[:300],
        "note": row.note[:200],
        "batch_id": writing.batch.pk,
    }


def occupancy_kind(living: Living, roster: Roster) -> str:
    """Owner, tenant or family, by the home's status and owner."""
    if "租住" in living.status:
        return "tenant"
    owner = roster.homes[living.place].owner
    if not living.resides or (owner and owner == roster.rows[living.row].name):
        return "owner"
    return "family"
