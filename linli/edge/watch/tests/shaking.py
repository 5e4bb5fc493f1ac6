"""What a watch may send, and what reading it comes to; shared by the tests and the benchmark."""

from __future__ import annotations

import json
import random

from linli.edge.watch import content
from linli.edge.watch.frames import BrokenFrame, Stream, written
from linli.kernel.testing.fuzz import pieces

ID = "2611220001"
PLACE = "221126,063015,A,36.071420,N,120.382590,E,0.00,12.5,31.0,9,88,76,4321,3"
CELLS = "1,1,460,00,21001,46331,55,1,邻里]网,1c:fa:68:13:a5:b4,-61,0.0"
SEEDS = tuple(
    written(vendor, terminal, text, serial)
    for vendor, terminal, serial in (("3G", ID, ""), ("ZJ", "861122330044556", "0033"))
    for text in (
        "LK", "LK,50,3,88", f"UD_LTE,{PLACE},00000000,{CELLS}", f"AL,{PLACE},00210008,{CELLS}", "heart,72",
        "bphrt,122,76,71,,,,", "oxygen,0,97", "btemp2,1,36.42", "TK,\x01\x02", "CONFIG,TY:G75,UL:600", "CR",
    )
)  # fmt: skip


def read(data: bytes, rng: random.Random) -> int:
    """Cuts and understands a stream as the server does; returns how many frames it held. Raises nothing."""
    stream, found = Stream(), 0
    for piece in pieces(data, rng):
        stream.feed(piece)
        while True:
            try:
                frame = stream.next()
            except BrokenFrame:
                continue
            if frame is None:
                break
            found += 1
            said = content.understood(frame.kind, frame.rest)
            json.dumps([said.values, said.events, said.at_ms])
            frame.answer(said.reply or "")
    return found
