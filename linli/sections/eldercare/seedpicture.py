"""A picture of a prescription that nobody wrote, for the demo."""

from __future__ import annotations

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFont

from linli.kernel import printing
from linli.kernel.errors import DomainError

LINES = (
    "处 方 笺（演示）",
    "区人民医院　内科",
    "苯磺酸氨氯地平片 5mg×28片　2 盒",
    "用法：口服，每日一次，一次一片",
    "医师：陈医生",
)


def paper() -> SimpleUploadedFile:
    """A JPEG with five lines; without the Chinese type only the lines' rules are drawn."""
    picture = Image.new("RGB", (900, 640), "#fdfbf3")
    draw = ImageDraw.Draw(picture)
    for nth, text in enumerate(LINES):
        top = 60 + nth * 110
        draw.line((60, top + 70, 840, top + 70), fill="#99907a", width=2)
        try:
            draw.text(
                (70, top), text, fill="#222", font=ImageFont.truetype(printing.face(), 44 if nth == 0 else 36)
            )
        except DomainError:
            continue
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return SimpleUploadedFile("处方.jpg", out.getvalue(), content_type="image/jpeg")
