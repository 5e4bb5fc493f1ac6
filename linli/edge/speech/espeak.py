"""The voice: espeak-ng (optional, in a process of its own) speaking pinyin, so that every character is read as Mandarin."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import wave
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from linli.edge.speech.pinyin import spoken_text
from linli.edge.speech.reading import words_of
from linli.kernel.errors import DomainError
from linli.kernel.ports import Spoken

WORKER = Path(__file__).with_name("worker.py")
SPEED = 150
"""Words a minute as espeak-ng counts them: about three and a half characters a second, slow enough for a yard."""
PATIENCE_S = 60.0
MISSING = "还没有安装语音合成。请在服务器上执行 pip install 'linli[speech]'，或改播录音。"
EMPTY = "这段文字里没有可以读出来的内容。"
BROKEN = "语音没有合成出来，请稍后再试，或改播录音。"
MP3_KBPS = 48


class EspeakSpeech:
    """The speech port over espeak-ng."""

    def say(self, *, text: str, compact: bool = True) -> Spoken:
        """The text spoken. Raises DomainError when no voice is installed, or nothing in the text can be read."""
        words = words_of(text)
        pinyin = spoken_text(words)
        if not any(c.isalpha() for c in pinyin):
            raise DomainError(EMPTY, fields={"text": EMPTY})
        rate, samples, _ = uttered(pinyin)
        mp3 = compact and find_spec("lameenc") is not None
        return Spoken(
            sound=mp3_of(samples, rate) if mp3 else wav_of(samples, rate),
            content_type="audio/mpeg" if mp3 else "audio/wav", extension="mp3" if mp3 else "wav",
            seconds=round(len(samples) / 2 / rate, 2), words=words, pinyin=pinyin,
        )  # fmt: skip


def uttered(pinyin: str) -> tuple[int, bytes, str]:
    """Sample rate, 16-bit mono samples, and what the voice took the pinyin for. Raises DomainError."""
    if not installed():
        raise DomainError(MISSING)
    asked = json.dumps({"text": pinyin, "speed": SPEED}).encode()
    try:
        done = subprocess.run(  # noqa: S603 - our own program, the text on its standard input
            [sys.executable, str(WORKER)], input=asked, capture_output=True, timeout=PATIENCE_S, check=True
        )
    except (subprocess.SubprocessError, OSError):
        raise DomainError(BROKEN) from None
    head, _, samples = done.stdout.partition(b"\n")
    facts = json.loads(head)
    if not samples:
        raise DomainError(BROKEN)
    return int(facts["rate"]), samples, str(facts["phonemes"])


@cache
def installed() -> bool:
    """True when the optional voice is there."""
    return find_spec("espeakng_loader") is not None


def wav_of(samples: bytes, rate: int) -> bytes:
    """16-bit mono samples as a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        file.writeframes(samples)
    return out.getvalue()


def mp3_of(samples: bytes, rate: int) -> bytes:
    """16-bit mono samples as an MP3 file, an eighth of the size."""
    import lameenc

    encoder = lameenc.Encoder()
    encoder.set_bit_rate(MP3_KBPS)
    encoder.set_in_sample_rate(rate)
    encoder.set_channels(1)
    encoder.set_quality(2)
    encoder.silence()
    return bytes(encoder.encode(samples)) + bytes(encoder.flush())
