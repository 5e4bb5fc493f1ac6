"""Commands to watches: what the platform's commands are called in the watch protocol.

Listening in on the wearer (MONITOR) exists in the protocol and is deliberately not offered here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

Params = Mapping[str, Any]
MEASURES = {"heart_rate": "hrtstart,1", "blood_pressure": "hrtstart,1", "temperature": "bodytemp2"}


def content(code: str, params: Params) -> str:
    """The content of the frame for a command. Raises LookupError for one that watches do not have."""
    return _WORDS[code](params)


def answered_by(content: str) -> str:
    """The kind by which the watch answers it, in upper case."""
    return content.partition(",")[0].upper()


def _sos(params: Params) -> str:
    return ",".join(("SOS", *(str(params.get(name, "")) for name in ("first", "second", "third"))))


def _message(params: Params) -> str:
    """The watch shows UTF-16 written in hexadecimal."""
    return f"MESSAGE,{str(params['text']).encode('utf-16-be').hex().upper()}"


_WORDS: dict[str, Callable[[Params], str]] = {
    "locate": lambda params: "CR",
    "find": lambda params: "FIND",
    "measure": lambda params: MEASURES[str(params["what"])],
    "call_back": lambda params: f"CALL,{params['phone']}",
    "sos_numbers": _sos,
    "upload_interval": lambda params: f"UPLOAD,{int(params['seconds'])}",
    "message": _message,
    "restart": lambda params: "RESET",
    "power_off": lambda params: "POWEROFF",
}
