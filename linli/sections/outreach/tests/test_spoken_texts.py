"""Every text the platform may speak is read as Chinese: no character is left to be read as English."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from linli.edge.speech.espeak import uttered
from linli.edge.speech.pinyin import spoken_text
from linli.edge.speech.reading import words_of
from linli.kernel import discovery
from linli.sections.alerts import catalogue
from linli.sections.outreach.seedbroadcasts import PROGRAMMES, SAID

pytestmark = [pytest.mark.function("4.4")]
ALERTS = Path(catalogue.__file__)
READY = Path(__file__).parents[1] / "web" / "broadcastwords.ts"


def templates() -> list[str]:
    """The SMS templates of all sections, what loudspeakers say of alerts, the console's ready texts, the demo's."""
    ready = re.findall(r"text: '([^']+)'", READY.read_text("utf-8"))
    sms = [re.sub(r"\{\w+\}", "3", one.text) for one in discovery.sms_templates().values()]
    alerts = re.findall(r'"speech": "([^"]+)"', ALERTS.read_text("utf-8"))
    return [*ready, *sms, *alerts, *(said[1] for said in SAID), *(programme[1] for programme in PROGRAMMES)]


def test_no_character_of_any_template_is_read_as_english() -> None:
    texts = templates()
    assert len(texts) > 20
    pinyin = [spoken_text(words_of(text)) for text in texts]
    for text, said in zip(texts, pinyin, strict=True):
        characters = sum("\u4e00" <= c <= "\u9fff" for c in words_of(text))
        assert len(re.findall(r"[a-z]+[1-5]", said)) == characters, text
    assert uttered(" . ".join(pinyin))[2].count("(en)") == 0
