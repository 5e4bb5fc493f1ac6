"""Samples of the automatic reply for the walk over every route."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area, User
from linli.sections.outreach.models import Conversation, Entry, Question
from linli.sections.outreach.services import knowledge
from linli.sections.outreach.services.knowledge import EntryData


def samples(area: Area) -> dict[str, Any]:
    """A value for each path and required query parameter of the section's routes."""
    return {"entry_id": entry(area).pk, "question_id": question(area).pk}


def entry(area: Area, asked: str = "垃圾几点投放") -> Entry:
    """An entry of the area."""
    data = EntryData(topic="property", question=asked, answer="早 6:30 到 8:30。", source="小区公示")
    return knowledge.add_entry(actor=SYSTEM, area=area, data=data)


def question(area: Area, text: str = "什么时候能投垃圾") -> Question:
    """A question of the area's resident that was not answered."""
    resident = User.objects.filter(kind="resident", holdings__area__path__startswith=area.path).first()
    talk = Conversation.objects.create(channel="web", area=area, user=resident)
    return Question.objects.create(
        conversation=talk, area=area, channel="web", text=text, at=timezone.now(), outcome="choices", wanting=True,
        reply="您想问的是不是：", choices=list(Entry.objects.filter(area=area).values_list("pk", flat=True)),
    )  # fmt: skip


def bodies(area: Area) -> dict[str, Any]:
    """A valid JSON body for each operation that takes one."""
    data = {"topic": "property", "question": "装修几点停", "answer": "晚上六点。", "source": "小区公示"}
    first = Entry.objects.filter(area=area).order_by("pk").first() or entry(area)
    return {
        "outreach_add_entry": {**data, "area_id": area.pk},
        "outreach_change_entry": {**data, "version": 1},
        "outreach_try_question": {"area_id": area.pk, "text": "垃圾几点倒"},
        "outreach_teach_entry": {"entry_id": first.pk},
        "outreach_write_entry": {**data, "area_id": area.pk},
        "outreach_ask_question": {"text": "垃圾几点倒"},
        "outreach_pick_choice": {"entry_id": first.pk},
        "outreach_judge_answer": {"helpful": True},
    }
