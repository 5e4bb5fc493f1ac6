"""电话名单 and 上门名单: who of the actor's area is still to be called or visited, door by door."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.kernel.manifest import ProfilePart, Todo
from linli.kernel.privacy import mask_phone
from linli.sections.outreach.models import Campaign, Channel, Message, Target
from linli.sections.outreach.models.message import State
from linli.sections.outreach.reach import READ, TICK
from linli.sections.registry import queries as registry

BY_HAND = (Channel.PHONE, Channel.VISIT)
MOST = 1000


def _waiting(actor: Actor) -> QuerySet[Target]:
    rows = Target.objects.filter(
        state=Target.State.WAITING, channel__in=BY_HAND, campaign__state=Campaign.State.RUNNING
    )
    return visible(rows, actor, TICK)


def stops(actor: Actor, channel: str | None = None) -> list[dict[str, Any]]:
    """Whom to call or visit, house by house, each with everything there is to tell; three queries."""
    rows = _waiting(actor).select_related("campaign", "area").order_by("-campaign__emergency", "pk")
    if channel:
        rows = rows.filter(channel=channel)
    found = list(rows[:MOST])
    lines = registry.reach_lines({row.person_id for row in found})
    tries = _tries(found)
    shown = [
        _stop(row, lines[row.person_id], tries.get((row.campaign_id, row.person_id), ""))
        for row in found
        if row.person_id in lines
    ]
    return sorted(
        shown, key=lambda stop: (not stop["emergency"], stop["order"], stop["address"], stop["target_id"])
    )


def _stop(row: Target, line: registry.ReachLine, before: str) -> dict[str, Any]:
    return {
        "target_id": row.pk, "campaign_id": row.campaign_id, "title": row.campaign.title, "text": row.campaign.text,
        "emergency": row.campaign.emergency, "channel": row.channel, "channel_title": row.get_channel_display(),
        "person_id": row.person_id, "name": line.name, "address": line.address, "area": row.area.name,
        "phone_masked": " ".join(map(mask_phone, line.phones)), "has_phone": bool(line.phones), "before": before,
        "order": line.order,
    }  # fmt: skip


def _tries(found: list[Target]) -> dict[tuple[int, int], str]:
    """What came of earlier calls and visits: “无人应答（2 次）”."""
    rows = Message.objects.filter(
        campaign__in={row.campaign_id for row in found},
        person_id__in={row.person_id for row in found},
        channel__in=BY_HAND,
        tries__gt=0,
    )
    told: dict[tuple[int, int], list[str]] = defaultdict(list)
    for row in rows.order_by("pk"):
        told[row.campaign_id, row.person_id].append(
            f"{row.get_channel_display()}：{row.cause}（{row.tries} 次）"
        )
    return {key: "；".join(parts) for key, parts in told.items()}


def phone_of(actor: Actor, target_id: int) -> tuple[Target, str]:
    """The number to call, for who has this person on the phone list. Raises NotFound."""
    row = _waiting(actor).select_related("area").filter(pk=target_id).first()
    line = registry.reach_lines([row.person_id]).get(row.person_id) if row else None
    if row is None or line is None or not line.phones:
        raise NotFound
    return row, line.phones[0]


def due_count(actor: Actor) -> int:
    """How many people are on the actor's lists (badge of the menu)."""
    return _waiting(actor).count()


def todos(actor: Actor) -> list[Todo]:
    """The lists, and for the office the SMS nobody can vouch for. One count."""
    if not actor.can(TICK):
        return []
    number = _waiting(actor).count()
    if not number:
        return []
    urgent = _waiting(actor).filter(campaign__emergency=True).exists()
    detail = "电话打不通的上门；没有电话的直接上门"
    return [Todo("outreach", f"{number} 人还没有通知到", detail, "/outreach/rounds", urgent=urgent)]


def own_messages(actor: Actor) -> list[dict[str, Any]]:
    """What the community told this resident on the page, newest first; withdrawn ones are gone."""
    if actor.person_id is None:
        return []
    rows = (
        Message.objects.filter(person_id=actor.person_id, channel=Channel.APP)
        .exclude(state__in=(State.SKIPPED, State.DROPPED))
        .exclude(campaign__state=Campaign.State.WITHDRAWN)
    )
    return [
        {
            "id": row.pk, "title": row.campaign.title, "text": row.campaign.text, "kind": row.campaign.kind,
            "kind_title": row.campaign.get_kind_display(), "ref": row.campaign.ref, "emergency": row.campaign.emergency,
            "at": row.sent_at or row.planned_at, "read_at": row.read_at,
        }
        for row in rows.select_related("campaign").order_by("-pk")[:100]
    ]  # fmt: skip


def person_profile(actor: Actor, person_id: int) -> ProfilePart | None:
    """What this person was told and how, to the person and to who may read campaigns where the person lives."""
    person = registry.person_brief(person_id)
    if person is None or not (actor.person_id == person_id or actor.can(READ, person.area)):
        return None
    said = Message.objects.filter(person_id=person_id).exclude(state__in=(State.SKIPPED, State.DROPPED))
    rows = [
        {
            "label": row.campaign.title,
            "value": f"{row.get_channel_display()} {row.get_state_display()} {timezone.localdate(row.planned_at)}",
        }
        for row in said.select_related("campaign").order_by("-pk")[:50]
    ]
    return ProfilePart("社区通知", rows, "/outreach/campaigns") if rows else None
