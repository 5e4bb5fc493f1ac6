"""回访: what the reporter said, or that nobody answered; unsatisfied or unsolved goes back to be redone, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, conf
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.events import publish
from linli.kernel.live import touch
from linli.sections.cases import events
from linli.sections.cases.flow import State
from linli.sections.cases.models import Callback, Case
from linli.sections.cases.queries.callbacks import DO, RELATED, askers
from linli.sections.cases.services.again import callback_redo
from linli.sections.cases.services.entry import write_entry
from linli.sections.cases.services.reveal import Contact, reveal_contact

FASTER = "别人刚刚记录过这条回访，您的记录没有生效，请刷新后再看。"
UNSATISFIED = 2
"""Up to so many stars the reporter is not satisfied."""


@dataclass(frozen=True)
class Answer:
    """How one attempt went. Not reached: only `note`. Reached: `rating` (1 to 5) and `solved` too."""

    reached: bool
    rating: int | None = None
    solved: bool | None = None
    note: str = ""


@transaction.atomic
def record_callback(*, actor: Actor, callback_id: int, tries: int, answer: Answer) -> Callback:
    """Records one attempt as the actor saw it (`tries` so far). Raises Conflict when somebody else was faster."""
    asked = _waiting(actor, callback_id)
    if asked.case.handled_by_id is not None and asked.case.handled_by_id == actor.user_id:
        raise DomainError("处置和回访不能是同一个人，请换一位同事回访。")
    if asked.tries != tries:
        raise Conflict(FASTER)
    columns = _reached(answer) if answer.reached else _missed(asked, answer)
    columns |= {"done_by_id": actor.user_id, "note": answer.note.strip()}
    _win(asked, tries, columns)
    asked = Callback.objects.select_related(*RELATED).get(pk=asked.pk)
    _tell(actor, asked, answer)
    if answer.reached:
        _settle(actor, asked)
    return Callback.objects.select_related(*RELATED).get(pk=asked.pk)


@transaction.atomic
def assign_callback(*, actor: Actor, callback_id: int, user_id: int) -> Callback:
    """Gives a waiting call-back to one person who may call back in that area."""
    asked = _waiting(actor, callback_id)
    if user_id not in {user.pk for user in askers(asked.area)}:
        raise DomainError("这位工作人员不负责这个小区的回访。", fields={"user_id": "请从列表中选择。"})
    _win(asked, asked.tries, {"assigned_user_id": user_id})
    audit.record(actor, "cases.callback.assigned", target=asked, area=asked.area, detail={"user": user_id})
    touch("callbacks", asked.area_id)
    return Callback.objects.select_related(*RELATED).get(pk=asked.pk)


@transaction.atomic
def callback_contact(*, actor: Actor, callback_id: int, reason: str) -> Contact:
    """Name and phone of the reporter to be asked, with the reason in the audit trail."""
    return reveal_contact(actor=actor, case_id=_waiting(actor, callback_id).case_id, reason=reason)


@transaction.atomic
def drop_callbacks(*, case_id: int, before: int | None = None) -> int:
    """The reporter has spoken, or the case runs again: nobody needs to ask about the rounds `before` (None: any)."""
    waiting = Callback.objects.filter(case_id=case_id, state=Callback.State.WAITING)
    if before is not None:
        waiting = waiting.filter(round__lt=before)
    return waiting.update(state=Callback.State.DROPPED, done_at=timezone.now())


def _waiting(actor: Actor, callback_id: int) -> Callback:
    actor.require(DO)
    found = visible(Callback.objects.select_related(*RELATED), actor, DO).filter(pk=callback_id).first()
    if found is None:
        raise NotFound
    if found.state != Callback.State.WAITING:
        who = f"（{found.done_by.name}）" if found.done_by else ""
        raise Conflict(f"这条回访已经结束{who}：{Callback.State(found.state).label}，请刷新后再看。")
    return found


def _win(asked: Callback, tries: int, columns: dict[str, Any]) -> None:
    still = Callback.objects.filter(pk=asked.pk, state=Callback.State.WAITING, tries=tries)
    if not still.update(**columns):
        raise Conflict(FASTER)


def _reached(answer: Answer) -> dict[str, Any]:
    wrong = {}
    if answer.rating is None or not 1 <= answer.rating <= 5:
        wrong["rating"] = "请选择 1 到 5 星。"
    if answer.solved is None:
        wrong["solved"] = "请选择是否真的解决了。"
    if not wrong and (answer.rating or 0) <= UNSATISFIED and not answer.note.strip():
        wrong["note"] = "不满意的，请写明哪里不满意。"
    if answer.solved is False and not answer.note.strip():
        wrong["note"] = "没有解决的，请写明还有什么问题。"
    if wrong:
        raise DomainError(next(iter(wrong.values())), fields=wrong)
    done = {"state": Callback.State.REACHED, "done_at": timezone.now()}
    return {**done, "rating": answer.rating, "solved": answer.solved}


def _missed(asked: Callback, answer: Answer) -> dict[str, Any]:
    tries = asked.tries + 1
    if tries < int(conf.get("cases.callback_tries")):
        return {"tries": tries}
    if not answer.note.strip():
        message = f"已经 {tries} 次没有联系上，请写明核销的原因。"
        raise DomainError(message, fields={"note": message})
    return {"tries": tries, "state": Callback.State.WRITTEN_OFF, "done_at": timezone.now()}


def _tell(actor: Actor, asked: Callback, answer: Answer) -> None:
    """The timeline, the audit trail, the pages that are open, and whoever listens."""
    words = f"第 {asked.tries} 次没有联系上"
    if asked.state == Callback.State.WRITTEN_OFF:
        words += "，核销"
    if answer.reached:
        words = f"{'已解决' if answer.solved else '没有解决'}，{answer.rating} 星"
    text = f"{Callback.Kind(asked.kind).label}：{words}。{answer.note.strip()}"
    data = {"internal": True, "callback": asked.pk}
    write_entry(actor, asked.case, "callback", asked.case.state, text=text, public=answer.reached, data=data)
    touch("callbacks", asked.area_id)
    if answer.reached:
        said = (bool(asked.solved), asked.rating or 0)
        publish(events.CaseCalledBack(asked.case_id, asked.area_id, *said))


def _settle(actor: Actor, asked: Callback) -> None:
    """The reporter's word counts: for the rating, for whether it is solved, and for doing it again once."""
    closed = Case.objects.filter(pk=asked.case_id, state=State.CLOSED, round=asked.round)
    closed.filter(rating=None).update(rating=asked.rating, version=asked.case.version + 1)
    if asked.solved and (asked.rating or 0) > UNSATISFIED:
        return
    if not asked.solved:
        closed.update(resolved=False, fixed_at=None)
    again = Callback.objects.filter(case_id=asked.case_id, redone=True).exclude(pk=asked.pk).exists()
    if not again and closed.exists():
        Callback.objects.filter(pk=asked.pk).update(redone=True)
        callback_redo(actor=actor, case_id=asked.case_id, reason=f"回访：{asked.note}")
