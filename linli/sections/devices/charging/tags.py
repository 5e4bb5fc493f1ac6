"""Who may charge (授权): tags of phones and cards (OCPP 1.6 §4.1)."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from django.utils import timezone

from linli.kernel import conf
from linli.sections.devices.models import ChargeCard, ChargeSession, Device


class Verdict(NamedTuple):
    """The answer about a tag, and who stands behind it."""

    status: str
    session: ChargeSession | None = None
    card: ChargeCard | None = None


def judge(tag: str, device: Device, now: dt.datetime) -> Verdict:
    """Accepted, Invalid, Blocked or Expired. A session begun by phone has a tag of its own."""
    tag = tag.upper()
    session = (
        ChargeSession.objects.filter(device=device, tag=tag, state__in=ChargeSession.LIVE)
        .order_by("pk")
        .first()
    )
    if session:
        return Verdict("Accepted", session=session)
    card = ChargeCard.objects.select_related("area").filter(tag=tag).first()
    if card is None or not device.area.path.startswith(card.area.path):
        return Verdict("Invalid")
    if card.blocked:
        return Verdict("Blocked", card=card)
    if card.expires_on and card.expires_on < timezone.localdate(now):
        return Verdict("Expired", card=card)
    return Verdict("Accepted", card=card)


def busy(user_id: int | None) -> bool:
    """True when the resident already has as many live sessions as allowed."""
    if user_id is None:
        return False
    live = ChargeSession.objects.filter(user_id=user_id, state__in=ChargeSession.LIVE)
    return live.count() >= int(conf.get("devices.charging_at_once"))
