"""Receipts (回执) and replies (上行) of the gateways: in any order, late, twice; each changes things once."""

from __future__ import annotations

import hmac
from collections import defaultdict
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, conf
from linli.kernel.access import SYSTEM
from linli.kernel.errors import NotFound
from linli.kernel.events import publish
from linli.kernel.ports import port
from linli.kernel.sms import SmsReceipt, SmsReply
from linli.sections.outreach.events import SmsReceived
from linli.sections.outreach.models import Campaign, Channel, HouseholdSms, IncomingSms, Message
from linli.sections.outreach.models.message import State
from linli.sections.outreach.services import optouts
from linli.sections.outreach.services.reaching import reach
from linli.sections.outreach.services.sending import hurry
from linli.sections.registry import queries as registry

AT_ONCE = 500
WENT_OUT = "向短信平台查询：已发出，等待回执"
SETTLED = (State.DELIVERED, State.DROPPED)
STOP_WORDS = {"TD", "T", "R", "N", "退订", "拒收"}
KNOWN_WORDS = {"1", "收到", "知道了", "已知晓"}


def check_token(token: str) -> None:
    """Gateways push without signing, so their address carries a secret. Raises NotFound without the right one."""
    wanted = str(conf.get("sms_push_token"))
    if not wanted or not hmac.compare_digest(wanted.encode(), token.encode()):
        raise NotFound


def take_receipts(*, body: bytes) -> int:
    """What a gateway pushed. Returns how many changed something; the others were known, or are not ours."""
    return apply_receipts(port("sms").receipts(body))


def apply_receipts(receipts: Sequence[SmsReceipt]) -> int:
    """Receipts, some hundreds in a transaction."""
    pieces = (receipts[start : start + AT_ONCE] for start in range(0, len(receipts), AT_ONCE))
    return sum(_apply(piece) for piece in pieces)


@transaction.atomic
def _apply(receipts: Sequence[SmsReceipt]) -> int:
    """“Delivered” is the last word; “failed” gives way to it, for gateways send one receipt per part."""
    keys = {
        (one.batch, registry.phone_key(one.phone)): one
        for one in sorted(receipts, key=lambda r: (r.delivered is not None, bool(r.delivered)))
    }
    rows = HouseholdSms.objects.select_for_update().filter(
        batch__in={batch for batch, _ in keys}, phone_index__in={index for _, index in keys}
    )
    groups: dict[tuple[int, bool, str], list[int]] = defaultdict(list)
    went_out: list[int] = []
    for row in rows:
        one = keys.get((row.batch, row.phone_index))
        if one is None or row.state in SETTLED or (row.state == State.FAILED and not one.delivered):
            continue
        if one.delivered is None:
            went_out += [row.pk] if row.state == State.UNKNOWN else []
            continue
        cause = "" if one.delivered else (one.text or "没有送达")[:120]
        groups[row.campaign_id, one.delivered, cause].append(row.pk)
    for (campaign_id, delivered, cause), ids in groups.items():
        settle(campaign_id, ids, delivered=delivered, cause=cause)
    _went_out(went_out)
    return sum(map(len, groups.values())) + len(went_out)


def _went_out(ids: Sequence[int]) -> None:
    """What nobody could vouch for has left the gateway after all."""
    HouseholdSms.objects.filter(pk__in=ids).update(state=State.SENT, cause=WENT_OUT)
    Message.objects.filter(sms__in=ids, state=State.UNKNOWN).update(state=State.SENT, cause=WENT_OUT)


def settle(campaign_id: int, ids: Sequence[int], *, delivered: bool, cause: str = "") -> None:
    """These SMS have arrived, or have not; call inside a transaction."""
    now = timezone.now()
    state = State.DELIVERED if delivered else State.FAILED
    HouseholdSms.objects.filter(pk__in=ids).update(state=state, cause=cause, settled_at=now)
    messages = Message.objects.filter(sms__in=ids).exclude(state__in=(State.READ, State.DELIVERED))
    people = list(messages.values_list("person_id", flat=True))
    messages.update(state=state, cause=cause, **({"delivered_at": now} if delivered else {}))
    if not delivered:
        hurry(campaign_id, ids, now)
        return
    campaign = Campaign.objects.select_related("area").get(pk=campaign_id)
    if not campaign.confirm and campaign.state == Campaign.State.RUNNING:
        reach(campaign=campaign, person_ids=people, channel=Channel.SMS, at=now)


def take_replies(*, body: bytes) -> int:
    """What people sent us. Returns how many are new."""
    return sum(_take(reply) for reply in port("sms").replies(body))


@transaction.atomic
def _take(reply: SmsReply) -> bool:
    index = registry.phone_key(reply.phone)
    row, new = IncomingSms.objects.get_or_create(
        key=reply.key[:64],
        defaults={"phone": reply.phone, "phone_index": index, "text": reply.text, "at": reply.at or timezone.now()},
    )  # fmt: skip
    if not new:
        return False
    word = reply.text.strip().upper()
    if word in STOP_WORDS:
        _stop(reply.phone)
    elif word in KNOWN_WORDS:
        _known(index)
    else:
        publish(SmsReceived(row.pk, index))
    return True


def _stop(phone: str) -> None:
    """Everybody of that phone wants no more of it, emergencies left aside."""
    for person in registry.people_by_phone(phone):
        optouts.opt_out(person_id=person.pk, kind="", way="sms")
        audit.record(SYSTEM, "outreach.optout.set", target=person, area=person.area, detail={"way": "sms"})


def _known(index: str) -> None:
    """“收到”: whoever was named in the last SMS to that phone knows."""
    last = HouseholdSms.objects.filter(
        phone_index=index, state__in=(State.SENT, State.DELIVERED, State.UNKNOWN)
    )
    row = last.select_related("campaign__area").order_by("-claimed_at").first()
    if row is None:
        return
    now = timezone.now()
    messages = Message.objects.filter(sms=row)
    people = list(messages.values_list("person_id", flat=True))
    messages.update(state=State.READ, read_at=now, cause="")
    if row.campaign.state == Campaign.State.RUNNING:
        reach(campaign=row.campaign, person_ids=people, channel=Channel.SMS, at=now)
