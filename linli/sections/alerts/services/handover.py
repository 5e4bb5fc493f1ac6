"""Hand-over of duty (交接班): written by who leaves, confirmed by who comes; the live alerts change hands."""

from __future__ import annotations

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from linli.kernel import audit
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, DomainError, Forbidden, NotFound
from linli.kernel.live import touch
from linli.kernel.models import Area, User
from linli.sections.alerts import duty
from linli.sections.alerts.access import HANDLE, HEALTH
from linli.sections.alerts.models import Alert, AlertEntry, Handover
from linli.sections.alerts.people import may_serve


@transaction.atomic
def write_handover(*, actor: Actor, area_id: int, notes: str = "") -> Handover:
    """交班: to the 主班 of the next shift. Raises DomainError when nobody follows, Conflict when one is waiting."""
    actor.require(HANDLE)
    area = actor.areas(HANDLE).filter(pk=area_id).first()
    if area is None or actor.user_id is None:
        raise DomainError("请检查标出的内容。", fields={"area_id": "请选择您值班的区域。"})
    now = timezone.now()
    today = timezone.localtime(now).date()
    book = duty.Book(area.around, today - timedelta(days=1), today + timedelta(days=4))
    following = duty.next_turn(book, area, now)
    if following is None or following.first is None:
        raise DomainError("之后四天没有排班，找不到接班人。请先在值班表里排班。")
    if following.first.pk == actor.user_id:
        raise Conflict("下一班还是您，不用交班。")
    try:
        with transaction.atomic():
            handover = Handover.objects.create(
                area=area, shift=following.shift.title, giver_id=actor.user_id, taker=following.first, due_at=following.starts,
                notes=notes.strip()[:500], alerts=list(_of(actor.user_id, area).values_list("pk", flat=True)),
            )  # fmt: skip
    except IntegrityError as error:
        raise Conflict("您已交班，正在等接班人确认。") from error
    audit.record(
        actor, "alerts.handover.written", target=handover, area=area, detail={"alerts": len(handover.alerts)}
    )
    touch("alerts", area.pk)
    return handover


@transaction.atomic
def confirm_handover(*, actor: Actor, handover_id: int) -> Handover:
    """确认接班: the live alerts of who left are now the taker's, apart from those the taker may not see."""
    actor.require(HANDLE)
    rows = visible(Handover.objects.select_related("area", "giver", "taker"), actor, HANDLE)
    handover = rows.select_for_update(of=("self",)).filter(pk=handover_id).first()
    if handover is None:
        raise NotFound
    if handover.taker_id != actor.user_id:
        raise Forbidden(f"这一班由 {handover.taker.name} 接班，请本人确认。")
    if handover.confirmed_at:
        raise Conflict("已经确认过了。")
    handover.confirmed_at = timezone.now()
    handover.save(update_fields=["confirmed_at"])
    moved = [alert for alert in _of(handover.giver_id, handover.area) if _fits(alert, handover.taker)]
    for alert in moved:
        _pass_on(alert, handover)
    audit.record(
        actor, "alerts.handover.confirmed", target=handover, area=handover.area, detail={"alerts": len(moved)}
    )
    touch("alerts", handover.area_id)
    return handover


def _of(user_id: int, area: Area) -> QuerySet[Alert]:
    """The live alerts of the area that are this person's."""
    theirs = Q(accepted_by=user_id) | Q(status=Alert.Status.OPEN, addressed_to=user_id)
    rows = Alert.objects.select_related("kind", "area").filter(theirs, area__path__startswith=area.path)
    return rows.filter(status__in=Alert.LIVE).order_by("pk")


def _fits(alert: Alert, user: User) -> bool:
    needed = (HANDLE, HEALTH) if alert.kind.health else (HANDLE,)
    return all(may_serve(alert.area, user.pk, permission) for permission in needed)


def _pass_on(alert: Alert, handover: Handover) -> None:
    alert.addressed_to = handover.taker
    if alert.accepted_by_id:
        alert.accepted_by = handover.taker
    alert.save(update_fields=["addressed_to", "accepted_by"])
    text = f"交接班：由 {handover.giver.name} 交给 {handover.taker.name}"
    AlertEntry.objects.create(alert=alert, actor_name=handover.taker.name, verb="handover", note=text)
