"""The knowledge base that ships with the program, and demo questions that make its pages alive."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel.access import SYSTEM
from linli.kernel.models import Area, User
from linli.sections.outreach.answering.text import normal
from linli.sections.outreach.models import Conversation, Entry, Question
from linli.sections.outreach.services import asking

FILE = Path(__file__).parent / "data" / "knowledge.json"
ASKED = (
    "我妈六十三了，医保还要自己交钱吗", "电动车在哪充电", "楼道灯又不亮了", "老人免费体检啥时候", "附近有菜鸟驿站吗",
    "身份证丢了怎么补", "小区什么时候装路灯", "能帮忙找个保姆吗", "装修几点才能开工",
)  # fmt: skip


def shipped() -> list[dict[str, Any]]:
    """The entries as the file holds them: code, topic, question, variants, answer, source."""
    return list(json.loads(FILE.read_text("utf-8")))


@transaction.atomic
def ensure_knowledge(area: Area) -> int:
    """Gives the area the entries it does not have yet; those that the staff changed stay as they are."""
    known = set(Entry.objects.filter(area=area).values_list("code", flat=True))
    now = timezone.now()
    rows = [
        Entry(area=area, updated_at=now, updated_by="随程序提供", **one)
        for one in shipped()
        if one["code"] not in known
    ]
    Entry.objects.bulk_create(rows)
    return len(rows)


def seed_answers() -> list[str]:
    """The first community's knowledge base, and a resident who asks. Running it again changes nothing."""
    area = Area.objects.filter(kind=Area.Kind.COMMUNITY).order_by("path").first()
    if area is None or Question.objects.exists():
        return []
    count = ensure_knowledge(area)
    user = (
        User.objects.filter(kind="resident", holdings__area__path__startswith=area.path)
        .order_by("pk")
        .first()
    )
    if user is not None:
        for at, text in enumerate(ASKED):
            _asked(user, text, timezone.now() - dt.timedelta(days=at // 2, minutes=45 * at))
    return [f"知识库 {count} 条，居民提问 {Question.objects.count()} 次"]


def _asked(user: User, text: str, at: dt.datetime) -> None:
    """One question, put back to when it was asked."""
    holding = user.holdings.select_related("area").order_by("pk").first()
    if holding is None or not normal(text):
        return
    asker = asking.Asker(channel="web", area=holding.area, user_id=user.pk)
    question = asking.ask(actor=SYSTEM, asker=asker, text=text)
    Question.objects.filter(pk=question.pk).update(at=at)
    Conversation.objects.filter(pk=question.conversation_id).update(started_at=at, last_at=at)
