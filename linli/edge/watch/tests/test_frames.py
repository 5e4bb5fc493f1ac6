"""Frames and their content: cutting the stream, reading what watches say, surviving everything else."""

from __future__ import annotations

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.edge.watch import content, orders
from linli.edge.watch.frames import BrokenFrame, Frame, Stream, written
from linli.edge.watch.tests.shaking import CELLS, ID, PLACE, SEEDS, read
from linli.kernel.testing.fuzz import mutants

AT = 1795329015000


def frames(data: bytes, *cuts: int) -> list[Frame | str]:
    """What a stream makes of the bytes when they come in pieces."""
    stream, found = Stream(), list[Frame | str]()
    for begin, end in zip((0, *cuts), (*cuts, len(data)), strict=True):
        stream.feed(data[begin:end])
        while True:
            try:
                frame = stream.next()
            except BrokenFrame as error:
                found.append(str(error))
                continue
            if frame is None:
                break
            found.append(frame)
    return found


CONTENTS = ("LK", "LK,50,3,88", f"UD_LTE,{PLACE},00000000,{CELLS}", "heart,72", "TK,\x01\x02", "")


@given(
    cut=st.lists(st.integers(0, 400), max_size=6), serial=st.sampled_from(("", "0033")), lines=st.booleans()
)
@settings(max_examples=300)
def test_frames_are_found_however_the_stream_was_split(cut: list[int], serial: str, lines: bool) -> None:
    sent = [written("3G", ID, text, serial) for text in CONTENTS]
    data = (b"\r\n" if lines else b"").join(sent)
    found = frames(data, *sorted(min(c, len(data)) for c in cut))
    assert found == [Frame("3G", ID, serial, text.encode()) for text in CONTENTS]


def test_a_wrong_length_does_not_lose_the_frame() -> None:
    short, long = b"[SG*2611220001*0001*heart,72]", b"[CS*2611220001*00FF*heart,73]"
    found = frames(short + long + written("3G", ID, "LK") * 20)
    assert [frame.rest for frame in found[:2] if isinstance(frame, Frame)] == ["72", "73"]
    assert found[2:] == [Frame("3G", ID, "", b"LK")] * 20


def test_broken_frames_are_survived_and_the_next_one_is_heard() -> None:
    """10,000 bent streams; whatever came, a watch that says LK again and again is heard, 64 KB later at worst."""
    rng = random.Random(3)
    assert {read(data, rng) > 0 for data in mutants(SEEDS, rng, 10_000)} == {True, False}
    again = written("3G", ID, "LK") * (65_600 // 23)
    assert all(read(data + again, rng) for data in mutants(SEEDS, rng, 20))


@pytest.mark.function("7.2")
@pytest.mark.parametrize(
    ("text", "values", "events", "reply"),
    [
        ("LK", {}, [], "LK"),
        ("LK,50,3,88", {"steps": 50, "turns": 3, "battery": 88}, [], "LK"),
        ("heart,72", {"heart_rate": 72, "worn": 1}, [], "heart"),
        ("HEART,0", {}, [], "HEART"),
        ("PULSE,66", {"heart_rate": 66, "worn": 1}, [], "PULSE"),
        ("bphrt,122,76,71,,,,", {"systolic": 122, "diastolic": 76, "heart_rate": 71, "worn": 1}, [], "bphrt"),
        ("BLOOD,118,79", {"systolic": 118, "diastolic": 79}, [], "BLOOD"),
        ("bphrt,0,0,0,,,,", {}, [], "bphrt"),
        ("oxygen,0,97", {"spo2": 97}, [], "oxygen,1"),
        ("oxygen,96", {"spo2": 96}, [], "oxygen,1"),
        ("btemp2,1,36.42", {"body_temperature": 36.42}, [], "btemp2"),
        ("btemp2,1,0", {}, [], "btemp2"),
        ("TEMP,36.5", {"body_temperature": 36.5}, [], "TEMP"),
        ("TK,#!AMR", {}, [], "TK,0"),
        ("TKQ", {}, [], "TKQ"),
        ("INIT", {}, [], "INIT,1"),
        ("CONFIG,TY:G75,UL:600", {}, [], "CONFIG,1"),
        ("ICCID,8986", {}, [], "ICCID"),
        ("AL,1,2", {}, [], None),
    ],
)
def test_what_frames_say(text: str, values: dict[str, Any], events: list[str], reply: str | None) -> None:
    said = content.understood(*(text.split(",", 1) if "," in text else (text, "")))
    assert (said.values, said.events, said.reply) == (values, events, reply)


@pytest.mark.function("7.2")
def test_positions_and_status_words() -> None:
    where = {"latitude": 36.07142, "longitude": 120.38259}
    body = {"satellites": 9, "gsm": 88, "battery": 76, "steps": 4321, "turns": 3}
    said = content.understood("UD", f"{PLACE},00000000,{CELLS}")
    assert (said.values, said.events, said.reply, said.at_ms, said.history) == (
        where | body,
        [],
        None,
        AT,
        False,
    )
    alarm = content.understood("AL_LTE", f"{PLACE},00210008,{CELLS}")
    assert (alarm.values, alarm.events, alarm.reply) == (
        where | body | {"worn": 0},
        ["sos", "fall"],
        "AL_LTE",
    )
    every = content.understood("AL", f"{PLACE},007F0000,{CELLS}")
    assert every.events == list(content.ALARMS.values())
    south = PLACE.replace(",N,", ",S,").replace(",E,", ",W,")
    assert content.understood("UD2", f"{south},0").values["latitude"] == -36.07142
    lost = content.understood("UD_WCDMA", f"{PLACE.replace(',A,', ',V,')},0")
    assert lost.values == body
    clockless = content.understood("AL", f"{PLACE.replace('221126', '000000')},00010000")
    assert (clockless.at_ms, clockless.events) == (None, ["sos"])


@pytest.mark.function("7.2")
def test_commands_in_the_words_of_the_watch() -> None:
    said = {
        "locate": ({}, "CR"),
        "call_back": ({"phone": "13800138000"}, "CALL,13800138000"),
        "sos_numbers": ({"first": "110", "third": "120"}, "SOS,110,,120"),
        "upload_interval": ({"seconds": 600}, "UPLOAD,600"),
        "measure": ({"what": "temperature"}, "bodytemp2"),
        "message": ({"text": "吃药"}, "MESSAGE,5403836F"),
        "restart": ({}, "RESET"),
    }
    assert {code: orders.content(code, params) for code, (params, _) in said.items()} == {
        code: words for code, (_, words) in said.items()
    }
    with pytest.raises(LookupError):
        orders.content("speak", {"text": "你好"})
