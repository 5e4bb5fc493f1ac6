"""Every read of the section; each takes the actor and returns only what the actor may see."""

from linli.sections.cases.queries.board import board
from linli.sections.cases.queries.door import contact_of, own_home
from linli.sections.cases.queries.found import (
    area_of_home,
    case,
    cases,
    categories,
    clean_phone,
    my_case,
    my_cases,
    my_photo,
)
from linli.sections.cases.queries.hooks import open_count, person_profile, search, todos
from linli.sections.cases.queries.measures import measures, measures_tile
from linli.sections.cases.queries.parties import parties
from linli.sections.cases.queries.rights import (
    actions,
    confirm_until,
    is_party,
    is_reporter,
    reopen_days,
    reopen_until,
    reported_by,
    staff_names,
)

__all__ = [
    "actions",
    "area_of_home",
    "board",
    "case",
    "cases",
    "categories",
    "clean_phone",
    "confirm_until",
    "contact_of",
    "is_party",
    "is_reporter",
    "measures",
    "measures_tile",
    "my_case",
    "my_cases",
    "my_photo",
    "open_count",
    "own_home",
    "parties",
    "person_profile",
    "reopen_days",
    "reopen_until",
    "reported_by",
    "search",
    "staff_names",
    "todos",
]
