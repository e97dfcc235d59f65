"""What can be asked of the pledges beside a day and an edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from inzet.dossiers.numbers import decimal
from inzet.dossiers.pledge.kinds import SHARE, Target
from inzet.dossiers.procedure import Option
from inzet.vocabulary.errors import UnknownValue

OPTIONS = (
    Option("year", "The year whose figures are shown.", "year=2023"),
    Option("target", "A share of GDP to hold the figures against, in percent.", "target=3.5"),
    Option("by", "The year by which the target is to be reached.", "by=2030"),
    Option("growth", "Real growth of GDP a year that is assumed, in percent.", "growth=1.5"),
    Option("over", "The years over which the trend is taken; 5 unless told.", "over=3"),
    Option("against", "An earlier edition to compare the figures with.", "against=2023-07"),
)
_HIGHEST_SHARE, _HIGHEST_GROWTH, _LONGEST = Decimal(100), Decimal(50), 50
_FIRST_YEAR, _LAST_YEAR = 1950, 2100


@dataclass(frozen=True, slots=True)
class Choices:
    """The options as values."""

    year: int | None = None
    target: Target | None = None
    by: int | None = None
    growth: Decimal | None = None
    over: int = 5
    against: str | None = None


def choices(options: Mapping[str, str]) -> Choices:
    """The options that were asked.

    Raises:
        UnknownValue: a value that cannot be, with the form to use.
    """
    target = _number(options, "target", Decimal("0.01"), _HIGHEST_SHARE)
    return Choices(
        year=_whole(options, "year", _FIRST_YEAR, _LAST_YEAR),
        target=None if target is None else Target(SHARE, "at least", target, "percent"),
        by=_whole(options, "by", _FIRST_YEAR, _LAST_YEAR),
        growth=_number(options, "growth", -_HIGHEST_GROWTH, _HIGHEST_GROWTH),
        over=_whole(options, "over", 1, _LONGEST) or 5,
        against=options.get("against"),
    )


def _number(options: Mapping[str, str], name: str, least: Decimal, most: Decimal) -> Decimal | None:
    if name not in options:
        return None
    value = decimal(options[name].replace(",", "."))
    if value is None or not least <= value <= most:
        raise UnknownValue(
            f"“{options[name]}” is no value of {name}",
            where="--with",
            fix=f"Give a number from {least} to {most}, such as {_example(name)}.",
        )
    return value


def _whole(options: Mapping[str, str], name: str, least: int, most: int) -> int | None:
    if name not in options:
        return None
    text = options[name]
    if not (text.isascii() and text.isdecimal() and least <= int(text) <= most):
        raise UnknownValue(
            f"“{text}” is no value of {name}",
            where="--with",
            fix=f"Give a whole number from {least} to {most}, such as {_example(name)}.",
        )
    return int(text)


def _example(name: str) -> str:
    return next(option.example for option in OPTIONS if option.name == name)
