"""Phone list and home visits (电话名单, 上门名单): ticked off one by one, also hours later from a phone without network."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.sections.outreach.models import Campaign, Channel, Message, Target, Tick
from linli.sections.outreach.models.message import State
from linli.sections.outreach.reach import TICK, locked_target
from linli.sections.outreach.services.reaching import reach, write_off_many

OLDEST, AHEAD = dt.timedelta(days=14), dt.timedelta(minutes=5)
MOST_CALLS = 3
RESULTS = {
    "told": "已告知", "family": "已告知家属", "no_answer": "无人应答", "wrong": "号码不对",
    "refused": "拒绝", "moved": "已搬走", "died": "已故",
}  # fmt: skip
REACHED, OVER = ("told", "family"), ("refused", "moved", "died")


@transaction.atomic
def tick(
    *, actor: Actor, target_id: int, key: str, result: str, note: str = "", at: dt.datetime | None = None
) -> Target:
    """What came of a call or a visit; sent again with the same key it changes nothing.

    Raises Conflict when the person is not on a list any more, DomainError for an unlikely time.
    """
    target = locked_target(actor, TICK, target_id)
    if Tick.objects.filter(key=key).exists():
        return target
    moment = at or timezone.now()
    if not timezone.now() - OLDEST <= moment <= timezone.now() + AHEAD:
        raise DomainError("请检查标出的内容。", fields={"at": "时间应在最近 14 天内。"})
    if target.state != Target.State.WAITING or target.campaign.state != Campaign.State.RUNNING:
        raise Conflict(f"这位居民已不在名单上（{target.get_state_display()}）。")
    message = _open_message(target)
    Tick.objects.create(
        key=key, message=message, result=result, note=note.strip()[:200], at=moment, done_by_id=actor.user_id
    )
    message.tries += 1
    message.done_by_id = actor.user_id
    message.sent_at = message.sent_at or moment
    _settle(target, message, result, note.strip(), moment)
    audit.record(actor, "outreach.target.ticked", target=target, area=target.area, detail={"result": result})
    live.touch("outreach", target.area_id)
    target.refresh_from_db()
    return target


def _open_message(target: Target) -> Message:
    """The entry of the list the person is on. Somebody visited before their turn gets one."""
    on_list = Message.objects.select_for_update().filter(
        campaign=target.campaign_id, person_id=target.person_id, channel__in=(Channel.PHONE, Channel.VISIT)
    )
    found = on_list.filter(state=State.PLANNED).order_by("-pk").first()
    if found:
        return found
    return Message.objects.get_or_create(
        campaign=target.campaign, person_id=target.person_id, channel=Channel.VISIT, round=1
    )[0]


def _settle(target: Target, message: Message, result: str, note: str, at: dt.datetime) -> None:
    if result in REACHED:
        message.state, message.read_at, message.cause = State.READ, at, RESULTS[result]
        message.save()
        reach(campaign=target.campaign, person_ids=[target.person_id], channel=message.channel, at=at)
        return
    message.cause = "，".join(filter(None, (RESULTS[result], note)))[:120]
    if result in OVER:
        message.state = State.FAILED
        message.save()
        write_off_many(campaign=target.campaign, reasons={target.person_id: message.cause})
        return
    if message.channel == Channel.PHONE and (result == "wrong" or message.tries >= MOST_CALLS):
        message.state = State.FAILED
        Target.objects.filter(pk=target.pk).update(due_at=timezone.now())
    message.save()
