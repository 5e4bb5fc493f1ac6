"""What a resident does with the messages of the community: reads them, and looks which SMS are off."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from linli.kernel.access import Actor
from linli.kernel.errors import NotFound
from linli.sections.outreach.models import Campaign, Channel, Message, OptOut
from linli.sections.outreach.models.message import State
from linli.sections.outreach.services.reaching import reach


@transaction.atomic
def read_own(*, actor: Actor, message_id: int) -> None:
    """知道了: this counts as reached. Raises NotFound for what is not the actor's. A second press changes nothing."""
    if actor.person_id is None:
        raise NotFound
    rows = Message.objects.select_for_update(of=("self",)).select_related("campaign__area")
    row = rows.filter(pk=message_id, person_id=actor.person_id, channel=Channel.APP).exclude(
        state__in=(State.SKIPPED, State.DROPPED)
    ).first()  # fmt: skip
    if row is None:
        raise NotFound
    if row.state == State.READ:
        return
    now = timezone.now()
    row.state, row.read_at = State.READ, now
    row.save(update_fields=["state", "read_at"])
    if row.campaign.state == Campaign.State.RUNNING:
        reach(campaign=row.campaign, person_ids=[actor.person_id], channel=Channel.APP, at=now)


def own_kinds(*, actor: Actor) -> list[str]:
    """The kinds of which the actor wants no SMS."""
    return list(OptOut.objects.filter(person_id=actor.person_id or 0).values_list("kind", flat=True))
