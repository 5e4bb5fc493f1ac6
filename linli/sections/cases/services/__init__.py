"""Every change of a case goes through here; other sections that need `cases` use `report_case`."""

from linli.sections.cases.services.categories import add_category, change_category
from linli.sections.cases.services.check import (
    confirm_case,
    dispute_case,
    redo_case,
    reopen_case,
    reopen_case_for,
    verify_case,
)
from linli.sections.cases.services.party import Party
from linli.sections.cases.services.people import follow_reporter, forget_reporter
from linli.sections.cases.services.progress import progress
from linli.sections.cases.services.report import Reporter, report_case, upload_photo
from linli.sections.cases.services.reveal import reveal_contact
from linli.sections.cases.services.steps import (
    accept_case,
    append_to_case,
    dispatch_case,
    handle_case,
    note_on_case,
    reject_case,
    return_case,
    take_case,
)

__all__ = [
    "Party",
    "Reporter",
    "accept_case",
    "add_category",
    "append_to_case",
    "change_category",
    "confirm_case",
    "dispatch_case",
    "dispute_case",
    "follow_reporter",
    "forget_reporter",
    "handle_case",
    "note_on_case",
    "progress",
    "redo_case",
    "reject_case",
    "reopen_case",
    "reopen_case_for",
    "report_case",
    "return_case",
    "reveal_contact",
    "take_case",
    "upload_photo",
    "verify_case",
]
