"""Money (金额): integers of 分 (1/100 yuan); nothing is ever lost by rounding."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from linli.kernel.errors import DomainError


def parse_yuan(text: str) -> int:
    """“1,234.56” → 123456 分. Raises DomainError for anything that is not an amount with at most two decimals."""
    try:
        fen = Decimal(text.replace(",", "").lstrip("¥￥").strip()) * 100
        if fen != fen.to_integral_value():
            raise InvalidOperation
    except InvalidOperation:
        raise DomainError(f"“{text}”不是有效的金额，请写成 12.50 这样的元数。") from None
    return int(fen)


def format_yuan(fen: int) -> str:
    """123456 分 → “¥1,234.56”."""
    sign = "-" if fen < 0 else ""
    return f"{sign}¥{abs(fen) // 100:,}.{abs(fen) % 100:02d}"


def round_fen(amount: Decimal) -> int:
    """Rounds a computed amount in 分 half up, as receipts do."""
    return int(amount.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def split_exactly(total_fen: int, weights: Sequence[int]) -> list[int]:
    """Splits an amount by weights so that the parts sum to it exactly (largest remainder; ties: first comes first)."""
    whole = sum(weights)
    if not weights or whole <= 0 or min(weights) < 0:
        raise ValueError("weights must be non-negative and sum to more than zero")
    sign, total = (-1 if total_fen < 0 else 1), abs(total_fen)
    parts = [total * w // whole for w in weights]
    by_remainder = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in by_remainder[: total - sum(parts)]:
        parts[i] += 1
    return [sign * p for p in parts]
