"""The way of a notice: submitted, reviewed by somebody else, shown at its time, pinned, withdrawn."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, Forbidden
from linli.kernel.events import publish
from linli.sections.outreach.events import NoticePublished, NoticeWithdrawn
from linli.sections.outreach.models import Notice, NoticeVersion, Reading, SignUp
from linli.sections.outreach.models.notice import Words
from linli.sections.outreach.services import telling
from linli.sections.outreach.services.drafting import WRITE, locked, told

REVIEW = "outreach.notice.review"
LONGEST_PIN = 90
State = Notice.State
WORDS = tuple(field.name for field in Words._meta.get_fields())


@transaction.atomic
def submit(*, actor: Actor, notice_id: int) -> Notice:
    """Hands a draft to somebody else for review. Raises Conflict when it is no draft."""
    notice = locked(actor, WRITE, notice_id)
    if notice.state != State.DRAFT:
        raise Conflict("这条不是草稿，请刷新后再看。")
    return _moved(actor, notice, State.REVIEW, "submitted")


@transaction.atomic
def review(*, actor: Actor, notice_id: int, revision: int, approve: bool, note: str = "") -> Notice:
    """A second person approves, or gives it back with a reason. Raises Forbidden for the writer's own, Conflict."""
    notice = locked(actor, REVIEW, notice_id)
    if notice.state != State.REVIEW or notice.revision != revision:
        raise Conflict("这条已经审核过，或刚刚被改过，请刷新后再看。")
    if actor.user_id is not None and notice.written_by_id == actor.user_id:
        raise Forbidden("自己写的要请别人审核。")
    if not approve and not note.strip():
        raise DomainError("请写明退回的原因。", fields={"note": "例如：时间写错了"})
    notice.reviewed_by_id, notice.review_note = actor.user_id, note.strip()[:200]
    if not approve:
        return _moved(actor, notice, State.DRAFT, "returned", note=notice.review_note)
    if notice.publish_at and notice.publish_at > timezone.now():
        return _moved(actor, notice, State.PLANNED, "approved", publish_at=notice.publish_at.isoformat())
    _moved(actor, notice, State.PLANNED, "approved")
    return _go_live(actor, notice)


def publish_due() -> int:
    """Shows what was approved and whose time has come; returns how many."""
    due = Notice.objects.filter(state=State.PLANNED, publish_at__lte=timezone.now())
    return sum(_publish_one(pk) for pk in list(due.values_list("pk", flat=True)))


@transaction.atomic
def _publish_one(notice_id: int) -> bool:
    notice = locked(SYSTEM, WRITE, notice_id)
    if notice.state != State.PLANNED:
        return False
    _go_live(SYSTEM, notice)
    return True


@transaction.atomic
def pin(*, actor: Actor, notice_id: int, days: int) -> Notice:
    """Keeps it on top for so many days; 0 lets go. Raises DomainError, Conflict when it is not shown."""
    notice = locked(actor, WRITE, notice_id)
    if not 0 <= days <= LONGEST_PIN:
        raise DomainError("请检查标出的内容。", fields={"days": f"置顶 0 到 {LONGEST_PIN} 天。"})
    if notice.shown is None:
        raise Conflict("发布以后才能置顶。")
    notice.pinned_until = timezone.now() + dt.timedelta(days=days) if days else None
    notice.save(update_fields=["pinned_until"])
    return told(actor, notice, "pinned" if days else "unpinned", days=days)


@transaction.atomic
def withdraw(*, actor: Actor, notice_id: int, reason: str) -> Notice:
    """Stops at once what has not gone out, and keeps what had. Raises DomainError without a reason, Conflict."""
    notice = locked(actor, WRITE, notice_id)
    if notice.shown is None and notice.state != State.PLANNED:
        raise Conflict("这条没有在展示，也没有排定，不用撤回。")
    if not reason.strip():
        raise DomainError("请写明撤回的原因。", fields={"reason": "例如：时间有变"})
    gone_out = _gone_out(notice)
    stopped = telling.stop(actor=actor, notice=notice, reason=reason.strip())
    notice.withdrawal = {"reason": reason.strip()[:200], "by": actor.name, **gone_out, **stopped}
    notice.shown, notice.pinned_until, notice.bulletin_id = None, None, None
    notice.withdrawn_at = notice.changed_at = timezone.now()
    notice.state = State.WITHDRAWN
    notice.save()
    publish(NoticeWithdrawn(notice_id=notice.pk, area_id=notice.area_id, kind=notice.kind))
    return told(actor, notice, "withdrawn", **notice.withdrawal)


def _gone_out(notice: Notice) -> dict[str, int]:
    """Who already knows, by what the notice itself counts."""
    readings = Reading.objects.filter(notice=notice)
    seats = SignUp.objects.filter(notice=notice).exclude(state=SignUp.State.CANCELLED)
    return {
        "read": readings.count(),
        "confirmed": readings.exclude(confirmed_at=None).count(),
        "signed_up": seats.count(),
    }


def _go_live(actor: Actor, notice: Notice) -> Notice:
    """The words become the version that people see; screen and campaign follow."""
    now = timezone.now()
    last = NoticeVersion.objects.filter(notice=notice).values_list("number", flat=True).first() or 0
    notice.shown = NoticeVersion.objects.create(
        notice=notice, number=last + 1, published_at=now,
        written_by=notice.written_by.name if notice.written_by else "",
        reviewed_by=notice.reviewed_by.name if notice.reviewed_by else "",
        **{name: getattr(notice, name) for name in WORDS},
    )  # fmt: skip
    notice.published_at = notice.published_at or now
    notice.withdrawn_at, notice.withdrawal, notice.state, notice.changed_at = None, None, State.PUBLISHED, now
    telling.show_on_screen(notice)
    telling.start_campaign(actor, notice)
    notice.save()
    publish(NoticePublished(notice_id=notice.pk, area_id=notice.area_id, kind=notice.kind, version=last + 1))
    return told(actor, notice, "published", version=last + 1)


def _moved(actor: Actor, notice: Notice, state: str, verb: str, **detail: Any) -> Notice:
    notice.state, notice.changed_at = state, timezone.now()
    notice.save(update_fields=["state", "changed_at", "reviewed_by", "review_note"])
    return told(actor, notice, verb, **detail)
