"""Campaigns follow the registry: people who left, were merged, or asked to be forgotten."""

from __future__ import annotations

from django.db import transaction

from linli.sections.outreach.models import Campaign, HouseholdSms, IncomingSms, Message, OptOut, Target
from linli.sections.outreach.services.reaching import write_off_many

GONE = {"moved": "已迁出", "dead": "已故"}


@transaction.atomic
def let_go(*, person_id: int, status: str) -> None:
    """Not looked for any more, with the reason."""
    _write_off(person_id, GONE.get(status, "不在本地居住"))


@transaction.atomic
def follow_merge(*, kept: int, gone: int) -> None:
    """The kept record takes the place of the other, unless it is in the campaign itself."""
    both = Target.objects.filter(person_id=kept).values("campaign")
    moving = list(
        Target.objects.filter(person_id=gone).exclude(campaign__in=both).values_list("campaign", flat=True)
    )
    Message.objects.filter(person_id=gone, campaign__in=moving).update(person_id=kept)
    Target.objects.filter(person_id=gone, campaign__in=moving).update(person_id=kept)
    _write_off(gone, "重复档案已合并")
    for kind in OptOut.objects.filter(person_id=gone).values_list("kind", flat=True):
        OptOut.objects.get_or_create(person_id=kept, kind=kind, defaults={"way": "merge"})
    OptOut.objects.filter(person_id=gone).delete()


@transaction.atomic
def forget(*, person_id: int) -> None:
    """Numbers and names of messages to this person go; that there was one stays, for the count."""
    _write_off(person_id, "个人信息已删除")
    rows = HouseholdSms.objects.filter(messages__person_id=person_id)
    indexes = list(rows.values_list("phone_index", flat=True))
    HouseholdSms.objects.filter(pk__in=list(rows.values_list("pk", flat=True))).update(phone="", names="居民")
    IncomingSms.objects.filter(phone_index__in=indexes).update(phone="", text="")
    OptOut.objects.filter(person_id=person_id).delete()


def _write_off(person_id: int, reason: str) -> None:
    waiting = Target.objects.filter(person_id=person_id, state=Target.State.WAITING)
    open_states = (Campaign.State.DRAFT, Campaign.State.RUNNING)
    for target in waiting.filter(campaign__state__in=open_states).select_related("campaign"):
        write_off_many(campaign=target.campaign, reasons={person_id: reason})
