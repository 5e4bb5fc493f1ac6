"""Who may do what with campaigns, and how a service gets at a row of one."""

from __future__ import annotations

from linli.kernel.access import Actor, visible
from linli.kernel.errors import NotFound
from linli.sections.outreach.models import Campaign, Target

READ = "outreach.campaign.read"
PLAN = "outreach.campaign.plan"
SEND = "outreach.campaign.send"
TICK = "outreach.target.tick"
QUIET = "outreach.quiet.override"
MINE = "outreach.message.own"
CHUNK = 5000


def locked_campaign(actor: Actor, permission: str, campaign_id: int) -> Campaign:
    """The campaign, locked, if the actor holds the permission there. Raises Unauthorized, Forbidden, NotFound."""
    actor.require(permission)
    rows = visible(Campaign.objects.select_for_update(of=("self",)).select_related("area"), actor, permission)
    found = rows.filter(pk=campaign_id).first()
    if found is None:
        raise NotFound
    return found


def locked_target(actor: Actor, permission: str, target_id: int) -> Target:
    """A person of a campaign, locked, if the actor holds the permission where the person lives."""
    actor.require(permission)
    rows = Target.objects.select_for_update(of=("self",)).select_related("area", "campaign__area")
    found = visible(rows, actor, permission).filter(pk=target_id).first()
    if found is None:
        raise NotFound
    return found
