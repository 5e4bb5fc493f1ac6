"""What of a case can be searched for: its text and place, both kept without personal numbers."""

from __future__ import annotations

from linli.kernel.search import PairIndex

WORDS = PairIndex("cases_case", ("text", "place"))
