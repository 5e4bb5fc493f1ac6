"""Samples of campaigns for the walk over every route."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from linli.kernel.models import Area
from linli.sections.outreach.models import Campaign, HouseholdSms, Message, Target
from linli.sections.outreach.tests.reached import audience
from linli.sections.registry.tests import factories as registry

KEY = "walk-0001"


def samples(area: Area) -> dict[str, Any]:
    """A campaign under way in the estate, with one person who is to be called."""
    who = registry.person(area, name=f"{area.name}周七", phones=["13905370001"])
    campaign = Campaign.objects.create(
        area=area, title=f"{area.name}通知", text="请带身份证。", brief="请带身份证。", kind="notice", people=1,
        audience=audience(area, [who]), ladder=[{"channel": "phone", "wait_h": 1}], state="running",
    )  # fmt: skip
    target = Target.objects.create(
        campaign=campaign, area=who.area, person_id=who.pk, step=0, channel="phone", due_at=timezone.now()
    )
    sms = HouseholdSms.objects.create(
        campaign=campaign, phone="13905370001", phone_index=f"i{area.pk}", names=who.name, state="unknown"
    )
    Message.objects.create(campaign=campaign, person_id=who.pk, channel="phone")
    message = Message.objects.create(
        campaign=campaign, person_id=who.pk, channel="sms", sms=sms, state="unknown"
    )
    return {
        "campaign_id": campaign.pk,
        "target_id": target.pk,
        "sms_id": sms.pk,
        "message_id": message.pk,
        "token": "not-ours",
    }


def bodies(area: Area) -> dict[str, Any]:
    """A valid body for each operation that takes one."""
    chosen = Campaign.objects.filter(area=area).latest("pk").audience_id
    return {
        "outreach_plan_campaign": {"title": "通知", "text": "请带身份证。", "audience_id": chosen},
        "outreach_start_campaign": {"override": ""},
        "outreach_withdraw_campaign": {"reason": "写错了"},
        "outreach_settle_sms": {"outcome": "failed"},
        "outreach_write_off_target": {"reason": "已外出"},
        "outreach_tick_target": {"key": KEY, "result": "no_answer"},
        "outreach_set_my_optouts": {"kinds": ["event"]},
    }
