"""A fair, reproducible draw (抽样): every case has the same chance, and nobody can choose who is asked.

The seed comes from the installation's secret, the community and the week. Cases are ranked by a hash of seed and number,
and the first `k` are drawn. `k` is the share rounded up or down by the seed itself, so that a case's chance is exactly
the share in every week and every community, however small: each community is a stratum of its own, with one and the
same share, which keeps the chance equal and spares the small ones from never being drawn.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from hashlib import sha256

from linli.kernel.privacy import blind_index


def seed_of(area_id: int, period: str) -> str:
    """The seed of one draw, from the secret of this installation."""
    return blind_index(f"{area_id}:{period}", "cases.callback.draw")


def fingerprint(seed: str) -> str:
    """What may be shown of a seed: with the seed in hand anybody can check it, without it nobody can guess it."""
    return _hash(seed)[:32]


def drawn(seed: str, keys: Iterable[str], share: float) -> list[str]:
    """The keys that are drawn, `share` (0 to 1) of them; the order in which they are given does not matter."""
    ranked = sorted(set(keys), key=lambda key: _hash(f"{seed}:{key}"))
    part = int(_hash(f"{seed}:size"), 16) / 16**64
    return ranked[: min(len(ranked), math.floor(len(ranked) * min(max(share, 0.0), 1.0) + part))]


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
