"""Tables of the section, one file per noun."""

from linli.sections.cases.models.assist import CaseAssist
from linli.sections.cases.models.board import BoardAnswer, BoardCheck, BoardNote, BoardSheet, NoticeBoard
from linli.sections.cases.models.callback import Callback, CallbackDraw
from linli.sections.cases.models.case import REVEAL, Case, Source
from linli.sections.cases.models.category import Category
from linli.sections.cases.models.counters import CaseNumber, ProgressMiss
from linli.sections.cases.models.escalation import Escalation, Ladder
from linli.sections.cases.models.follower import CaseFollower
from linli.sections.cases.models.request import CaseRequest
from linli.sections.cases.models.rule import DispatchRule
from linli.sections.cases.models.sound import CaseSound
from linli.sections.cases.models.timeline import CasePhoto, TimelineEntry

__all__ = [
    "REVEAL",
    "BoardAnswer",
    "BoardCheck",
    "BoardNote",
    "BoardSheet",
    "Callback",
    "CallbackDraw",
    "Case",
    "CaseAssist",
    "CaseFollower",
    "CaseNumber",
    "CasePhoto",
    "CaseRequest",
    "CaseSound",
    "Category",
    "DispatchRule",
    "Escalation",
    "Ladder",
    "NoticeBoard",
    "ProgressMiss",
    "Source",
    "TimelineEntry",
]
