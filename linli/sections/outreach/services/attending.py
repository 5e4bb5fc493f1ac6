"""Residents: reading receipts (阅读回执), and signing up for events (活动报名)."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.sections.outreach.models import Channel, Notice, Reading, SignUp
from linli.sections.outreach.queries.mynotices import my_notice
from linli.sections.outreach.services.reaching import mark_reached
from linli.sections.outreach.services.telling import ref_of

WRITE = "outreach.notice.write"
MOST_PEOPLE = 10
State = SignUp.State


@transaction.atomic
def mark_read(*, actor: Actor, notice_id: int, confirm: bool = False) -> Reading:
    """Notes that the actor has opened it, and with `confirm` that they said so. Again changes nothing."""
    notice = my_notice(actor, notice_id)
    version = notice.shown.number if notice.shown else 0
    reading, fresh = Reading.objects.get_or_create(
        notice=notice, user_id=actor.user_id or 0, defaults={"person_id": actor.person_id, "version": version}
    )
    confirms = confirm and reading.confirmed_at is None
    if confirms or (not confirm and reading.version != version):
        reading.version = version
        reading.confirmed_at = timezone.now() if confirms else reading.confirmed_at
        reading.save(update_fields=["version", "confirmed_at"])
    if actor.person_id and (confirms if notice.receipt else fresh):
        mark_reached(person_id=actor.person_id, ref=ref_of(notice), channel=Channel.APP)
    if fresh or confirms:
        live.touch("outreach", notice.area_id)
    return reading


@transaction.atomic
def sign_up(*, actor: Actor, notice_id: int, people: int = 1, note: str = "") -> SignUp:
    """Takes seats at an event, or a place in the queue. Raises DomainError, Conflict when it is too late."""
    notice = _event(actor, notice_id)
    if actor.person_id is None:
        raise DomainError("您的账号还没有和居民档案关联，请联系网格员后再报名。")
    if not 1 <= people <= MOST_PEOPLE:
        raise DomainError("请检查标出的内容。", fields={"people": f"1 到 {MOST_PEOPLE} 人。"})
    mine = SignUp.objects.filter(notice=notice, person_id=actor.person_id).first()
    if mine is not None and mine.state != State.CANCELLED:
        raise Conflict("您已经报过名了。")
    row = mine or SignUp(notice=notice, person_id=actor.person_id)
    row.people, row.note, row.at, row.came = people, note.strip()[:60], timezone.now(), None
    row.state = State.SEATED if _free(notice) >= people else State.WAITING
    row.save()
    _told(actor, row, "signed_up")
    return row


@transaction.atomic
def cancel_sign_up(*, actor: Actor, notice_id: int) -> SignUp:
    """Gives the seats back; whoever waits longest moves up. Raises Conflict when there is nothing to cancel."""
    notice = _event(actor, notice_id, late=True)
    row = (
        SignUp.objects.filter(notice=notice, person_id=actor.person_id or 0)
        .exclude(state=State.CANCELLED)
        .first()
    )
    if row is None:
        raise Conflict("您没有报名。")
    row.state = State.CANCELLED
    row.save(update_fields=["state"])
    _move_up(notice)
    _told(actor, row, "sign_up_cancelled")
    return row


@transaction.atomic
def note_attendance(*, actor: Actor, sign_up_id: int, came: bool) -> SignUp:
    """Whether somebody who signed up was there. Raises NotFound."""
    actor.require(WRITE)
    rows = visible(SignUp.objects.select_related("notice__area"), actor, WRITE, "notice__area")
    row = rows.exclude(state=State.CANCELLED).filter(pk=sign_up_id).first()
    if row is None:
        raise NotFound
    row.came = came
    row.save(update_fields=["came"])
    _told(actor, row, "attended")
    return row


@transaction.atomic
def follow_merge(*, kept: int, gone: int) -> None:
    """Two records became one: what was read and signed up for follows; of two sign-ups for one event the kept one's stays."""
    Reading.objects.filter(person_id=gone).update(person_id=kept)
    mine = list(SignUp.objects.filter(person_id=kept).values_list("notice", flat=True))
    SignUp.objects.filter(person_id=gone, notice__in=mine).delete()
    SignUp.objects.filter(person_id=gone).update(person_id=kept)


@transaction.atomic
def forget(*, person_id: int) -> None:
    """The right to erasure: receipts and sign-ups go; whoever waited for the seats moves up."""
    events = SignUp.objects.filter(person_id=person_id, state=State.SEATED).values_list("notice", flat=True)
    freed = list(Notice.objects.select_related("shown").filter(pk__in=list(events)))
    Reading.objects.filter(person_id=person_id).delete()
    SignUp.objects.filter(person_id=person_id).delete()
    for notice in freed:
        _move_up(notice)


def _event(actor: Actor, notice_id: int, *, late: bool = False) -> Notice:
    """The event, held, if its words as shown want people to sign up and it is not too late."""
    my_notice(actor, notice_id)
    notice = Notice.objects.select_for_update(of=("self",)).select_related("shown", "area").get(pk=notice_id)
    words = notice.shown
    if words is None or not words.sign_up or words.ends_at is None:
        raise Conflict("这个活动不用报名，直接来就行。")
    until = words.ends_at if late else words.sign_up_until or words.ends_at
    if until <= timezone.now():
        raise Conflict("报名已经截止。")
    return notice


def _free(notice: Notice) -> int:
    words = notice.shown
    if words is None or words.seats is None:
        return 1_000_000
    rows = SignUp.objects.filter(notice=notice, state=State.SEATED)
    return words.seats - sum(rows.values_list("people", flat=True))


def _move_up(notice: Notice) -> None:
    """Those who wait, in the order they came, as far as the seats go."""
    free = _free(notice)
    for row in SignUp.objects.filter(notice=notice, state=State.WAITING).order_by("at", "pk"):
        if row.people <= free:
            row.state = State.SEATED
            row.save(update_fields=["state"])
            free -= row.people


def _told(actor: Actor, row: SignUp, verb: str) -> None:
    audit.record(
        actor,
        f"outreach.event.{verb}",
        target=row,
        area=row.notice.area,
        detail={"people": row.people, "came": row.came},
    )
    live.touch("outreach", row.notice.area_id)
