"""Device commands as OCPP requests to a pile (OCPP 1.6 §5), and what its answers mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from linli.kernel.errors import DomainError
from linli.sections.devices.charging.words import DONE, OUTCOMES
from linli.sections.devices.models import ChargeCard, Device

Params = Mapping[str, Any]
Order = tuple[str, dict[str, Any]]
MOST_CARDS = 500
"""Entries of a local list; piles take a few hundred."""


def order(number: str, code: str, params: Params) -> Order:
    """The request for a command. Raises DomainError for a command that piles do not know, or a missing parameter."""
    make = ORDERS.get(code)
    if make is None:
        raise DomainError("充电桩不支持这条指令。")
    try:
        return make(number, params)
    except (KeyError, TypeError, ValueError):
        raise DomainError("指令的参数不完整。") from None


def outcome(code: str, answer: Mapping[str, Any]) -> dict[str, Any]:
    """Whether the pile did it, in words."""
    if "configurationKey" in answer:
        return {"ok": True, "result": _configuration(answer)}
    status = str(answer.get("status", ""))
    return {"ok": status in DONE, "result": OUTCOMES.get(status, status or "已执行")}


def _configuration(answer: Mapping[str, Any]) -> str:
    keys = answer["configurationKey"] or []
    shown = [f"{k.get('key')}={k.get('value', '')}" for k in keys if isinstance(k, dict)]
    return "；".join(shown)[:1000] or "没有这些配置项"


def _start(number: str, p: Params) -> Order:
    return "RemoteStartTransaction", {"connectorId": int(p["connector"]), "idTag": str(p["tag"])[:20]}


def _stop(number: str, p: Params) -> Order:
    return "RemoteStopTransaction", {"transactionId": int(p["session"])}


def _unlock(number: str, p: Params) -> Order:
    return "UnlockConnector", {"connectorId": int(p["connector"])}


def _reset(number: str, p: Params) -> Order:
    return "Reset", {"type": "Hard" if int(p.get("hard", 0)) else "Soft"}


def _availability(number: str, p: Params) -> Order:
    kind = "Operative" if int(p["operative"]) else "Inoperative"
    return "ChangeAvailability", {"connectorId": int(p.get("connector", 0)), "type": kind}


def _configure(number: str, p: Params) -> Order:
    return "ChangeConfiguration", {"key": str(p["key"])[:50], "value": str(p["value"])[:500]}


def _read_configuration(number: str, p: Params) -> Order:
    return "GetConfiguration", {"key": [str(p["key"])[:50]]} if p.get("key") else {}


def _trigger(number: str, p: Params) -> Order:
    payload: dict[str, Any] = {"requestedMessage": str(p["message"])}
    return "TriggerMessage", payload | ({"connectorId": int(p["connector"])} if p.get("connector") else {})


def _clear_cache(number: str, p: Params) -> Order:
    return "ClearCache", {}


def _local_list(number: str, p: Params) -> Order:
    """The cards that count where the pile stands, so that they work while it is offline."""
    device = Device.objects.select_related("area").get(number=number)
    cards = ChargeCard.objects.filter(area__in=device.area.around, blocked=False).order_by("tag")[:MOST_CARDS]
    entries = [{"idTag": card.tag, "idTagInfo": {"status": "Accepted"}} for card in cards]
    version = int(p.get("version", 1))
    payload = {"listVersion": version, "updateType": "Full", "localAuthorizationList": entries}
    return "SendLocalList", payload


ORDERS: dict[str, Callable[[str, Params], Order]] = {
    "start": _start, "stop": _stop, "unlock": _unlock, "reset": _reset, "availability": _availability,
    "configure": _configure, "read_configuration": _read_configuration, "trigger": _trigger,
    "clear_cache": _clear_cache, "local_list": _local_list,
}  # fmt: skip
