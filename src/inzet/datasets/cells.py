"""The words in cells: numbers, dates and parties, never more than what stands there."""

from __future__ import annotations

import difflib
import re
import unicodedata
from decimal import Decimal
from functools import cache

from inzet.datasets.findings import Fault
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.parties import parties
from inzet.vocabulary.times import first_day

MISSING = frozenset({"", "..", "...", "-", "–", "—", "n/a", "na", "n.a.", ":"})
"""What tables print where there is no value."""
_NUMBER = re.compile(r"[+-]?\d{1,40}(?:[.,]\d{1,40})?(?:[eE][+-]?\d{1,2})?\Z", re.ASCII)
_GROUPS = {
    "nato": "NATO",
    "nato total": "NATO",
    "nato_total": "NATO",
    "nato europe and canada": "Europe and Canada",
    "europe and canada": "Europe and Canada",
    "nato_eur_can": "Europe and Canada",
    "slovak republic": "SVK",
    "turkiye": "TUR",
    "turkey": "TUR",
    "eu (commission and council)": "EU",
}


class Numbers:
    """Reads the numbers of one file, whose decimal mark must be the same throughout.

    Args:
        separator: of the file's cells; where it is a comma, no number holds one.
    """

    def __init__(self, separator: str = "") -> None:
        self._separator = separator
        self._mark = ""

    def read(self, text: str, column: str) -> Decimal:
        """A number.

        Raises:
            Fault: it is none, or is written in two ways in one file.
        """
        plain = text.replace("−", "-")
        if not _NUMBER.match(plain):
            raise Fault(column, f"“{shown(text)}” is not a number", _how(plain))
        mark = "," if "," in plain else "." if "." in plain else ""
        if mark == "," and self._separator == ",":
            raise Fault(column, f"“{shown(text)}” could be two numbers", "Write a decimal point.")
        if mark and self._mark and mark != self._mark:
            name = {",": "a comma", ".": "a point"}
            raise Fault(
                column,
                f"“{shown(text)}” has {name[mark]} where numbers before it have {name[self._mark]}",
                "Write all numbers of the file in one way.",
            )
        self._mark = mark or self._mark
        return Decimal(plain.replace(",", "."))


def _how(text: str) -> str:
    if re.fullmatch(r"[+-]?[\d.,'  ]+", text):
        return "Write it without separators of thousands."
    if text.endswith("%"):
        return "Leave the percent sign away."
    return ""


def written(value: Decimal) -> str:
    """A decimal as it travels: digits and a point, no exponent, no needless zeros."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def at_least(value: Decimal, least: int, column: str, what: str) -> Decimal:
    """The value, where it is no less than a bound.

    Raises:
        Fault: it is less.
    """
    if value < least:
        raise Fault(column, f"{what} cannot be below {least}, and this is {written(value)}")
    return value


def at_most(value: Decimal, most: int, column: str, what: str) -> Decimal:
    """The value, where it is no more than a bound.

    Raises:
        Fault: it is more.
    """
    if value > most:
        raise Fault(column, f"{what} cannot be above {most}, and this is {written(value)}")
    return value


def day(text: str, column: str, *, earliest: str = "") -> str:
    """A day, month or year in ISO 8601, as precise as it stands there.

    Args:
        earliest: the first day on which it makes sense.

    Raises:
        Fault: it is no such date, or earlier.
    """
    try:
        first = first_day(text if text.isascii() else "").isoformat()
    except UnknownValue:
        raise Fault(
            column, f"“{shown(text)}” is not a date", "Write it as 2022-07-05, 2022-07 or 2022."
        ) from None
    if earliest and first < earliest[: len(text)]:
        raise Fault(column, f"{text} is before {earliest}, from when on there can be any")
    return text


def party(text: str, column: str) -> str:
    """The code of a party, by code or name in a language of the table of parties.

    Raises:
        Fault: there is no such party; with the nearest name, where one is near.
    """
    asked = _folded(text)
    found = _GROUPS.get(asked) or _names().get(asked)
    if found:
        return found
    near = difflib.get_close_matches(asked, _names(), n=1, cutoff=0.8)
    hint = f"Is {_names()[near[0]]} meant? " if near else ""
    raise Fault(
        column,
        f"there is no party “{shown(text)}”",
        f"{hint}Use its code of three letters (NLD) or its name in English.",
    )


def shown(text: str) -> str:
    """A cell's words in a message: on one line, and not at length."""
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:57]}…"


@cache
def _names() -> dict[str, str]:
    names: dict[str, str] = {}
    for each in parties():
        for name in (each.code, *each.names_in("en"), *each.names_in("nl")):
            names.setdefault(_folded(name), each.code)
    return names


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.strip().casefold())
    return " ".join("".join(one for one in decomposed if not unicodedata.combining(one)).split())
