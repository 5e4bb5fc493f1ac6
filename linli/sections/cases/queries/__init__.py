"""Every read of the section; each takes the actor and returns only what the actor may see."""

from linli.sections.cases.queries.board import board
from linli.sections.cases.queries.door import contact_of, own_home
from linli.sections.cases.queries.found import (
    case,
    case_list,
    cases,
    categories,
    clean_phone,
    grid_of,
    my_case,
    my_cases,
    my_photo,
)
from linli.sections.cases.queries.hooks import open_count, person_profile, search
from linli.sections.cases.queries.likely import Said, likely
from linli.sections.cases.queries.measures import measures, measures_tile
from linli.sections.cases.queries.noticeboards import (
    answered_at,
    answers_ready,
    board_checks,
    board_keepers,
    board_sheets,
    board_words,
    names_around,
    notice_board,
    notice_boards,
    sheet,
    waiting_check,
)
from linli.sections.cases.queries.parties import parties
from linli.sections.cases.queries.places import here, place_codes, place_token
from linli.sections.cases.queries.printed import my_sound, photo_places, progress_list
from linli.sections.cases.queries.requests import assists_of, decider_refusal, extension_share, waiting
from linli.sections.cases.queries.rights import (
    actions,
    confirm_until,
    is_party,
    is_reporter,
    may_suspend,
    reopen_days,
    reopen_until,
    reported_by,
    staff_names,
)
from linli.sections.cases.queries.todos import todos
from linli.sections.cases.words import redact, sentence

__all__ = [
    "Said",
    "actions",
    "answered_at",
    "answers_ready",
    "assists_of",
    "board",
    "board_checks",
    "board_keepers",
    "board_sheets",
    "board_words",
    "case",
    "case_list",
    "cases",
    "categories",
    "clean_phone",
    "confirm_until",
    "contact_of",
    "decider_refusal",
    "extension_share",
    "grid_of",
    "here",
    "is_party",
    "is_reporter",
    "likely",
    "may_suspend",
    "measures",
    "measures_tile",
    "my_case",
    "my_cases",
    "my_photo",
    "my_sound",
    "names_around",
    "notice_board",
    "notice_boards",
    "open_count",
    "own_home",
    "parties",
    "person_profile",
    "photo_places",
    "place_codes",
    "place_token",
    "progress_list",
    "redact",
    "reopen_days",
    "reopen_until",
    "reported_by",
    "search",
    "sentence",
    "sheet",
    "staff_names",
    "todos",
    "waiting",
    "waiting_check",
]
