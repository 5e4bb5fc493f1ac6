"""Every change of a case goes through here; other sections that need `cases` use `report_case`."""

from linli.sections.cases.services.assist import ask_assistance, call_off_assistance, report_assistance
from linli.sections.cases.services.boards import add_board, change_board
from linli.sections.cases.services.categories import add_category, change_category
from linli.sections.cases.services.check import confirm_case, dispute_case, rate_case, redo_case, verify_case
from linli.sections.cases.services.follow import follow_case
from linli.sections.cases.services.merge import merge_case
from linli.sections.cases.services.notes import Note, check_board
from linli.sections.cases.services.party import Party
from linli.sections.cases.services.pause import resume_case, resume_due, suspend_case
from linli.sections.cases.services.people import follow_reporter, forget_reporter
from linli.sections.cases.services.progress import progress
from linli.sections.cases.services.reopen import reopen_case, reopen_case_for, split_case
from linli.sections.cases.services.report import ROUNDS, Reporter, report_case, upload_photo, upload_sound
from linli.sections.cases.services.reveal import reveal_contact
from linli.sections.cases.services.sheets import make_sheet, post_sheet
from linli.sections.cases.services.sideroads import (
    allow_extension,
    ask_extension,
    ask_void,
    keep_case,
    object_to_dispatch,
    overrule_objection,
    refuse_extension,
    uphold_objection,
    void_case,
)
from linli.sections.cases.services.steps import (
    accept_case,
    append_to_case,
    dispatch_case,
    handle_case,
    note_on_case,
    redispatch_case,
    reject_case,
    return_case,
    take_case,
)

__all__ = [
    "ROUNDS",
    "Note",
    "Party",
    "Reporter",
    "accept_case",
    "add_board",
    "add_category",
    "allow_extension",
    "append_to_case",
    "ask_assistance",
    "ask_extension",
    "ask_void",
    "call_off_assistance",
    "change_board",
    "change_category",
    "check_board",
    "confirm_case",
    "dispatch_case",
    "dispute_case",
    "follow_case",
    "follow_reporter",
    "forget_reporter",
    "handle_case",
    "keep_case",
    "make_sheet",
    "merge_case",
    "note_on_case",
    "object_to_dispatch",
    "overrule_objection",
    "post_sheet",
    "progress",
    "rate_case",
    "redispatch_case",
    "redo_case",
    "refuse_extension",
    "reject_case",
    "reopen_case",
    "reopen_case_for",
    "report_assistance",
    "report_case",
    "resume_case",
    "resume_due",
    "return_case",
    "reveal_contact",
    "split_case",
    "suspend_case",
    "take_case",
    "uphold_objection",
    "upload_photo",
    "upload_sound",
    "verify_case",
    "void_case",
]
