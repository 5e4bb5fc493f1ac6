"""What residents asked: for staff, what was not answered; and how well the knowledge base answers."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.kernel.manifest import Todo
from linli.sections.outreach.models import Conversation, Entry, Question
from linli.sections.outreach.queries.knowledge import MANAGE, READ

DAYS = 30
SHOWN = 30


def questions(
    actor: Actor, *, wanting: bool | None = None, outcome: str = "", channel: str = ""
) -> QuerySet[Question]:
    """Questions of the actor's areas, latest first; `wanting` = only those that the knowledge base owes an answer."""
    rows = visible(Question.objects.select_related("entry", "area", "conversation"), actor, READ)
    if wanting is not None:
        rows = rows.filter(wanting=wanting, settled="") if wanting else rows.exclude(wanting=True, settled="")
    rows = rows.filter(outcome=outcome) if outcome else rows
    return rows.filter(channel=channel) if channel else rows


def question(actor: Actor, question_id: int, permission: str = READ) -> Question:
    """One question. Raises NotFound outside the actor's areas."""
    rows = visible(Question.objects.select_related("area", "conversation", "entry"), actor, permission)
    found = rows.filter(pk=question_id).first()
    if found is None:
        raise NotFound
    return found


def conversation_of(question: Question) -> list[Question]:
    """The whole conversation in which it was asked, in order."""
    return list(question.conversation.questions.select_related("entry").order_by("at", "pk")[:SHOWN])


def own_questions(actor: Actor) -> list[Question]:
    """What the actor asked on the web in the conversation that is still open, in order."""
    rows = Question.objects.select_related("entry", "conversation").filter(
        conversation__user=actor.user_id or 0,
        conversation__channel=Conversation.Channel.WEB,
        at__gte=timezone.now() - dt.timedelta(days=1),
    )
    return with_choices(list(reversed(rows.order_by("-at", "-pk")[:SHOWN])))


def with_choices(rows: list[Question]) -> list[Question]:
    """The questions, each with the entries (`open_choices`) that the asker may still choose from; one query."""
    ids = [one for row in rows if row.outcome == Question.Outcome.CHOICES for one in row.choices]
    known = Entry.objects.filter(active=True).in_bulk(ids)
    for row in rows:
        open_ = row.outcome == Question.Outcome.CHOICES
        row.open_choices = [known[one] for one in row.choices if one in known] if open_ else []
    return rows


def own_question(actor: Actor, question_id: int) -> Question:
    """One of the actor's own. Raises NotFound for anybody else's."""
    rows = Question.objects.select_related("conversation", "area", "entry")
    found = rows.filter(pk=question_id, conversation__user=actor.user_id or 0).first()
    if found is None:
        raise NotFound
    return found


def wanting_count(actor: Actor) -> int:
    """How many questions wait for an entry."""
    return questions(actor, wanting=True).count() if actor.can(MANAGE) else 0


def todos(actor: Actor) -> list[Todo]:
    """One line when there are questions that nobody could answer."""
    rows = visible(Question.objects.filter(wanting=True, settled=""), actor, MANAGE).order_by("-at")
    told = list(rows.values_list("text", flat=True)[:1]) if (count := rows.count()) else []
    if not told:
        return []
    title = f"{count} 个居民提问没有答上"
    return [Todo("outreach", title, f"最近一个：{told[0][:40]}", "/outreach/questions")]


def measures(actor: Actor) -> dict[str, Any]:
    """Of the last 30 days: how many were asked, answered at once, answered by a choice, sent on, or left open."""
    since = timezone.now() - dt.timedelta(days=DAYS)
    rows = visible(Question.objects.filter(at__gte=since), actor, READ)
    outcome = Question.Outcome
    real = ~Q(outcome__in=(outcome.GREETING, outcome.PROGRESS))
    return rows.aggregate(
        asked=Count("pk", filter=real),
        answered=Count("pk", filter=Q(outcome=outcome.ANSWERED)),
        picked=Count("pk", filter=Q(outcome=outcome.PICKED)),
        human=Count("pk", filter=Q(outcome=outcome.HUMAN)),
        wanting=Count("pk", filter=Q(wanting=True, settled="")),
        unhelpful=Count("pk", filter=Q(helpful=False)),
    )
