"""Answering what residents ask (自动回复): from the knowledge base when sure, else with choices, else by a person."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from linli.kernel import conf, live
from linli.kernel.access import Actor
from linli.kernel.errors import DomainError, NotFound, TooMany
from linli.kernel.models import Area
from linli.kernel.ports import port
from linli.sections.cases import queries as cases
from linli.sections.cases import services as case_services
from linli.sections.outreach.answering import learned, said, wording
from linli.sections.outreach.models import Conversation, Entry, Question
from linli.sections.outreach.queries import knowledge as q
from linli.sections.outreach.queries import questions
from linli.sections.outreach.services import handing

SILENCE = dt.timedelta(minutes=30)
CHOICES = 3
PER_MINUTE = 20
MAX_ASKED = 500
Outcome = Question.Outcome
Channel = Conversation.Channel


@dataclass(frozen=True)
class Asker:
    """Who asks through which channel. `sender` is a blind index; `phone` is only held while the answer is made."""

    channel: str
    area: Area
    user_id: int | None = None
    sender: str = ""
    phone: str = ""
    message: str = ""


@dataclass(frozen=True)
class Thought:
    """What shall be answered."""

    outcome: str
    reply: str
    entry: Entry | None = None
    choices: tuple[int, ...] = ()
    sure: float = 0.0
    phrased: bool = False
    shown: str = ""
    """What is kept of the question when it is not the question itself."""


def ask(*, actor: Actor, asker: Asker, text: str) -> Question:
    """Answers one message and keeps both; a message delivered twice is answered once.

    Raises DomainError for an empty text, TooMany for somebody who asks faster than people write.
    """
    text = text.strip()
    if not text:
        raise DomainError(wording.EMPTY, fields={"text": wording.EMPTY})
    if asker.message and (known := _known(asker)):
        return known
    talk = _talk(asker)
    if talk and (again := _picked(actor, talk, text, asker.message)):
        return again
    thought = _thought(asker, text[:MAX_ASKED])
    return _kept(actor, asker, text[:MAX_ASKED], thought)


def _known(asker: Asker) -> Question | None:
    rows = Question.objects.select_related("entry", "conversation")
    same = Q(message=asker.message) | Q(pick_message=asker.message)
    return rows.filter(same, channel=asker.channel).first()


def _talk(asker: Asker) -> Conversation | None:
    """The asker's conversation, unless half an hour has passed. Raises TooMany."""
    who: dict[str, Any] = {"user": asker.user_id} if asker.user_id else {"sender": asker.sender, "user": None}
    now = timezone.now()
    rows = Conversation.objects.filter(channel=asker.channel, last_at__gte=now - SILENCE, **who)
    talk = rows.order_by("-last_at").first()
    if talk and talk.questions.filter(at__gte=now - dt.timedelta(minutes=1)).count() >= PER_MINUTE:
        raise TooMany("您问得太快了，请一分钟后再问。")
    return talk


def _picked(actor: Actor, talk: Conversation, text: str, message: str) -> Question | None:
    """The last question answered by the choice whose number was sent."""
    last = talk.questions.order_by("-at", "-pk").first()
    if last is None or last.outcome != Outcome.CHOICES:
        return None
    at = said.picked_number(text, len(last.choices))
    if at is None:
        return None
    return pick(actor=actor, question=last, entry_id=last.choices[at], message=message)


def _thought(asker: Asker, text: str) -> Thought:
    if said.wants_human(text):
        return Thought(Outcome.HUMAN, "")
    if asked := said.progress_of(text):
        return _progress(asker, *asked)
    if said.wants_progress(text):
        return Thought(Outcome.PROGRESS, wording.HOW_PROGRESS)
    if said.is_greeting(text):
        return Thought(Outcome.GREETING, wording.HELLO)
    return _found(asker, text)


