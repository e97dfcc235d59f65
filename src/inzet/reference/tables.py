"""The tables as they are written (``tables/*.csv``, ``*.toml``), and the sources they rest on."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from inzet.vocabulary.citations import OutsideCitation
from inzet.vocabulary.errors import UnknownValue
from inzet.vocabulary.times import first_day

LANGUAGES = ("nl", "en", "fr", "de", "sv")
"""Every name is given in these."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, with its place for whoever must mend it."""

    table: str
    number: int
    """As an editor counts: the header is line 1."""
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def several(self, column: str) -> tuple[str, ...]:
        """Several values in one cell, parted by ``|``."""
        return tuple(part for part in self.cells[column].split("|") if part)

    def named(self, prefix: str) -> dict[str, str]:
        """The columns ``prefix_nl``, ``prefix_en`` … that are filled, by language."""
        cells = {language: self.cells[f"{prefix}_{language}"] for language in LANGUAGES}
        return {language: cell for language, cell in cells.items() if cell}

    def lists(self, prefix: str) -> dict[str, list[str]]:
        """The same, each with several values."""
        return {language: cell.split("|") for language, cell in self.named(prefix).items()}

    def source(self) -> Source:
        """The source that its column ``source`` names.

        Raises:
            UnknownValue: a source that ``sources.toml`` does not have.
        """
        return source(self["source"], where=f"{self.table}.csv, line {self.number}")

    def day(self, column: str) -> str:
        """A day, month or year.

        Raises:
            UnknownValue: anything else, with its place.
        """
        value = self[column]
        try:
            first_day(value)
        except UnknownValue as error:
            place = f"{self.table}.csv, line {self.number}, {column}"
            raise UnknownValue(error.what, where=place, fix=error.fix) from None
        return value


@dataclass(frozen=True, slots=True)
class Source:
    """What a value rests on; ``day`` is when it was published, where that is known."""

    title: str
    address: str
    day: str | None
    through: str

    def cited(self, says: str) -> OutsideCitation:
        """The citation of something that it says, in our words."""
        where = f"{self.title} <{self.address}>" if self.address else self.title
        identifier = f"{where}, through {self.through}" if self.through else where
        return OutsideCitation(identifier=identifier, date=self.day, says=says)


def rows(table: str) -> Iterator[Row]:
    """The rows of ``tables/<table>.csv``."""
    lines = _text(f"{table}.csv").splitlines()
    for number, cells in enumerate(csv.DictReader(lines, strict=True), 2):
        yield Row(table, number, cells)


def toml(table: str) -> dict[str, Any]:
    """``tables/<table>.toml``."""
    return tomllib.loads(_text(f"{table}.toml"))


def source(name: str, *, where: str) -> Source:
    """A source by its name in ``sources.toml``.

    Raises:
        UnknownValue: there is none of that name.
    """
    found = _sources().get(name)
    if not isinstance(found, dict) or "title" not in found:
        raise UnknownValue(
            f"there is no source “{name}”", where=where, fix="Add it to tables/sources.toml."
        )
    return Source(
        found["title"], found.get("address", ""), found.get("day"), found.get("through", "")
    )


def edition(name: str) -> Source:
    """An edition of the figures of defence expenditure (``2024-06``)."""
    found = _sources()["editions"][name]
    return Source(found["title"], "", found["day"], "")


def copied_from(name: str) -> str:
    """The copy that cells were taken from, in words."""
    return str(_sources()["copies"][name])


@cache
def _sources() -> dict[str, Any]:
    return toml("sources")


def _text(name: str) -> str:
    return (resources.files("inzet.reference") / "tables" / name).read_text(encoding="utf-8")
