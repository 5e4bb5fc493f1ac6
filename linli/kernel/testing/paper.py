"""Reads printed sheets (PDF) back, as a browser would show them."""

from __future__ import annotations

import pypdfium2


def pages_of(sheet: bytes) -> list[str]:
    """The text of each page."""
    document = pypdfium2.PdfDocument(sheet)
    try:
        return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]
    finally:
        document.close()
