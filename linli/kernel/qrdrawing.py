"""A QR code on a sheet (打印件), drawn as vectors."""

from __future__ import annotations

from typing import Any

import segno
from reportlab.lib import colors
from reportlab.platypus import Flowable


class Code(Flowable):  # type: ignore[misc]
    """The squares of a QR code."""

    hAlign = "CENTER"

    def __init__(self, content: str, side: float) -> None:
        super().__init__()
        self.rows = list(segno.make(content, error="m").matrix_iter(border=4))
        self.side = side

    def wrap(self, *_: Any) -> tuple[float, float]:
        """Its size in points."""
        return self.side, self.side

    def draw(self) -> None:
        """One rectangle per run of dark squares; hairlines between them would confuse scanners."""
        unit = self.side / len(self.rows)
        self.canv.setFillColor(colors.black)
        for down, row in enumerate(self.rows):
            for across, dark in enumerate(row):
                if dark:
                    self.canv.rect(
                        across * unit,
                        self.side - (down + 1) * unit,
                        unit * 1.02,
                        unit * 1.02,
                        stroke=0,
                        fill=1,
                    )
