"""Plain tables: a header, and rows whose cells are named by it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from inzet.datasets import cells
from inzet.datasets.cells import Numbers, shown
from inzet.datasets.findings import Fault, Row, Settings
from inzet.reading.tables import Tables
from inzet.vocabulary.entries import Statement
from inzet.vocabulary.errors import InputError


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a plain table; docs/datasets.md says what each may hold."""

    name: str
    needed: bool = True
    also: tuple[str, ...] = ()
    """Other names it goes by."""


class Table:
    """The rows of a plain table.

    Args:
        columns: that it must or may have; others are left.

    Raises:
        InputError: a column is missing, or stands there twice.
    """

    def __init__(self, tables: Tables, columns: Sequence[Column], where: str) -> None:
        self._sheet = tables.sheets[0]
        self._text = tables.kind == "text"
        self.numbers = Numbers(tables.separator)
        self._header = next(self._sheet.rows())
        self._places = _places(self._header[1], columns, where)

    @property
    def left(self) -> tuple[str, ...]:
        """Columns that are not taken."""
        taken = set(self._places.values())
        return tuple(name for at, name in enumerate(self._header[1]) if at not in taken and name)

    def rows(self) -> Iterator[PlainRow]:
        """Every row below the header that holds anything."""
        for number, values in self._sheet.rows():
            if number != self._header[0]:
                yield PlainRow(number, values, self._header[1], self._places, self.numbers)


class PlainRow:
    """One row; every method raises ``Fault`` with the column where a cell is not as it should."""

    def __init__(
        self,
        number: int,
        values: tuple[str, ...],
        header: tuple[str, ...],
        places: Mapping[str, int],
        numbers: Numbers,
    ) -> None:
        self.number = number
        self._values, self._header = values, header
        self._places, self._numbers = places, numbers

    def check(self) -> None:
        """That there are no more cells than the header names."""
        if len(self._values) > len(self._header):
            raise Fault(
                "",
                f"the row has {len(self._values)} cells, the header {len(self._header)}",
                "Put text with a separator in it between quotation marks.",
            )

    def printed(self, name: str) -> str:
        """How the header calls a column."""
        return self._header[self._places[name]] if name in self._places else name

    def text(self, name: str) -> str:
        """A cell as it stands there; empty where it is blank or there is no such column."""
        at = self._places.get(name)
        return self._values[at] if at is not None and at < len(self._values) else ""

    def needed(self, name: str) -> str:
        """A cell that must hold something."""
        found = self.text(name)
        if not found:
            raise Fault(self.printed(name), "the cell is blank")
        return found

    def one_of(self, name: str, allowed: Mapping[str, str], default: str = "") -> str:
        """What a word stands for."""
        found = self.text(name) or default
        if found.casefold() not in allowed:
            known = ", ".join(filter(None, allowed))
            what = f"“{shown(found)}” is not known here" if found else "the cell is blank"
            raise Fault(self.printed(name), what, f"Use one of: {known}.")
        return allowed[found.casefold()]

    def decimal(self, name: str) -> Decimal | None:
        """A number; None where the table has none."""
        found = self.text(name)
        if found.casefold() in cells.MISSING:
            return None
        return self._numbers.read(found, self.printed(name))

    def whole(self, name: str, least: int, most: int) -> int:
        """A whole number within bounds."""
        found = self.needed(name)
        if not (found.isascii() and found.isdecimal() and least <= int(found[:9]) <= most):
            raise Fault(
                self.printed(name),
                f"“{shown(found)}” is not a whole number from {least} to {most}",
            )
        return int(found)

    def day(self, name: str, *, earliest: str = "") -> str | None:
        """A date; None where the cell is blank."""
        found = self.text(name)
        return cells.day(found, self.printed(name), earliest=earliest) if found else None

    def party(self, name: str) -> str:
        """The code of a party."""
        return cells.party(self.needed(name), self.printed(name))

    def fault(self, name: str, what: str, fix: str = "") -> Fault:
        """A fault of a cell."""
        return Fault(self.printed(name), what, fix)


def rows_of(
    tables: Tables,
    columns: Sequence[Column],
    settings: Settings,
    read: Callable[[PlainRow, Settings], tuple[Statement, ...]],
) -> Iterator[Row]:
    """Every row of a plain table, read into statements; a row with a fault is refused.

    Raises:
        InputError: a column is missing.
    """
    table = Table(tables, columns, settings.name)
    for row in table.rows():
        yield Row.of(row.number, partial(read, row, settings))


def has_columns(tables: Tables, columns: Sequence[Column]) -> bool:
    """Whether a file is one table with all the columns that are needed."""
    header = header_of(tables)
    return bool(header) and not _missing(header, columns)


def header_of(tables: Tables) -> tuple[str, ...]:
    """The names of the columns of a plain table; none for what is no such table."""
    if len(tables.sheets) != 1:
        return ()
    first = next(tables.sheets[0].rows(), (0, ()))[1]
    return tuple(cell.casefold() for cell in first)


def _missing(header: Sequence[str], columns: Sequence[Column]) -> list[str]:
    return [
        each.name
        for each in columns
        if each.needed and not {each.name, *each.also}.intersection(header)
    ]


def _places(header: tuple[str, ...], columns: Sequence[Column], where: str) -> dict[str, int]:
    lower = [name.casefold() for name in header]
    missing = _missing(lower, columns)
    if missing:
        names = ", ".join(f"“{name}”" for name in missing)
        raise InputError(
            f"row 1 has no column {names}",
            where=where,
            fix="docs/datasets.md tells the columns of every table.",
        )
    places = {}
    for each in columns:
        at = [place for place, name in enumerate(lower) if name in (each.name, *each.also)]
        if len(at) > 1:
            raise InputError(f"row 1 has the column “{each.name}” twice", where=where)
        if at:
            places[each.name] = at[0]
    return places
