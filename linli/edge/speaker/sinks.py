"""Where the sound goes: the sound card, or WAV files in a folder. All samples are 16-bit mono at RATE."""

from __future__ import annotations

import array
import queue
import threading
import wave
from collections.abc import Generator
from pathlib import Path
from typing import Protocol

import miniaudio

RATE = 22_050
CHUNK_S = 0.25


class Sink(Protocol):
    """Takes a sound piece by piece, at the pace at which it is heard."""

    def begin(self, name: str) -> None:
        """A sound begins, or goes on after it was broken into."""

    def write(self, samples: bytes) -> None:
        """The next piece; returns when the one after it is wanted."""

    def end(self) -> None:
        """It is over, or broken into: what was written is heard out."""

    def close(self) -> None:
        """Nothing comes any more."""


def decoded(path: Path) -> bytes:
    """A sound file as samples. Raises ValueError when it is none that can be played."""
    try:
        sound = miniaudio.decode(path.read_bytes(), nchannels=1, sample_rate=RATE)
    except miniaudio.MiniaudioError as error:
        raise ValueError(str(error)) from None
    return bytes(sound.samples.tobytes())


def louder(samples: bytes, percent: int) -> bytes:
    """The samples at a volume of 0 to 100 percent."""
    if percent >= 100:
        return samples
    return array.array("h", (value * percent // 100 for value in array.array("h", samples))).tobytes()


class FolderSink:
    """Writes what is heard as numbered WAV files; `pace` 1 takes as long as playing, 0 no time at all."""

    def __init__(self, folder: Path, pace: float = 1.0) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.pace = folder, pace
        self._file: wave.Wave_write | None = None
        self._still = threading.Event()

    def begin(self, name: str) -> None:
        """A new file."""
        nth = sum(1 for _ in self.folder.glob("*.wav")) + 1
        self._file = wave.open(str(self.folder / f"{nth:04d}-{name}.wav"), "wb")  # noqa: SIM115 - closed in `end`
        self._file.setnchannels(1)
        self._file.setsampwidth(2)
        self._file.setframerate(RATE)

    def write(self, samples: bytes) -> None:
        """The file is whole after every piece."""
        if self._file:
            self._file.writeframes(samples)
        if self.pace:
            self._still.wait(len(samples) / 2 / RATE / self.pace)

    def end(self) -> None:
        """Closes the file."""
        if self._file:
            self._file.close()
        self._file = None

    def close(self) -> None:
        """Closes what is open."""
        self.end()


class CardSink:
    """Plays on the sound card. Raises OSError when there is none."""

    def __init__(self, *, silent: bool = False) -> None:
        backends = [miniaudio.Backend.NULL] if silent else []
        try:
            self._device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=RATE,
                backends=backends,
            )
        except miniaudio.MiniaudioError as error:
            raise OSError(f"打不开声卡（{error}）；没有声卡时用 --to 写成文件") from None
        self._pieces: queue.Queue[bytes] = queue.Queue(maxsize=2)
        self._empty = threading.Event()
        self._stream = self._frames()
        next(self._stream)
        self._device.start(self._stream)

    def begin(self, name: str) -> None:
        """Nothing to prepare."""
        self._empty.clear()

    def write(self, samples: bytes) -> None:
        """Waits while two pieces are still to be heard."""
        self._empty.clear()
        self._pieces.put(samples)

    def end(self) -> None:
        """Waits until all is heard."""
        if not self._pieces.empty():
            self._empty.wait(4 * CHUNK_S)

    def close(self) -> None:
        """Lets the card go; without it the program could not end."""
        self._device.close()

    def _frames(self) -> Generator[bytes, int, None]:
        """What the card asks for, and silence when there is nothing."""
        left = b""
        wanted = yield b""
        while True:
            while len(left) < wanted * 2 and not self._pieces.empty():
                left += self._pieces.get_nowait()
            if len(left) < wanted * 2:
                self._empty.set()
                left = left.ljust(wanted * 2, b"\0")
            piece, left = left[: wanted * 2], left[wanted * 2 :]
            wanted = yield piece
