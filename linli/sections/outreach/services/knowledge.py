"""Keeping the knowledge base (知识库): entries, other ways to ask, and what was asked in vain."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.models import Area
from linli.sections.outreach.answering.text import normal
from linli.sections.outreach.models import Entry, Question, Topic
from linli.sections.outreach.queries import knowledge as q
from linli.sections.outreach.queries import questions

MANAGE = q.MANAGE
MAX_VARIANTS = 30
MAX_ASKED = 100
NEEDED = {
    "question": "请写居民会怎么问。",
    "answer": "请写答复。",
    "source": "请写依据，例如文件名或“社区规定”。",
}


@dataclass(frozen=True)
class EntryData:
    """An entry as it shall be."""

    topic: str
    question: str
    answer: str
    source: str
    variants: Sequence[str] = ()
    source_url: str = ""
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


@transaction.atomic
def add_entry(*, actor: Actor, area: Area, data: EntryData, code: str = "") -> Entry:
    """Adds an entry that holds in the area and below. Raises DomainError with a message beside the field."""
    actor.require(MANAGE, area)
    entry = Entry(area=area, code=code, version=0)
    _write(actor, entry, data)
    audit.record(actor, "outreach.entry.added", target=entry, area=area, detail={"question": entry.question})
    return entry


@transaction.atomic
def change_entry(*, actor: Actor, entry_id: int, data: EntryData, version: int) -> Entry:
    """Changes an entry. Raises Conflict when somebody else changed it since it was read."""
    entry = _held(actor, entry_id)
    if entry.version != version:
        raise Conflict("这条答复刚被别人改过，请重新打开再改。")
    before = entry.answer
    _write(actor, entry, data)
    detail = {"question": entry.question, "answer_changed": before != entry.answer}
    audit.record(actor, "outreach.entry.changed", target=entry, area=entry.area, detail=detail)
    return entry


@transaction.atomic
def switch_entry(*, actor: Actor, entry_id: int, active: bool) -> Entry:
    """Takes an entry out of the answers at once, or back in."""
    entry = _held(actor, entry_id)
    entry.active = active
    _stamp(actor, entry)
    action = "outreach.entry.restored" if active else "outreach.entry.stopped"
    audit.record(actor, action, target=entry, area=entry.area, detail={"question": entry.question})
    return entry


@transaction.atomic
def teach(*, actor: Actor, question_id: int, entry_id: int, words: str = "") -> Question:
    """The question is one more way to ask an entry, in its own words or better ones without what is personal."""
    question = _open(actor, question_id)
    entry = _held(actor, entry_id)
    said = (words or question.text).strip()[:MAX_ASKED]
    if normal(said) not in {normal(one) for one in (entry.question, *entry.variants)}:
        _room(entry.variants)
        entry.variants = [*entry.variants, said]
        _stamp(actor, entry)
        audit.record(actor, "outreach.entry.taught", target=entry, area=entry.area, detail={"variant": said})
    return _settle(actor, question, Question.Settled.TAUGHT, entry)


@transaction.atomic
def write_from(*, actor: Actor, question_id: int, area: Area, data: EntryData) -> Question:
    """The question gets an entry of its own."""
    question = _open(actor, question_id)
    entry = add_entry(actor=actor, area=area, data=data)
    return _settle(actor, question, Question.Settled.WRITTEN, entry)


@transaction.atomic
def drop(*, actor: Actor, question_id: int) -> Question:
    """The question needs no entry."""
    return _settle(actor, _open(actor, question_id), Question.Settled.DROPPED, None)


def _held(actor: Actor, entry_id: int) -> Entry:
    found = q.entry(actor, entry_id, MANAGE)
    return Entry.objects.select_for_update().select_related("area").get(pk=found.pk)


def _open(actor: Actor, question_id: int) -> Question:
    question = questions.question(actor, question_id, MANAGE)
    if not question.wanting or question.settled:
        raise Conflict("这个问题已经处理过了。")
    return question


def _settle(actor: Actor, question: Question, settled: str, entry: Entry | None) -> Question:
    question.settled, question.settled_by, question.settled_at = settled, actor.name, timezone.now()
    question.entry = entry or question.entry
    question.save(update_fields=["settled", "settled_by", "settled_at", "entry"])
    detail = {"settled": settled, "entry": entry.pk if entry else None}
    audit.record(actor, "outreach.question.settled", target=question, area=question.area, detail=detail)
    live.touch("outreach", question.area_id)
    return question


def _write(actor: Actor, entry: Entry, data: EntryData) -> None:
    given = asdict(data) | {"variants": _variants(data)}
    _check(given)
    for name, value in given.items():
        setattr(entry, name, value.strip() if isinstance(value, str) else value)
    _stamp(actor, entry)


def _stamp(actor: Actor, entry: Entry) -> None:
    """A new version; its time is what tells every process to make its index anew."""
    entry.version += 1
    entry.updated_at, entry.updated_by = timezone.now(), actor.name
    entry.save()
    live.touch("outreach", entry.area_id)


def _variants(data: EntryData) -> list[str]:
    """Other ways to ask, each once and none the question itself."""
    seen, kept = {normal(data.question)}, []
    for said in (one.strip() for one in data.variants):
        if said and normal(said) not in seen:
            seen.add(normal(said))
            kept.append(said)
    return kept


def _room(variants: Sequence[str]) -> None:
    if len(variants) >= MAX_VARIANTS:
        message = f"其他问法最多 {MAX_VARIANTS} 条，请先去掉一些。"
        raise DomainError(message, fields={"variants": message})


def _check(given: dict[str, object]) -> None:
    wrong: dict[str, str] = {}
    for name, words in NEEDED.items():
        if not str(given[name]).strip():
            wrong[name] = words
    if not normal(str(given["question"])):
        wrong["question"] = NEEDED["question"]
    if given["topic"] not in Topic.values:
        wrong["topic"] = "请选择类别。"
    url = str(given["source_url"]).strip()
    if url and not url.startswith(("https://", "http://")):
        wrong["source_url"] = "网址请以 https:// 开头。"
    since, until = given["valid_from"], given["valid_until"]
    if isinstance(since, dt.date) and isinstance(until, dt.date) and until < since:
        wrong["valid_until"] = "失效日期不能早于生效日期。"
    variants = given["variants"]
    if isinstance(variants, list) and len(variants) > MAX_VARIANTS:
        wrong["variants"] = f"其他问法最多 {MAX_VARIANTS} 条。"
    if wrong:
        raise DomainError(next(iter(wrong.values())), fields=wrong)
