"""Currencies as tables name them."""

from __future__ import annotations

import re

from inzet.datasets.findings import Fault

_CODE = re.compile(r"[A-Z]{3}\Z")
_NAMES = {
    "leks": "ALL",
    "euros": "EUR",
    "euro": "EUR",
    "leva": "BGN",
    "canadian dollars": "CAD",
    "koruny": "CZK",
    "forint": "HUF",
    "denars": "MKD",
    "zlotys": "PLN",
    "new lei": "RON",
    "lei": "RON",
    "kronor": "SEK",
    "liras": "TRY",
    "new liras": "TRY",
    "pounds": "GBP",
    "us dollars": "USD",
    "kuna": "HRK",
}
_CROWNS = {"DNK": "DKK", "NOR": "NOK"}


def currency(text: str, party: str, column: str) -> str:
    """ISO 4217 code of a currency by its code, or by its English name in the plural.

    Args:
        party: whose; kroner are Danish or Norwegian.

    Raises:
        Fault: it is not known.
    """
    asked = text.strip()
    if _CODE.match(asked):
        return asked
    found = _NAMES.get(asked.casefold())
    if asked.casefold() == "kroner":
        found = _CROWNS.get(party)
    if not found:
        raise Fault(
            column,
            f"“{asked[:40]}” is not a currency" if asked else "the currency is missing",
            "Use its code of three letters (EUR).",
        )
    return found
