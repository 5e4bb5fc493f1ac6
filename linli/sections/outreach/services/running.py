"""Campaigns by the clock: steps that are due, SMS that may go out now, receipts to fetch, what was lost."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.utils import timezone

from linli.kernel import jobs
from linli.kernel.ports import port
from linli.sections.outreach.models import Campaign, HouseholdSms, Target
from linli.sections.outreach.models.message import State
from linli.sections.outreach.services import inquiring
from linli.sections.outreach.services.receipts import apply_receipts
from linli.sections.outreach.services.sending import give_up_lost, send_planned, sendable
from linli.sections.outreach.services.steps import advance


def run() -> None:
    """Every some seconds; nothing but four short queries while there is nothing to do."""
    now = timezone.now()
    due = Target.objects.filter(
        state=Target.State.WAITING, due_at__lte=now, campaign__state=Campaign.State.RUNNING
    )
    for campaign_id in due.order_by().values_list("campaign", flat=True).distinct():
        jobs.enqueue(advance, key=f"outreach-advance-{campaign_id}", campaign_id=campaign_id)
    still = Target.objects.filter(campaign=OuterRef("pk"), state=Target.State.WAITING)
    over = Campaign.objects.filter(~Exists(still), state=Campaign.State.RUNNING)
    over.update(state=Campaign.State.DONE, ended_at=now)  # two who were the last at the same moment
    if sendable(now).exists():
        jobs.enqueue(send_planned, key="outreach-send")
    if HouseholdSms.objects.filter(state__in=(State.SENDING, State.SENT, State.UNKNOWN)).exists():
        give_up_lost(now)
        apply_receipts(port("sms").pull())
        inquiring.arrange(now)
