"""Demo data of elder care: one module of the story each."""

from __future__ import annotations

import random


def seed(rng: random.Random) -> list[str]:
    """Fills the first 小区. Running it again changes nothing."""
    return []
