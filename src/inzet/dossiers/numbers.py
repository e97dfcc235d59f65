"""Decimals in statements, and as people read them: what procedures with figures share."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from inzet.dossiers.wording import Wording

MINUS = "−"


def decimal(text: Any) -> Decimal | None:
    """A finite decimal; None for what is none."""
    try:
        value = Decimal(str(text))
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def rounded(value: Decimal, places: int) -> Decimal:
    """To so many decimals, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def number(words: Wording, value: Decimal, places: int = 2) -> str:
    """``1.66``; a minus is a minus."""
    return words.number(f"{rounded(value, places):f}".replace("-", MINUS))
