"""OCPP-J frames (OCPP-J 1.6 §4): reading, checking against the schemas of the standard, writing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import msgspec
from ocpp.messages import MessageType, get_validator

CALL, RESULT, ERROR = 2, 3, 4
TAKEN = frozenset({
    "Authorize", "BootNotification", "DataTransfer", "DiagnosticsStatusNotification", "FirmwareStatusNotification",
    "Heartbeat", "MeterValues", "StartTransaction", "StatusNotification", "StopTransaction",
})  # fmt: skip
"""What a pile may ask of a central system (OCPP 1.6 §4)."""
KNOWN = frozenset({
    "CancelReservation", "ChangeAvailability", "ChangeConfiguration", "ClearCache", "ClearChargingProfile",
    "GetCompositeSchedule", "GetConfiguration", "GetDiagnostics", "GetLocalListVersion", "RemoteStartTransaction",
    "RemoteStopTransaction", "ReserveNow", "Reset", "SendLocalList", "SetChargingProfile", "TriggerMessage",
    "UnlockConnector", "UpdateFirmware", "LogStatusNotification", "SecurityEventNotification", "SignCertificate",
    "SignedFirmwareStatusNotification",
})  # fmt: skip
"""Actions of the standard and its security extension that are not for us: NotSupported, not NotImplemented."""
NO_ID = "-1"
"""The id of an error about a frame whose own id can't be read, as later versions of OCPP have it."""
CODES = {
    "type": "TypeConstraintViolation",
    "maxLength": "TypeConstraintViolation",
    "enum": "PropertyConstraintViolation",
    "required": "ProtocolError",
    "minItems": "OccurenceConstraintViolation",
    "additionalProperties": "FormationViolation",
}
"""Which OCPP error a broken rule of the schema is; the spelling is the standard's own (OCPP-J 1.6 §4.2.3)."""


@dataclass(frozen=True)
class Call:
    """A request of the pile, checked."""

    id: str
    action: str
    payload: dict[str, Any]


@dataclass(frozen=True)
class Reply:
    """The pile's answer to a request of ours: its payload, or an error code with its text."""

    id: str
    payload: dict[str, Any]
    error: str = ""
    text: str = ""


class Broken(Exception):
    """A frame that can't be taken: answered with a CALLERROR of this code."""

    def __init__(self, code: str, text: str, id: str = NO_ID) -> None:
        super().__init__(text)
        self.code, self.text, self.id = code, text[:255], id


_decoder = msgspec.json.Decoder()


def read(frame: str) -> Call | Reply:
    """The frame as a request or an answer. Raises Broken, and never anything else."""
    try:
        parts = _decoder.decode(frame)
    except (msgspec.DecodeError, UnicodeError, RecursionError, ValueError):
        raise Broken("FormationViolation", "not JSON") from None
    if not isinstance(parts, list) or not parts:
        raise Broken("FormationViolation", "not an OCPP-J array")
    kind = parts[0] if type(parts[0]) is int else None
    id_ = _id(parts)
    if kind == CALL:
        return _call(parts, id_)
    if kind == RESULT and len(parts) == 3 and isinstance(parts[2], dict):
        return Reply(id_, parts[2])
    if kind == ERROR and len(parts) >= 3:
        return Reply(
            id_, {}, str(parts[2])[:50] or "GenericError", str(parts[3])[:255] if len(parts) > 3 else ""
        )
    raise Broken("ProtocolError", "message type and parts do not fit", id_)


def _id(parts: list[Any]) -> str:
    """The message id: a string of 1 to 36 characters."""
    found = parts[1] if len(parts) > 1 else None
    if not isinstance(found, str) or not 0 < len(found) <= 36:
        raise Broken("FormationViolation", "no usable message id")
    return found


def _call(parts: list[Any], id_: str) -> Call:
    if len(parts) != 4:
        raise Broken("ProtocolError", "a CALL has four parts", id_)
    action, payload = parts[2], parts[3]
    if not isinstance(action, str) or not isinstance(payload, dict):
        raise Broken("FormationViolation", "action or payload has the wrong type", id_)
    if action not in TAKEN:
        code = "NotSupported" if action in KNOWN else "NotImplemented"
        raise Broken(code, action[:50], id_)
    check(action, payload, id_)
    return Call(id_, action, payload)


def check(action: str, payload: Mapping[str, Any], id_: str = NO_ID) -> None:
    """Raises Broken when the payload of a request breaks the standard's schema, or holds a NUL character."""
    for error in _schema(action).iter_errors(payload):
        where = "/".join(str(step) for step in error.absolute_path) or action
        code = CODES.get(str(error.validator), "FormationViolation")
        raise Broken(code, f"{where}: {error.validator}", id_)
    if _has_nul(payload):
        raise Broken("PropertyConstraintViolation", "NUL character", id_)


@cache
def _schema(action: str) -> Any:
    return get_validator(MessageType.Call, action, "1.6")


def _has_nul(value: Any) -> bool:
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, dict):
        return any(_has_nul(k) or _has_nul(v) for k, v in value.items())
    return isinstance(value, list) and any(map(_has_nul, value))


def call(id_: str, action: str, payload: Mapping[str, Any]) -> str:
    """A request of ours as text."""
    return msgspec.json.encode([CALL, id_, action, payload]).decode()


def result(id_: str, payload: Mapping[str, Any]) -> str:
    """An answer as text."""
    return msgspec.json.encode([RESULT, id_, payload]).decode()


def error(id_: str, code: str, text: str = "") -> str:
    """A CALLERROR as text."""
    return msgspec.json.encode([ERROR, id_, code, text, {}]).decode()
