"""Recordings (录音): only what a loudspeaker can play."""

from __future__ import annotations

from linli.kernel.errors import DomainError

UNPLAYABLE = "这段录音的格式音箱放不了，请存成 MP3、WAV、FLAC 或 OGG（Vorbis）再上传。"


def seconds_of(content: bytes) -> float:
    """Its length in seconds, by playing it through. Raises DomainError when a loudspeaker could not."""
    import miniaudio  # with the numerical library behind it, loaded with the first recording

    try:
        decoded = miniaudio.decode(content, nchannels=1, sample_rate=8000)
    except (miniaudio.MiniaudioError, ValueError):
        raise DomainError(UNPLAYABLE, fields={"file": UNPLAYABLE}) from None
    return float(round(decoded.num_frames / 8000, 2))
