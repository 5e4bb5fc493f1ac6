"""Messages from staff (发消息): to the relatives' phones, to the elder's band, to the speaker at home."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction

from linli.kernel import audit
from linli.kernel.access import SYSTEM, Actor
from linli.kernel.errors import DomainError
from linli.kernel.ports import port
from linli.kernel.sms import MAX_VARIABLE, clipped
from linli.sections.devices import queries as devices
from linli.sections.devices.services import commands
from linli.sections.eldercare.models import Elder
from linli.sections.eldercare.queries.kin import relatives_to_tell
from linli.sections.eldercare.reach import elder_for

SEND = "eldercare.message.send"
LONGEST = {"relatives": MAX_VARIABLE, "band": 60, "speaker": 200}
"""Characters that fit each way."""
KEEP_S = 3600
"""So long a band that is away may still fetch its message."""


@dataclass(frozen=True)
class Delivery:
    """What became of a message on one way; `name` is whom or what it went to."""

    to: str
    name: str
    ok: bool
    problem: str = ""


@transaction.atomic
def send_message(*, actor: Actor, elder_id: int, text: str, to: Sequence[str]) -> list[Delivery]:
    """发消息. Each way is tried by itself. Raises DomainError with a message per field, NotFound."""
    elder = elder_for(actor, SEND, elder_id)
    words = text.strip()
    most = min((LONGEST[way] for way in to if way in LONGEST), default=200)
    wrong = {
        "text": "" if 0 < len(words) <= most else f"请填写 1 到 {most} 个字。",
        "to": "" if to and set(to) <= WAYS.keys() else "请选择发给谁。",
    }
    if any(wrong.values()):
        raise DomainError("请检查标出的内容。", fields={name: said for name, said in wrong.items() if said})
    told = [one for way in WAYS if way in to for one in WAYS[way](actor, elder, words)]
    detail = {"to": sorted(to), "ok": sum(one.ok for one in told), "failed": sum(not one.ok for one in told)}
    audit.record(actor, "eldercare.message.sent", target=elder, area=elder.area, detail=detail)
    return told


def _relatives(actor: Actor, elder: Elder, text: str) -> list[Delivery]:
    """A short message to each relative whom the elder has named."""
    key, params = (
        uuid.uuid4().hex,
        {"elder": clipped(elder.person.name), "text": text, "who": clipped(actor.name)},
    )
    found = relatives_to_tell({"person_id": elder.person_id})
    return [
        _tried("relatives", one.name, lambda phone=one.phone, nth=nth: port("sms").send(  # type: ignore[misc]
            phone=phone, template="eldercare.message", params=params, key=f"message:{key}:{nth}"))
        for nth, one in enumerate(found)
    ] or [Delivery("relatives", "家属", ok=False, problem="还没有登记家属。")]  # fmt: skip


def _band(actor: Actor, elder: Elder, text: str) -> list[Delivery]:
    """Shown on what the elder wears."""
    worn = devices.cards(SYSTEM, type_code="wristband", person_ids=[elder.person_id])
    return _command(actor, "band", "手环", [card.id for card in worn if card.active], "message", text)


def _speaker(actor: Actor, elder: Elder, text: str) -> list[Delivery]:
    """Said in the elder's home."""
    home = elder.person.home_id
    near = devices.cards(SYSTEM, type_code="speaker", home_ids=[home]) if home else []
    return _command(actor, "speaker", "家里的音箱", [card.id for card in near if card.active], "speak", text)


def _command(actor: Actor, to: str, name: str, ids: list[int], code: str, text: str) -> list[Delivery]:
    note = f"{actor.name}发的消息"
    return [
        _tried(to, name, lambda pk=pk: commands.send_command(  # type: ignore[misc]
            actor=SYSTEM, device_id=pk, code=code, params={"text": text}, keep_s=KEEP_S, note=note))
        for pk in ids
    ] or [Delivery(to, name, ok=False, problem=f"没有{name}。")]  # fmt: skip


def _tried(to: str, name: str, send: Callable[[], object]) -> Delivery:
    try:
        with transaction.atomic():
            send()
    except DomainError as error:
        return Delivery(to, name, ok=False, problem=error.message)
    return Delivery(to, name, ok=True)


WAYS: dict[str, Callable[[Actor, Elder, str], list[Delivery]]] = {
    "relatives": _relatives, "band": _band, "speaker": _speaker,
}  # fmt: skip
