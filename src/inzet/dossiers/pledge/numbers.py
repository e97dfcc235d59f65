"""Numbers of the pledges as people read them."""

from __future__ import annotations

from decimal import Decimal

from inzet.dossiers.numbers import MINUS, number, rounded
from inzet.dossiers.wording import Wording

_BILLION, _MILLION = Decimal(10) ** 9, Decimal(10) ** 6


def signed(words: Wording, value: Decimal, places: int = 2) -> str:
    """``+0.34``, ``−0.34``."""
    text = number(words, value, places)
    return text if text.startswith(MINUS) or not rounded(value, places) else f"+{text}"


def plain(words: Wording, value: Decimal) -> str:
    """As short as it can be: ``2``, ``3.5``."""
    text = f"{value:f}"
    return words.number(text.rstrip("0").rstrip(".") if "." in text else text)


def money(words: Wording, amount: Decimal, currency: str) -> str:
    """In billions, or where it is less than a tenth of one in millions: ``USD 3.9 bn``."""
    size, key = _BILLION, "money.bn"
    if abs(amount) < _BILLION / 10:
        size, key = _MILLION, "money.mn"
    return words(key, currency=currency, amount=signed(words, amount / size, 1))


def key_of(value: Decimal) -> str:
    """For names of values and columns: ``2``, ``3.5``."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
