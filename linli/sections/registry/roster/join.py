"""Joins rows into people, homes and occupancies: the same person twice, second homes, vacant homes."""

from __future__ import annotations

from linli.sections.registry.roster.model import HomeFound, Living, Place, Roster, Row, SheetPlan

LET = ("出租", "借出")


def join(sheets: list[SheetPlan], rows: list[Row]) -> Roster:
    """The roster of the rows; marks duplicates, second homes and shared id numbers on them."""
    roster = Roster(sheets, rows, {}, [], [])
    known = _Known()
    lives: dict[tuple[int, Place | None], int] = {}
    for index, row in enumerate(rows):
        _add_home(roster, row)
        if not row.name or row.place is None:
            continue
        first = known.find(row, rows)
        if first is None:
            row.person = index
            roster.people.append(index)
        else:
            row.person = first
            _mark_again(rows[first], row, (first, row.place) in lives)
        known.add(row, row.person)
        if lives.setdefault((row.person, row.place), index) == index:
            roster.living.append(_living(row, index))
    _settle_vacancy(roster)
    return roster


class _Known:
    """Finds the earlier row of the same person: by id number, else by name with birth date or phone."""

    def __init__(self) -> None:
        self.by_id: dict[str, int] = {}
        self.soft: dict[tuple[object, ...], int] = {}

    def find(self, row: Row, rows: list[Row]) -> int | None:
        """The index of the person's first row, or None. A shared id number is flagged and withheld."""
        if row.id_number and (first := self.by_id.get(row.id_number)) is not None:
            if rows[first].name == row.name:
                return first
            why = f"与{rows[first].place} {rows[first].name}的号码相同，请核对"
            row.doubt("id_conflict", "id_number", row.id_number, why)
            row.id_number = ""
            return None
        for key in _soft_keys(row):
            first = self.soft.get(key)
            if first is not None and not (row.id_number and rows[first].id_number):
                return first
        return None

    def add(self, row: Row, person: int) -> None:
        """Remembers how this row would be found again."""
        if row.id_number:
            self.by_id.setdefault(row.id_number, person)
        for key in _soft_keys(row):
            self.soft.setdefault(key, person)


def _soft_keys(row: Row) -> list[tuple[object, ...]]:
    keys: list[tuple[object, ...]] = []
    if row.born_on:
        keys.append((row.name, row.born_on, row.place))
        keys += [(row.name, row.born_on, phone) for phone in row.phones]
    keys += [(row.name, row.place, phone) for phone in row.phones]
    return keys


def _mark_again(first: Row, row: Row, same_home: bool) -> None:
    where = f"{first.sheet} 第 {first.line} 行"
    if same_home:
        row.same_as = first.line
        row.doubt("duplicate_row", "name", row.name, f"与{where}是同一人、同一房屋，只登记一次")
    else:
        row.doubt(
            "second_home", "room", str(row.place), f"此人已登记在{where}的{first.place}，这里记为另一处房屋"
        )


def _living(row: Row, index: int) -> Living:
    assert row.person is not None
    assert row.place is not None
    second = any(issue.code == "second_home" for issue in row.issues)
    resides = not second and not any(word in row.status for word in LET)
    return Living(row.person, row.place, row.relation, row.status, resides, index)


def _add_home(roster: Roster, row: Row) -> None:
    if row.place is None:
        return
    home = roster.homes.setdefault(row.place, HomeFound(row.place))
    home.area = home.area or row.area
    home.owner = home.owner or row.owner
    home.status = home.status or row.status
    home.note = home.note or (row.note if row.vacant else "")
    home.vacant = home.vacant or row.vacant


def _settle_vacancy(roster: Roster) -> None:
    """A home where somebody is registered is not vacant, whatever another row says."""
    lived_in = {living.place for living in roster.living}
    for home in roster.homes.values():
        home.vacant = home.vacant and home.place not in lived_in
