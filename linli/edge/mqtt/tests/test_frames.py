"""The splitter and the reader of packets: whole, in pieces, too long, and broken in every way."""

from __future__ import annotations

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linli.edge.mqtt import client, frames, wire
from linli.edge.mqtt.tests.shaking import PAYLOAD, SEEDS, read
from linli.kernel.testing.fuzz import mutants, pieces

KINDS = {
    packet: [packet[0] >> 4, 12] if packet[2:].endswith(client.PING) else [packet[0] >> 4] for packet in SEEDS
}


KINDS = {
    packet: [packet[0] >> 4, 12] if packet[2:].endswith(client.PING) else [packet[0] >> 4] for packet in SEEDS
}


@given(st.lists(st.sampled_from(SEEDS), max_size=6), st.integers())
def test_packets_come_whole_however_the_bytes_are_split(packets: list[bytes], seed: int) -> None:
    splitter, rng = frames.Splitter(), random.Random(seed)
    found = [frame for piece in pieces(b"".join(packets), rng) for frame in splitter.feed(piece)]
    whole = frames.Splitter().feed(b"".join(packets))
    assert found == whole
    types = [kind for packet in packets for kind in KINDS[packet]]
    assert [frame.type for frame in found] == types


NAMES = st.text(st.characters(exclude_characters="+#\0", codec="utf-8"), min_size=1, max_size=20)


NAMES = st.text(st.characters(exclude_characters="+#\0", codec="utf-8"), min_size=1, max_size=20)


@given(NAMES, st.binary(max_size=50), st.integers(1, 65_535))
def test_what_is_published_is_read(topic: str, payload: bytes, packet_id: int) -> None:
    for level in (4, 5):
        (frame,) = frames.Splitter().feed(client.publish(packet_id, topic, payload, level=level))
        assert frames.read_publish(frame, properties=level == 5) == (topic, packet_id, payload)


def test_a_packet_that_is_too_long_is_cut_and_the_stream_goes_on() -> None:
    long = client.publish(1, "linli/B/up/readings", b"x" * 300_000, level=4)
    splitter = frames.Splitter()
    found = [f for at in range(0, len(long), 4096) for f in splitter.feed(long[at : at + 4096])]
    found += splitter.feed(client.PING)
    assert [(f.type, f.cut, len(f.body)) for f in found] == [(3, True, frames.HEAD), (12, False, 0)]
    with pytest.raises(frames.BrokenPacket):
        frames.Splitter().feed(b"\x30\xff\xff\xff\x7f")


@settings(max_examples=60)
@given(st.integers(0, 2**32))
def test_six_thousand_broken_streams_raise_nothing_strange(seed: int) -> None:
    rng = random.Random(seed)
    for data in mutants(SEEDS, rng, 100):
        with suppress(wire.BrokenPacket):
            read(data, rng)


def test_a_topic_with_wildcards_is_no_topic() -> None:
    for topic in ("linli/+/up/x", "linli/#", "a\0b"):
        (frame,) = frames.Splitter().feed(client.publish(1, topic, PAYLOAD, level=4))
        with pytest.raises(frames.BrokenPacket):
            frames.read_publish(frame)
