"""Campaigns (触达任务): planned for an audience, started, withdrawn. Others say here what they want told to whom."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, jobs, live
from linli.kernel.access import Actor
from linli.kernel.errors import Conflict, DomainError
from linli.kernel.sms import MAX_VARIABLE, clipped
from linli.sections.outreach.ladder import Step, checked, quiet
from linli.sections.outreach.models import (
    Audience,
    AudienceMember,
    Campaign,
    HouseholdSms,
    Kind,
    Message,
    Target,
)
from linli.sections.outreach.models.message import State
from linli.sections.outreach.reach import PLAN, QUIET, SEND, locked_campaign
from linli.sections.outreach.services.reaching import end_if_over, mark_reached, write_off
from linli.sections.outreach.services.steps import advance
from linli.sections.registry import queries as registry

__all__ = ["mark_reached", "plan", "start", "withdraw", "write_off"]
GONE = {"moved": "已迁出", "dead": "已故", "away": "户在人不在"}
MIN_REASON = 4


@transaction.atomic
def plan(
    *, actor: Actor, title: str, text: str, audience_id: int, kind: str, ref: str = "", brief: str = "",
    emergency: bool = False, confirm: bool = False, ladder: list[Step] | None = None,
) -> Campaign:  # fmt: skip
    """A campaign with everybody of the audience, not yet started. `brief` is what the SMS says (≤ 35 characters).

    Raises NotFound for an audience outside the actor's areas, DomainError naming the wrong field.
    """
    audience = Audience.objects.select_related("area").filter(pk=audience_id).first()
    if audience is None:
        raise DomainError("没有这份名单。", fields={"audience_id": "请重新选择名单。"})
    actor.require(PLAN, audience.area)
    said = brief.strip() or clipped(text)
    _check(title, text, said, kind)
    campaign = Campaign.objects.create(
        area=audience.area, audience=audience, title=title.strip(), text=text.strip(), brief=said, kind=kind, ref=ref,
        emergency=emergency, confirm=confirm, ladder=checked(ladder, emergency=emergency), created_by_id=actor.user_id,
    )  # fmt: skip
    campaign.people = _fill(actor, campaign)
    campaign.save(update_fields=["people"])
    audit.record(actor, "outreach.campaign.planned", target=campaign, detail={"people": campaign.people})
    live.touch("outreach", campaign.area_id)
    return campaign


def _check(title: str, text: str, brief: str, kind: str) -> None:
    wrong = {
        "title": "" if 2 <= len(title.strip()) <= 80 else "标题 2 到 80 个字。",
        "text": "" if 2 <= len(text.strip()) <= 4000 else "内容 2 到 4000 个字。",
        "brief": ""
        if 1 <= len(brief) <= MAX_VARIABLE and not set("【】") & set(brief)
        else f"短信内容 1 到 {MAX_VARIABLE} 个字，不能有【】。",
        "kind": "" if kind in Kind.values else "请选择类别。",
    }
    wrong = {name: told for name, told in wrong.items() if told}
    if wrong:
        raise DomainError("请检查标出的内容。", fields=wrong)


def _fill(actor: Actor, campaign: Campaign) -> int:
    """A row for everybody who is certain; who has left since the audience was frozen is written off with the reason."""
    certain = AudienceMember.objects.filter(
        audience=campaign.audience_id, verdict=AudienceMember.Verdict.IN
    ).values("person")
    lines = registry.reach_lines(certain)
    areas = set(actor.areas(PLAN).values_list("pk", flat=True))
    rows = []
    for line in lines.values():
        why = "" if line.present else GONE.get(line.status, "不在本地居住")
        if not why and line.area_id not in areas:
            why = "已不在您负责的区域"
        area = line.area_id if line.area_id in areas else campaign.area_id
        state = Target.State.WRITTEN_OFF if why else Target.State.WAITING
        rows.append(
            Target(campaign=campaign, area_id=area, person_id=line.person_id, state=state, reason=why)
        )
    if not rows:
        raise DomainError("名单里没有可以触达的人。", fields={"audience_id": "这份名单里没有符合条件的人。"})
    Target.objects.bulk_create(rows, batch_size=2000)
    return len(rows)


@transaction.atomic
def start(*, actor: Actor, campaign_id: int, override: str = "") -> Campaign:
    """Starts a campaign. `override` is the reason to send in the quiet hours too (audited); emergencies need none.

    Raises Conflict when it has been started, Forbidden or DomainError for an override that may not be.
    """
    campaign = locked_campaign(actor, SEND, campaign_id)
    if campaign.state != Campaign.State.DRAFT:
        raise Conflict(f"这个任务{campaign.get_state_display()}，不能再启动。")
    now = timezone.now()
    campaign.quiet_override = _override(actor, campaign, override.strip())
    campaign.state, campaign.started_at = Campaign.State.RUNNING, now
    campaign.save(update_fields=["state", "started_at", "quiet_override"])
    Target.objects.filter(campaign=campaign, state=Target.State.WAITING).update(due_at=now)
    detail: dict[str, Any] = {"people": campaign.people}
    if campaign.quiet_override:
        detail |= {"override": campaign.quiet_override, "quiet": quiet(now)}
    audit.record(actor, "outreach.campaign.started", target=campaign, detail=detail)
    jobs.enqueue(advance, key=f"outreach-advance-{campaign.pk}", campaign_id=campaign.pk)
    end_if_over(campaign)
    live.touch("outreach", campaign.area_id)
    return campaign


def _override(actor: Actor, campaign: Campaign, reason: str) -> str:
    if campaign.emergency:
        return reason[:200] or "应急信息"
    if reason:
        actor.require(QUIET, campaign.area)
        if len(reason) < MIN_REASON:
            raise DomainError("请写明理由。", fields={"override": "免打扰时段照发要写明理由，至少 4 个字。"})
    return reason[:200]


@transaction.atomic
def withdraw(*, actor: Actor, campaign_id: int, reason: str = "") -> dict[str, int]:
    """撤回: stops at once what has not gone out, and says how many people each part had gone out to.

    Raises Conflict when it is over. Returns {"stopped", "out", "read"} in people.
    """
    campaign = locked_campaign(actor, SEND, campaign_id)
    if campaign.state not in (Campaign.State.DRAFT, Campaign.State.RUNNING):
        raise Conflict(f"这个任务{campaign.get_state_display()}，不能撤回。")
    Campaign.objects.filter(pk=campaign.pk).update(state=Campaign.State.WITHDRAWN, ended_at=timezone.now())
    HouseholdSms.objects.filter(campaign=campaign, state=State.PLANNED).update(
        state=State.DROPPED, cause="已撤回"
    )
    Message.objects.filter(campaign=campaign, state=State.PLANNED).exclude(
        sms__state__in=(State.SENDING, State.SENT, State.UNKNOWN)
    ).update(state=State.DROPPED, cause="已撤回")
    out = Message.objects.filter(campaign=campaign).exclude(
        state__in=(State.SKIPPED, State.DROPPED, State.FAILED)
    )
    told = out.values("person_id").distinct().count()
    counts = {
        "stopped": campaign.people - told,
        "out": told,
        "read": out.filter(state=State.READ).values("person_id").distinct().count(),
    }
    Target.objects.filter(campaign=campaign, state=Target.State.WAITING).update(
        state=Target.State.WRITTEN_OFF, reason="已撤回", due_at=None
    )
    audit.record(
        actor, "outreach.campaign.withdrawn", target=campaign, detail={**counts, "reason": reason[:200]}
    )
    live.touch("outreach", campaign.area_id)
    return counts
