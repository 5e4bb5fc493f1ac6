"""PDF sheets (打印件): the only maker of them; Chinese type is embedded, with no more of it than the words need.

The library behind it is loaded with the first sheet: a server that prints nothing does without its memory.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Literal, TypeAlias
from urllib.parse import quote

from django.conf import settings
from django.http import HttpResponse

from linli.kernel import conf
from linli.kernel.errors import DomainError

Block: TypeAlias = Any
"""A piece of a sheet, made by the functions below."""
Align = Literal["left", "center", "right"]
PLAIN, BOLD = "Linli-Sans", "Linli-Sans-Bold"
FACES = {PLAIN: "NotoSansSC_400Regular.ttf", BOLD: "NotoSansSC_700Bold.ttf"}
mm = 72 / 25.4
"""A millimetre in points."""
SIZES = {"A4": (210 * mm, 297 * mm), "A5": (148 * mm, 210 * mm)}
ALIGN = {"left": 0, "center": 1, "right": 2}
MISSING = "〓"
"""Stands for a character the type has not (an emoji, for instance), as printers have always done."""


class TypeMissing(DomainError):
    """The Chinese type (字体) is not installed, so nothing can be printed."""

    status, code = 503, "type_missing"

    def __init__(self) -> None:
        super().__init__("服务器上没有打印用的中文字体。请管理员在安装目录运行 make setup，再重新打印。")


def pdf(
    blocks: Sequence[Block], *, title: str, size: str = "A4", margin_mm: float = 18, foot: str = ""
) -> bytes:
    """The blocks as one document; `foot` stands at the bottom of each page beside its number."""
    from reportlab.platypus import SimpleDocTemplate

    _type()
    out = io.BytesIO()
    edge = margin_mm * mm
    sheet = SimpleDocTemplate(
        out,
        pagesize=SIZES[size],
        leftMargin=edge,
        rightMargin=edge,
        topMargin=edge,
        bottomMargin=edge + 4 * mm,
        title=title,
        author="邻里",
        creator="linli",
    )

    def number(canvas: Any, _: Any) -> None:
        canvas.setFont(PLAIN, 9)
        canvas.drawString(edge, edge * 0.6, _known(foot))
        canvas.drawRightString(SIZES[size][0] - edge, edge * 0.6, f"第 {canvas.getPageNumber()} 页")

    sheet.build(list(blocks), onFirstPage=number, onLaterPages=number)
    return out.getvalue()


def printed(sheet: bytes, name: str) -> HttpResponse:
    """The answer that shows a sheet in the browser, from where it is printed; never kept by the browser."""
    return HttpResponse(
        sheet,
        content_type="application/pdf",
        headers={
            "Content-Disposition": f"inline; filename*=UTF-8''{quote(name)}.pdf",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "no-store",
        },
    )


def words(
    text: str, *, size: float = 11, bold: bool = False, align: Align = "left", after: float = 2
) -> Block:
    """A paragraph; `size` in points, `after` is the space below it in millimetres. Line breaks are kept."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.platypus import Paragraph

    _type()
    style = ParagraphStyle(
        "words",
        fontName=BOLD if bold else PLAIN,
        fontSize=size,
        leading=size * 1.5,
        alignment=ALIGN[align],
        spaceAfter=after * mm,
        wordWrap="CJK",
    )
    return Paragraph(escape(_known(text)).replace("\n", "<br/>"), style)


def table(
    head: Sequence[str], rows: Sequence[Sequence[str]], widths_mm: Sequence[float], *, size: float = 10
) -> Block:
    """A ruled table whose head stands again on every page."""
    from reportlab.lib import colors
    from reportlab.platypus import Table

    cells = [[words(h, size=size, bold=True, after=0) for h in head]] if head else []
    cells += [[words(cell, size=size, after=0) for cell in row] for row in rows]
    ruled = [
        ("GRID", (0, 0), (-1, -1), 0.5, colors.HexColor("#888888")),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]
    if head:
        ruled.append(("BACKGROUND", (0, 0), (-1, 0), colors.HexColor("#EEEEEE")))
    return Table(cells, [w * mm for w in widths_mm], repeatRows=1 if head else 0, style=ruled)


def beside(left: Sequence[Block], right: Sequence[Block], widths_mm: tuple[float, float]) -> Block:
    """Two columns beside each other, without rules."""
    from reportlab.platypus import Table

    return Table(
        [[list(left), list(right)]],
        [w * mm for w in widths_mm],
        style=[("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0)],
    )


def qr(content: str, side_mm: float) -> Block:
    """A QR code of that side, quiet zone included, drawn as vectors."""
    from linli.kernel.qrdrawing import Code

    return Code(content, side_mm * mm)


def face(*, bold: bool = False) -> str:
    """The file of the type, for who draws with it. Raises TypeMissing."""
    return _found(FACES[BOLD if bold else PLAIN])


def line() -> Block:
    """A rule across the page."""
    from reportlab.lib import colors
    from reportlab.platypus import HRFlowable

    return HRFlowable(width="100%", thickness=0.8, color=colors.HexColor("#444444"), spaceAfter=3 * mm)


def gap(height_mm: float) -> Block:
    """Empty space."""
    from reportlab.platypus import Spacer

    return Spacer(1, height_mm * mm)


def page() -> Block:
    """What follows begins on a new page."""
    from reportlab.platypus import PageBreak

    return PageBreak()


def together(blocks: Sequence[Block]) -> Block:
    """Blocks that are not torn apart at the end of a page."""
    from reportlab.platypus import KeepTogether

    return KeepTogether(list(blocks))


def _known(text: str) -> str:
    """The text with characters that the type has not replaced."""
    glyphs = _type()
    return "".join(c if c == "\n" or ord(c) in glyphs else MISSING for c in text.replace("\r", ""))


@cache
def _type() -> frozenset[int]:
    """Registers the type once per process; answers the characters it has. Raises TypeMissing."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    for name, file in FACES.items():
        try:
            pdfmetrics.registerFont(TTFont(name, _found(file)))
        except (TTFError, OSError):
            raise TypeMissing from None
    return frozenset(pdfmetrics.getFont(PLAIN).face.charToGlyph)


def _found(file: str) -> str:
    """Where the type lies: the folder set, the environment's share, or the packages pages are built with."""
    folders = [
        Path(str(conf.get("font_folder"))),
        Path(sys.prefix) / "share" / "fonts" / "linli",
        *(Path(settings.ROOT) / "node_modules" / "@expo-google-fonts" / "noto-sans-sc").glob("[47]00*"),
    ]
    for folder in folders:
        if folder.is_absolute() and (folder / file).is_file():
            return str(folder / file)
    raise TypeMissing
