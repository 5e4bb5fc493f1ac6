"""What the printed slip (回执单) shows."""

from __future__ import annotations

import datetime as dt

from ninja import Schema


class CaseSlipOut(Schema):
    """What the printed slip (回执单) shows; `qr` is an SVG image as a data address."""

    id: int
    number: str
    code: str
    category: str
    text: str
    created_at: dt.datetime
    due_at: dt.datetime
    address: str
    qr: str
