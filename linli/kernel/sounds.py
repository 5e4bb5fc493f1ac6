"""Voice recordings (语音): told by their content, no longer than allowed. Nothing is recognised and nothing converted."""

from __future__ import annotations

import io
from collections.abc import Iterator

from tinytag import TinyTag, TinyTagException

from linli.kernel import conf
from linli.kernel.errors import DomainError, TooLarge

OTHERS = {
    "OggS": (0, "audio/ogg"),
    "ftyp": (4, "audio/mp4"),
    "RIFF": (0, "audio/wav"),
    "ID3": (0, "audio/mpeg"),
}
"""Where the mark of a format stands, and its media type; WebM is read here."""
EBML, SEGMENT, CLUSTER, INFO, TRACKS, TRACK = (
    0x1A45DFA3,
    0x18538067,
    0x1F43B675,
    0x1549A966,
    0x1654AE6B,
    0xAE,
)
GROUP, BLOCK, SIMPLE_BLOCK, TIMECODE, SCALE, TRACK_TYPE = 0xA0, 0xA1, 0xA3, 0xE7, 0x2AD7B1, 0x83
HOLDERS = {SEGMENT, CLUSTER, INFO, TRACKS, TRACK, GROUP}
AUDIO_TRACK = 2
MAX_ELEMENTS = 200_000
NOT_SOUND = "这不是一段可以播放的录音，请重新录一遍。"


def checked_sound(content: bytes) -> str:
    """The media type of a recording. Raises DomainError for anything else, TooLarge when it is too long."""
    if content.startswith(EBML.to_bytes(4, "big")):
        seconds, content_type = _webm_seconds(content), "audio/webm"
    else:
        seconds, content_type = _other(content)
    limit = int(conf.get("audio_seconds"))
    if seconds > limit + 1:
        raise TooLarge(f"这段语音有 {seconds:.0f} 秒，最长 {limit} 秒，请分成几段说。")
    return content_type


def _other(content: bytes) -> tuple[float, str]:
    """Length in seconds (0 where the file does not tell) and media type of Ogg, MP4, WAV and MP3."""
    for mark, (place, content_type) in OTHERS.items():
        if content[place : place + len(mark)] == mark.encode():
            try:
                tag = TinyTag.get(file_obj=io.BytesIO(content), tags=False)
            except (TinyTagException, ValueError, IndexError, OSError):
                break
            if tag.duration is None and content_type != "audio/mp4":
                break
            return tag.duration or 0.0, content_type
    raise DomainError(NOT_SOUND)


def _webm_seconds(content: bytes) -> float:
    """Length in seconds of a WebM recording that has sound and no picture (browsers write none in its head)."""
    scale, cluster, last, tracks = 1_000_000, 0, 0, set[int]()
    try:
        for name, body in _elements(content):
            if name == SCALE:
                scale = int.from_bytes(body, "big")
            elif name == TRACK_TYPE:
                tracks.add(int.from_bytes(body, "big"))
            elif name == TIMECODE:
                cluster = int.from_bytes(body, "big")
            elif name in (SIMPLE_BLOCK, BLOCK):
                _, after = _number(body, 0, keep_mark=False)
                last = max(last, cluster + int.from_bytes(body[after : after + 2], "big", signed=True))
    except IndexError:
        raise DomainError(NOT_SOUND) from None
    if tracks != {AUDIO_TRACK} or not last and not cluster:
        raise DomainError(NOT_SOUND)
    return last * scale / 1e9


def _elements(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Id and body of each element (RFC 8794), holders opened; an unfinished last one ends the walk."""
    at = count = 0
    while at < len(content) and (count := count + 1) <= MAX_ELEMENTS:
        name, at = _number(content, at, keep_mark=True)
        size, at = _number(content, at, keep_mark=False)
        if name in HOLDERS:
            continue
        if size > len(content) - at:
            return
        yield name, content[at : at + size]
        at += size


def _number(content: bytes, at: int, *, keep_mark: bool) -> tuple[int, int]:
    """A variable-length number and the place after it. Raises IndexError at the end or when it is none."""
    first = content[at]
    length = 9 - first.bit_length()
    if length > 8 or at + length > len(content):
        raise IndexError
    value = int.from_bytes(content[at : at + length], "big")
    return (value if keep_mark else value & ~(1 << 7 * length)), at + length
