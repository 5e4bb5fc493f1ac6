"""Tables of the section, one file per noun."""

from linli.sections.cases.models.assist import CaseAssist
from linli.sections.cases.models.case import REVEAL, Case, Source
from linli.sections.cases.models.category import Category
from linli.sections.cases.models.counters import CaseNumber, ProgressMiss
from linli.sections.cases.models.follower import CaseFollower
from linli.sections.cases.models.request import CaseRequest
from linli.sections.cases.models.timeline import CasePhoto, TimelineEntry

__all__ = [
    "REVEAL",
    "Case",
    "CaseAssist",
    "CaseFollower",
    "CaseNumber",
    "CasePhoto",
    "CaseRequest",
    "Category",
    "ProgressMiss",
    "Source",
    "TimelineEntry",
]
