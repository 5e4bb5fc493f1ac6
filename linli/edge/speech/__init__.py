"""Speech (语音合成): text → words → pinyin → Mandarin sound, all on this machine."""

from linli.edge.speech.espeak import EspeakSpeech

__all__ = ["EspeakSpeech"]
