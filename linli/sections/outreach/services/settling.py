"""SMS nobody can vouch for (不确定): a person finds out, or decides to send once more; never the platform by itself."""

from __future__ import annotations

from django.db import transaction

from linli.kernel import audit, jobs, live
from linli.kernel.access import Actor, visible
from linli.kernel.errors import Conflict, NotFound
from linli.sections.outreach.models import Campaign, HouseholdSms, Message, Target
from linli.sections.outreach.models.message import State
from linli.sections.outreach.reach import SEND
from linli.sections.outreach.services.receipts import settle
from linli.sections.outreach.services.sending import send_planned


@transaction.atomic
def settle_unknown(*, actor: Actor, sms_id: int, outcome: str, note: str = "") -> HouseholdSms:
    """What somebody found out about an SMS. Raises NotFound, Conflict when it has been settled."""
    actor.require(SEND)
    rows = HouseholdSms.objects.select_for_update(of=("self",)).select_related("campaign__area")
    row = visible(rows, actor, SEND, "campaign__area").filter(pk=sms_id).first()
    if row is None:
        raise NotFound
    if row.state != State.UNKNOWN:
        raise Conflict(f"这条短信{row.get_state_display()}，不用再处理。")
    cause = f"{actor.name}核实：{note.strip() or '未送达'}"
    if outcome == "again":
        settle(row.campaign_id, [row.pk], delivered=False, cause=f"{actor.name}决定补发")
        _again(row)
    else:
        settle(
            row.campaign_id,
            [row.pk],
            delivered=outcome == "delivered",
            cause="" if outcome == "delivered" else cause,
        )
    audit.record(
        actor,
        "outreach.sms.settled",
        target=row,
        area=row.campaign.area,
        detail={"outcome": outcome, "note": note},
    )
    live.touch("outreach", row.campaign.area_id)
    row.refresh_from_db()
    return row


def _again(row: HouseholdSms) -> None:
    """One more round for those named in it who still do not know."""
    if row.campaign.state != Campaign.State.RUNNING:
        raise Conflict("任务已经结束，不再补发。")
    left = Target.objects.filter(campaign=row.campaign_id, state=Target.State.WAITING).values("person_id")
    people = list(Message.objects.filter(sms=row, person_id__in=left).values_list("person_id", flat=True))
    if not people:
        raise Conflict("这些居民都已触达，不用补发。")
    new = HouseholdSms.objects.create(
        campaign=row.campaign, round=row.round + 1, phone=row.phone, phone_index=row.phone_index, names=row.names,
        parts=row.parts,
    )  # fmt: skip
    Message.objects.bulk_create(
        Message(campaign=row.campaign, person_id=pk, channel="sms", round=new.round, sms=new) for pk in people
    )
    Target.objects.filter(campaign=row.campaign_id, person_id__in=people, channel="sms").update(due_at=None)
    jobs.enqueue(send_planned, key="outreach-send")
