"""Frames: whatever comes is read, or refused in the words of the standard; nothing breaks (hypothesis)."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.edge.ocpp import frames
from linli.edge.ocpp.server import credentials

ERRORS = {
    "NotImplemented", "NotSupported", "ProtocolError", "FormationViolation", "PropertyConstraintViolation",
    "OccurenceConstraintViolation", "TypeConstraintViolation",
}  # fmt: skip
WORDS = st.sampled_from(
    [
        "connectorId",
        "idTag",
        "timestamp",
        "meterStart",
        "meterValue",
        "sampledValue",
        "value",
        "status",
        "errorCode",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=5) | st.dictionaries(WORDS | st.text(max_size=12), inner, max_size=5)
    ),
    max_leaves=25,
)
ACTIONS = st.sampled_from(sorted(frames.TAKEN | frames.KNOWN)) | st.text(max_size=20)


def taken(frame: str) -> frames.Call | frames.Reply | None:
    """What was read, or None when it was refused properly."""
    try:
        return frames.read(frame)
    except frames.Broken as error:
        broken = error
    answer = json.loads(frames.error(broken.id, broken.code, broken.text))
    assert answer == [4, broken.id, broken.code, broken.text, {}]
    assert broken.code in ERRORS
    assert len(broken.text) <= 255
    return None


@settings(max_examples=150)
@given(st.text(max_size=200) | JSON.map(lambda value: json.dumps(value)))
def test_anything_at_all(frame: str) -> None:
    taken(frame)


@settings(max_examples=150)
@given(st.sampled_from([2, 3, 4, 0, "2"]), st.text(max_size=40) | JSON, ACTIONS, JSON)
def test_what_looks_like_a_frame(kind: Any, id_: Any, action: Any, payload: Any) -> None:
    read = taken(json.dumps([kind, id_, action, payload]))
    if isinstance(read, frames.Call):
        frames.check(read.action, read.payload)


@pytest.mark.parametrize(
    "frame", ["[" * 5000, '[2,"1","Authorize",' + '{"idTag":' * 900 + "1" + "}" * 900 + "]", "\ud800"]
)
def test_deep_and_odd(frame: str) -> None:
    assert taken(frame) is None


def test_answers_are_read() -> None:
    assert frames.read('[3,"a",{"status":"Accepted"}]') == frames.Reply("a", {"status": "Accepted"})
    assert frames.read('[4,"a","NotSupported","no",{}]') == frames.Reply("a", {}, "NotSupported", "no")
    assert json.loads(frames.call("a", "Reset", {"type": "Soft"})) == [2, "a", "Reset", {"type": "Soft"}]


@given(st.text(max_size=60))
def test_any_authorization_header(header: str) -> None:
    user, keys = credentials(header)
    assert isinstance(user, str)
    assert len(keys) <= 2


def test_a_key_may_come_as_its_twenty_bytes() -> None:
    """OCPP-J 1.6 §6.2 sends the 20 bytes that the 40 hex digits stand for."""
    header = "Basic " + msgspec.json.encode(b"PILE:" + bytes(range(20))).decode().strip('"')
    assert credentials(header) == ("PILE", [bytes(range(20)).decode(), bytes(range(20)).hex()])
