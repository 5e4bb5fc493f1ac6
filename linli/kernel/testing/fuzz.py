"""Broken input (模糊测试): messages bent in the ways that lines, firmware and strangers bend them."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence

EDGES = (
    b"\x00",
    b"\xff",
    b"\x7f\xff",
    b"\xff\xff\xff\xff",
    b"",
    b"[",
    b"{",
    b'"',
    b"\xed\xa0\x80",
    b"1e999",
    b"-0",
)
Bend = Callable[[bytes, random.Random, Sequence[bytes]], bytes]


def mutants(seeds: Sequence[bytes], rng: random.Random, count: int) -> Iterator[bytes]:
    """So many broken versions of the valid messages `seeds`; the same `rng` gives the same ones."""
    for _ in range(count):
        data = rng.choice(seeds)
        for _ in range(rng.randint(1, 3)):
            data = rng.choice(BENDS)(data, rng, seeds)
        yield data[:200_000]


def pieces(data: bytes, rng: random.Random) -> Iterator[bytes]:
    """The same bytes as a line may deliver them: in pieces."""
    at = 0
    while at < len(data):
        step = rng.choice((1, 2, 7, 100, len(data)))
        yield data[at : at + step]
        at += step


def _flip(data: bytes, rng: random.Random, seeds: Sequence[bytes]) -> bytes:
    """A bit the wrong way round."""
    if not data:
        return data
    at = rng.randrange(len(data))
    return data[:at] + bytes((data[at] ^ 1 << rng.randrange(8),)) + data[at + 1 :]


def _cut(data: bytes, rng: random.Random, seeds: Sequence[bytes]) -> bytes:
    """The line went dead."""
    return data[: rng.randrange(len(data) + 1)]


def _drop(data: bytes, rng: random.Random, seeds: Sequence[bytes]) -> bytes:
    """A part is missing."""
    begin = rng.randrange(len(data) + 1)
    return data[:begin] + data[begin + rng.randrange(8) :]


def _insert(data: bytes, rng: random.Random, seeds: Sequence[bytes]) -> bytes:
    """Something that does not belong there."""
    at = rng.randrange(len(data) + 1)
    return data[:at] + rng.choice((*EDGES, rng.randbytes(4))) + data[at:]


def _splice(data: bytes, rng: random.Random, seeds: Sequence[bytes]) -> bytes:
    """Two messages run into each other."""
    other = rng.choice(seeds)
    return data[: rng.randrange(len(data) + 1)] + other[rng.randrange(len(other) + 1) :]


def _repeat(data: bytes, rng: random.Random, seeds: Sequence[bytes]) -> bytes:
    """A part over and over."""
    begin = rng.randrange(len(data) + 1)
    return data[:begin] + data[begin : begin + rng.randint(1, 9)] * rng.choice((2, 3, 50)) + data[begin:]


def _noise(data: bytes, rng: random.Random, seeds: Sequence[bytes]) -> bytes:
    """No message at all."""
    return rng.randbytes(rng.randrange(60))


BENDS: tuple[Bend, ...] = (_flip, _flip, _cut, _drop, _insert, _splice, _repeat, _noise)
