"""Recordings for tests, written as a browser's MediaRecorder writes them: WebM without a length in its head."""

from __future__ import annotations

import io
import wave

UNKNOWN = b"\x01\xff\xff\xff\xff\xff\xff\xff"


def webm(seconds: int = 3, *, track_type: int = 2) -> bytes:
    """A WebM recording with one block a second; `track_type` 1 is a film."""
    track = _element("AE", _element("D7", b"\x01") + _element("83", bytes([track_type])))
    body = _element("1549A966", _element("2AD7B1", (1_000_000).to_bytes(3, "big")))
    body += _element("1654AE6B", track)
    for second in range(seconds + 1):
        clock = _element("E7", (second * 1000).to_bytes(4, "big"))
        body += bytes.fromhex("1F43B675") + UNKNOWN + clock + _element("A3", b"\x81\x00\x00\x80" + b"\0" * 8)
    head = _element("1A45DFA3", _element("4282", b"webm"))
    return head + bytes.fromhex("18538067") + UNKNOWN + body


def wav(seconds: float = 1.0) -> bytes:
    """Silence as WAV, 8 kHz."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(1)
        sound.setframerate(8000)
        sound.writeframes(b"\x80" * int(8000 * seconds))
    return out.getvalue()


def _element(name: str, body: bytes) -> bytes:
    return bytes.fromhex(name) + (0x10000000 | len(body)).to_bytes(4, "big") + body
