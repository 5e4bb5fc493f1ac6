"""The language of rules over people (条件圈选): typed JSON, a Chinese sentence, one SQL statement, and the reasons."""

from linli.sections.registry.eligibility.ages import age_filter, born_by
from linli.sections.registry.eligibility.compiling import Compiled, compiled, truths
from linli.sections.registry.eligibility.facts import Facts, facts_of
from linli.sections.registry.eligibility.fields import FIELDS, PRESENT, REGISTERED
from linli.sections.registry.eligibility.judging import Finding, Judgement, judged
from linli.sections.registry.eligibility.tree import checked_rule, conditions, parsed
from linli.sections.registry.eligibility.wording import sentence

__all__ = [
    "FIELDS",
    "PRESENT",
    "REGISTERED",
    "Compiled",
    "Facts",
    "Finding",
    "Judgement",
    "age_filter",
    "born_by",
    "checked_rule",
    "compiled",
    "conditions",
    "facts_of",
    "judged",
    "parsed",
    "sentence",
    "truths",
]
