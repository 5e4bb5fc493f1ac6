"""Printed sheets: Chinese text that can be read back, type embedded in part only, and a clear word when it is absent."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from linli.kernel import printing
from linli.kernel.testing.paper import pages_of


@pytest.fixture
def no_type(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any) -> Iterator[None]:
    """An installation without the Chinese type."""
    monkeypatch.setattr("sys.prefix", str(tmp_path))
    settings.ROOT = tmp_path
    printing._type.cache_clear()
    yield
    printing._type.cache_clear()


def test_what_is_printed_can_be_read_back_and_brings_only_the_type_it_needs() -> None:
    sheet = printing.pdf(
        [
            printing.words("诉求回执单 <b>&", size=20, bold=True, align="center"),
            printing.line(),
            printing.beside(
                [printing.words("编号 2026-000123\n查询码 A4K7PQ")], [printing.qr("一", 40)], (110, 50)
            ),
            printing.table(["编号", "事"], [["1", "大风过后有散落树叶"]] * 60, [30, 140]),
        ],
        title="回执单",
        foot="北门社区",
    )
    first, *more = pages_of(sheet)
    assert "诉求回执单 <b>&" in first
    assert "编号 2026-000123" in first
    assert len(more) == 2
    assert "第 3 页" in more[1]
    assert sum(page.count("大风过后有散落树叶") for page in (first, *more)) == 60
    assert len(sheet) < 100_000


def test_a_character_that_the_type_has_not_is_marked_not_dropped() -> None:
    assert "灯不亮〓" in pages_of(printing.pdf([printing.words("灯不亮😀")], title="一"))[0]


def test_without_the_type_nothing_is_printed_and_the_operator_is_told_what_to_do(no_type: None) -> None:
    with pytest.raises(printing.TypeMissing, match="make setup") as caught:
        printing.pdf([], title="一")
    assert caught.value.status == 503


def test_another_type_may_be_named(no_type: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("LINLI_FONT_FOLDER", str(tmp_path))
    (tmp_path / "NotoSansSC_400Regular.ttf").write_bytes(b"not a font")
    with pytest.raises(printing.TypeMissing):
        printing.pdf([], title="一")
