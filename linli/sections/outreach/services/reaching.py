"""People are reached (触达), or written off; what was still planned for them is then not needed any more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.events import publish_many
from linli.sections.outreach.events import PersonReached
from linli.sections.outreach.models import Campaign, Channel, HouseholdSms, Message, Target
from linli.sections.outreach.models.message import State
from linli.sections.outreach.reach import CHUNK, TICK, locked_target

Running = Campaign.State.RUNNING
MIN_REASON = 2


@transaction.atomic
def reach(*, campaign: Campaign, person_ids: Collection[int], channel: str, at: datetime) -> int:
    """Notes that these people of the campaign know. Returns how many did not before; whoever was, stays as they are."""
    found = 0
    keys = sorted(person_ids)
    for start in range(0, len(keys), CHUNK):
        piece = keys[start : start + CHUNK]
        waiting = Target.objects.select_for_update().filter(
            campaign=campaign, person_id__in=piece, state=Target.State.WAITING
        )
        new = list(waiting.values_list("person_id", flat=True))
        Target.objects.filter(campaign=campaign, person_id__in=new).update(
            state=Target.State.REACHED, reached_by=channel, reached_at=at, due_at=None
        )
        drop_planned(campaign, new, f"已由{Channel(channel).label}触达")
        publish_many([PersonReached(campaign.pk, pk, str(channel), campaign.ref) for pk in new])
        found += len(new)
    if found:
        end_if_over(campaign)
        live.touch("outreach", campaign.area_id)
    return found


@transaction.atomic
def mark_reached(*, person_id: int, ref: str, channel: str) -> int:
    """Somebody has read, or done, what running campaigns with this `ref` tell of. Returns in how many that is new."""
    found = 0
    now = timezone.now()
    for campaign in Campaign.objects.filter(ref=ref, state=Running).exclude(ref=""):
        Message.objects.filter(campaign=campaign, person_id=person_id, channel=channel).exclude(
            state=State.READ
        ).update(state=State.READ, read_at=now)
        found += reach(campaign=campaign, person_ids=[person_id], channel=channel, at=now)
    return found


@transaction.atomic
def write_off(*, actor: Actor, target_id: int, reason: str) -> Target:
    """核销: this person can't or need not be reached, with the reason. Raises DomainError without one, Conflict."""
    target = locked_target(actor, TICK, target_id)
    if target.state != Target.State.WAITING:
        raise Conflict(f"这位居民{target.get_state_display()}，不用再核销。")
    if len(reason.strip()) < MIN_REASON:
        raise DomainError("请写明原因。", fields={"reason": "请写明原因，例如“已外出务工，家属已知晓”。"})
    write_off_many(campaign=target.campaign, reasons={target.person_id: reason.strip()[:200]})
    audit.record(
        actor, "outreach.target.written_off", target=target, area=target.area, detail={"reason": reason}
    )
    target.refresh_from_db()
    return target


def write_off_many(*, campaign: Campaign, reasons: dict[int, str]) -> None:
    """People of a campaign with the reason of each; call inside a transaction."""
    by_reason: dict[str, list[int]] = defaultdict(list)
    for person_id, reason in reasons.items():
        by_reason[reason].append(person_id)
    for reason, people in by_reason.items():
        Target.objects.filter(campaign=campaign, person_id__in=people, state=Target.State.WAITING).update(
            state=Target.State.WRITTEN_OFF, reason=reason, due_at=None
        )
        drop_planned(campaign, people, reason)
    end_if_over(campaign)
    live.touch("outreach", campaign.area_id)


def drop_planned(campaign: Campaign, people: Collection[int], cause: str) -> None:
    """What has not gone out to these people will not; an SMS that names others as well still goes to them."""
    Message.objects.filter(campaign=campaign, person_id__in=people, state=State.PLANNED).update(
        state=State.DROPPED, cause=cause[:120]
    )
    wanted = Message.objects.filter(sms=OuterRef("pk"), state=State.PLANNED)
    HouseholdSms.objects.filter(campaign=campaign, state=State.PLANNED).exclude(Exists(wanted)).update(
        state=State.DROPPED, cause=cause[:120]
    )


def end_if_over(campaign: Campaign) -> None:
    """A campaign is over when nobody waits any more."""
    if not Target.objects.filter(campaign=campaign, state=Target.State.WAITING).exists():
        Campaign.objects.filter(pk=campaign.pk, state=Running).update(
            state=Campaign.State.DONE, ended_at=timezone.now()
        )
