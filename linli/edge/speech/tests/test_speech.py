"""Speech: what is read, which pinyin, and that something is really heard."""

from __future__ import annotations

import array
import io
import wave

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linli.edge.speech import EspeakSpeech
from linli.edge.speech.espeak import uttered
from linli.edge.speech.letters import KEPT, is_han
from linli.edge.speech.pinyin import PAUSES, SYLLABLE, spoken_text, syllables
from linli.edge.speech.reading import words_of
from linli.kernel.errors import DomainError

pytestmark = [pytest.mark.function("4.4")]

READ = (
    ("2026年11月22日8:00-11:30停水", "二零二六年十一月二十二日八点到十一点三十分停水"),
    (
        "2026-11-22、2026/1/5、2026.12.01",
        "二零二六年十一月二十二日、二零二六年一月五日、二零二六年十二月一日",
    ),
    ("14:05、2:00、0:30", "十四点零五分、两点、零点三十分"),
    ("3号楼2单元501室", "三号楼二单元五零幺室"),
    ("12#楼3-2-1102", "十二号楼三号楼二单元幺幺零二"),
    (
        "¥1,234.56，0.50元，10.00元，200.05元，12.5万元",
        "一千二百三十四元五角六分，五角，十元，二百元零五分，十二点五万元",
    ),
    ("1.50元/月，0.5469元/度", "一元五角每月，零点五四六九元每度"),
    ("电话13853712345", "电话幺三八，五三七幺，二三四五"),
    ("0537-2212345或400-123-4567", "零五三七，二二幺二三四五或四零零，幺二三，四五六七"),
    ("拨打119、12345、96110", "拨打幺幺九、幺二三四五、九六幺幺零"),
    ("119户、2个、2人、22人、2楼、第2期", "一百一十九户、两个、两人、二十二人、二楼、第二期"),
    ("60+老人，80-89岁每月100元", "六十以上老人，八十到八十九岁每月一百元"),
    ("-8℃到3.5℃，湿度85%，1/3", "零下八摄氏度到三点五摄氏度，湿度百分之八十五，三分之一"),
    ("20km/h，75μg/m³，120m²，3kWh", "二十公里每小时，七十五微克每立方米，一百二十平方米，三千瓦时"),
    ("编号20261122001", "编号二零二六幺幺二二零零幺"),
    ("B座，手机APP，WiFi", "必座，手机应用，无线网"),
    ("详见https://a.example/x?b=1", "详见网址"),
    ("①清楼道；②不充电！！！", "一清楼道；二不充电！"),
)
SPOKEN = (
    ("重庆银行行长", "chong2 qing4 yin2 hang2 hang2 zhang3"),
    ("你好，不是一个人", "ni2 hao3 , bu2 shi4 yi2 ge4 ren2"),
    ("十一点、第一次、一月五日", "shi2 yi1 dian3 , di4 yi1 ci4 , yi1 yue4 wu3 ri4"),
    ("单元楼里的绿化", "dan1 yuan2 lou2 li3 de5 lv4 hua4"),
    ("嗯，这儿", "en2 , zhe4 er2"),
)


@pytest.mark.parametrize(("text", "words"), READ)
def test_numbers_dates_and_amounts_are_read_as_people_read_them(text: str, words: str) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(("words", "pinyin"), SPOKEN)
def test_the_pinyin_is_as_expected(words: str, pinyin: str) -> None:
    assert spoken_text(words) == pinyin


@given(st.text(max_size=40))
def test_whatever_is_written_only_chinese_is_left(text: str) -> None:
    words = words_of(text)
    assert all(is_han(c) or c in KEPT for c in words)
    assert all(s in PAUSES.values() or SYLLABLE.match(s) for s in syllables(words))


def test_something_is_heard_and_nothing_is_read_as_english() -> None:
    spoken = EspeakSpeech().say(text="北门小区的居民请注意，今晚8点停水。", compact=False)
    assert spoken.pinyin == (
        "bei3 men2 xiao3 qu1 de5 ju1 min2 qing3 zhu4 yi4 , jin1 wan3 ba1 dian3 ting2 shui3 ."
    )
    with wave.open(io.BytesIO(spoken.sound)) as file:
        samples = array.array("h", file.readframes(file.getnframes()))
        seconds = file.getnframes() / file.getframerate()
    assert seconds == pytest.approx(spoken.seconds, abs=0.01)
    assert 3 < seconds < 9
    frames = [samples[at : at + 2205] for at in range(0, len(samples) - 2205, 2205)]
    loud = [frame for frame in frames if max(map(abs, frame)) > 2000]
    assert len(loud) > 0.6 * len(frames)  # a tenth of a second each: speech, not silence with a click
    crossings = [sum((a < 0) != (b < 0) for a, b in zip(f, f[1:], strict=False)) * 5 for f in loud]
    assert 150 < sorted(crossings)[len(crossings) // 2] < 4000  # Hz: a voice, neither hum nor hiss
    assert "(en)" not in uttered(spoken.pinyin)[2]


def test_a_text_with_nothing_to_read_is_refused() -> None:
    with pytest.raises(DomainError, match="没有可以读出来的内容"):
        EspeakSpeech().say(text="！？…")


def test_mp3_is_made_where_it_may_be_compact() -> None:
    spoken = EspeakSpeech().say(text="关好门窗")
    assert (spoken.content_type, spoken.extension, spoken.sound[:1]) == ("audio/mpeg", "mp3", b"\xff")
