"""The tables of outreach."""

from __future__ import annotations

from linli.sections.outreach.models.audience import Audience, AudienceMember
from linli.sections.outreach.models.broadcast import Broadcast, Programme, Zone
from linli.sections.outreach.models.campaign import Campaign, Channel, Kind, Target
from linli.sections.outreach.models.eligibility import Rule, RuleVersion
from linli.sections.outreach.models.emergency import Emergency
from linli.sections.outreach.models.knowledge import Conversation, Entry, Question, Topic
from linli.sections.outreach.models.matter import Matter, MatterEntry, MatterPerson
from linli.sections.outreach.models.message import HouseholdSms, IncomingSms, Message, OptOut, Tick
from linli.sections.outreach.models.notice import Notice, NoticeVersion, Reading, SignUp
from linli.sections.outreach.models.play import Play, PlayStep

__all__ = [
    "Audience",
    "AudienceMember",
    "Broadcast",
    "Campaign",
    "Channel",
    "Conversation",
    "Emergency",
    "Entry",
    "HouseholdSms",
    "IncomingSms",
    "Kind",
    "Matter",
    "MatterEntry",
    "MatterPerson",
    "Message",
    "Notice",
    "NoticeVersion",
    "OptOut",
    "Play",
    "PlayStep",
    "Programme",
    "Question",
    "Reading",
    "Rule",
    "RuleVersion",
    "SignUp",
    "Target",
    "Tick",
    "Topic",
    "Zone",
]
