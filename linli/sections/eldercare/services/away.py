"""Away from home (外出登记): nobody is alarmed while they are, and the watch begins anew when they are back."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError
from linli.sections.eldercare.models import Away, Elder
from linli.sections.eldercare.services.guardlist import keep_lists

LONGEST = dt.timedelta(days=180)


@transaction.atomic
def note_away(
    *,
    actor: Actor,
    elder: Elder,
    since: dt.datetime | None = None,
    until: dt.datetime | None = None,
    where: str = "",
) -> Away:
    """登记外出. The caller has checked that the actor may speak for the elder. Raises DomainError, Conflict."""
    now = timezone.now()
    start = since or now
    if abs(start - now) > LONGEST:
        raise DomainError("请检查标出的内容。", fields={"since": "出门的时间应在前后半年以内。"})
    if until is not None and not start < until <= start + LONGEST:
        raise DomainError("请检查标出的内容。", fields={"until": "回来的时间应在出门以后、半年以内。"})
    end_past(elder=elder)
    try:
        with transaction.atomic():
            away = Away.objects.create(
                elder=elder, since=start, until=until, where=where.strip()[:60], noted_by=actor.name
            )
    except IntegrityError:
        raise Conflict("已经登记了外出，请先登记回家。") from None
    return _told(actor, away, "noted")


@transaction.atomic
def come_back(*, actor: Actor, elder: Elder) -> Away:
    """登记回家. Raises Conflict when nobody is away."""
    away = Away.objects.select_for_update(of=("self",)).filter(elder=elder, back_at=None).first()
    if away is None:
        raise Conflict("没有外出登记。")
    away.back_at = timezone.now()
    away.save(update_fields=["back_at"])
    return _told(actor, away, "ended")


@transaction.atomic
def end_past(*, elder: Elder | None = None) -> int:
    """Closes those whose time is over. Returns how many."""
    rows = Away.objects.select_for_update(of=("self",)).filter(back_at=None, until__lte=timezone.now())
    over = list(rows.filter(elder=elder) if elder else rows)
    for away in over:
        away.back_at = away.until
        away.save(update_fields=["back_at"])
        _told(SYSTEM, away, "ended")
    return len(over)


def away_at(elder: Elder, at: dt.datetime) -> Away | None:
    """The absence that covers a moment."""
    open_then = Q(back_at=None) | Q(back_at__gt=at)
    rows = Away.objects.filter(open_then, elder=elder, since__lte=at)
    return rows.filter(Q(until=None) | Q(until__gt=at)).first()


def _told(actor: Actor, away: Away, verb: str) -> Away:
    area = away.elder.area
    keep_lists(elders=[away.elder_id])
    audit.record(actor, f"eldercare.away.{verb}", target=away, area=area)
    live.touch("eldercare", area.pk)
    return away
