"""What a campaign says by SMS: the template, its variables, how many parts and what that costs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from linli.kernel import conf, sms
from linli.kernel.money import round_fen
from linli.sections.outreach.models import Campaign

NOTICE, CONFIRM, EMERGENCY = "outreach.notice", "outreach.confirm", "outreach.emergency"


def sms_template(campaign: Campaign) -> str:
    """Which of the registered texts fits."""
    if campaign.emergency:
        return EMERGENCY
    return CONFIRM if campaign.confirm else NOTICE


def sms_params(campaign: Campaign, names: str) -> dict[str, str]:
    """The variables, each as long as a gateway takes."""
    return {"names": names, "title": sms.clipped(campaign.title), "brief": campaign.brief}


def sms_text(campaign: Campaign, names: str) -> str:
    """The whole text, signed."""
    return sms.rendered(sms_template(campaign), sms_params(campaign, names))


def sms_parts(campaign: Campaign, names: str) -> int:
    """How many parts the operator bills."""
    return sms.parts(sms_text(campaign, names))


def price_fen(parts: int) -> int:
    """The estimate for so many parts, in 分."""
    return round_fen(Decimal(str(conf.get("outreach.sms_price_fen"))) * parts)


def household_names(names: Sequence[str]) -> str:
    """“王桂兰、李建国”; if they are too many, “王桂兰、李建国等5人”."""
    one_each = list(dict.fromkeys(name for name in names if name)) or ["居民"]
    whole = "、".join(one_each)
    if len(whole) <= sms.MAX_VARIABLE:
        return sms.clipped(whole)
    tail = f"等{len(one_each)}人"
    shown = one_each[0]
    for name in one_each[1:]:
        if len(shown) + len(name) + 1 + len(tail) > sms.MAX_VARIABLE:
            break
        shown += f"、{name}"
    return sms.clipped(shown[: sms.MAX_VARIABLE - len(tail)] + tail)
