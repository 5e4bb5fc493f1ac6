"""An emergency on every channel at once: loudspeakers, hall screen, page, SMS, calls and doors; and its end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils import timezone

from linli.kernel import audit, live
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import DomainError
from linli.kernel.events import publish
from linli.kernel.sms import clipped
from linli.sections.outreach.events import EmergencyEnded, EmergencyIssued
from linli.sections.outreach.ladder import quiet
from linli.sections.outreach.models import Emergency
from linli.sections.outreach.models.broadcast import Broadcast
from linli.sections.outreach.services import broadcasts, campaigns, telling

State, Type = Emergency.State, Emergency.Type
SPOKEN, REPEATS, SECONDS, MIN_REASON = 480, 3, 30, 4


def ref_of(emergency: Emergency) -> str:
    """How campaigns and broadcasts name it."""
    return f"emergency:{emergency.pk}"


def sound(actor: Actor, emergency: Emergency, override: str) -> Emergency:
    """Sends it out on every channel; one that fails is noted and does not hold up the others.

    Call inside a transaction. In the quiet hours an actual warning needs `override`, a reason that is audited; a drill
    (演练) keeps to them. Raises DomainError for both.
    """
    now = timezone.now()
    _mind_the_hour(actor, emergency, override.strip())
    emergency.troubles = {}
    emergency.broadcast_id = _tried(emergency, "broadcast", lambda: _speak(actor, emergency))
    emergency.bulletin_id = _tried(emergency, "screen", lambda: _show(emergency))
    emergency.campaign_id = _tried(emergency, "people", lambda: _tell(actor, emergency))
    emergency.state, emergency.issued_at = State.ISSUED, now
    emergency.decided_by_id = emergency.decided_by_id or actor.user_id
    emergency.save()
    publish(EmergencyIssued(emergency_id=emergency.pk, area_id=emergency.area_id, drill=emergency.drill))
    return noted(actor, emergency, "issued", troubles=emergency.troubles, drill=emergency.drill)


def silence(actor: Actor, emergency: Emergency, state: str, reason: str) -> Emergency:
    """It is over: whatever has not gone out stops at once, and what had is kept. Call inside a transaction."""
    telling.take_off_screen(emergency.bulletin_id)
    stopped: dict[str, Any] = {
        "broadcasts": broadcasts.withdraw_ref(actor=SYSTEM, ref=ref_of(emergency), reason=reason)
    }
    if emergency.campaign_id is not None:
        stopped |= telling.stop_campaign(actor, emergency.area, emergency.campaign_id, reason)
    emergency.state, emergency.stopped, emergency.bulletin_id = state, stopped, None
    emergency.save(update_fields=["state", "stopped", "bulletin_id"])
    publish(EmergencyEnded(emergency_id=emergency.pk, area_id=emergency.area_id, state=state))
    return noted(actor, emergency, str(state), reason=reason, **stopped)


def noted(actor: Actor, emergency: Emergency, verb: str, **detail: Any) -> Emergency:
    """The audit entry of a change, and the pages that show it."""
    detail = {"identifier": emergency.identifier, **detail}
    audit.record(actor, f"outreach.emergency.{verb}", target=emergency, area=emergency.area, detail=detail)
    live.touch("outreach", emergency.area_id)
    return emergency


def title_of(emergency: Emergency) -> str:
    """The headline; a drill says so first, the end of a warning too."""
    mark = "演练：" if emergency.drill else ""
    over = "警报解除：" if emergency.msg_type == Type.CANCEL and "解除" not in emergency.headline else ""
    return f"{mark}{over}{emergency.headline}"


def spoken(emergency: Emergency) -> str:
    """What the loudspeakers say."""
    first = "演练，演练，以下是演练内容。" if emergency.drill else "紧急通知。"
    last = "演练结束。" if emergency.drill else ""
    parts = (emergency.headline, emergency.description, emergency.instruction)
    said = "。".join(part.strip().rstrip("。") for part in parts if part.strip())
    return f"{first}{said[: SPOKEN - len(first) - len(last)]}。{last}"


def _mind_the_hour(actor: Actor, emergency: Emergency, reason: str) -> None:
    if not quiet(timezone.now()):
        emergency.override = ""
        return
    if emergency.drill:
        raise DomainError("现在是免打扰时段，演练请改在白天进行。")
    if len(reason) < MIN_REASON:
        raise DomainError(
            "现在是免打扰时段，请写明必须立即发出的理由。", fields={"override": "例如：河水一小时内可能漫堤"}
        )
    emergency.override, emergency.overridden_at = reason[:200], timezone.now()
    noted(actor, emergency, "quiet_hours_overridden", reason=emergency.override)


def _tried(emergency: Emergency, channel: str, send: Callable[[], int]) -> int | None:
    try:
        with transaction.atomic():
            return send()
    except DomainError as error:
        emergency.troubles[channel] = error.message
        return None


def _speak(actor: Actor, emergency: Emergency) -> int:
    urgent = not emergency.drill and emergency.msg_type != Type.CANCEL
    said: Broadcast = broadcasts.say(
        actor=SYSTEM, area=emergency.area, text=spoken(emergency), urgent=urgent, ref=ref_of(emergency),
        title=title_of(emergency)[:60], repeats=REPEATS if urgent else 1,
    )  # fmt: skip
    return said.pk


def _show(emergency: Emergency) -> int:
    text = title_of(emergency)
    if emergency.instruction:
        text = f"{text}。{emergency.instruction}"
    return telling.put_on_screen(emergency.area, "notice", f"【应急】{text}", emergency.expires, SECONDS)


def _tell(actor: Actor, emergency: Emergency) -> int:
    """A campaign to everybody of the area; for a drill an ordinary one, which opt-outs and quiet hours hold for."""
    title = title_of(emergency)
    said = "\n".join(filter(None, (title, emergency.description, emergency.instruction)))
    sender = telling.sender(actor, emergency.area)
    campaign = campaigns.plan(
        actor=sender, title=title[:80], text=said[:4000], brief=clipped(title), kind="emergency",
        audience_id=telling.everybody(emergency.area, title).pk, ref=ref_of(emergency),
        emergency=not emergency.drill,
    )  # fmt: skip
    campaigns.start(actor=sender, campaign_id=campaign.pk, override=emergency.override)
    return int(campaign.pk)
