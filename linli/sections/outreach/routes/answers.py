"""The automatic reply over REST: the knowledge base, what was asked, and the residents' own questions."""

from __future__ import annotations

from typing import Any, Literal

from ninja import Query

from linli.kernel.access import Actor
from linli.kernel.api import Page, Request
from linli.kernel.errors import NotFound
from linli.kernel.models import Area
from linli.sections.outreach.answering import learned
from linli.sections.outreach.models import Question
from linli.sections.outreach.queries import knowledge as q
from linli.sections.outreach.queries import questions
from linli.sections.outreach.routes.base import OWN, Id, router
from linli.sections.outreach.schemas import answers as s
from linli.sections.outreach.services import asking
from linli.sections.outreach.services import knowledge as keep
from linli.sections.outreach.services.knowledge import EntryData

READ, MANAGE, ASK = q.READ, q.MANAGE, q.ASK
OutcomeKey = Literal["", "answered", "choices", "none", "picked", "progress", "human", "greeting"]
ChannelKey = Literal["", "web", "sms", "wechat"]
ENTRY, QUESTION, MINE = "/answers/{entry_id}", "/questions/{question_id}", "/my/questions/{question_id}"
UNKEPT: dict[str, Any] = {"openapi_extra": {"x-not-remembered": True}}


def _area(actor: Actor, permission: str, area_id: int) -> Area:
    found = actor.areas(permission).filter(pk=area_id).first()
    if found is None:
        raise NotFound
    return found


def _data(body: s.EntryIn) -> EntryData:
    return EntryData(**body.dict(include=set(EntryData.__dataclass_fields__)))


@router.get("/answers", gate=READ, response=Page[s.EntryOut])
def list_entries(
    request: Request, paging: Query[s.EntryPaging], topic: s.TopicKey | None = None, text: str = "",
    active: bool | None = None,
) -> Any:  # fmt: skip
    """知识库"""
    return paging.of(q.entries(request.actor, topic=topic or "", text=text[:60], active=active), s.EntryOut)


@router.post("/answers", gate=MANAGE, response=s.EntryOut)
def add_entry(request: Request, body: s.EntryNew) -> Any:
    """新增知识条目"""
    area = _area(request.actor, MANAGE, body.area_id)
    return keep.add_entry(actor=request.actor, area=area, data=_data(body))


@router.post("/answers/try", gate=READ, response=s.TrialOut, **UNKEPT)
def try_question(request: Request, body: s.TryIn) -> Any:
    """试问一句，看会怎么答"""
    threshold = learned.model().threshold
    found = q.found(_area(request.actor, READ, body.area_id), body.text)[:5]
    rows = [
        {"entry_id": one.item.id, "question": one.item.question, "sure": one.sure if at == 0 else None,
         "answered": at == 0 and one.sure >= threshold}
        for at, one in enumerate(found)
    ]  # fmt: skip
    return {"threshold": threshold, "found": rows}


@router.get("/answers/measures", gate=READ, response=s.MeasuresOut)
def read_measures(request: Request) -> Any:
    """近 30 天的自动回复"""
    return questions.measures(request.actor)


@router.put(ENTRY, gate=MANAGE, response=s.EntryOut)
def change_entry(request: Request, entry_id: Id, body: s.EntryChange) -> Any:
    """修改知识条目"""
    return keep.change_entry(actor=request.actor, entry_id=entry_id, data=_data(body), version=body.version)


@router.post(f"{ENTRY}/stop", gate=MANAGE, response=s.EntryOut)
def stop_entry(request: Request, entry_id: Id) -> Any:
    """停用知识条目"""
    return keep.switch_entry(actor=request.actor, entry_id=entry_id, active=False)


@router.post(f"{ENTRY}/restore", gate=MANAGE, response=s.EntryOut)
def restore_entry(request: Request, entry_id: Id) -> Any:
    """恢复知识条目"""
    return keep.switch_entry(actor=request.actor, entry_id=entry_id, active=True)


@router.get("/questions", gate=READ, response=Page[s.QuestionOut])
def list_questions(
    request: Request, paging: Query[s.QuestionPaging], wanting: bool | None = None, outcome: OutcomeKey = "",
    channel: ChannelKey = "",
) -> Any:  # fmt: skip
    """居民提问"""
    rows = questions.questions(request.actor, wanting=wanting, outcome=outcome, channel=channel)
    return paging.of(rows, s.QuestionOut)


@router.get(QUESTION, gate=READ, response=s.QuestionPageOut)
def read_question(request: Request, question_id: Id) -> Any:
    """一个提问和前后对话"""
    return questions.question(request.actor, question_id)


@router.post(f"{QUESTION}/teach", gate=MANAGE, response=s.QuestionOut)
def teach_entry(request: Request, question_id: Id, body: s.TeachIn) -> Any:
    """把提问并入一条的问法"""
    return keep.teach(actor=request.actor, question_id=question_id, entry_id=body.entry_id, words=body.words)


@router.post(f"{QUESTION}/write", gate=MANAGE, response=s.QuestionOut)
def write_entry(request: Request, question_id: Id, body: s.EntryNew) -> Any:
    """为提问新写一条"""
    area = _area(request.actor, MANAGE, body.area_id)
    return keep.write_from(actor=request.actor, question_id=question_id, area=area, data=_data(body))


@router.post(f"{QUESTION}/drop", gate=MANAGE, response=s.QuestionOut)
def drop_question(request: Request, question_id: Id) -> Any:
    """提问不用收录"""
    return keep.drop(actor=request.actor, question_id=question_id)


@router.get("/my/questions", gate=ASK, response=list[s.AnswerOut], **OWN)
def list_mine(request: Request) -> Any:
    """我问过的"""
    return questions.own_questions(request.actor)


@router.post("/my/questions", gate=ASK, response=s.AnswerOut, **OWN)
def ask_question(request: Request, body: s.AskIn) -> Any:
    """问一问"""
    actor = request.actor
    area = actor.areas(ASK).order_by("path").first()
    if area is None or actor.user_id is None:
        raise NotFound("还没有登记您所在的小区，请联系社区。")
    asker = asking.Asker(channel="web", area=area, user_id=actor.user_id)
    return _shown(asking.ask(actor=actor, asker=asker, text=body.text))


@router.post(f"{MINE}/pick", gate=ASK, response=s.AnswerOut, **OWN)
def pick_choice(request: Request, question_id: Id, body: s.PickIn) -> Any:
    """我想问的是这一个"""
    question = questions.own_question(request.actor, question_id)
    return _shown(asking.pick(actor=request.actor, question=question, entry_id=body.entry_id))


@router.post(f"{MINE}/judge", gate=ASK, response=s.AnswerOut, **OWN)
def judge_answer(request: Request, question_id: Id, body: s.JudgeIn) -> Any:
    """答复有没有帮助"""
    return _shown(asking.judge(actor=request.actor, question_id=question_id, helpful=body.helpful))


def _shown(question: Question) -> Question:
    return questions.with_choices([question])[0]