def _progress(asker: Asker, number: str, code: str) -> Thought:
    """Where the case stands, in the words its reporter reads; wrong tries are counted as at the door without login."""
    address = asker.sender or f"user:{asker.user_id}"
    try:
        case = case_services.progress(address=address, number=number, code=code)
        reply = f"{number}：{cases.sentence(case)}"
    except (NotFound, TooMany) as refused:
        reply = refused.message
    return Thought(Outcome.PROGRESS, reply, shown=f"查 {number}")


def _found(asker: Asker, text: str) -> Thought:
    found = q.found(asker.area, text)
    ids = [one.item.id for one in found[:CHOICES]]
    entries = q.choices(asker.area, ids)
    if not entries:
        return Thought(Outcome.NONE, wording.NONE)
    sure = found[0].sure
    if sure >= learned.model().threshold and entries[0].pk == ids[0]:
        return _phrased(text, Thought(Outcome.ANSWERED, entries[0].answer, entries[0], sure=sure))
    listed = tuple(entry.pk for entry in entries)
    return Thought(Outcome.CHOICES, wording.CHOICES, choices=listed, sure=sure)


def _phrased(text: str, thought: Thought) -> Thought:
    """The answer in words of a language model, when one is configured; it sees the entry's text and nothing else."""
    if not conf.get("phrasing_url"):
        return thought
    said_so = port("phrasing").phrase(question=cases.redact(text), passage=thought.reply)
    return replace(thought, reply=said_so, phrased=True) if said_so else thought


@transaction.atomic
def _kept(actor: Actor, asker: Asker, text: str, thought: Thought) -> Question:
    now = timezone.now()
    talk = _talk(asker) or Conversation.objects.create(
        channel=asker.channel, area=asker.area, user_id=asker.user_id, sender=asker.sender, started_at=now
    )
    talk.last_at = now
    talk.save(update_fields=["last_at"])
    reply = thought.reply
    if thought.outcome == Outcome.HUMAN:
        reply = handing.hand_over(actor=actor, talk=talk, phone=asker.phone)
    question = Question.objects.create(
        conversation=talk,
        area=asker.area,
        channel=asker.channel,
        message=asker.message,
        text=cases.redact(thought.shown or text),
        at=now,
        outcome=thought.outcome,
        entry=thought.entry,
        choices=list(thought.choices),
        sure=thought.sure,
        reply=reply,
        phrased=thought.phrased,
        wanting=thought.outcome in (Outcome.CHOICES, Outcome.NONE),
    )
    if question.wanting:
        live.touch("outreach", asker.area.pk)
    return question


@transaction.atomic
def pick(*, actor: Actor, question: Question, entry_id: int, message: str = "") -> Question:
    """The asker says which of the choices was meant. Raises DomainError when it is none of them."""
    found = q.choices(question.area, [entry_id]) if entry_id in question.choices else []
    if question.outcome != Outcome.CHOICES or not found:
        raise DomainError("请选择列出的问题。", fields={"entry_id": "请选择列出的问题。"})
    question.outcome, question.entry, question.reply = Outcome.PICKED, found[0], found[0].answer
    question.wanting = False
    question.pick_message = message
    question.save(update_fields=["outcome", "entry", "reply", "wanting", "pick_message"])
    live.touch("outreach", question.area_id)
    return question


@transaction.atomic
def judge(*, actor: Actor, question_id: int, helpful: bool) -> Question:
    """The asker says whether it helped; what did not help is a to-do for the knowledge base."""
    question = questions.own_question(actor, question_id)
    if question.entry_id is None:
        raise DomainError("这条不是答复，不用评价。")
    question.helpful = helpful
    question.wanting = not helpful
    question.save(update_fields=["helpful", "wanting"])
    live.touch("outreach", question.area_id)
    return question


@transaction.atomic
def forget(*, person_id: int) -> None:
    """Takes away what the person asked on the web; what was taught to the knowledge base has no name in it."""
    Conversation.objects.filter(user__person_id=person_id).delete()
