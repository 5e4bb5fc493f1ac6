"""Shapes of the automatic reply over REST."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar, Literal

from ninja import Schema
from pydantic import Field

from linli.kernel.api import Paging
from linli.sections.outreach.models import Question
from linli.sections.outreach.queries import knowledge, questions

LIKELY = 6

Key = Annotated[int, Field(ge=1, le=2**53)]
Asked = Annotated[str, Field(max_length=100)]
TopicKey = Literal[
    "card", "insurance", "elder", "aid", "child", "job", "health", "house", "property", "utility", "safety", "traffic",
    "order", "party", "platform",
]  # fmt: skip


class EntryPaging(Paging):
    """Sortable by what people look for."""

    sortable: ClassVar[tuple[str, ...]] = ("updated_at", "topic", "question")


class QuestionPaging(Paging):
    """Sortable by time."""

    sortable: ClassVar[tuple[str, ...]] = ("at",)


class EntryIn(Schema):
    """An entry as it shall be."""

    topic: TopicKey
    question: Asked
    variants: list[Asked] = Field([], max_length=40)
    answer: str = Field(max_length=1000)
    source: str = Field(max_length=120)
    source_url: str = Field("", max_length=300)
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


class EntryNew(EntryIn):
    """An entry for an area and all below it."""

    area_id: Key


class EntryChange(EntryIn):
    """A change of the version that was read."""

    version: int = Field(ge=1, le=2**31)


class EntryOut(Schema):
    """An entry."""

    id: int
    topic: str
    topic_title: str = Field(alias="get_topic_display", title="类别")
    question: str = Field(title="问题")
    variants: list[str] = Field(title="其他问法")
    answer: str = Field(title="答复")
    source: str = Field(title="依据")
    source_url: str
    valid_from: dt.date | None = Field(title="生效日期")
    valid_until: dt.date | None = Field(title="失效日期")
    active: bool
    version: int
    area_id: int
    area_name: str = Field(alias="area.name", title="适用范围")
    updated_at: dt.datetime = Field(title="更新时间")
    updated_by: str = Field(title="更新人")
    own: bool = True
    """The one who asks may change it."""


class ChoiceOut(Schema):
    """One of the questions that may have been meant."""

    id: int
    question: str


class TryOut(Schema):
    """What an entry is worth for a question, for staff who try the knowledge base out."""

    entry_id: int
    question: str
    sure: float | None
    answered: bool


class TrialOut(Schema):
    """How a question would be answered now."""

    threshold: float
    found: list[TryOut]


class AnswerOut(Schema):
    """One question with its answer, as the resident sees it."""

    id: int
    text: str
    at: dt.datetime
    outcome: str
    reply: str
    source: str = ""
    source_url: str = ""
    entry_id: int | None = None
    choices: list[ChoiceOut] = Field([], alias="open_choices")
    phrased: bool
    helpful: bool | None
    case_id: int | None = None

    @staticmethod
    def resolve_source(row: Question) -> str:
        """Where the answer is written."""
        return row.entry.source if row.entry else ""

    @staticmethod
    def resolve_source_url(row: Question) -> str:
        """Its address, if it has one."""
        return row.entry.source_url if row.entry else ""

    @staticmethod
    def resolve_case_id(row: Question) -> int | None:
        """The case that a person answers."""
        return row.conversation.case_id if row.outcome == Question.Outcome.HUMAN else None


class AskIn(Schema):
    """A question."""

    text: str = Field(max_length=500)


class PickIn(Schema):
    """Which of the choices was meant."""

    entry_id: Key


class JudgeIn(Schema):
    """Whether the answer helped."""

    helpful: bool


class TryIn(Schema):
    """A question to try the knowledge base with."""

    area_id: Key
    text: str = Field(max_length=500)


class QuestionOut(Schema):
    """A question, for staff."""

    id: int
    text: str = Field(title="问题")
    at: dt.datetime = Field(title="时间")
    channel_title: str = Field(alias="get_channel_display", title="渠道")
    area_id: int
    area_name: str = Field(alias="area.name", title="范围")
    outcome: str
    outcome_title: str = Field(alias="get_outcome_display", title="结果")
    entry_question: str = Field("", title="答复的条目")
    sure: float = Field(title="把握")
    helpful: bool | None = Field(title="有帮助")
    wanting: bool
    settled: str
    settled_title: str = Field(alias="get_settled_display", title="处理")
    settled_by: str = Field(title="处理人")
    case_id: int | None = Field(alias="conversation.case_id")
    case_number: str = Field(alias="conversation.case_number", title="诉求编号")

    @staticmethod
    def resolve_entry_question(row: Question) -> str:
        """The question of the entry that answered."""
        return row.entry.question if row.entry else ""


class LineOut(Schema):
    """One step of a conversation."""

    id: int
    text: str
    reply: str
    at: dt.datetime
    outcome_title: str = Field(alias="get_outcome_display")


class QuestionPageOut(QuestionOut):
    """A question with its conversation and the entries it may belong to."""

    reply: str
    conversation: list[LineOut]
    likely: list[ChoiceOut]

    @staticmethod
    def resolve_conversation(row: Question) -> list[Question]:
        """The questions before and after it."""
        return questions.conversation_of(row)

    @staticmethod
    def resolve_likely(row: Question) -> list[dict[str, object]]:
        """What it may have meant, best first."""
        found = knowledge.found(row.area, row.text)[:LIKELY]
        return [{"id": one.item.id, "question": one.item.question} for one in found]


class TeachIn(Schema):
    """The entry to which the question belongs; `words` is the way of asking that is kept."""

    entry_id: Key
    words: str = Field("", max_length=100)


class MeasuresOut(Schema):
    """The last 30 days."""

    asked: int
    answered: int
    picked: int
    human: int
    wanting: int
    unhelpful: int
