"""What follows when a notice is shown or withdrawn: the hall screen, and the campaign that tells each person."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import Conflict, DomainError, NotFound
from linli.kernel.models import Area
from linli.sections.insight import services as insight
from linli.sections.outreach.models import Audience, Notice
from linli.sections.outreach.reach import PLAN, SEND
from linli.sections.outreach.services import audiences, broadcasts, campaigns
from linli.sections.registry.queries.eligible import REGISTERED

EVERYBODY = {"field": "status", "op": "in", "value": list(REGISTERED)}
"""Whoever is registered there, those who are away included."""


def everybody(area: Area, title: str) -> Audience:
    """All people of an area as a list, frozen today."""
    return audiences.freeze(actor=SYSTEM, area=area, rule=EVERYBODY, title=title)


def ref_of(notice: Notice) -> str:
    """How campaigns and broadcasts name the notice."""
    return f"notice:{notice.pk}"


def start_campaign(actor: Actor, notice: Notice) -> None:
    """Tells each person, if the notice wants that and is not doing so already; what prevents it is kept beside it."""
    notice.trouble = ""
    if not notice.tell or notice.campaign_id is not None:
        return
    try:
        with transaction.atomic():
            notice.campaign_id = _campaign(sender(actor, notice.area), notice)
    except DomainError as error:
        notice.trouble = f"没有开始逐人通知：{error.message}"[:200]


def _campaign(actor: Actor, notice: Notice) -> int:
    audience_id = notice.audience_id or everybody(notice.area, notice.title).pk
    campaign = campaigns.plan(
        actor=actor, title=notice.title, text=notice.text[:4000], brief=notice.brief, audience_id=audience_id,
        kind=notice.kind, ref=ref_of(notice), confirm=notice.receipt,
    )  # fmt: skip
    campaigns.start(actor=actor, campaign_id=campaign.pk)
    return int(campaign.pk)


def sender(actor: Actor, area: Area) -> Actor:
    """Who starts it: the reviewer if they may, else the platform on the writer's behalf."""
    return actor if actor.can(PLAN, area) and actor.can(SEND, area) else SYSTEM


def stop(*, actor: Actor, notice: Notice, reason: str) -> dict[str, Any]:
    """Takes it off the screen, stops what has not gone out; returns what had."""
    take_off_screen(notice.bulletin_id)
    found: dict[str, Any] = {
        "broadcasts": broadcasts.withdraw_ref(actor=SYSTEM, ref=ref_of(notice), reason=reason)
    }
    if notice.campaign_id is not None:
        found |= {
            "campaign": notice.campaign_id,
            **stop_campaign(actor, notice.area, notice.campaign_id, reason),
        }
        notice.campaign_id = None
    return found


def stop_campaign(actor: Actor, area: Area, campaign_id: int, reason: str) -> dict[str, int]:
    """How many people had been told and how many are not any more; nothing when it was over already."""
    try:
        with transaction.atomic():
            return campaigns.withdraw(actor=sender(actor, area), campaign_id=campaign_id, reason=reason)
    except Conflict:
        return {}


def show_on_screen(notice: Notice) -> None:
    """The line of the hall screen, anew for each version; people of a list only are nobody else's business."""
    take_off_screen(notice.bulletin_id)
    notice.bulletin_id = None
    if not notice.screen_days or notice.audience_id is not None:
        return
    now = timezone.now()
    until = min(filter(None, (now + dt.timedelta(days=notice.screen_days), notice.shown_until)))
    notice.bulletin_id = put_on_screen(notice.area, notice.kind, notice.brief, until)


def put_on_screen(area: Area, kind: str, text: str, until: dt.datetime, seconds: int = 15) -> int:
    """A bulletin (大屏公告) from now on; returns its id."""
    programme = insight.Programme(kind, text[:300], timezone.now(), until, seconds=seconds)
    return insight.write_bulletin(actor=SYSTEM, area=area, programme=programme).pk


def take_off_screen(bulletin_id: int | None) -> None:
    """Withdraws a bulletin, if somebody has not already."""
    if bulletin_id is not None:
        with suppress(Conflict, NotFound):
            insight.withdraw_bulletin(actor=SYSTEM, bulletin_id=bulletin_id)
