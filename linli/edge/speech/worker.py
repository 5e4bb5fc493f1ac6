"""Runs espeak-ng in a process of its own: pinyin on standard input, one JSON line and the samples on standard output.

Kept apart because espeak-ng is GPL-3 and holds global state; nothing of linli is imported here, nor this file by it.
"""

import ctypes
import json
import sys

import espeakng_loader

RETRIEVAL, UTF8, RATE = 1, 1, 1
VOICE = b"cmn-latn-pinyin"
Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


def opened() -> tuple[ctypes.CDLL, int]:
    """The library, ready to speak pinyin, and its sample rate in Hz."""
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(RETRIEVAL, 0, espeakng_loader.get_data_path().encode(), 0)
    if rate <= 0 or library.espeak_SetVoiceByName(VOICE):
        raise SystemExit("espeak-ng has no voice for pinyin")
    return library, rate


def phonemes(library: ctypes.CDLL, text: bytes) -> str:
    """What the library takes the text for; “(en)” marks what it would read as English."""
    library.espeak_TextToPhonemes.restype = ctypes.c_char_p
    kept = ctypes.c_char_p(text)
    at = ctypes.c_void_p(ctypes.cast(kept, ctypes.c_void_p).value)
    found = []
    while at.value:
        found.append(library.espeak_TextToPhonemes(ctypes.byref(at), UTF8, 0).decode())
    return " ".join(found)


def samples(library: ctypes.CDLL, text: bytes, words_per_minute: int) -> bytes:
    """The speech as 16-bit mono samples."""
    parts: list[bytes] = []

    def hear(wave: "ctypes._Pointer[ctypes.c_short]", count: int, _: object) -> int:
        if wave and count > 0:
            parts.append(ctypes.string_at(wave, count * 2))
        return 0

    callback = Callback(hear)
    library.espeak_SetSynthCallback(callback)
    library.espeak_SetParameter(RATE, words_per_minute, 0)
    library.espeak_Synth(text, len(text) + 1, 0, 0, 0, UTF8, None, None)
    library.espeak_Synchronize()
    return b"".join(parts)


def main() -> None:
    """Reads {"text", "speed"}; answers {"rate", "phonemes"} and the samples."""
    asked = json.load(sys.stdin)
    library, rate = opened()
    text = asked["text"].encode()
    head = {"rate": rate, "phonemes": phonemes(library, text)}
    out = sys.stdout.buffer
    out.write(json.dumps(head).encode() + b"\n" + samples(library, text, int(asked["speed"])))
    out.flush()


if __name__ == "__main__":
    main()
